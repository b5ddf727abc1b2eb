"""How long a newcomer waits: whole commands in fresh processes, and the page in a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.registry import Benchmark

CHROMIUM = os.environ.get("NINETENTHS_CHROMIUM") or shutil.which("chromium") or ""


def _fresh(_: int) -> Path:
    return Path(tempfile.mkdtemp(prefix="ninetenths-bench-"))


def _run(folder: Path, *words: str) -> None:
    subprocess.run([sys.executable, *words], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _command(*words: str) -> tuple[str, ...]:
    return ("-c", f"import sys; from ninetenths.cli import main; sys.exit(main({list(words)!r}))")


def peak_memory(folder: Path) -> float:
    """Return the peak resident memory of ``brief`` in a fresh process, in megabytes."""
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, *_command("brief", "AZE", "ISR", "--out", str(folder / "memory.html"))],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise RuntimeError(f"brief ended with status {status}")
    return usage.ru_maxrss / 1024


def page_size(folder: Path) -> float:
    """Return the size of brief.html in megabytes."""
    _run(folder, *_command("brief", "AZE", "ISR", "--out", "brief.html"))
    return (folder / "brief.html").stat().st_size / 1e6


def ready_time(folder: Path) -> float:
    """Return the seconds from navigation to the page's load event in headless Chromium; NaN without Chromium."""
    if not CHROMIUM:
        return float("nan")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where Chromium is

    page_size(folder)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto((folder / "brief.html").as_uri())
        took = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        browser.close()
    return float(took) / 1000


COMMANDS = (
    Benchmark(
        name="whole commands, fresh process",
        build=_fresh,
        sweep=(1,),
        smoke=1,
        phases={
            "import ninetenths": lambda folder: _run(folder, "-c", "import ninetenths"),
            "--help": lambda folder: _run(folder, *_command("--help")),
            "brief AZE ISR (terminal)": lambda folder: _run(folder, *_command("brief", "AZE", "ISR")),
            "brief AZE ISR --out brief.html": lambda folder: _run(
                folder, *_command("brief", "AZE", "ISR", "--out", "brief.html")
            ),
            "why AZIS-0109": lambda folder: _run(folder, *_command("why", "AZIS-0109")),
        },
        target={
            "import ninetenths": 0.4,
            "--help": 0.3,
            "brief AZE ISR (terminal)": 3.0,
            "brief AZE ISR --out brief.html": 3.0,
        },
    ),
    Benchmark(
        name="the page",
        build=_fresh,
        sweep=(1,),
        smoke=1,
        phases={"peak memory": peak_memory, "size of brief.html": page_size},
        target={"peak memory": 400, "size of brief.html": 2.5},
        unit="MB",
    ),
    Benchmark(
        name="the page in Chromium",
        build=_fresh,
        sweep=(1,),
        smoke=1,
        phases={"ready": ready_time},
        target={"ready": 1.0},
        unit="s measured by the page",
    ),
)
