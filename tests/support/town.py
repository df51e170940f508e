"""The demo town, built once for a run and served by a real server, with a way in for everybody a test needs.

More rounds stand beside the demo's own, so that every page can be reached: one whose voters choose their area, and one
for every other kind of ballot. A test that changes something takes an account, a code or a proposal of its own.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.message import EmailMessage
from io import StringIO
from pathlib import Path
from secrets import token_hex
from time import sleep

import structlog
from rich.console import Console

from pb.engine.declaration import CycleDeclaration
from pb.kernel.clock import SetClock, SystemClock
from pb.kernel.handoff import Project
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.main.chronicle import FIRST, Chronicle
from pb.main.commands.account import add_staff
from pb.main.commands.demo import build_town, list_screen_addresses
from pb.main.demo.chapters import Told
from pb.main.demo.texts import read_town
from pb.main.installation import Installation, install
from pb.main.replay.server import find_port, run_server
from pb.main.settings import Settings, read_secret
from pb.web.roles import Role
from proposals.core.merge import Merge, wording_of
from proposals.core.private_link import hash_token
from proposals.core.rules import review_rules
from proposals.core.statements import Standing
from proposals.storage.attachments import list_attachments
from proposals.storage.coauthors import invite
from proposals.storage.events import list_events
from proposals.storage.imports import import_proposal
from proposals.storage.merge_acts import ask_merge
from proposals.storage.merges import list_merges
from proposals.storage.participants import ask_for_link, find_by_address
from proposals.storage.proposals import change_text, find_proposal, list_proposals
from proposals.storage.statements import list_of_council
from proposals.storage.tables import ProposalRow
from proposals.web.participants.links import make_invitation_secret, make_leave_token, make_secret
from tests.support.appeal_round import tell_appeal_round
from tests.support.mail_server import Mailbox, serve_mail
from tests.support.paper_rounds import PaperDesks, tell_paper_rounds
from tests.support.review_round import tell_review_round
from tests.support.town_rounds import (
    KINDS,
    SCHOOLS,
    declare_kind,
    declare_schools,
    list_school_projects,
    list_yard_projects,
    write_proposal,
)
from voting.core.issued_code import IssuedCode

HOUR = timedelta(hours=1)
PUPILS = 16
"""On the roll of each vote that stands beside the demo's own."""


@dataclass(slots=True)
class Town:
    """A served town. `told` names the demo's rounds; codes are handed out once each."""

    settings: Settings
    told: Told
    schools: CycleId
    log: Path
    desks: PaperDesks
    mailbox: Mailbox
    _codes: list[IssuedCode] = field(default_factory=list)
    _pupils: list[IssuedCode] = field(default_factory=list)
    _yard_codes: dict[CycleId, list[IssuedCode]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where it is served: scheme, host and port."""
        return self.settings.public_url

    @property
    def kiosk(self) -> str:
        """The address of the screen in the library."""
        return list_screen_addresses(self.settings)[0]

    def code(self) -> IssuedCode:
        """Return an unused voting code of the demo's open vote."""
        return self._codes.pop()

    def pupil_code(self) -> IssuedCode:
        """Return an unused voting code of the vote whose voters choose their area."""
        return self._pupils.pop()

    def yard_code(self, cycle: str) -> IssuedCode:
        """Return an unused voting code of a vote of `town_rounds.KINDS`."""
        return self._yard_codes[CycleId(cycle)].pop()

    def link(self, role: Role, name: str, unit: str = "") -> str:
        """Return the one-time sign-in link of a new member of staff."""
        sign_in_name = f"{role}-{token_hex(4)}"
        with install(self.settings) as installation, installation.database.write() as work:
            address = add_staff(installation, work, sign_in_name, name, [role], unit)
            work.commit()
        return address

    def wait_for_mail(self, address: str, subject: str) -> EmailMessage:
        """Return the newest mail to an address with a word in its subject, once the postman has brought it."""
        for _ in range(150):
            found = [
                mail for mail in self.mailbox.mails if mail["To"] == address and subject in mail["Subject"]
            ]
            if found:
                return found[-1]
            sleep(0.1)
        raise TimeoutError(f"no mail to {address}")

    def participant_link(self, address: str) -> str:
        """Return the secret of a one-time link to an address, as its letter would bring it."""
        with install(self.settings) as installation, installation.database.write() as work:
            link = ask_for_link(work, address, Language.FI, "/fi/me", installation.clock.now())
            work.commit()
        return make_secret(read_secret(self.settings), link.id)

    def leave_token(self, address: str) -> str:
        """Return the token that ends letters to somebody who takes part."""
        with install(self.settings) as installation, installation.database.read() as work:
            participant = find_by_address(work, address)
        return make_leave_token(read_secret(self.settings), participant.id if participant else "")

    def invitation(self, cycle: CycleId) -> str:
        """Return the secret of a new invitation to write a proposal of a round along."""
        with install(self.settings) as installation, installation.database.write() as work:
            asked = find_proposal(work, cycle, 1)
            address = f"{token_hex(4)}@mallila.example"
            made = invite(work, asked, address, "Ystävä", Language.FI, installation.clock.now())
            work.commit()
        return make_invitation_secret(read_secret(self.settings), made.id)

    def find_proposal(self, cycle: CycleId, title: str) -> int:
        """Return the number of the proposal that has a title in Finnish."""
        with install(self.settings) as installation, installation.database.read() as work:
            return next(one.number for one in list_proposals(work, cycle) if one.title.fi == title)

    def attachments(self, cycle: CycleId, title: str) -> tuple[str, str]:
        """Return the ids of a proposal's first photo and first document."""
        number = self.find_proposal(cycle, title)
        with install(self.settings) as installation, installation.database.read() as work:
            attached = list_attachments(work, find_proposal(work, cycle, number))
        return attached.photos[0].id, attached.documents[0].id

    def author_link(self, cycle: CycleId, number: int) -> str:
        """Return the token of a new private link to a proposal that came another way."""
        token = token_hex(16)
        with install(self.settings) as installation, installation.database.write() as work:
            proposal = find_proposal(work, cycle, number)
            work.session.get_one(ProposalRow, proposal.id).link_hash = hash_token(token)
            work.commit()
        return token

    def merge(self, cycle: CycleId) -> Merge:
        """Return the newest merge of a round."""
        with install(self.settings) as installation, installation.database.read() as work:
            return list_merges(work, cycle)[0][0]

    def ask_about_merge(self, address: str) -> str:
        """Return the id of a merge in the round for proposals that waits for the author with this address."""
        with install(self.settings) as installation, installation.database.write() as work:
            cycle, now = work.load_cycle(self.told.proposing), installation.clock.now()
            area = cycle.declaration.areas[0].id
            pair = [
                import_proposal(work, cycle.id, write_proposal(title, area), FIRST, now)
                for title in ("Sateensuoja torille", "Katos torin laitaan")
            ]
            own = replace(pair[0].content(), contact=address)
            pair[0] = change_text(work, pair[0], own, 1, now)
            merge = ask_merge(work, cycle, pair, pair[1].number, wording_of(pair[1]), FIRST, now)
            work.commit()
        return merge.id

    def review_round(self) -> CycleId:
        """Return the id of a new round whose proposals wait for the city's answers."""
        with install(self.settings, SetClock(SystemClock().now())) as installation:
            return tell_review_round(installation)

    def proposal(self, cycle: CycleId, title: str) -> int:
        """Return the number of a new proposal in a round, called ``title`` in every language."""
        with install(self.settings) as installation, installation.database.write() as work:
            area = work.read_cycle(cycle).declaration.areas[0].id
            ready = write_proposal(title, area)
            made = import_proposal(work, cycle, ready, FIRST, installation.clock.now())
            work.commit()
        return made.number

    def statement(self, cycle: CycleId, council: str, standing: Standing) -> str:
        """Return the id of a council's statement in a round that has got so far."""
        with install(self.settings) as installation, installation.database.read() as work:
            rules = review_rules(work.read_cycle(cycle))
            now = installation.clock.now()
            return next(
                hearing.asking.id
                for hearing, _ in list_of_council(work, cycle, council)
                if hearing.standing(rules, now) is standing
            )

    def walk(self, cycle: CycleId) -> str:
        """Return the id of a round's first event."""
        with install(self.settings) as installation, installation.database.read() as work:
            return list_events(work, cycle)[0].id


@contextmanager
def serve_town(folder: Path) -> Iterator[Town]:
    """Build the town in ``folder`` and serve it, with a mail server, while the block lasts."""
    with serve_mail() as (mailbox, smtp_url):
        yield from _serve(folder, mailbox, smtp_url)


def _serve(folder: Path, mailbox: Mailbox, smtp_url: str) -> Iterator[Town]:
    port = find_port()
    settings = Settings(
        database_url=f"sqlite:///{folder / 'pb.sqlite3'}",
        secret_file=str(folder / "secret.key"),
        public_url=f"http://127.0.0.1:{port}",
        smtp_url=smtp_url,
    )
    logging_as_before = structlog.get_config()
    told, _ways = build_town(settings, Console(file=StringIO()))
    structlog.configure(**logging_as_before)
    with install(settings, SetClock(SystemClock().now())) as installation:
        pupils = _open_schools(installation)
        yard_codes = {cycle: list(_open_kind(installation, cycle)) for cycle in KINDS}
        tell_appeal_round(installation)
        desks = tell_paper_rounds(installation, SCHOOLS, pupils[0])
    log = folder / "server.log"
    with run_server(settings, port, log):
        yield Town(
            settings, told, SCHOOLS, log, desks, mailbox, list(told.unused_codes), list(pupils), yard_codes
        )


def _open_schools(installation: Installation) -> Sequence[IssuedCode]:
    town = read_town()
    declaration = declare_schools(town, installation.clock.now())
    return _open_vote(installation, declaration, list_school_projects(town))


def _open_kind(installation: Installation, cycle: CycleId) -> Sequence[IssuedCode]:
    town = read_town()
    declaration = declare_kind(town, installation.clock.now(), cycle)
    return _open_vote(installation, declaration, list_yard_projects(town))


def _open_vote(
    installation: Installation, declaration: CycleDeclaration, projects: Sequence[Project]
) -> Sequence[IssuedCode]:
    clock = SetClock(installation.clock.now())
    story = Chronicle(installation, clock, declaration.id)
    submission, review, voting, _publication = declaration.stages
    story.declare(declaration, submission.opens_at)
    story.send_shortlist(projects, submission.opens_at + HOUR)
    areas = [declaration.areas[0].id] * PUPILS
    pupils = story.enrol(areas, review.opens_at + HOUR, lambda _done: None)
    story.open_vote(voting.opens_at - HOUR, voting.opens_at)
    return pupils
