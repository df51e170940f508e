"""How fast the count is, on this machine, next to the reference library in the same run.

Writes its section of docs/performance.md and the picture of growth. Every figure is the median of several runs, each
synthetic election in a process of its own so that its memory can be told.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares

from tests.bench.growth_picture import draw_growth
from tests.bench.sections import write_section
from tests.support.elections import DATA, load_candidates, load_election, load_profile, read_bytes
from voting.core.counting import Completion, CountingRule, TieOrder, count
from voting.core.pabulib import parse_election

DOCS = Path(__file__).resolve().parents[2] / "docs"
PLAIN = CountingRule(completion=Completion.NONE, ties=TieOrder.ID)
ADD1 = CountingRule(completion=Completion.ADD1, ties=TieOrder.ID)
CASES = (
    ("SYNTH_100k_150", PLAIN, 0.05, True),
    ("Poland_Lodz_2022", PLAIN, None, True),
    ("Poland_Lodz_2022", ADD1, 0.5, True),
    ("France_Toulouse_2022", ADD1, 1.0, False),
    ("Poland_Warszawa_2020_Wawer", ADD1, 1.0, False),
)
"""Election, rule, the bound we keep, and whether the reference library counts it beside us."""
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)


def measure(work: Callable[[], object], times: int = 5) -> float:
    """Return the median of the processor seconds that ``work`` takes; it runs on one thread and waits for nothing."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def measure_ours(name: str, rule: CountingRule) -> float:
    """Return the seconds of our count of a real election, ballots ready."""
    candidates, profile, budget = load_candidates(name), load_profile(name), load_election(name).budget
    return measure(lambda: count(rule, candidates, profile, budget))


def measure_reference(name: str, *, add1: bool) -> float:
    """Return the seconds of the reference library's count of a real election, ballots ready."""
    instance, profile = parse_pabulib(str(DATA / "pabulib" / f"{name}.pb"))
    grouped = profile.as_multiprofile()
    more: dict[str, Any] = {"voter_budget_increment": 1} if add1 else {}
    return measure(lambda: method_of_equal_shares(instance, grouped, sat_class=Cost_Sat, **more), times=1)


def measure_synthetic(voters: int) -> dict[str, float]:
    """Return what `count_synthetic` measures, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.count_synthetic", str(voters)]
    told: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told


def main() -> None:
    """Measure everything, print it, and write it down."""
    lines = [
        f"Measured by `make bench` on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.1f} at the start. Processor seconds (one thread), median of five; the reference "
        "library pabutools (exact fractions) once, in the same run, where it takes less than a minute.",
        "",
        "| count | ours | pabutools | ratio | bound |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, rule, bound, beside in CASES:
        ours = measure_ours(name, rule)
        theirs = measure_reference(name, add1=rule is ADD1) if beside else None
        kind = "Equal shares, Add1" if rule is ADD1 else "Equal shares"
        limit = "" if bound is None else f"{bound:g}"
        reference, ratio = ("", "") if theirs is None else (f"{theirs:.1f}", f"{theirs / ours:.0f}")
        lines.append(f"| {kind}, {name} | {ours:.3f} | {reference} | {ratio} | {limit} |")
        print(lines[-1], flush=True)
    source = read_bytes("Poland_Lodz_2022")
    lines += ["", f"Reading the .pb file of Łódź 2022 ({len(source) / 1e6:.1f} MB): "]
    lines[-1] += f"{measure(lambda: parse_election(source)):.3f} s (bound 0.3)."
    lines += [
        "",
        "Growth, on synthetic elections with 150 projects and three projects a ballot, no two ballots grouped "
        "(`tests/bench/synthetic.py`):",
        "",
        "| voters | approvals | seconds | peak memory, MB |",
        "|---:|---:|---:|---:|",
    ]
    points = []
    for voters in SIZES:
        told = measure_synthetic(voters)
        points.append((voters, told["seconds"]))
        lines.append(
            f"| {voters:,} | {told['approvals']:,} | {told['seconds']:.3f} | {told['peak_mb']:.0f} |"
        )
        print(lines[-1], flush=True)
    lines += ["", "![Seconds by voters](performance-counting.svg)"]
    (DOCS / "performance-counting.svg").write_text(
        draw_growth(points, "Seconds for one count of equal shares, by number of voters")
    )
    write_section("Counting", "\n".join(lines))


if __name__ == "__main__":
    main()
