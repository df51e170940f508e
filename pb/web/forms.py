"""Reading forms: what people typed becomes typed values, or faults beside the fields, the text kept.

A field is declared once, beside the handler, and is also the key to its value, so that a type checker knows
what comes out:

    TITLE = TextField("title", Message("Title"), maximum=120)
    form = read_form(request, TITLE, COST)
    if form.faults:
        return page(request, "propose.html", status=422, form=form)
    title = form[TITLE]
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from litestar.exceptions import ClientException

from pb.kernel.errors import InvalidInputError
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.web.body import Fields, parse_fields
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.fields import Fault, Field
from pb.web.text import show_again
from pb.web.translation import Translations

T = TypeVar("T")


@dataclass(slots=True)
class Form:
    """A form as it was sent.

    Templates read `typed` (what stands in each field: text, or several for checkboxes) and `faults` (what is
    wrong, in the reader's language, in the order of the fields); handlers read values by ``form[FIELD]``.
    """

    translations: Translations
    language: Language
    typed: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    _values: dict[str, object] = field(default_factory=dict)
    _messages: dict[str, Message] = field(default_factory=dict)

    def __getitem__(self, wanted: Field[T]) -> T:
        """Return a field's value. Raises LookupError while the field has a fault."""
        return cast(T, self._values[wanted.name])

    def add_faults(self, faults: Mapping[str, Message]) -> None:
        """Add what a rule found, such as the `faults` of an InvalidInputError; ``""`` is for no one field."""
        self._messages.update(faults)
        for name, fault in faults.items():
            self.faults[name] = self.translations.translate(fault, self.language)

    def refuse(self) -> None:
        """Raise InvalidInputError when there are faults, for actions without a form to show again."""
        if self._messages:
            raise InvalidInputError(self._messages)

    def read(self, declared: Field[Any], texts: tuple[str, ...]) -> None:
        """Take what was sent for one field: its value, or its fault. Raises 400 for one field sent twice."""
        if len(texts) > 1 and not declared.is_multiple:
            raise ClientException
        if declared.is_shown_again:
            shown = tuple(map(show_again, texts))
            self.typed[declared.name] = shown if declared.is_multiple else "".join(shown)
        try:
            self._values[declared.name] = declared.read(texts)
        except Fault as fault:
            self.add_faults({declared.name: fault.message})


def read_form(request: WebRequest, *fields: Field[Any]) -> Form:
    """Read the posted form. Raises 400 for what no browser sends, such as one text field twice."""
    return _read(request, exchange_of(request.scope).fields, fields)


def read_query(request: WebRequest, *fields: Field[Any]) -> Form:
    """Read the query of the address, as for a form sent by GET."""
    return _read(request, parse_fields(request.scope["query_string"]), fields)


def new_form(request: WebRequest, typed: Mapping[str, str | tuple[str, ...]] | None = None) -> Form:
    """Return a form nobody has filled in yet, with ``typed`` as what stands in it."""
    return Form(toolkit_of(request).translations, exchange_of(request.scope).language, dict(typed or {}))


def _read(request: WebRequest, sent: Fields, fields: tuple[Field[Any], ...]) -> Form:
    form = new_form(request)
    for declared in fields:
        form.read(declared, sent.get(declared.name, ()))
    return form
