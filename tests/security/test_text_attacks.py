"""Script, markup, direction overrides and formulas in every text field are shown as text on every page (attack 32)."""

import csv
import io
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from pb.web.roles import STAFF
from proposals.core.proposal import ProposalText
from tests.support.four_rounds import PROPOSING, REVIEWING, FourRounds, name_places
from tests.support.hostile import fill_path, list_routes
from tests.support.visitors import Town, Visitor
from tests.support.writing import write_proposal

MARK = "pwn7"
OVERRIDES = "\u202e\u2066\u200f\u2069\u202d"
ATTACKS = (
    f"<script>{MARK}()</script>",
    f'"><img src={MARK} onerror={MARK}()>',
    f"' autofocus onfocus={MARK}() x='",
    f"</textarea></title><svg/onload={MARK}()>",
    f"{{{{ '{MARK}' * 2 }}}}{{% raw %}}",
    f"javascript:{MARK}()",
    f"<!--{MARK}--><b>{MARK}",
    f'=HYPERLINK("http://elsewhere.example/{MARK}")',
    f"@SUM({MARK})",
    f"{OVERRIDES}{MARK} 0001{OVERRIDES}",
)
TOGETHER = tuple(f"{first} {second}" for first, second in zip(ATTACKS[5:], ATTACKS[:5], strict=True))
"""Two in one text, which is one walk through all pages; what a spreadsheet would run has to stand first."""
PROPOSE = f"/en/cycles/{PROPOSING}/propose"
REVIEW = f"/en/cycles/{REVIEWING}/review"


class MarkupReader(HTMLParser):
    """Finds where the mark stands as anything but text or a plain attribute's value."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.shown = 0
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        for name, value in attrs:
            leads = name in ("href", "src", "action", "style") or name.startswith(("on", "hx-"))
            if MARK in name or (leads and MARK in (value or "") and not (value or "").startswith(("/", "?"))):
                self.found.append(f"<{tag} {name}={value!r}>")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if MARK in data:
            self.shown += 1
            if self._in_script:
                self.found.append(f"in a script: {data!r}")

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.found.append(f"in a comment: {data!r}")


def read_page(text: str) -> MarkupReader:
    reader = MarkupReader()
    reader.feed(text)
    reader.close()
    reader.found += [f"U+{ord(char):04X}" for char in OVERRIDES if char in text]
    return reader


@pytest.mark.parametrize("markup", [*ATTACKS[:4], ATTACKS[6], ATTACKS[9]])
def test_attack_that_is_not_escaped_would_be_noticed(markup: str) -> None:
    assert read_page(f"<p>{markup}</p><input value=\"{markup}\"><input value='{markup}'>").found


def propose(visitor: Visitor, attack: str) -> None:
    """Send a proposal whose every field is the attack, as far as a browser would."""
    content = ProposalText(
        title=attack,
        text=f"{attack}\n{attack} and so on",
        why=attack,
        area="north",
        proposer=attack,
        contact="a@mallila.example",
        address=attack,
        author_kind="class",
        guide=attack,
    )
    write_proposal(visitor, PROPOSE, content)
    visitor.send(action="/send")


def answer(official: Visitor, attack: str) -> None:
    official.open(f"{REVIEW}/1")
    official.send(
        {
            "verdict": "feasible",
            "cost": "12 000",
            "reason_fi": attack,
            "reason_sv": attack,
            "reason_en": attack,
        },
        action="/review/1",
    )


def hide(moderator: Visitor, attack: str) -> None:
    moderator.open(f"{REVIEW}/2/hide")
    moderator.send({"reason_fi": attack, "reason_sv": attack, "reason_en": attack}, action="/hide")


def add_account(administrator: Visitor, attack: str) -> str:
    administrator.open("/en/admin/accounts/new")
    fields = {"name": attack, "sign_in_name": f"u{abs(hash(attack))}", "unit": attack, "roles": ["official"]}
    administrator.send(fields, action="/new")
    return administrator.location.rpartition("/")[2]


def list_pages(town: Town, account: str) -> Iterator[str]:
    for route, methods in list_routes(town.client.app):
        if "GET" in methods and "{lang}" in route:
            for language in ("fi", "sv", "en"):
                named = {**name_places(route), "lang": language, "account_id": account}
                yield fill_path(route, named)
                yield fill_path(route, {**named, "number": "3"})
                yield fill_path(route, {**named, "number": "2", "cycle": REVIEWING})


@pytest.mark.parametrize("attack", TOGETHER)
def test_attack_in_every_field_is_text_on_every_page(town: Town, attack: str) -> None:
    everybody = town.staff(f"Chief {attack}"[:60].replace(OVERRIDES, ""), *STAFF, unit="Parks")
    author = town.visitor()
    propose(author, attack)
    answer(everybody, attack)
    hide(everybody, attack)
    account = add_account(everybody, attack)
    pages = dict.fromkeys(list_pages(town, account))
    shown, found = 0, []
    for visitor in (author, everybody):
        for path in pages:
            response = visitor.request("GET", path)
            if response.headers.get("content-type", "").startswith("text/html"):
                reader = read_page(response.text)
                shown += reader.shown
                found += [f"{path}: {where}" for where in reader.found]
    assert found == []
    assert shown > 20, "the pages show what was written"
    for query in ("words", "area", "page"):
        text = town.client.get(f"/en/cycles/{PROPOSING}/proposals", params={query: attack}).text
        assert read_page(text).found == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_in_open_data_is_a_string_that_says_what_it_is(town: Town, attack: str) -> None:
    propose(town.visitor(), attack)
    answer_ = town.client.get(f"/en/cycles/{PROPOSING}/data.json")
    assert answer_.headers["content-type"].startswith("application/json")
    assert answer_.headers["x-content-type-options"] == "nosniff"
    assert MARK in str(answer_.json())
    assert not any(char in answer_.text or f"\\u{ord(char):04x}" in answer_.text for char in OVERRIDES)


@pytest.mark.parametrize("attack", ATTACKS)
def test_roll_does_not_take_what_a_spreadsheet_would_run(town: Town, rounds: FourRounds, attack: str) -> None:
    chief = town.staff("chief", *STAFF)
    chief.open(f"/en/admin/cycles/{PROPOSING}/roll")
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([("reference", "area"), (attack, "north")])
    refused = chief.upload(f"/en/admin/cycles/{PROPOSING}/roll", "file", out.getvalue().encode())
    assert refused.status_code == 422
    assert read_page(refused.text).found == []
