"""Refusals and failures, told in the reader's language."""

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from pb.web.toolkit import Toolkit
from tests.support.visitor import Visitor


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/fi/nowhere", 404, "Sivua ei löydy"),
        ("/xx/reading", 404, "Sivua ei löydy"),
        ("/sv/refusals/missing", 404, "Sidan hittades inte"),
        ("/en/refusals/closed", 409, "The stage has closed already."),
        ("/en/refusals/conflict", 409, "This has been approved already."),
        ("/fi/refusals/throttled", 429, "Liian monta yritystä"),
        ("/sv/refusals/fault", 500, "Något gick fel"),
        ("/fi/refusals/busy", 503, "Palvelu on ruuhkautunut"),
        ("/fi/numbers/x", 404, "Sivua ei löydy"),
        ("/fi/numbers/99999999999999999999", 404, "Sivua ei löydy"),
        ("/fi/reading?q=%ff", 400, "Pyyntöä ei voitu lukea"),
        ("/fi/refusals/%00", 400, "Pyyntöä ei voitu lukea"),
        ("/fi/reading?q=" + "a" * 5000, 414, "Osoite on liian pitkä"),
    ],
)
def test_refusals_are_pages_in_the_readers_language(
    visitor: Visitor, path: str, status: int, said: str
) -> None:
    assert visitor.open(path) == status
    assert said in visitor.page
    assert visitor.answer.headers["cache-control"] == "no-store"


def test_unknown_address_without_language_speaks_the_browsers(visitor: Visitor) -> None:
    assert visitor.open("/nowhere", headers={"accept-language": "sv"}) == 404
    assert '<html lang="sv">' in visitor.page


def test_retry_after_is_said_where_a_retry_makes_sense(visitor: Visitor) -> None:
    visitor.open("/fi/refusals/throttled")
    assert visitor.answer.headers["retry-after"] == "90"
    visitor.open("/fi/refusals/busy")
    assert int(visitor.answer.headers["retry-after"]) > 0


def test_wrong_method_is_405_and_names_the_right_ones(visitor: Visitor) -> None:
    assert visitor.post("/fi/reading", {}) == 405
    assert "GET" in visitor.answer.headers["allow"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/fi/nowhere", 404, "not-found"),
        ("/api/nowhere", 404, "not-found"),
        ("/fi/refusals/closed", 409, "not-now"),
        ("/fi/refusals/fault", 500, "internal-server-error"),
        ("/fi/officials", 401, "unauthorized"),
    ],
)
def test_programs_get_problem_details(visitor: Visitor, path: str, status: int, code: str) -> None:
    assert visitor.open(path, headers={"accept": "application/json"}) == status
    assert visitor.answer.headers["content-type"].startswith("application/problem+json")
    problem = visitor.answer.json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["title"]


def test_faults_are_logged_by_place_without_what_was_typed(visitor: Visitor) -> None:
    with capture_logs() as lines:
        visitor.open("/fi/refusals/fault?name=Aino")
    (failure,) = (line for line in lines if line["event"] == "failure")
    assert failure["kind"] == "RuntimeError"
    assert any("toolkit_app.py" in place for place in failure["trace"])
    assert "somebody typed" not in str(lines)
    assert "Aino" not in str(lines)


def test_requests_are_logged_by_route_without_address(visitor: Visitor) -> None:
    with capture_logs() as lines:
        visitor.open("/fi/numbers/12?name=Aino")
    (line,) = lines
    assert (line["method"], line["route"], line["status"]) == ("GET", "/{lang}/numbers/{number}", 200)
    assert set(line) == {"event", "log_level", "method", "route", "status", "ms"}


def test_busy_database_answers_503_and_signs_nobody_in(
    visitor: Visitor, toolkit: Toolkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("select", {}, RuntimeError("locked"))

    visitor.open("/fi/note")
    monkeypatch.setattr("pb.web.session_middleware.add_session", fail)
    assert visitor.send("/fi/note", note="hei") == 503
    assert "Mitään ei tallennettu" in visitor.page
    assert "pb" not in visitor.cookies
