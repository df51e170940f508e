"""Testing the sealing: a ballot that its voter opens instead of casting it (Benaloh 2006), and where it is looked at.

The server learns the digest of an opened ballot before anybody sees its randomness, and never takes that ballot in. What
the ballot holds goes from the voter's browser to another device of theirs in the part of an address that browsers don't
send; it is never told here.
"""

import re

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import read_form
from pb.web.pages import page
from pb.web.sessions import Session
from voting.core.rules import VOTING
from voting.storage.ballot_paper import find_ballot_paper
from voting.storage.elections import find_manifest
from voting.storage.opened_digests import keep_opened
from voting.web.voter import VOTER, note_opened, require_voter

DIGEST = TextField("digest", Message("Digest of the ballot"), maximum=64)
_HEX = re.compile(r"[0-9a-f]{64}")


@post("/cycles/{cycle:str}/vote/opened", access=VOTER, sync_to_thread=True)
def note_opening(
    request: WebRequest,
    cycle: FromPath[str],
    session: NamedDependency[Session],
    database: NamedDependency[Database],
) -> Response[None]:
    """Take note that a sealed ballot of this session is about to be opened; from here on it can't be cast."""
    voter = require_voter(session, cycle)
    form = read_form(request, DIGEST)
    form.refuse()
    if not _HEX.fullmatch(form[DIGEST]):
        raise NotFoundError
    note_opened(session, voter, form[DIGEST])
    with database.write() as work:
        keep_opened(work, voter.cycle, bytes.fromhex(form[DIGEST]))
        work.commit()
    return Response(content=None, status_code=204, headers={"cache-control": "no-store"})


@get("/cycles/{cycle:str}/check-sealed", access=PUBLIC, sync_to_thread=True)
def show_check_sealed(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show what a browser needs to read an opened ballot by itself: the manifest's styles, its digest and the key."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        manifest = find_manifest(work, found.id) if found.declaration.plan(VOTING) else None
        if manifest is None:
            raise NotFoundError
        paper = find_ballot_paper(work, found)
    return page(
        request,
        "voting/check_sealed.html",
        cycle=found,
        manifest=manifest,
        key=manifest.manifest.ceremony.election_key.key,
        paper=paper,
    )


HANDLERS = (note_opening, show_check_sealed)
