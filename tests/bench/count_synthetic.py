"""Counts one synthetic election of the size given; prints processor seconds and the process's peak memory as JSON."""

import json
import statistics
import sys
import time
from pathlib import Path

from tests.bench.synthetic import make_election
from voting.core.counting import Completion, CountingRule, count


def main(voters: int) -> None:
    """Count three times; the memory includes making the election."""
    candidates, profile, budget = make_election(voters)
    taken = []
    for _ in range(3):
        start = time.process_time()
        count(CountingRule(completion=Completion.NONE), candidates, profile, budget)
        taken.append(time.process_time() - start)
    told = {"seconds": statistics.median(taken), "peak_mb": read_peak(), "approvals": len(profile.choices)}
    print(json.dumps(told))


def read_peak() -> float:
    """Return the most memory this process has held, in megabytes.

    Not from getrusage: that starts from what the parent held when it started us.
    """
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
