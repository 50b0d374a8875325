"""Takes the pictures of the site that stand in README.md and docs/site.md, with the system's Chromium.

``make screenshots`` runs it on ``output/``. The pictures show what readers see who have Palatino or a font like it (on
Debian: fonts-texgyre, fonts-noto-core, fonts-noto-cjk, and an alias of the one for the other).
"""

import functools
import http.server
import io
import shutil
import sys
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent


def _card(page: Page) -> None:
    page.hover(".transcription a.persName[href$='mao_zedong.html'] >> nth=0")
    page.wait_for_selector(".card:popover-open")


def _contradiction(page: Page) -> None:
    page.click("label[for=kw-mark-quotations]")
    page.evaluate("document.querySelector('.compared.contradiction').scrollIntoView({block: 'center'})")


def _found(page: Page) -> None:
    page.fill("#kw-query", "Korean soldiers")
    page.keyboard.press("Enter")
    page.wait_for_selector(".excerpt")


# Name: page, width, height, light or dark, what is done before.
SHOTS = {
    "site-home": ("index.html", 1280, 860, "light", None),
    "site-text": ("texts/essay.html#p04", 1280, 800, "light", _card),
    "site-despatch": ("texts/c02.html", 390, 780, "dark", None),
    "site-accounts": ("topics.html", 1280, 800, "light", None),
    "site-contradiction": ("texts/c03.html", 820, 700, "dark", _contradiction),
    "site-chronology": ("chronology.html", 1280, 860, "light", None),
    "site-person": ("persons/mao_zedong.html", 390, 780, "light", None),
    "site-search": ("search.html", 1280, 800, "light", _found),
}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002 (its name there)


def main(site: Path) -> None:
    """Writes a PNG of few colours for each of SHOTS beside this file."""
    program = shutil.which("chromium") or sys.exit("chromium is not installed")
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, (path, width, height, scheme, act) in SHOTS.items():
            dark = scheme == "dark"
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
            )
            page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
            page.wait_for_timeout(500)
            if act is not None:
                act(page)
                page.wait_for_timeout(300)
            picture = Image.open(io.BytesIO(page.screenshot()))
            picture.quantize(96).save(HERE / f"{name}.png", optimize=True)
            page.close()
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
