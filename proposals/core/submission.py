"""When a proposal may be sent: what is missing or too long is told beside the field, all at once."""

import re

from pb.engine.cycle import Cycle
from pb.kernel.ids import AreaId
from pb.kernel.message import Message
from proposals.core.place import parse_point
from proposals.core.proposal import AuthorKind, ProposalText
from proposals.core.rules import SubmissionRules

PROPOSER_MAXIMUM = 80
ADDRESS_MAXIMUM = 120
CONTACT_MAXIMUM = 254
"""RFC 5321 leaves this much for an address."""

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")


def check_text(content: ProposalText, rules: SubmissionRules, cycle: Cycle) -> dict[str, Message]:
    """Return what keeps ``content`` from being sent, by field; empty when it may be."""
    return _missing(content) | check_draft(content, rules, cycle)


def check_draft(content: ProposalText, rules: SubmissionRules, cycle: Cycle) -> dict[str, Message]:
    """Return what keeps ``content`` from being kept even as a draft: nothing has to be there, but all has to fit."""
    faults: dict[str, Message] = {}
    for name, value, maximum in (
        ("title", content.title, rules.title_maximum),
        ("text", content.text, rules.text_maximum),
        ("why", content.why, rules.why_maximum),
        ("proposer", content.proposer, PROPOSER_MAXIMUM),
        ("contact", content.contact, CONTACT_MAXIMUM),
        ("address", content.address, ADDRESS_MAXIMUM),
        ("guide", content.guide, PROPOSER_MAXIMUM),
    ):
        if len(value) > maximum:
            values = {"over": len(value) - maximum, "most": maximum}
            faults[name] = Message("Characters too many: %(over)s. At most %(most)s fit here.", values)
    if content.area and cycle.declaration.area(content.area) is None:
        faults["area"] = Message("Choose one of the areas.")
    if content.theme and rules.theme(content.theme) is None:
        faults["theme"] = Message("Choose one of the themes.")
    if content.point and parse_point(content.point) is None:
        faults["point"] = Message("Write the point as two numbers, north first: 61.68860, 27.27230.")
    if content.author_kind not in list(AuthorKind):
        faults["author_kind"] = Message("Choose who proposes.")
    if content.contact and not _ADDRESS.fullmatch(content.contact):
        faults["contact"] = Message("Write the e-mail address in the form name@example.fi.")
    return faults


def only_area(cycle: Cycle) -> AreaId | None:
    """Return the area of a cycle that has just one, so that nobody is asked; else None."""
    areas = cycle.declaration.areas
    return areas[0].id if len(areas) == 1 else None


def _missing(content: ProposalText) -> dict[str, Message]:
    wanted = {
        "title": Message("Give the proposal a name."),
        "text": Message("Write what you propose."),
        "why": Message("Write why it matters."),
        "area": Message("Choose the area."),
        "proposer": Message("Write your name or the name of your group."),
    }
    if content.author_kind == AuthorKind.CLASS:
        wanted["guide"] = Message("Write the name of the teacher who answers for the class.")
    return {name: fault for name, fault in wanted.items() if not getattr(content, name)}
