"""Looking a ballot up by the code on its receipt: anyone, without signing in, during the vote and after it.

The code comes in the body of the form, never in an address, so that no log holds it beside who asked.
"""

import base64
import json
from dataclasses import dataclass

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import page
from voting.core.log.merkle import MerkleTree
from voting.core.receipt import read_receipt_code, suggest_receipt_codes
from voting.core.rules import VOTING
from voting.storage.board import find_checkpoint, read_lines
from voting.storage.board_trees import grow_tree
from voting.storage.look_up import FoundBallot, find_ballot, keep_known
from voting.storage.tables import CheckpointRow

CODE = TextField("code", Message("Receipt code"), maximum=100)


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry is on the board: everything a program needs, as a file to keep."""

    line: bytes
    position: int
    checkpoint: CheckpointRow
    tree: MerkleTree

    @property
    def text(self) -> str:
        """The file: the entry, its place, the audit path (RFC 6962) and the signed checkpoint."""
        size = self.checkpoint.size
        return json.dumps(
            {
                "checkpoint": self.checkpoint.note.decode(),
                "entry": self.line.decode(),
                "index": self.position,
                "path": [node.hex() for node in self.tree.prove_inclusion(self.position, size)],
                "size": size,
            },
            ensure_ascii=False,
            indent=1,
        )

    @property
    def address(self) -> str:
        """The file as an address that holds it, so that saving it asks no server for it."""
        return "data:application/json;base64," + base64.b64encode(self.text.encode()).decode()


@get("/cycles/{cycle:str}/verify", access=PUBLIC, sync_to_thread=True)
def show_look_up(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Ask for the code."""
    with database.read() as work:
        found = _require_vote(work, cycle)
    return _show(request, found, new_form(request))


@post("/cycles/{cycle:str}/verify", access=PUBLIC, sync_to_thread=True)
def look_up(request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]) -> Response[str]:
    """Show where the ballot stands, or what is wrong with the code."""
    form = read_form(request, CODE)
    with database.read() as work:
        found = _require_vote(work, cycle)
        if form.faults:
            return _show(request, found, form, status=422)
        code = read_receipt_code(form[CODE])
        ballot = find_ballot(work, found.id, code) if code else None
        if ballot is None:
            return _explain(request, work, found, form, is_well_typed=code is not None)
        proof = _prove(database, work, found.id, ballot)
    return _show(request, found, form, ballot=ballot, proof=proof)


def _require_vote(work: Work, cycle: str) -> Cycle:
    found = work.read_cycle(CycleId(cycle))
    if found.declaration.plan(VOTING) is None:
        raise NotFoundError
    return found


def _explain(
    request: WebRequest, work: Work, cycle: Cycle, form: Form, *, is_well_typed: bool
) -> Response[str]:
    if is_well_typed:
        fault = Message("No ballot of this round has this code. Check that the round is the right one.")
        near: frozenset[str] = frozenset()
    else:
        fault = Message("This code has a typing error. A code has 24 letters and digits.")
        near = keep_known(work, cycle.id, suggest_receipt_codes(form[CODE], lambda _code: True))
    form.add_faults({CODE.name: fault})
    return _show(request, cycle, form, status=422, suggestions=sorted(near))


def _prove(database: Database, work: Work, cycle_id: CycleId, ballot: FoundBallot) -> Proof | None:
    checkpoint = find_checkpoint(work, cycle_id)
    if ballot.position is None or checkpoint is None or ballot.position >= checkpoint.size:
        return None
    (line,) = read_lines(work, cycle_id, ballot.position, ballot.position + 1)
    return Proof(line, ballot.position, checkpoint, grow_tree(database, work, cycle_id, checkpoint))


def _show(
    request: WebRequest,
    cycle: Cycle,
    form: Form,
    *,
    status: int = 200,
    ballot: FoundBallot | None = None,
    proof: Proof | None = None,
    suggestions: list[str] | None = None,
) -> Response[str]:
    return page(
        request,
        "voting/verify.html",
        status=status,
        cycle=cycle,
        form=form,
        ballot=ballot,
        proof=proof,
        suggestions=suggestions or [],
        area=cycle.declaration.area(ballot.style) if ballot else None,
        has_closed=cycle.has_closed(VOTING),
    )


HANDLERS = (show_look_up, look_up)
