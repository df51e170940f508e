"""Counts one synthetic election of the size given and prints the seconds and the peak memory of the process as JSON."""

import json
import resource
import statistics
import sys
import time

from tests.bench.synthetic import make_election
from voting.core.counting import Completion, CountingRule, count


def main(voters: int) -> None:
    """Count three times; the memory includes making the election."""
    candidates, profile, budget = make_election(voters)
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        count(CountingRule(completion=Completion.NONE), candidates, profile, budget)
        taken.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"seconds": statistics.median(taken), "peak_mb": peak, "approvals": len(profile.choices)}
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
