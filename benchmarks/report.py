"""Speed and size of the page and of the Word file that `revtrack report` writes, and how soon a browser can use the page.

python -m benchmarks.report            best of three; with Chromium and its driver also first paint and filter
python -m benchmarks.report --smoke    60 paragraphs once: fails only if something breaks, never on time

Both texts are made up (benchmarks/madeup.py); a third of their paragraphs differ. The time is that of the whole command in
this process, without starting Python: reading both files, comparing, drawing, proving the page.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.madeup import law, revised
from revtrack.report.html.report import report_html
from revtrack.report.reportviews import ReportOptions
from revtrack.report.word.report import report_docx
from revtrack.workflows import pairs, reporting
from revtrack.workflows.contrast import Filters

SIZES = {60: (300_000, 0.8), 2_000: (None, 3.0)}
"""Paragraphs, and the goals: bytes at most, seconds at most."""
WORD_GOAL = 5.0
"""Seconds at most for a Word file, whatever its size here."""
HEADING_EVERY = 40


def write(folder: Path, count: int) -> tuple[str, str]:
    """Two Markdown files of that many paragraphs under headings; their paths."""
    old = law(count)
    names = []
    for name, texts in (("old", old), ("new", revised(old, share=0.3))):
        lines = [text.partition(" ")[2] for text in texts]
        body = [
            (f"# Part {at // HEADING_EVERY + 1}\n\n" if at % HEADING_EVERY == 0 else "") + f"{at + 1}. {text}"
            for at, text in enumerate(lines)
        ]
        path = folder / f"{name}{count}.md"
        path.write_text("\n\n".join(body) + "\n", encoding="utf-8")
        names.append(str(path))
    return names[0], names[1]


def page(old: str, new: str) -> bytes:
    """The page of two files."""
    pair = pairs.pair_of(None, (old, new), lambda path: Path(path).read_bytes(), command="report")
    return report_html(reporting.report(None, pair, Filters(), ReportOptions()))


def word(old: str, new: str) -> bytes:
    """The Word file of two files."""
    pair = pairs.pair_of(None, (old, new), lambda path: Path(path).read_bytes(), command="report")
    return report_docx(reporting.report(None, pair, Filters(), ReportOptions()))


def in_browser(path: Path) -> tuple[float, float] | None:
    """(first paint, one filter) in seconds, from the disk; None without a browser."""
    driver, program = shutil.which("chromedriver"), shutil.which("chromium")
    if driver is None or program is None:
        return None
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = program
    for switch in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,1000"):
        options.add_argument(switch)
    browser = webdriver.Chrome(options=options, service=Service(driver))
    try:
        browser.get(path.as_uri())
        browser.refresh()
        time.sleep(1)
        paint = browser.execute_script("return performance.getEntriesByType('paint')[0]?.startTime")
        box = "document.querySelector('fieldset[data-group=kind] input')"
        script = (
            f"const at = performance.now(); {box}.click(); document.body.offsetHeight; return performance.now() - at"
        )
        filtered = browser.execute_script(script)
    finally:
        browser.quit()
    return float(paint or 0) / 1000, float(filtered) / 1000


def main(words: list[str]) -> int:
    """Measure and print a table; the exit status."""
    smoke = "--smoke" in words
    print("| paragraphs | seconds | goal | bytes | goal | first paint | filter |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for count, (most, goal) in list(SIZES.items())[: 1 if smoke else None]:
            names = write(Path(folder), count)
            best, data = float("inf"), b""
            for _ in range(1 if smoke else 3):
                begun = time.perf_counter()
                data = page(*names)
                best = min(best, time.perf_counter() - begun)
            path = Path(folder) / "page.html"
            path.write_bytes(data)
            seen = None if smoke else in_browser(path)
            paint, filtered = (f"{seconds:.2f} s" for seconds in seen) if seen else ("–", "–")
            limit = f"{most:,}" if most else "–"
            print(f"| {count:,} | {best:.2f} | {goal} | {len(data):,} | {limit} | {paint} | {filtered} |")
            begun = time.perf_counter()
            data = word(*names)
            took = time.perf_counter() - begun
            print(f"| {count:,}, Word | {took:.2f} | {WORD_GOAL} | {len(data):,} | – | – | – |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
