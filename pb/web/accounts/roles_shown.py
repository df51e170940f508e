"""Roles as the pages show them."""

from collections.abc import Iterable

from pb.kernel.message import Message
from pb.web.exchange import WebRequest, language_of_request, toolkit_of
from pb.web.roles import ROLE_NAMES, STAFF, Role


def list_role_names(roles: Iterable[str]) -> tuple[Message, ...]:
    """Return the names of roles in their usual order."""
    held = set(roles)
    return tuple(ROLE_NAMES[role] for role in Role if role in held)


def list_role_options(request: WebRequest) -> list[dict[str, str]]:
    """Return the roles an administrator may give, as options of a form."""
    language, translate = language_of_request(request), toolkit_of(request).translations.translate
    return [{"value": role, "label": translate(ROLE_NAMES[role], language)} for role in Role if role in STAFF]
