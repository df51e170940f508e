"""The forms of a page as a browser without JavaScript sees them: where they go, and what they send."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class PageForm:
    """A form's address and method, and its fields with the values they would send untouched."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, answers: Mapping[str, str | Sequence[str]]) -> dict[str, list[str]]:
        """Return what the form sends with ``answers`` in place of its own values."""
        data: dict[str, list[str]] = {}
        for name, value in self.fields:
            data.setdefault(name, []).append(value)
        for name, answer in answers.items():
            data[name] = [answer] if isinstance(answer, str) else list(answer)
        return data


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._open: PageForm | None = None
        self._textarea = ""
        self._typed = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = PageForm(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._open)
        if self._open is None:
            return
        if tag == "input":
            self._read_input(self._open, given)
        elif tag == "button" and given.get("name"):
            self._open.buttons.append((given["name"], given.get("value", "")))
        elif tag == "textarea":
            self._textarea, self._typed = given.get("name", ""), ""
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option":
            self._read_option(self._open, given)

    def handle_data(self, data: str) -> None:
        self._typed += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._open is not None and self._textarea:
            self._open.fields.append((self._textarea, self._typed.removeprefix("\n")))
            self._textarea = ""
        elif tag == "select":
            self._select = ""

    def _read_option(self, form: PageForm, given: Mapping[str, str]) -> None:
        form.choices.setdefault(self._select, []).append(given.get("value", ""))
        if "selected" in given:
            form.fields.append((self._select, given.get("value", "")))

    @staticmethod
    def _read_input(form: PageForm, given: Mapping[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if not name or kind in ("submit", "button", "file", "image", "reset"):
            return
        if kind in ("checkbox", "radio"):
            form.choices.setdefault(name, []).append(given.get("value", "on"))
            if "checked" not in given:
                return
        form.fields.append((name, given.get("value", "on" if kind == "checkbox" else "")))


def read_forms(html: str) -> tuple[PageForm, ...]:
    """Return every form of a page in its order."""
    reader = _FormReader()
    reader.feed(html)
    return tuple(reader.forms)
