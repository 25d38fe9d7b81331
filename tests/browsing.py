"""How does a test look at a page in a real browser, and at what it prints?

Chromium without a window, driven by selenium; `.ci/browser.sh` installs what pip cannot.
"""

import base64
import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AXE = Path(__file__).parent / "browser/node_modules/axe-core/axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser with one page in it."""

    driver: Any

    def show(self, path: Path, *, width: int = 1280, media: str = "", **features: str) -> None:
        """Open a page at a width; features are `color_scheme="dark"`, `forced_colors="active"`."""
        named = [{"name": _feature(name), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": named})
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.get(path.as_uri())

    def run(self, script: str) -> Any:
        """What a script answers; the page itself has none."""
        return self.driver.execute_script(script)

    def open_all(self) -> None:
        """Open every part that is folded away."""
        self.run("document.querySelectorAll('details').forEach(part => part.open = true)")

    def axe(self) -> list[str]:
        """What axe-core finds wrong with the page as it stands: rule and first place."""
        self.run(AXE.read_text(encoding="utf-8"))
        options = json.dumps({"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]})
        found = self.driver.execute_async_script(
            f"const done = arguments[0]; axe.run(document, {options}).then(result => done(result.violations))"
        )
        return [f"{rule['id']}: {rule['nodes'][0]['html'][:200]} {rule['nodes'][0]['any'][:1]}" for rule in found]

    def requests(self) -> list[str]:
        """Addresses asked for since last asked."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    def complaints(self) -> list[str]:
        """What the page's console says since last asked: broken policies, errors."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def opening(self, path: Path) -> tuple[list[str], list[str]]:
        """What is asked for as a page opens, itself included, and what its console says to it."""
        self.requests()
        self.complaints()
        self.show(path)
        return self.requests(), self.complaints()

    def pdf(self, width: float = 8.27, height: float = 11.69) -> bytes:
        """The page as printed, on paper of this size in inches (A4) unless it asks for another."""
        options = {"printBackground": True, "preferCSSPageSize": True, "paperWidth": width, "paperHeight": height}
        return base64.b64decode(self.driver.execute_cdp_cmd("Page.printToPDF", options)["data"])


def _feature(name: str) -> str:
    """`color_scheme` as `prefers-color-scheme`, `forced_colors` as `forced-colors`."""
    return "prefers-color-scheme" if name == "color_scheme" else name.replace("_", "-")


def pages(pdf: bytes, folder: Path) -> list[str]:
    """The words of each printed page."""
    reader = shutil.which("pdftotext")
    assert reader, "no pdftotext: run .ci/browser.sh first"
    path = folder / "printed.pdf"
    path.write_bytes(pdf)
    printed = subprocess.run([reader, path, "-"], check=True, capture_output=True).stdout.decode()
    return [" ".join(page.split()) for page in printed.split("\f") if page.strip()]
