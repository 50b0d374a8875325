"""The style sheet of the HTML report; it stands in the page, so that the page is one file."""

CSS = """
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --card: #fff; --ink: #1d1b18; --soft: #625d55; --line: #ddd8cd; --tint: #f3f0e8; --link: #7a1f1f;
  --mark: #f9e08a; --mark-ink: #1d1b18;
  --error: #a11a1a; --error-tint: #fbe9e6; --warning: #7a5200; --warning-tint: #fbf0d5;
  --info: #215a86; --info-tint: #e6f0f8; --good: #28663a; --good-tint: #e6f3e8;
  --sans: "Source Sans 3", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", "PingFang SC",
    "Noto Sans CJK SC", "Apple SD Gothic Neo", sans-serif;
  --mono: "Source Code Pro", "SF Mono", Consolas, "Noto Sans Mono", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171614; --card: #1e1d1a; --ink: #e8e4db; --soft: #aaa398; --line: #3a3732; --tint: #282622; --link: #e8a797;
    --mark: #6d5712; --mark-ink: #fff6d8;
    --error: #ff9c8f; --error-tint: #40201c; --warning: #f0c468; --warning-tint: #382c10;
    --info: #92c5ee; --info-tint: #1a2f40; --good: #93d3a2; --good-tint: #1b3322;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 var(--sans); overflow-wrap: anywhere; }
header, main, footer { max-width: 64rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2rem); }
header { padding-block-start: clamp(1.25rem, 4vw, 2.5rem); }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
a:hover { text-decoration-thickness: .12em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
h1, h2, h3 { line-height: 1.25; font-weight: 600; text-wrap: balance; }
h1 { font-size: clamp(1.5rem, 5vw, 2rem); margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 2.75rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; display: inline; }
p { margin: 0; }
ol, ul { list-style: none; margin: 0; padding: 0; }
code, pre { font-family: var(--mono); font-size: .86em; }
bdi, code, pre, .message { unicode-bidi: isolate; }
.soft { color: var(--soft); }
.small { font-size: .86rem; }
.vh { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.verdict { display: inline-block; margin-block: 1rem 0; padding: .3rem .8rem; border-radius: .35rem; font-weight: 600; }
.verdict.bad { background: var(--error-tint); color: var(--error); }
.verdict.good { background: var(--good-tint); color: var(--good); }
.tally { display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; margin-block: 1rem 0; }
.tally li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .9rem .7rem; }
.tally b { display: block; font-size: 1.7rem; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums; }
.tally .none b, .tally .none .sign { color: var(--soft); }

.sign { font-style: normal; font-family: var(--sans); }
.error > .sign, .error.chip { color: var(--error); }
.warning > .sign, .warning.chip { color: var(--warning); }
.info > .sign, .info.chip { color: var(--info); }
.chips { display: inline-flex; gap: .7rem; white-space: nowrap; font-size: .9rem; font-variant-numeric: tabular-nums; }

.contents { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-block-start: 1.5rem; }
.contents section { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; }
.contents h2 { margin: 0 0 .4rem; font-size: 1rem; }
.contents ul { max-height: 17rem; overflow: auto; }
.contents li { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; padding-block: .2rem; }

details.group { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin-block: .75rem; }
details.group > summary {
  display: flex; flex-wrap: wrap; gap: .2rem 1rem; justify-content: space-between; align-items: baseline;
  padding: .65rem 1rem; cursor: pointer; background: var(--tint); border-radius: .5rem;
}
details.group > summary::before { content: "\\25B8"; color: var(--soft); margin-inline-end: -.4rem; }
details.group[open] > summary::before { content: "\\25BE"; }
details.group[open] > summary { border-end-start-radius: 0; border-end-end-radius: 0; }
summary::-webkit-details-marker { display: none; }
summary h3 { flex: 1 1 12rem; }
.group > p, .group > ul { padding: .65rem 1rem; }
.group > p + ul { padding-block-start: 0; }

.finding { border-block-start: 1px solid var(--line); border-inline-start: .25rem solid var(--line); padding: .8rem 1rem; scroll-margin-top: 1rem; }
.finding:last-child { border-end-start-radius: .5rem; }
.finding.error { border-inline-start-color: var(--error); }
.finding.warning { border-inline-start-color: var(--warning); border-inline-start-style: double; }
.finding.info { border-inline-start-color: var(--info); border-inline-start-style: dotted; }
.finding:target { background: var(--tint); }
.head { display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline; font-size: .86rem; color: var(--soft); }
.badge { padding: 0 .5rem; border-radius: .25rem; font-weight: 600; white-space: nowrap; }
.badge.error { background: var(--error-tint); color: var(--error); }
.badge.warning { background: var(--warning-tint); color: var(--warning); }
.badge.info { background: var(--info-tint); color: var(--info); }
.message { margin-block: .3rem 0; font-weight: 500; }
.source {
  margin: .5rem 0 0; padding: .5rem .75rem; border-radius: .35rem; background: var(--tint); white-space: pre-wrap;
  display: grid; grid-template-columns: auto 1fr; gap: .8rem; line-height: 1.55;
}
.source .number { color: var(--soft); user-select: none; text-align: end; }
mark { background: var(--mark); color: var(--mark-ink); border-radius: .15rem; box-shadow: 0 .12em 0 var(--error); }
.hint { margin-block-start: .45rem; }
.hint::before { content: "\\2192\\00A0"; color: var(--soft); }
.where { margin-block-start: .4rem; font-size: .82rem; color: var(--soft); }
.where summary { cursor: pointer; }
.places li { padding-block: .3rem; border-block-start: 1px solid var(--line); }
.places li:first-child { border: 0; }
.clean { columns: 2 18rem; column-gap: 2rem; }
footer { margin-block: 3rem 2rem; color: var(--soft); font-size: .86rem; }
@media (max-width: 44rem) {
  .contents { grid-template-columns: 1fr; }
  .tally { grid-template-columns: 1fr 1fr; }
  .contents ul { max-height: 14rem; }
  .source { grid-template-columns: 1fr; gap: 0; }
  .source .number { text-align: start; font-size: .78rem; }
}
@media print {
  :root {
    color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --tint: #f4f4f4; --link: #000;
    --mark: #e8e8e8; --mark-ink: #000; --error: #8a1010; --warning: #6a4700; --info: #184a70; --good: #1d5a2c;
    --error-tint: #fff; --warning-tint: #fff; --info-tint: #fff; --good-tint: #fff;
  }
  body { font-size: 10pt; }
  header, main, footer { max-width: none; padding-inline: 0; }
  .contents ul { max-height: none; overflow: visible; }
  .contents, .where summary { display: none; }
  .badge, .verdict { border: 1px solid currentcolor; }
  .finding, .tally li { break-inside: avoid; }
  details.group > summary, h2 { break-after: avoid; }
  mark { text-decoration: underline; }
}
"""
