"""How long does one change to a form take in the browser, as the form grows?

    python bench/form.py [--rounds 300]

A change is a click on a radio button of a question: it is read, its row and the counts are written, the answers kept.
Each form is measured inside one page, and its changes are set against clicks on radio buttons that mean nothing to the
form, in the same page and run: milliseconds differ between machines, ratios hardly. Needs Chromium and its driver.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from selenium import webdriver

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from build import dossier, matrix  # noqa: E402 (the tests' own way of making a round)
from pbp_assess.formats.form import form_page  # noqa: E402 (after the path)

SIZES = (20, 41, 200)
MEASURE = """
const rounds = arguments[0], of = arguments[1];
const boxes = [...document.querySelectorAll("[data-criterion]")];
const bare = document.createElement("div");
bare.innerHTML = "<input type=radio name=bare><input type=radio name=bare>";
document.body.append(bare);
const timed = (radios) => {
  const start = performance.now();
  radios.forEach((one) => one.click());
  return performance.now() - start;
};
const times = {change: [], bare: []};
for (let n = 0; n < rounds; n++) {
  const box = boxes[n % boxes.length];
  times.change.push(timed([...box.querySelectorAll("input[type=radio]")].slice(0, 4)) / 4);
  times.bare.push(timed([...bare.children, ...bare.children]) / 4);
}
const middle = (list) => list.sort((a, b) => a - b)[list.length >> 1];
return [middle(times.change), middle(times.bare)];
"""


def page(folder: Path, number: int) -> Path:
    """A form of that many criteria, in areas of ten."""
    names = " ".join(f"{chr(65 + place // 10)}{place % 10}" for place in range(number))
    path = folder / f"{number}.html"
    path.write_text(form_page(dossier(matrix(names), members=f"m{number}"), f"m{number}"), encoding="utf-8")
    return path


def browser() -> Any:
    """Chromium without a window."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(word)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver") or ""))


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=300)
    rounds = parser.parse_args().rounds
    driver = browser()
    print(f"{'criteria':>8}{'ms a change':>14}{'to a bare click':>18}{'to the smallest form':>24}")
    smallest = 0.0
    try:
        with tempfile.TemporaryDirectory() as folder:
            for number in SIZES:
                driver.get(page(Path(folder), number).as_uri())
                change, bare = driver.execute_script(MEASURE, rounds)
                smallest = smallest or change
                print(f"{number:8}{change:14.3f}{change / bare:18.1f}{change / smallest:24.2f}")
    finally:
        driver.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
