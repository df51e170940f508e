"""The catalogue check names everything that a reader would miss, and updating never loses a translation."""

from pathlib import Path

import catalogues
import msgids
import placeholders
import pytest

PYTHON = """
Message("Vote once")
plain = Message(
    "You chose %(count)s of "
    "%(limit)s", {"count": 1, "limit": Message("three")})
either = Message("Open" if is_open else "Closed")
message.Message("Not from here: {place}")
kept = Message(text, {"a": "never shown"})
many = plural_message("%(n)s ballot", "%(n)s ballots", n)
"""
TEMPLATE = """
{% macro greet(name) %}<p>{{ _("Hello %(name)s", name=name) }}</p>{% endmacro %}
{% do things.append(1) %}
<p>{{ ngettext("%(num)s day left", "%(num)s days left", days) }}</p>
<p>{% trans count=votes %}{{ count }} vote{% pluralize %}{{ count }} votes{% endtrans %}</p>
{% trans trimmed %}
  Thank you for
  voting
{% endtrans %}
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree with sentences in each place that belongs to a catalogue."""
    files = {
        "pb/web/pages.py": PYTHON,
        "proposals/core/review.py": 'Message("Give a reason")\n',
        "voting/core/rules.py": "",
        "templates/cycle/show.html": TEMPLATE,
        "templates/proposals/form.html": '{{ _("Your proposal") }}',
        "templates/voting/ballot.txt": '{{ gettext("Your ballot") }}',
        "templates/admin/example.toml": '_("not a template")',
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def translate(tree: Path, language: str, domain: str, old: str, new: str) -> None:
    path = catalogues.locate(tree, language, domain)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_each_sentence_is_found_for_its_catalogue(tree: Path) -> None:
    assert msgids.find_msgids(tree) == {
        "pb": {
            "Vote once",
            "You chose %(count)s of %(limit)s",
            "three",
            "Open",
            "Closed",
            "Not from here: {place}",
            ("%(n)s ballot", "%(n)s ballots"),
            "Hello %(name)s",
            ("%(num)s day left", "%(num)s days left"),
            ("%(count)s vote", "%(count)s votes"),
            "Thank you for voting",
        },
        "proposals": {"Give a reason", "Your proposal"},
        "voting": {"Your ballot"},
    }


def test_sentence_that_is_also_a_plural_is_kept_once(tmp_path: Path) -> None:
    (tmp_path / "pb").mkdir()
    (tmp_path / "pb" / "a.py").write_text(
        'Message("a vote")\nngettext("a vote", "votes", 2)\n', encoding="utf-8"
    )
    assert msgids.find_msgids(tmp_path)["pb"] == {("a vote", "votes")}


def test_tree_without_sentences_has_nothing_to_fault(tmp_path: Path) -> None:
    assert catalogues.check(tmp_path) == []
    catalogues.update(tmp_path)
    assert catalogues.check(tmp_path) == []


def test_update_repeats_english_and_leaves_the_rest_to_people(tree: Path) -> None:
    catalogues.update(tree)
    faults = catalogues.check(tree)
    assert "pb/locale/fi/pb.po: not translated: 'Vote once'" in faults
    assert not [fault for fault in faults if fault.startswith("pb/locale/en/")]
    assert len(faults) == 2 * 14


def test_update_keeps_translations_and_settles(tree: Path) -> None:
    catalogues.update(tree)
    translate(tree, "fi", "voting", 'msgid "Your ballot"\nmsgstr ""', 'msgid "Your ballot"\nmsgstr "Äänesi"')
    before = catalogues.locate(tree, "fi", "voting").read_bytes()
    catalogues.update(tree)
    assert catalogues.locate(tree, "fi", "voting").read_bytes() == before
    assert 'msgstr "Äänesi"'.encode() in before


def test_update_drops_what_is_gone_and_keeps_comments(tree: Path) -> None:
    catalogues.update(tree)
    translate(tree, "sv", "voting", 'msgid "Your', '# Short: it stands on a button.\nmsgid "Your')
    (tree / "proposals/core/review.py").write_text("", encoding="utf-8")
    catalogues.update(tree)
    assert "Give a reason" not in catalogues.locate(tree, "sv", "proposals").read_text(encoding="utf-8")
    assert "# Short: it stands" in catalogues.locate(tree, "sv", "voting").read_text(encoding="utf-8")


def test_catalogue_names_no_place_and_no_date(tree: Path) -> None:
    catalogues.update(tree)
    text = catalogues.locate(tree, "fi", "pb").read_text(encoding="utf-8")
    assert "#:" not in text
    assert "Date" not in text
    ids = [line for line in text.splitlines() if line.startswith('msgid "') and line != 'msgid ""']
    assert ids == sorted(ids)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgid "Vote once"\nmsgstr "Vote once"\n', "", "missing: 'Vote once'"),
        ('msgstr "Vote once"', 'msgstr " "', "not translated: 'Vote once'"),
        ('msgid "Vote once"', '#, fuzzy\nmsgid "Vote once"', "marked as fuzzy: 'Vote once'"),
        (
            'msgstr "Hello %(name)s"',
            'msgstr "Hello"',
            "translation loses %(name)s: 'Hello %(name)s'",
        ),
        (
            'msgstr "Hello %(name)s"',
            'msgstr "Hello %(nimi)s"',
            "translation names %(nimi)s, which the sentence does not: 'Hello %(name)s'",
        ),
        (
            'msgstr "Not from here: {place}"',
            'msgstr "Not from here"',
            "translation loses {place}: 'Not from here: {place}'",
        ),
        (
            'msgstr "Vote once"',
            'msgstr "Vote 100 % once"',
            "translation has a percent sign that should be %%: 'Vote once'",
        ),
        (
            'msgstr[1] "%(n)s ballots"',
            'msgstr[1] ""',
            "plural forms missing: '%(n)s ballot'",
        ),
        ('msgstr[1] "%(n)s ballots"\n', "", "plural forms missing: '%(n)s ballot'"),
        (
            'msgid_plural "%(n)s ballots"',
            'msgid_plural "%(n)s votes"',
            "other plural forms than in the code: '%(n)s ballot'",
        ),
        (
            'msgid "Vote once"\nmsgstr "Vote once"',
            'msgid "Vote once"\nmsgstr "Vote once"\n\nmsgid "Vote twice"\nmsgstr "Vote twice"',
            "no longer in the code: 'Vote twice'",
        ),
    ],
)
def test_each_fault_is_named(tree: Path, old: str, new: str, fault: str) -> None:
    catalogues.update(tree)
    translate(tree, "en", "pb", old, new)
    found = [line for line in catalogues.check(tree) if line.startswith("pb/locale/en/")]
    assert found == [f"pb/locale/en/pb.po: {fault}"]


def test_form_for_one_may_leave_the_number_out() -> None:
    several = ("%(n)s ballot", "%(n)s ballots")
    assert placeholders.compare(several, ("yksi ääni", "%(n)s ääntä")) == ""
    assert placeholders.compare(several, ("yksi ääni", "ääniä")) == "loses %(n)s"


def test_command_fails_until_everything_is_translated(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogues.main(["check", "--root", str(tree)]) == 1
    assert "pb/locale/sv/voting.po: missing: 'Your ballot'" in capsys.readouterr().out
    assert catalogues.main(["update", "--root", str(tree)]) == 0
    for language in ("fi", "sv"):
        for domain in msgids.DOMAINS:
            english = catalogues.locate(tree, "en", domain).read_text(encoding="utf-8")
            catalogues.locate(tree, language, domain).write_text(english, encoding="utf-8")
    assert catalogues.main(["check", "--root", str(tree)]) == 0
