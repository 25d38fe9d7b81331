"""How does a test fill in a form in a real browser: by keys alone, or by whatever is quickest?"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from browsing import Browser

_MOST_TABS: Final = 400


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in front of a browser, and the folder where it puts what is saved."""

    browser: Browser
    downloads: Path

    @property
    def driver(self) -> Any:
        """Selenium's driver."""
        return self.browser.driver

    # --- pages ---

    def open(self, page: Path, part: str = "") -> None:
        """Open a file, as a double click does."""
        self.driver.get(page.as_uri() + part)

    def run(self, script: str, *given: Any) -> Any:
        """What a script in the page returns."""
        return self.driver.execute_script(script, *given)

    def one(self, selector: str) -> Any:
        """The element there is."""
        return self.driver.find_element("css selector", selector)

    def text(self, selector: str) -> str:
        """What can be read of it."""
        text: str = self.one(selector).text
        return text

    def value(self, selector: str) -> str:
        """What stands in a field."""
        value: str = self.run("return document.querySelector(arguments[0]).value", selector)
        return value

    def shown(self, selector: str) -> bool:
        """Whether it can be seen."""
        return bool(self.one(selector).is_displayed())

    def until(self, what: str) -> None:
        """Wait until an expression of the page is true."""
        from selenium.webdriver.support.wait import WebDriverWait

        WebDriverWait(self.driver, 10, poll_frequency=0.02).until(lambda _: self.run(f"return Boolean({what})"))

    # --- keys ---

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, wherever the focus is."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver, duration=0).send_keys(*keys).perform()

    def press_shift_tab(self) -> None:
        """Back to the field before."""
        from selenium.webdriver import ActionChains, Keys

        ActionChains(self.driver, duration=0).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()

    def has_focus(self, selector: str) -> bool:
        """Whether the focus is on such an element."""
        return bool(self.run("return document.activeElement.matches(arguments[0])", selector))

    def tab_to(self, selector: str) -> None:
        """Press Tab until the focus is there."""
        from selenium.webdriver import Keys

        for _ in range(_MOST_TABS):
            if self.has_focus(selector):
                return
            self.press(Keys.TAB)
        raise AssertionError(f"Tab does not reach {selector}")

    # --- answers ---

    def choose(self, criterion: str, value: str) -> None:
        """Choose a level or a state."""
        self.run("document.querySelector(arguments[0]).click()", f"#q-{criterion} input[value='{value}']")

    def chosen(self, criterion: str) -> str | None:
        """The level or state chosen."""
        script = "const found = document.querySelector(arguments[0]); return found && found.value"
        value: str | None = self.run(script, f"#q-{criterion} input:checked")
        return value

    def paste(self, field: str, text: str) -> None:
        """Text pasted into a field."""
        script = "const field = document.getElementById(arguments[0]); field.value = JSON.parse(arguments[1]);"
        self.run(script + "field.dispatchEvent(new Event('input', {bubbles: true}))", field, json.dumps(text))

    def save(self) -> bytes:
        """Press the button that saves the answer file: the file, and no other lies there."""
        for path in self.saved():
            path.unlink()
        self.run("document.getElementById('save').click()")
        self.until("!document.getElementById('done').hidden")
        return self.awaited().read_bytes()

    def saved(self) -> list[Path]:
        """The files saved, whole."""
        return [path for path in self.downloads.iterdir() if path.suffix == ".json"]

    def awaited(self) -> Path:
        """The one file saved, once it is there."""
        for _ in range(500):
            if self.saved():
                (path,) = self.saved()
                return path
            self.run("return new Promise(done => setTimeout(done, 10))")
        raise AssertionError("no file was saved")

    # --- other ways to look ---

    @contextmanager
    def before_each_page(self, script: str) -> Iterator[None]:
        """Run this before the scripts of every page opened inside."""
        known = self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
        yield
        self.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", known)

    @contextmanager
    def without_scripts(self) -> Iterator[None]:
        """Pages opened inside run no script of their own."""
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        yield
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
