"""Sealing, mixing, opening and verifying: what they cost for a city, and whether cost grows in line with the ballots.

Wall-clock time depends on what else the machine does, so processor seconds stand beside it. Writes the section "Sealed
voting" of docs/performance.md. Run as `python -m tests.bench.bench_sealing [BALLOTS ...]`.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.growth_picture import draw_growth
from tests.bench.peer_belenios import measure_belenios
from tests.bench.sections import PATH, write_section
from tests.support.ballots import make_style
from tests.support.sealed_election import HOUR, MemoryBundle, SealedElection, make_tag, open_election
from voting.cli.key_file import MEMORY_KIB, PASSES, _stretch
from voting.core.ballot.choices import decode_choices
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.ballot.sealing import BallotContext, check_sealed, seal_choices
from voting.core.ballot.style import BallotStyle
from voting.core.board.ballot_box import BallotBox
from voting.core.board.entries import BallotEntry, CloseEntry
from voting.core.mixing.spread import Piece, Result, Spread, cut_rows
from voting.core.tally.closing import Closing
from voting.core.tally.steps import (
    LotStep,
    MixStep,
    OpenStep,
    PublishStep,
    check_mix,
    check_opening,
    run_lot,
    run_mix,
    run_opening,
    run_publishing,
)

CORES = 2
STYLE = make_style(BallotRule(BallotKind.APPROVAL, blank=True), 150, name="city")
SIZES = (5_000, 15_000, 50_000)
PEER_BALLOTS = 40


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and seconds of processors, children included."""

    wall: float
    cpu: float


class Watch:
    """Collects costs by name; of several with one name the fastest, which other work disturbed least."""

    def __init__(self) -> None:
        """Start empty."""
        self.costs: dict[str, Cost] = {}

    @contextmanager
    def measure(self, name: str) -> Iterator[Spread]:
        """Measure the block, whose pieces run on a pool of its own."""
        wall, cpu = time.perf_counter(), _count_cpu()
        with ProcessPoolExecutor(CORES) as pool:

            def spread(work: Callable[[Piece], Result], pieces: Sequence[Piece], /) -> Iterator[Result]:
                return pool.map(work, pieces)

            yield spread
        cost = Cost(time.perf_counter() - wall, _count_cpu() - cpu)
        print(f"{name}: {cost}", file=sys.stderr, flush=True)
        known = self.costs.get(name, cost)
        self.costs[name] = cost if cost.wall <= known.wall else known


def _count_cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@dataclass(frozen=True, slots=True)
class _ToSeal:
    context_of: BallotContext
    style: BallotStyle
    start: int
    stop: int


def _seal_rows(piece: _ToSeal) -> list[bytes]:
    sealed = []
    for number in range(piece.start, piece.stop):
        context = BallotContext(piece.context_of.manifest, make_tag(number), piece.context_of.key)
        choices = decode_choices(piece.style, number * 0x9E3779B97F4A7C15 % 2**150)
        sealed.append(seal_choices(context, piece.style, choices).sealed)
    return sealed


def _fill(election: SealedElection, ballots: int, spread: Spread) -> tuple[Closing, BallotBox]:
    context = BallotContext(election.digest, bytes(16), election.manifest.ceremony.election_key.key)
    pieces = [_ToSeal(context, STYLE, start, stop) for start, stop in cut_rows(ballots)]
    number = 0
    for rows in spread(_seal_rows, pieces):
        for sealed in rows:
            election.entries.append(BallotEntry(1, STYLE.id, make_tag(number), sealed, HOUR))
            number += 1
    election.entries.append(CloseEntry(ballots * 2, HOUR))
    return election.write_board()


def measure_election(ballots: int) -> tuple[Watch, MemoryBundle]:
    """Run an election of one block a ballot with three mixers and two of three trustees; return costs and bundle."""
    watch = Watch()
    election = open_election(mixers=3, styles=(STYLE,))
    with watch.measure("seal") as spread:
        closing, box = _fill(election, ballots, spread)
    table, put = box.final_table(STYLE), election.bundle.files
    for number, mixer in enumerate(election.manifest.mixers, 1):
        step = MixStep(STYLE, number, mixer)
        with watch.measure("shuffle with proof") as spread:
            files = run_mix(closing, step, table, spread)
        with watch.measure("check of a shuffle") as spread:
            check_mix(closing, step, table, files, spread)
        put.update(files)
        table = files[step.files[0]]
    with watch.measure("opening, 2 of 3") as spread:
        shares = {}
        for trustee in (1, 2):
            opening = OpenStep(STYLE, trustee)
            files = run_opening(closing, opening, table, election.held.shares[trustee - 1], spread)
            shares[trustee] = check_opening(closing, opening, table, files, spread)
            put.update(files)
        put.update(run_publishing(closing, PublishStep(STYLE), table, shares, spread))
    for trustee in (1, 2):
        put.update(run_lot(closing, LotStep(trustee), election.held.shares[trustee - 1]))
    with watch.measure("count"):
        election.publish(closing)
    return watch, election.bundle


def measure_verification(bundle: MemoryBundle, watch: Watch) -> tuple[int, int]:
    """Verify the bundle from files; return its size in bytes and the peak memory of the largest process in KiB."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in bundle.files.items():
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_bytes(content)
        with watch.measure("pb verify, three shuffles"):
            done = subprocess.run(
                [sys.executable, "-c", _VERIFY, folder], capture_output=True, text=True, check=True
            )
    return sum(map(len, bundle.files.values())), int(done.stdout.splitlines()[-1])


# The largest resident size of the process itself or of a worker, read where no parent's size can mix in.
_VERIFY = """
import re, resource, sys
from pathlib import Path
from voting.verify.__main__ import main
code = main(sys.argv[1:])
own = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""


def measure_one(work: Callable[[], object], times: int) -> float:
    """Return the processor microseconds of one call."""
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) / times * 1e6


def measure_single() -> dict[str, float]:
    """Return the cost of single operations in processor microseconds."""
    election = open_election(styles=(STYLE,))
    context = BallotContext(election.digest, bytes(16), election.manifest.ceremony.election_key.key)
    choices = decode_choices(STYLE, 2**150 - 1)
    sealed = seal_choices(context, STYLE, choices).sealed
    return {
        "sealing a ballot on the server": measure_one(lambda: seal_choices(context, STYLE, choices), 1000),
        "checking a ballot's proof": measure_one(lambda: check_sealed(context, STYLE, sealed), 1000),
        "opening a trustee's key file": measure_one(
            lambda: _stretch("passphrase", bytes(16), PASSES, MEMORY_KIB), 2
        ),
    }


def main(sizes: Sequence[int]) -> None:
    """Measure and write the section."""
    runs = {}
    for ballots in sizes:
        watch, bundle = measure_election(ballots)
        size, memory = measure_verification(bundle, watch)
        runs[ballots] = watch.costs
    single = measure_single()
    growth = [(ballots, costs["pb verify, three shuffles"].cpu) for ballots, costs in runs.items()]
    title = "Processor seconds of pb verify with three shuffles, by number of ballots"
    (PATH.parent / "performance-sealing.svg").write_text(draw_growth(growth, title))
    peer = measure_belenios(PEER_BALLOTS)
    lines = [*_describe(single, runs, size, memory), *_compare(peer, runs)]
    write_section("Sealed voting", "\n".join(lines))


def _describe(
    single: dict[str, float], runs: dict[int, dict[str, Cost]], size: int, memory: int
) -> Iterator[str]:
    load = os.getloadavg()[0]
    yield f"Ballots of one block (150 projects, approval), {CORES} processes on {os.cpu_count()} cores, shared with"
    yield f"other work (1-minute load {load:.1f} at the end)."
    yield "Seconds by the clock, in brackets processor seconds of all processes; of the three shuffles and their"
    yield "checks the fastest.\n"
    yield "| step | " + " | ".join(f"{ballots:,} ballots" for ballots in runs) + " |"
    yield "|---|" + "---:|" * len(runs)
    for step in next(iter(runs.values())):
        cells = [f"{costs[step].wall:.1f} ({costs[step].cpu:.1f})" for costs in runs.values()]
        yield f"| {step} | " + " | ".join(cells) + " |"
    largest, smallest = max(runs), min(runs)
    yield f"\nProcessor microseconds a ballot, {smallest:,} and {largest:,} ballots (equal means linear growth):\n"
    for step in runs[smallest]:
        low, high = (runs[ballots][step].cpu / ballots * 1e6 for ballots in (smallest, largest))
        yield f"- {step}: {low:.0f} and {high:.0f} (ratio {high / low:.2f})"
    yield "\n![Processor seconds of verification by ballots](performance-sealing.svg)"
    yield f"\nThe bundle of {largest:,} ballots has {size / 1e6:.0f} MB."
    yield f"The largest process of its verification took {memory / 1024:.0f} MiB.\n"
    for name, cost in single.items():
        yield f"- {name}: {cost:,.0f} microseconds of processor time"


def _compare(peer: dict[str, float] | None, runs: dict[int, dict[str, Cost]]) -> Iterator[str]:
    if peer is None:
        yield "\nbelenios-tool is not installed here, so nothing is compared with it."
        return
    largest = max(runs)
    ours = {
        "sealing a ballot": runs[largest]["seal"].cpu / largest * 1e6,
        "shuffling a ballot, with proof": runs[largest]["shuffle with proof"].cpu / largest * 1e6,
    }
    yield "\nNext to belenios-tool (50 options of a question that is shuffled, group RFC-3526-2048), in the same run:\n"
    yield "| step | belenios-tool, us | pb, us | ratio |"
    yield "|---|---:|---:|---:|"
    for step, cost in peer.items():
        yield f"| {step} | {cost:,.0f} | {ours[step]:,.0f} | {cost / ours[step]:.0f} |"


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
