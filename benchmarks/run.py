"""``make bench``: time every phase of every benchmark, best of five, and print machine, versions and peers."""

from __future__ import annotations

import os
import platform
import time
from importlib.metadata import version

from benchmarks.registry import Benchmark, registered

REPEATS = 5


def measured(benchmark: Benchmark, size: int, phase: str) -> float:
    """Return the best of five: seconds, or what the phase itself measures where it returns a number."""
    best = float("inf")
    for _ in range(REPEATS):
        built = benchmark.build(size)
        begin = time.perf_counter()
        result = benchmark.phases[phase](built)
        took = time.perf_counter() - begin
        best = min(best, result if isinstance(result, float) else took)
    return best


def main() -> None:
    """Print the table."""
    names = ("ninetenths", "duckdb", "pyarrow", "numpy")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}, {', '.join(f'{name} {version(name)}' for name in names)}\n")
    print("| benchmark | n | phase | best of five | target |\n| --- | ---: | --- | ---: | ---: |")
    for benchmark in registered():
        for size in benchmark.sweep:
            for phase in benchmark.phases:
                value = measured(benchmark, size, phase)
                target = benchmark.target.get(phase)
                goal = "" if target is None else f"≤ {target:g}"
                print(f"| {benchmark.name} | {size:,} | {phase} | {value:.3f} {benchmark.unit} | {goal} |", flush=True)


if __name__ == "__main__":
    main()
