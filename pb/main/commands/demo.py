"""``pb demo``: a town to try, built in a folder of its own and served."""

import logging
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex

import click
import structlog
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pb.kernel.clock import SetClock, SystemClock
from pb.kernel.language import Language
from pb.main.commands.account import add_staff
from pb.main.demo.chapters import Told
from pb.main.demo.history import RESIDENTS, tell_history
from pb.main.demo.participants import RESIDENT
from pb.main.demo.texts import read_town
from pb.main.installation import Installation, install
from pb.main.kiosk.address import draw_screen_id, make_device
from pb.main.replay.server import find_port, is_free
from pb.main.settings import Settings, read_secret
from pb.storage.screens import Screen, add_screen, list_screens
from pb.web.roles import Role
from proposals.storage.participants import ask_for_link
from proposals.web.participants.links import make_secret


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the demo town's staff."""

    sign_in_name: str
    name: str
    role: Role
    does: str
    unit: str = ""


STAFF = (
    Person("sofia", "Sofia L.", Role.ADMINISTRATOR, "runs the rounds, asks for approvals"),
    Person("olli", "Olli M.", Role.ADMINISTRATOR, "the second person who approves"),
    Person("aino", "Aino V.", Role.OFFICIAL, "reviews proposals", "Yhdyskuntatekniikka"),
    Person("helmi", "Helmi R.", Role.DESK, "lets residents vote at a desk"),
    Person("matti", "Matti K.", Role.MODERATOR, "hides what breaks the rules"),
    Person("elsa", "Elsa N.", Role.COUNCIL, "youth council: writes statements", "Nuorisovaltuusto"),
    Person("arvo", "Arvo T.", Role.TRUSTEE, "watches the journal, approves"),
)


@click.command("demo")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to serve on."
)
@click.option(
    "--folder", default="var/demo", show_default=True, type=click.Path(path_type=Path), help="Where to build."
)
@click.option("--build-only", is_flag=True, help="Build the town and print the ways in, without serving.")
def demo_command(port: int, folder: Path, build_only: bool) -> None:
    """Build the demo town anew and serve it until interrupted."""
    from pb.main.commands.serve import run

    console = Console()
    settings = place_town(folder, port if is_free(port) else find_port())
    told, ways = build_town(settings, console)
    show_ways_in(settings, told, ways, console)
    if not build_only:
        run(settings, port=int(settings.public_url.rpartition(":")[2]))


def place_town(folder: Path, port: int) -> Settings:
    """Return the settings of a new town in ``folder``, where earlier towns are removed and nothing else is touched.

    Each town has a folder of its own: a demo that still runs would otherwise, when it stops, remove files by names that
    are the new town's.
    """
    for earlier in folder.glob("town-*"):
        shutil.rmtree(earlier, ignore_errors=True)
    town = folder / f"town-{token_hex(4)}"
    town.mkdir(parents=True)
    return replace(
        Settings(),
        database_url=f"sqlite:///{town / 'pb.sqlite3'}",
        secret_file=str(town / "secret.key"),
        public_url=f"http://127.0.0.1:{port}",
    )


def build_town(settings: Settings, console: Console) -> tuple[Told, list[tuple[Person, str]]]:
    """Build the town, with a bar for each part, and return what there is to try and each person's link."""
    # The town's past would be told in the log too; here the bars tell it.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    clock = SetClock(SystemClock().now())
    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with install(settings, clock) as installation, Progress(*columns, console=console) as bars:
        tables = bars.add_task("Making the tables", total=1)
        installation.migrate()
        bars.advance(tables)
        codes = bars.add_task("Making voting codes", total=2 * RESIDENTS)
        told = tell_history(installation, clock, read_town(), lambda _done: bars.advance(codes))
        people = bars.add_task("Giving everybody a way in", total=len(STAFF))
        ways = []
        for person in STAFF:
            ways.append((person, _let_in(installation, person)))
            bars.advance(people)
        _place_screen(installation)
    return told, ways


def _let_in(installation: Installation, person: Person) -> str:
    with installation.database.write() as work:
        link = add_staff(installation, work, person.sign_in_name, person.name, [person.role], person.unit)
        work.commit()
    return link


def _place_screen(installation: Installation) -> None:
    """Register a screen of 55 inches that people see from two metres."""
    languages = (Language.FI, Language.SV, Language.EN)
    screen = Screen(
        draw_screen_id(), "Kirjasto", "Aula, Kauppakatu 1", languages, 1218, 685, 2000, "08:00", "20:00"
    )
    with installation.database.write() as work:
        add_screen(work, screen, installation.clock.now())
        work.commit()


def list_screen_addresses(settings: Settings) -> list[str]:
    """Return the address of every screen of an installation."""
    secret = read_secret(settings)
    with install(settings) as installation, installation.database.read() as work:
        return [
            f"{settings.public_url}/kiosk/{make_device(secret, screen.id)}" for screen in list_screens(work)
        ]


def make_resident_link(settings: Settings) -> str:
    """Return a one-time link for the resident whose own page has something of everything, as a letter would bring it."""
    with install(settings) as installation, installation.database.write() as work:
        link = ask_for_link(work, RESIDENT, Language.FI, "/fi/me", installation.clock.now())
        work.commit()
    return f"{settings.public_url}/fi/me/link/{make_secret(read_secret(settings), link.id)}"


def show_ways_in(settings: Settings, told: Told, ways: list[tuple[Person, str]], console: Console) -> None:
    """Print the address, a voting code and a one-time link for each role."""
    home = f"{settings.public_url}/fi"
    console.print(f"\n[bold]The town is at {home}[/bold]  (Svenska: /sv, English: /en)\n")
    code = told.unused_codes[0].code
    _print_way(
        console, "Resident, votes", f"{home}/cycles/{told.voting}/vote", f"voting code [bold]{code}[/bold]"
    )
    _print_way(console, "Resident, proposes", f"{home}/cycles/{told.proposing}/propose")
    _print_way(console, "Resident (Liisa R.), takes part", make_resident_link(settings))
    _print_way(console, "Anyone, reads the result", f"{home}/cycles/{told.finished}/results")
    _print_way(console, "Anyone, follows a round in review", f"{home}/cycles/{told.reviewing}")
    for person, link in ways:
        _print_way(console, f"{person.role.title()} ({person.name}), {person.does}", link)
    _print_way(console, "Screen in the library", *list_screen_addresses(settings))
    more = ", ".join(issued.code for issued in told.unused_codes[1:4])
    console.print(f"\nSign-in links work once; run the demo again for new ones. More voting codes:\n{more}\n")


def _print_way(console: Console, who: str, *lines: str) -> None:
    console.print(f"  {who}")
    for line in lines:
        console.print(f"    {line}", soft_wrap=True, highlight=False)
