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
from pb.web.translation import Translations

T = TypeVar("T")


@dataclass(slots=True)
class Form:
    """A form as it was sent: values by field, faults by name, and the typed text to show again."""

    translations: Translations
    language: Language
    values: dict[str, object] = field(default_factory=dict)
    faults: dict[str, Message] = field(default_factory=dict)
    typed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, wanted: Field[T]) -> T:
        """Return a field's value. Raises LookupError while the field has a fault."""
        return cast(T, self.values[wanted.name])

    def text(self, name: str) -> str:
        """Return what stands in a field, for its ``value``."""
        return (self.typed.get(name) or ("",))[0]

    def has(self, name: str, value: str) -> bool:
        """Whether a radio button or checkbox was ticked."""
        return value in self.typed.get(name, ())

    def error(self, name: str) -> str:
        """Return what is wrong with a field in the reader's language; empty when nothing is."""
        return self.translations.translate(self.faults[name], self.language) if name in self.faults else ""

    @property
    def errors(self) -> list[tuple[str, str]]:
        """The faults as (field name, text) in the order of the fields, for the error summary."""
        return [(name, self.error(name)) for name in self.faults]

    def add_faults(self, faults: Mapping[str, Message]) -> None:
        """Add what a rule found, such as the `faults` of an InvalidInputError."""
        self.faults.update(faults)

    def refuse(self) -> None:
        """Raise InvalidInputError when there are faults, for actions without a form to show again."""
        if self.faults:
            raise InvalidInputError(self.faults)


def read_form(request: WebRequest, *fields: Field[Any]) -> Form:
    """Read the posted form. Raises 400 for what no browser sends, such as one text field twice."""
    return _read(request, exchange_of(request.scope).fields, fields)


def read_query(request: WebRequest, *fields: Field[Any]) -> Form:
    """Read the query of the address, as for a form sent by GET."""
    return _read(request, parse_fields(request.scope["query_string"]), fields)


def new_form(request: WebRequest, typed: Mapping[str, str] | None = None) -> Form:
    """Return a form nobody has filled in yet, with ``typed`` as what stands in it."""
    form = _empty(request)
    form.typed = {name: (text,) for name, text in (typed or {}).items()}
    return form


def _empty(request: WebRequest) -> Form:
    return Form(toolkit_of(request).translations, exchange_of(request.scope).language)


def _read(request: WebRequest, sent: Fields, fields: tuple[Field[Any], ...]) -> Form:
    form = _empty(request)
    for declared in fields:
        texts = sent.get(declared.name, ())
        if len(texts) > 1 and not declared.is_multiple:
            raise ClientException
        if declared.is_shown_again:
            form.typed[declared.name] = tuple(text.replace("\0", "") for text in texts)
        try:
            form.values[declared.name] = declared.read(texts)
        except Fault as fault:
            form.faults[declared.name] = fault.message
    return form
