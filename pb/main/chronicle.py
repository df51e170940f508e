"""Tells a round's past at the engine's own pace: every act at its date, by the people who do it.

For demo towns and replayed elections. Nothing is written behind the engine's back: what stands there afterwards is
what the rules allow.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from secrets import token_bytes, token_hex, token_urlsafe

from pb.engine.acts import CLOSE, OPEN, Act, ActName, Actor
from pb.engine.declaration import CycleDeclaration
from pb.engine.transitions import due_at, next_move
from pb.kernel.clock import SetClock
from pb.kernel.handoff import Project
from pb.kernel.ids import AccountId, AreaId, CycleId, ProjectId, StageKey
from pb.main.installation import Installation, make_host
from pb.main.scheduler import run_due_moves
from pb.main.settings import read_secret
from proposals.storage.imports import ReadyProposal, import_proposal, import_shortlist
from voting.core.ballot.sealing import TAG_BYTES
from voting.core.board.admission import seal_and_admit
from voting.core.board.server_keys import ServerKeys
from voting.core.channel import Channel
from voting.core.letter_code import read_letter_code
from voting.core.roll_file import RollLine
from voting.credentials import Progress
from voting.roll_import import IssuedCode, RollDesk, add_lines
from voting.storage.ballot_box import Cast, cast_sealed
from voting.storage.elections import require_manifest
from voting.storage.electoral_roll import find_code_holder
from voting.tally import TallyDesk, open_ballots

VOTING, PUBLICATION = StageKey("voting"), StageKey("publication")
FIRST = Actor(AccountId("demo-first"), "Sofia L.")
SECOND = Actor(AccountId("demo-second"), "Olli M.")


class Chronicle:
    """One round as it is told. ``moment`` is set before each act; the calendar then does what is due."""

    def __init__(self, installation: Installation, clock: SetClock, cycle_id: CycleId) -> None:
        """Tell the round ``cycle_id`` in an installation that lives by ``clock``."""
        self._installation = installation
        self._clock = clock
        self._cycle = cycle_id

    def declare(self, declaration: CycleDeclaration, moment: datetime) -> None:
        """Begin the round."""
        with self._installation.database.write() as work:
            self._installation.engine.start(declaration, work, FIRST, moment)
            work.commit()
        self.pass_time(moment)

    def pass_time(self, moment: datetime) -> None:
        """Let the calendar do everything due until ``moment``, each move at its own date."""
        while (due := self._next_date()) is not None and due <= moment:
            self._clock.moment = due
            moves = run_due_moves(self._installation.database, self._installation.engine, self._clock)
            if not moves:
                break
            if (self._cycle, Act(VOTING, CLOSE)) in moves:
                self.open_ballots()
        self._clock.moment = moment

    def _next_date(self) -> datetime | None:
        with self._installation.database.read() as work:
            cycle = work.read_cycle(self._cycle)
        act = next_move(cycle)
        return due_at(cycle, act) if act is not None else None

    def open_ballots(self) -> None:
        """Mix and open the ballots of a closed box, which the server keeps."""
        host = make_host(self._installation.settings)
        keys = ServerKeys(host.secret, host.name)
        open_ballots(TallyDesk(self._installation.database, keys), self._cycle)

    def send(self, proposals: Iterable[ReadyProposal], moment: datetime) -> None:
        """Bring in proposals, with the city's answers where they have one."""
        self.pass_time(moment)
        with self._installation.database.write() as work:
            for proposal in proposals:
                import_proposal(work, self._cycle, proposal, SECOND, moment)
            work.commit()

    def send_shortlist(self, projects: Sequence[Project], moment: datetime) -> Mapping[ProjectId, ProjectId]:
        """Bring in projects that are ready for the vote; return each one's number by the id it came with."""
        self.pass_time(moment)
        with self._installation.database.write() as work:
            numbers = import_shortlist(work, self._cycle, projects, SECOND, moment)
            work.commit()
        return numbers

    def agree(self, stage: StageKey, act: ActName, moment: datetime) -> None:
        """Have one person ask for an act and another approve it."""
        self.pass_time(moment)
        with self._installation.database.write() as work:
            engine = self._installation.engine
            engine.request(self._cycle, Act(stage, act), work, FIRST, moment, token_hex(16))
            engine.approve(self._cycle, Act(stage, act), work, SECOND, moment)
            work.commit()

    def enrol(
        self, residents: Sequence[AreaId], moment: datetime, progress: Progress
    ) -> tuple[IssuedCode, ...]:
        """Take residents onto the roll, one of each area named, and return their codes."""
        self.pass_time(moment)
        lines = [RollLine(number, f"demo-{number}", area) for number, area in enumerate(residents, start=2)]
        settings = self._installation.settings
        desk = RollDesk(self._installation.database, read_secret(settings), self._clock)
        return add_lines(desk, self._cycle, lines, FIRST, progress)

    def open_vote(self, asked: datetime, opens: datetime) -> None:
        """Have two people agree to open the vote, and let it open at its date."""
        self.agree(VOTING, OPEN, asked)
        self.pass_time(opens)

    def cast(self, votes: Iterable[tuple[IssuedCode, Sequence[ProjectId]]], moment: datetime) -> None:
        """Cast ballots, each in its voter's own area."""
        self.pass_time(moment)
        with self._installation.database.write() as work:
            manifest = require_manifest(work, self._cycle)
            for issued, choices in votes:
                code = read_letter_code(issued.code)
                holder = find_code_holder(work, self._cycle, code.lookup) if code else None
                if holder is None or issued.area is None:
                    raise LookupError(issued.reference)
                approved = tuple((project, 1) for project in choices)
                ballot = seal_and_admit(manifest, issued.area, token_bytes(TAG_BYTES), approved)
                cast = Cast(self._cycle, holder.resident.id, Channel.CODE, ballot, token_urlsafe(24))
                cast_sealed(work, cast, moment)
            work.commit()
