"""Taking in a city's roll, and its letters with new codes: what they take, and whether cost grows in line with the roll.

Writes the section "Roll and letters" of docs/performance.md. Run as `python -m tests.bench.bench_roll`.
"""

import io
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from pb.kernel.language import Language, LocalizedText
from pb.web.toolkit import make_toolkit
from tests.bench.sections import write_section
from tests.support.databases import migrate_tables, open_database, sqlite_url
from tests.support.voting_world import (
    CLERK,
    ROUND,
    SECRET,
    SHORTLIST,
    declare_projects,
    declare_vote,
    make_world,
)
from voting.core.identity_code import CHECK_SIGNS
from voting.letter_job import Whom, make_letters, plan_letters
from voting.letter_print import LetterTerms, print_letters
from voting.roll_desk import RollDesk
from voting.roll_import import guess_roll_columns, propose_roll, take_roll_in

SIZES = (15_000, 60_000)
LETTERS = 5_000


def make_identity(number: int) -> str:
    """Return a personal identity code of the right form for each number; it is kept nowhere."""
    day, month, year = number % 28 + 1, number // 28 % 12 + 1, number // 336 % 60 + 40
    serial = 100 + number // 20_160 % 800
    digits = f"{day:02}{month:02}{year:02}"
    return f"{digits}-{serial}{CHECK_SIGNS[int(f'{digits}{serial}') % 31]}"


def make_lines(residents: int) -> list[list[str]]:
    """Return a roll with its heading."""
    areas = ("north", "south")
    rows = [[str(number), make_identity(number), areas[number % 2]] for number in range(residents)]
    return [["reference", "identity", "area"], *rows]


def as_csv(lines: list[list[str]]) -> bytes:
    """Return lines as the bytes of a CSV file."""
    return "\n".join(";".join(line) for line in lines).encode()


def as_xlsx(lines: list[list[str]]) -> bytes:
    """Return lines as the bytes of an XLSX file."""
    book, file = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for line in lines:
        sheet.append(line)
    book.save(file)
    return file.getvalue()


def measure(work: Callable[[], object]) -> float:
    """Return the seconds by the clock that something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure_roll(folder: Path, residents: int, content: bytes) -> tuple[RollDesk, float]:
    """Take a roll into a new database; return its desk and the seconds from the file to the roll."""
    url = sqlite_url(folder / f"{residents}-{len(content)}.sqlite3")
    migrate_tables(url)
    with open_database(url) as database:
        world = make_world(database)
        world.start(declare_vote({"maximum": 2, "projects": declare_projects(SHORTLIST)}))

        def take_in() -> None:
            proposal = propose_roll(world.desk, ROUND, content, guess_roll_columns)
            take_roll_in(world.desk, ROUND, proposal.draft, CLERK)

        return world.desk, measure(take_in)


def measure_letters(desk: RollDesk) -> float:
    """Return the seconds of drawing, hashing and printing LETTERS letters."""
    name = LocalizedText("Mallila", "Mallby", "Mallila")
    toolkit = make_toolkit(
        desk.database, desk.clock, SECRET, "https://osbu.example", name, ZoneInfo("Europe/Helsinki")
    )
    addresses = [["reference", "name", "street", "postal code", "town", "language"]]
    addresses += [
        [
            str(number),
            "Testi Testaaja",
            f"Mallikatu {number}",
            "52300",
            "MALLILA",
            "fi" if number % 7 else "sv",
        ]
        for number in range(LETTERS)
    ]

    def print_all() -> None:
        plan = plan_letters(desk, ROUND, as_csv(addresses), Whom.MISSING)
        with desk.database.read() as work:
            terms = LetterTerms(work.read_cycle(ROUND), "", "015 000 0000", Language.FI)
        for batch in make_letters(desk, plan, CLERK):
            print_letters(toolkit, terms, batch.letters)

    return measure(print_all)


def main() -> None:
    """Measure and write the section."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        taken: dict[tuple[str, int], float] = {}
        for residents in SIZES:
            lines = make_lines(residents)
            for kind, write in (("CSV", as_csv), ("XLSX", as_xlsx)):
                desk, taken[kind, residents] = measure_roll(folder, residents, write(lines))
        letters = measure_letters(desk)
    write_section("Roll and letters", "\n".join(_describe(taken, letters)))


def _describe(taken: dict[tuple[str, int], float], letters: float) -> Iterator[str]:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"On SQLite, {os.cpu_count()} cores (1-minute load {os.getloadavg()[0]:.1f} at the end). Seconds from the file"
    yield "to the roll, every personal identity code checked and hashed:\n"
    yield "| file | " + " | ".join(f"{residents:,} residents" for residents in SIZES) + " |"
    yield "|---|" + "---:|" * len(SIZES)
    for kind in ("CSV", "XLSX"):
        yield f"| {kind} | " + " | ".join(f"{taken[kind, residents]:.1f}" for residents in SIZES) + " |"
    yield f"\n{LETTERS:,} letters with new codes, hashed (argon2id) and printed (PDF/UA-1 with QR): {letters:.1f} s,"
    yield f"{LETTERS / letters * 60:,.0f} a minute. The largest memory of all this: {memory:.0f} MiB."


if __name__ == "__main__":
    main()
