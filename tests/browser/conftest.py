"""What does every test in a browser get?

These tests carry the marker `browser`, which a plain `pytest` leaves out: run them with `pytest -m browser`.
"""

import shutil
from collections.abc import Iterator

import pytest

from browsing import AXE, Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; a machine that has none fails, because these tests were asked for."""
    from selenium import webdriver

    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver and AXE.exists()):
        pytest.fail("no Chromium, driver or axe-core: run .ci/browser.sh first")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    running = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield Browser(running)
    running.quit()
