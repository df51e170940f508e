"""A page's forms are read as a browser reads them."""

from pb.main.replay.page_forms import read_forms

PAGE = """
<form action="/search"><input name="q" value="bench"></form>
<form method="post" action="/vote/choose">
  <input type="hidden" name="_token" value="t&amp;1">
  <input type="checkbox" name="project" value="1" checked><input type="checkbox" name="project" value="2">
  <input type="radio" name="area" value="n"><input type="radio" name="area" value="s" checked>
  <textarea name="why">
Two
lines</textarea>
  <select name="unit"><option value="a">A<option value="b" selected>B</select>
  <input name="plain"><input type="file" name="photo"><button name="act" value="save">Save</button>
</form>
"""


def test_forms_are_read_with_the_values_they_would_send() -> None:
    search, vote = read_forms(PAGE)
    assert (search.method, search.action, search.fields) == ("get", "/search", [("q", "bench")])
    assert vote.filled({}) == {
        "_token": ["t&1"],
        "project": ["1"],
        "area": ["s"],
        "why": ["Two\nlines"],
        "unit": ["b"],
        "plain": [""],
    }
    assert vote.choices == {"project": ["1", "2"], "area": ["n", "s"], "unit": ["a", "b"]}
    assert vote.buttons == [("act", "save")]


def test_answers_take_the_place_of_values() -> None:
    _, vote = read_forms(PAGE)
    filled = vote.filled({"project": ["2"], "area": "n"})
    assert (filled["project"], filled["area"]) == (["2"], ["n"])


def test_page_without_forms_has_none() -> None:
    assert read_forms("<p>Nothing</p>") == ()
