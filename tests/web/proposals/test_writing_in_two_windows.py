"""Two windows on one draft never overwrite each other unseen."""

from tests.support.visitors import Town, Visitor
from tests.support.writing import write_proposal

HERE = "/en/cycles/2027/propose"
WHAT = f"{HERE}/write/what"


def open_windows(town: Town) -> tuple[Visitor, str, str]:
    """Return a writer with a draft, and what the two windows say they were made from."""
    writer = town.visitor()
    write_proposal(writer, HERE, act="pause")
    writer.open(WHAT)
    read = dict(writer.find_form("/write/what").fields)["read"]
    return writer, read, dict(writer.find_form("/write/what").fields)["text"]


def test_second_window_gets_both_texts_and_chooses(town: Town) -> None:
    writer, read, text = open_windows(town)
    writer.post(WHAT, {"title": "From the first window", "text": text, "read": read}, 200)
    page = writer.post(WHAT, {"title": "From the second window", "text": text, "read": read}, 409)
    assert "From the first window" in page
    assert 'value="From the second window"' in page
    assert "From the first window" in writer.open(f"{HERE}/check"), "nothing was overwritten"
    writer.post(WHAT, {"title": "From the second window", "text": text, "read": read}, 409)
    writer.send(action="/write/what")
    assert "From the second window" in writer.open(f"{HERE}/check"), "having read both, it was a decision"


def test_same_answer_in_both_windows_is_no_conflict(town: Town) -> None:
    writer, read, text = open_windows(town)
    for _ in range(2):
        writer.post(WHAT, {"title": "The same", "text": text, "read": read}, 200)


def test_windows_on_different_steps_do_not_meet(town: Town) -> None:
    writer, read, text = open_windows(town)
    writer.open(f"{HERE}/write/why")
    writer.send({"why": "Another reason."}, "/write/why")
    writer.post(WHAT, {"title": "Another name", "text": text, "read": read}, 200)
    page = writer.open(f"{HERE}/check")
    assert "Another reason." in page
    assert "Another name" in page
