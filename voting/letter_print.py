"""Makes the letters of a batch one PDF: one A4 sheet each, tagged (PDF/UA-1), with a QR code that carries the code.

The code stands behind the number sign of the address, which browsers keep to themselves: it is in no request line and no
log. Nothing is written to disk.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import segno

from pb.engine.cycle import Cycle
from pb.kernel.canonical import JSON
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.web.resources import resource
from pb.web.toolkit import Toolkit
from voting.core.channel import Channel
from voting.core.rules import VOTING, read_rules
from voting.letter_job import Letter
from voting.typeset import typeset

TEMPLATE = "voting/letter.typ"


@dataclass(frozen=True, slots=True)
class LetterTerms:
    """What all letters share: the vote, the digest of its rules (empty before they are sealed), where help is."""

    cycle: Cycle
    digest: str
    contact: str
    language: Language


def print_letters(toolkit: Toolkit, terms: LetterTerms, letters: Sequence[Letter]) -> bytes:
    """Return the PDF of the letters, in their order."""
    languages = {letter.language or terms.language for letter in letters}
    content: dict[str, JSON] = {
        "title": _say(toolkit, terms.language, Message("Voting letters")),
        "words": {language.value: _word(toolkit, terms, language) for language in languages},
        "letters": [_fill(toolkit, terms, letter) for letter in letters],
    }
    return typeset((resource("templates") / TEMPLATE).read_bytes(), {"letters": json.dumps(content)})


def address_of_vote(toolkit: Toolkit, cycle: Cycle, language: Language) -> str:
    """Return where the vote is, without the code."""
    return f"{toolkit.public_url}/{language}/cycles/{cycle.id}/vote"


def _fill(toolkit: Toolkit, terms: LetterTerms, letter: Letter) -> JSON:
    language = letter.language or terms.language
    reference = _say(toolkit, language, Message("Reference: %(reference)s", {"reference": letter.reference}))
    picture = BytesIO()
    segno.make(
        f"{address_of_vote(toolkit, terms.cycle, language)}#{letter.code}", error="m", micro=False
    ).save(picture, kind="svg", border=4, xmldecl=False, svgns=True)
    return {
        "lang": language.value,
        "address": list(letter.address or (reference,)),
        "code": letter.code,
        "qr": picture.getvalue().decode(),
    }


def _say(toolkit: Toolkit, language: Language, message: Message) -> str:
    return toolkit.translations.translate(message, language)


def _word(toolkit: Toolkit, terms: LetterTerms, language: Language) -> JSON:
    plan = terms.cycle.declaration.plan(VOTING)
    if plan is None:
        raise LookupError(terms.cycle.id)
    address = address_of_vote(toolkit, terms.cycle, language)
    times: Mapping[str, Message] = {
        "heading": Message("Vote on how the money is used")
        if terms.cycle.declaration.has_money
        else Message("Vote"),
        "open": Message(
            "Voting is open from %(opens)s to %(closes)s.",
            {"opens": plan.opens_at, "closes": plan.closes_at},
        ),
        "code": Message("Your voting code"),
        "qr": Message("QR code that opens the voting page and fills in your code"),
        "how": Message("How to vote"),
        "others": Message("Other ways to vote"),
        "help": Message("Do you need help?"),
        "secrecy": Message("Keep the code to yourself. Nobody from the town will ask you for it."),
        "rules": Message("The rules of this vote are sealed. Their digest (SHA-256) is:")
        if terms.digest
        else Message("The digest of the sealed rules is published on the voting page when voting opens."),
    }
    steps = (
        Message(
            "Point your phone's camera at the QR code, or write this address: %(address)s",
            {"address": address},
        ),
        Message("Give the voting code, unless it is filled in already."),
        Message("Choose projects, check your choice and cast your vote."),
    )
    return {
        **{name: _say(toolkit, language, message) for name, message in times.items()},
        "town": toolkit.service_name.in_language(language),
        "round": terms.cycle.declaration.name.in_language(language),
        "steps": [_say(toolkit, language, step).replace(address, f"\n{address}") for step in steps],
        "ways": [_say(toolkit, language, way) for way in _list_ways(terms.cycle)],
        "contact": terms.contact,
        "digest": terms.digest,
    }


def _list_ways(cycle: Cycle) -> tuple[Message, ...]:
    """Return the ways that need no phone or computer of one's own, last the help that is always there."""
    ways = {
        Channel.EID: Message("On the web with your bank ID or a mobile certificate, without this code."),
        Channel.DESK: Message("At a service desk of the town. Take an identity document with you."),
        Channel.PAPER: Message("On paper at a voting place. Take an identity document with you."),
    }
    channels = read_rules(cycle.declaration).channels
    always = Message("No phone or computer? Libraries have computers, and the staff help you to start.")
    return (*(ways[channel] for channel in channels if channel in ways), always)
