"""Authors for tests: the private links of proposals that were sent without the pages, and letters opened by them."""

from pb.kernel.language import Language
from pb.storage.outbox import LetterState, list_letters
from pb.web.letters import Sender, compose_letter
from proposals.core.private_link import hash_token
from proposals.storage.participants import ask_for_link
from proposals.storage.proposals import list_proposals
from proposals.storage.tables import ProposalRow
from proposals.web.authorship import make_token
from proposals.web.letters import LETTERS
from proposals.web.participants.links import make_secret
from tests.support.proposals import ROUND
from tests.support.visitors import ADDRESS, Town, Visitor

SENDER = Sender("Mallila", "town@mallila.example", "mallila.example")


def give_links(town: Town) -> None:
    """Let each proposal's private link be the one that the server makes, as for one sent by the pages."""
    with town.database.write() as work:
        for proposal in list_proposals(work, ROUND):
            token = make_token(town.client.app.state.toolkit, proposal.id)
            work.session.get_one(ProposalRow, proposal.id).link_hash = hash_token(token)
        work.commit()


def private_link(town: Town, number: int) -> str:
    """Return the path of a proposal's private link."""
    with town.database.read() as work:
        proposal = list_proposals(work, ROUND)[number - 1]
    token = make_token(town.client.app.state.toolkit, proposal.id)
    return f"/en/cycles/{ROUND}/propose/link/{token}"


def read_letter(town: Town, kind: str, recipient: str) -> str:
    """Return the newest letter of a kind to somebody: its subject, and below it the text."""
    with town.database.read() as work:
        queued = [
            one
            for one in list_letters(work, (LetterState.WAITING,), 99)
            if (one.letter.kind, one.letter.recipient) == (kind, recipient)
        ][-1]
    mail = compose_letter(town.client.app.state.toolkit, LETTERS, SENDER, queued)
    assert mail is not None
    part = mail.get_body(("plain",))
    assert part is not None
    return f"{mail['Subject']}\n{part.get_content()}"


def open_letter(town: Town, kind: str, recipient: str) -> Visitor:
    """Return somebody who has followed the link of their newest letter, in English."""
    text = read_letter(town, kind, recipient)
    link = next(line for line in text.splitlines() if line.startswith(ADDRESS) and "/cycles/" in line)
    author = town.visitor()
    author.open("/en/" + link.removeprefix(ADDRESS).partition("/fi/")[2])
    return author


def come_in(town: Town, address: str = "iida@mallila.example") -> Visitor:
    """Return somebody who takes part under an address, by the link of its letter."""
    toolkit = town.client.app.state.toolkit
    with town.database.write() as work:
        link = ask_for_link(work, address, Language.FI, "/en/me", town.clock.now())
        work.commit()
    visitor = town.visitor()
    visitor.open(f"/en/me/link/{make_secret(toolkit.secret, link.id)}")
    visitor.send()
    return visitor
