"""What a stage hands on survives storage without loss, and foreign data is refused with its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pb.kernel.handoff import AreaBallots, ClosedBox, Project, Shortlist
from pb.kernel.ids import AreaId, ProjectId
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents
from pb.kernel.plain import PlainFormError, from_plain, read_plain, to_moment, to_plain

TEXTS = st.builds(LocalizedText, fi=st.text(), sv=st.text(), en=st.text())
PROJECTS = st.builds(
    Project,
    id=st.text(min_size=1).map(ProjectId),
    title=TEXTS,
    summary=TEXTS,
    area=st.sampled_from([AreaId("a"), AreaId("b")]),
    cost=st.integers(0, 10**12).map(Cents),
)
BOXES = st.builds(
    ClosedBox,
    shortlist=st.builds(Shortlist, st.lists(PROJECTS, max_size=4).map(tuple)),
    areas=st.lists(
        st.builds(
            AreaBallots,
            area=st.just(AreaId("a")),
            ballots=st.lists(st.dictionaries(st.text().map(ProjectId), st.integers(0, 99))).map(tuple),
            entitled=st.integers(0, 10**6),
        )
    ).map(tuple),
)


@given(BOXES)
def test_handoff_survives_json(box: ClosedBox) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(box))), ClosedBox) == box


def test_foreign_data_is_refused_with_its_place() -> None:
    with pytest.raises(PlainFormError, match=r"\$\.projects\[0\]"):
        from_plain({"projects": [{"id": "1"}]}, Shortlist)


@pytest.mark.parametrize("text", ["2027-02-23", "2027-02-23T18:00:00", "soon"])
def test_moment_without_zone_is_refused(text: str) -> None:
    with pytest.raises(PlainFormError):
        to_moment(text)


def test_moment_with_zone_is_read() -> None:
    assert to_moment("2027-02-23T20:00:00+02:00").isoformat() == "2027-02-23T20:00:00+02:00"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Missing: projects."),
        ({"projects": [{"id": "1"}]}, "Missing: projects[0].title."),
        ({"projects": [], "extra": 1}, "Not known: extra."),
        ({"projects": 5}, "Not in the right form: projects."),
    ],
)
def test_fault_is_said_to_a_person_with_its_place(data: object, said: str) -> None:
    with pytest.raises(PlainFormError) as caught:
        read_plain(data, Shortlist)
    assert str(caught.value.message) == said
