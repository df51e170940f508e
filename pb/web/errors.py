"""Refusals and failures as pages in the reader's language, or as problem details (RFC 9457) for programs.

Needs no session, no flash and no form token, because the router's own 404 comes without them. What went
wrong inside is logged by type and place only: messages of exceptions may hold what somebody typed.
"""

import traceback
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import structlog
from litestar import Response
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap, Method
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from pb.kernel.errors import DomainError, InvalidInputError, NotNowError, TooManyAttemptsError
from pb.kernel.message import Message
from pb.web.access import SignInNeededError
from pb.web.csrf import ForgeryError
from pb.web.exchange import WebRequest, address_of, exchange_of, toolkit_of
from pb.web.pages import HTML, path_in
from pb.web.redirects import redirect

BUSY = (OperationalError, InterfaceError, PoolTimeoutError)
RETRY_SECONDS = 5
_METHODS: tuple[Method, ...] = ("GET", "POST", "PUT", "PATCH", "DELETE")

_TITLES = {
    400: Message("The request could not be read"),
    401: Message("Sign in first"),
    403: Message("You may not see this page"),
    404: Message("Page not found"),
    405: Message("This page cannot be used that way"),
    408: Message("Sending took too long"),
    409: Message("This is not possible right now"),
    410: Message("This link no longer works"),
    413: Message("What you sent is too large"),
    414: Message("The address is too long"),
    415: Message("This kind of content is not accepted"),
    422: Message("Something has to be corrected"),
    429: Message("Too many attempts"),
    500: Message("Something went wrong"),
    503: Message("The service is busy"),
}
_ADVICE = {
    400: Message("Go back, check what you entered and try again."),
    404: Message("This page does not exist, or you may not see it."),
    413: Message("Send less at a time, or a smaller file."),
    500: Message("The fault is ours and has been recorded. Try again later."),
    503: Message("Nothing was saved. Wait a moment and try again."),
}
_OTHERWISE = Message("Go back and try another way.")


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is told to the visitor."""

    status: int
    code: str
    message: Message
    faults: dict[str, Message]
    retry_after: int | None = None
    way_on: str = ""

    @property
    def title(self) -> Message:
        """The heading."""
        if self.code == ForgeryError.code:
            return Message("Open the page again")
        return _TITLES.get(self.status, _TITLES[400 if self.status < 500 else 500])


def answer_refusal(request: WebRequest, error: DomainError) -> Response[Any]:
    """Answer what a rule refused."""
    faults = error.faults if isinstance(error, InvalidInputError) else {}
    wait = error.retry_after_seconds if isinstance(error, TooManyAttemptsError) else None
    way_on = error.way_on if isinstance(error, NotNowError) else ""
    return _answer(request, Refusal(error.status, error.code, error.message, faults, wait, way_on), error)


def answer_framework(request: WebRequest, error: HTTPException) -> Response[Any]:
    """Answer what the framework refused: unknown routes, methods, types and sizes."""
    if error.status_code >= 500:
        return answer_failure(request, error)
    response = _answer(request, _refuse(error.status_code), error)
    if error.status_code == 405:
        routed = [method for method in _METHODS if _is_routed(request, method)]
        response.headers["allow"] = ", ".join(["HEAD", *routed] if "GET" in routed else routed)
    return response


def answer_stranger(request: WebRequest, error: SignInNeededError) -> Response[Any]:
    """Send a visitor to sign in, and afterwards back to where they were going."""
    language = exchange_of(request.scope).language
    query = urlencode({"next": address_of(request)}) if request.method == "GET" else ""
    location = f"/{language}{error.path}" + (f"?{query}" if query else "")
    if _wants_problem(request):
        return _answer(request, _refuse(401), error)
    return redirect(location)


def answer_busy(request: WebRequest, error: Exception) -> Response[Any]:
    """Answer when the database can't be reached or has no time; the unit of work has undone everything.

    A route declared with ``busy=Message(...)`` says so in its own words.
    """
    _log_failure(request, error)
    told = request.scope["route_handler"].opt.get("busy", _ADVICE[503])
    refusal = Refusal(503, "busy", told, {}, RETRY_SECONDS)
    return _answer(request, refusal, error)


def answer_failure(request: WebRequest, error: Exception) -> Response[Any]:
    """Answer a fault of ours."""
    _log_failure(request, error)
    return _answer(request, _refuse(500), error)


def answer_unexpected(request: WebRequest, error: Exception) -> Response[Any]:
    """Answer any exception of ours: busy when that is what it means, else a failure."""
    return answer_busy(request, error) if isinstance(error, BUSY) else answer_failure(request, error)


def exception_handlers() -> ExceptionHandlersMap:
    """Return the handlers for the application."""
    return {
        DomainError: answer_refusal,
        HTTPException: answer_framework,
        SignInNeededError: answer_stranger,
        **dict.fromkeys(BUSY, answer_busy),
        Exception: answer_failure,
    }


def _refuse(status: int) -> Refusal:
    code = HTTPStatus(status).phrase.lower().replace(" ", "-")
    return Refusal(status, code, _ADVICE.get(status, _OTHERWISE), {})


def _answer(request: WebRequest, refusal: Refusal, error: Exception) -> Response[Any]:
    exchange_of(request.scope).session = None  # what a failed handler did to the session isn't kept
    headers = {"cache-control": "no-store"}
    if refusal.retry_after is not None:
        headers["retry-after"] = str(refusal.retry_after)
    if _wants_problem(request):
        return _problem(request, refusal, headers)
    try:
        return _page(request, refusal, headers, shows_way_back=isinstance(error, ForgeryError))
    except Exception as fault:  # a page that can't be drawn must not hide what it was to say
        _log_failure(request, fault)
        text = f"{_say(request, refusal.title)}. {_say(request, refusal.message)}"
        return Response(content=text, status_code=refusal.status, media_type="text/plain", headers=headers)


def _page(
    request: WebRequest, refusal: Refusal, headers: dict[str, str], *, shows_way_back: bool
) -> Response[Any]:
    environment = toolkit_of(request).environments[exchange_of(request.scope).language]
    text = environment.get_template("errors/refusal.html").render(
        refusal=refusal,
        way_back=address_of(request) if shows_way_back else "",
        path_in=lambda language: path_in(request, language),
    )
    return Response(content=text, status_code=refusal.status, media_type=HTML, headers=headers)


def _problem(request: WebRequest, refusal: Refusal, headers: dict[str, str]) -> Response[Any]:
    content = {
        "type": "about:blank",
        "title": _say(request, refusal.title),
        "status": refusal.status,
        "detail": _say(request, refusal.message),
        "code": refusal.code,
        "faults": {name: _say(request, fault) for name, fault in refusal.faults.items()},
    }
    return Response(
        content=content, status_code=refusal.status, media_type="application/problem+json", headers=headers
    )


def _say(request: WebRequest, message: Message) -> str:
    return toolkit_of(request).translations.translate(message, exchange_of(request.scope).language)


def _is_routed(request: WebRequest, method: Method) -> bool:
    try:
        request.app.asgi_router.handle_routing(path=request.scope["path"], method=method)
    except HTTPException:
        return False
    return True


def _wants_problem(request: WebRequest) -> bool:
    accept = request.headers.get("accept", "")
    return request.scope["path"].startswith("/api/") or ("json" in accept and "html" not in accept)


def _log_failure(request: WebRequest, error: Exception) -> None:
    frames = traceback.extract_tb(error.__traceback__)
    structlog.get_logger("pb.web").error(
        "failure",
        kind=type(error).__qualname__,
        cause=type(error.__cause__).__qualname__ if error.__cause__ else None,
        route=request.scope.get("path_template"),
        method=request.method,
        trace=[
            f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} {frame.name}" for frame in frames[-8:]
        ],
    )
