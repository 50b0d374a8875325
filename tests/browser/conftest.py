"""A real browser, the system's Chromium. A page that logs an error or asks another host for anything fails its test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect, sync_playwright

from browser import sites
from browser.sites import SCREEN, Kind
from browser.waiting import PATIENCE, at_rest, opened
from common import ROOT, absent, once, within
from kwedition.cli import main

Visit = Callable[..., Page]

expect.set_options(timeout=PATIENCE)


# Every window of Chromium has an address bar of its own, whose lists of suggestions are pages: to load them takes twice
# as long as to open one of ours. The rest is what Playwright switches off, for only the last list of all counts.
_WITHOUT = "--disable-features=" + ",".join((
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "PreloadTopChromeWebUI",
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin", "OptimizationHints", "NetworkTimeServiceQuerying",
    "AimEnabled", "PreconnectToSearch",
))  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for each process of the tests; Playwright's own browsers are not asked for."""
    program = shutil.which("chromium")
    if program is None:
        absent("chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", _WITHOUT], timeout=2 * PATIENCE
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def published_sites(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The published site of ``edition`` (this repository's), ``gallery`` or ``long``."""

    def site(name: str) -> Path:
        def publish(output: Path) -> None:
            folder = {"edition": ROOT, "gallery": ROOT / "tests" / "gallery"}.get(name)
            if folder is None:
                folder = tmp_path_factory.mktemp("source")
                sites.write_long(folder)
            with within(folder):
                command = ["build", "--quiet", "--no-cache", "--only", "site", "--output", str(output)]
                result = CliRunner().invoke(main, command)
            assert result.exit_code == 0, result.output

        return once(tmp_path_factory, f"site-of-{name}", publish)

    return site


@pytest.fixture
def visit(browser: Browser, published_sites: Callable[[str], Path]) -> Iterator[Visit]:
    """Open a page: ``visit(kind)`` or ``visit("texts/essay.html")``, at a size, light or dark, with or without scripts.

    Keywords beyond ``size``, ``scheme``, ``fragment`` and ``before`` (a script that runs before the page's own) go to
    Playwright's ``new_context``. The browser forgets everything between two visits. The page has come to rest.
    """
    windows = ExitStack()
    wrong: list[str] = []

    def go(
        where: Kind | str,
        size: tuple[int, int] = SCREEN,
        scheme: str = "light",
        fragment: str = "",
        before: str = "",
        **options: Any,
    ) -> Page:
        kind = Kind(where, "edition", where) if isinstance(where, str) else where
        color_scheme = "dark" if scheme == "dark" else "light"
        viewport = {"width": size[0], "height": size[1]}
        context = windows.enter_context(opened(browser, viewport=viewport, color_scheme=color_scheme, **options))
        context.on("console", lambda said: wrong.append(f"{said.type}: {said.text}") if said.type in _TOLD else None)
        context.on("weberror", lambda error: wrong.append(f"error: {error.error}"))
        # What a page still asked for when the next one was opened is no failure.
        context.on(
            "requestfailed",
            lambda asked: wrong.append(f"not there: {asked.url}") if "ABORTED" not in str(asked.failure) else None,
        )
        context.on("request", lambda asked: wrong.append(f"asked {asked.url}") if urlsplit(asked.url).netloc else None)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.goto((published_sites(kind.site) / kind.path).as_uri() + fragment)
        if options.get("java_script_enabled", True):
            at_rest(page)
        return page

    with windows:
        yield go
    assert wrong == []


_TOLD = frozenset({"error", "warning"})
