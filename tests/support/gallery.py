"""Every pattern on pages made up for looking at: what a change of style or macro does to all of them at once.

The pages use the real layouts and macros, with the longest Finnish words, faults and empty lists. They are written in
Finnish; the words of the macros follow the language asked for. ``python -m tests.support.gallery`` writes them to
the git-ignored folder ``screenshots/gallery``, to be opened from there.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import jinja2
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from markupsafe import Markup

ROOT = Path(__file__).parents[2]
PAGES = tuple(sorted(path.stem for path in (ROOT / "tests/support/gallery").glob("*.html")))


class Flash(str):
    """A notice as the toolkit hands it to the layout: its text, and what kind it is."""

    kind = "success"


class Viewer:
    """Somebody signed in."""

    name = "Aino Esimerkki"
    roles = ("official",)


class Form:
    """A form sent once: what was typed, and what is wrong with it."""

    def __init__(self, typed: dict[str, str | list[str]], faults: dict[str, str]) -> None:
        self.typed = typed
        self.faults = faults


FAULTY = Form(
    typed={
        "title": "",
        "what": "Toteuttamiskelpoisuusarviointi " * 20,
        "cost": "paljon",
        "groups": ["children"],
        "area": "",
    },
    faults={
        "": "Lomake on vanhentunut. Tarkista tiedot ja lähetä se uudelleen.",
        "title": "Kirjoita ehdotukselle nimi",
        "what": "Lyhennä kuvausta, siinä saa olla enintään 500 merkkiä",
        "cost": "Kirjoita hinta numeroin, esimerkiksi 12 000",
        "area": "Valitse alue",
        "groups": "Valitse enintään kaksi ryhmää",
        "opens": "Kirjoita päivä, joka on tänään tai myöhemmin",
        "agree": "Vahvista, että olet lukenut säännöt",
    },
)


def format_money(cents: int) -> str:
    """Return euros as Finnish writes them, cents left out."""
    return f"{format_decimal(cents // 100, locale='fi')}\N{NO-BREAK SPACE}€"


def load_messages(language: str) -> dict[str, str | tuple[str, ...]]:
    """Return the catalogue of the macros and layouts, by English text; plurals as tuples."""
    with (ROOT / f"pb/locale/{language}/pb.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    texts: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            texts[key] = message.string if isinstance(message.string, str) else tuple(message.string)
    return texts


def make_environment(language: str, asset: Callable[[str], str]) -> jinja2.Environment:
    """Return an environment as strict as the service's own, with made-up context in every page."""
    loader = jinja2.FileSystemLoader([ROOT / "templates", ROOT / "tests/support/gallery"])
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, extensions=["jinja2.ext.i18n"]
    )
    texts = load_messages(language)

    def translate(text: str) -> str:
        found = texts[text]
        return found if isinstance(found, str) else found[0]

    def translate_plural(one: str, many: str, count: int) -> str:
        forms = texts.get(one, (one, many))
        return forms[0 if count == 1 else 1] if isinstance(forms, tuple) else forms

    environment.install_gettext_callables(translate, translate_plural, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(
        lang=language,
        service_name="Mallilan osallistuva budjetointi",
        path_in=lambda code: f"/{code}/sivu",
        page_url=lambda path: f"/{language}{path.rstrip('/')}",
        asset=asset,
        csp_nonce="gallery",
        viewer=None,
        flashes=[],
        csrf_field=lambda: Markup('<input type="hidden" name="csrf" value="gallery">'),
        money=format_money,
        number=lambda value: format_decimal(value, locale="fi"),
        day=lambda value: f"{value.day}.{value.month}.{value.year}",
        moment=lambda value: f"{value:%-d.%-m.%Y klo %-H.%M}",
        navigation=[
            {"label": "Ehdotukset", "href": "#", "current": True},
            {"label": "Tulokset", "href": "#"},
            {"label": "Näin se toimii", "href": "#"},
        ],
        footer_links=[
            {"label": "Saavutettavuusseloste", "href": "#"},
            {"label": "Tietosuoja", "href": "#"},
            {"label": "Avoin data", "href": "#"},
            {"label": "Ota yhteyttä, puh. 015 000 0000", "href": "#"},
        ],
        Viewer=Viewer,
        Flash=Flash,
        faulty=FAULTY,
        today=date(2027, 2, 5),
        now=datetime(2027, 2, 5, 14, 2),  # noqa: DTZ001 - shown as it is
    )
    return environment


def render_page(page: str, language: str = "fi", asset: Callable[[str], str] = "/static/{}".format) -> str:
    """Return one page of the gallery as HTML."""
    return make_environment(language, asset).get_template(f"{page}.html").render()


def main() -> None:
    """Write every page to screenshots/gallery."""
    folder = ROOT / "screenshots/gallery"
    folder.mkdir(parents=True, exist_ok=True)
    for page in PAGES:
        (folder / f"{page}.html").write_text(
            render_page(page, asset="../../static/{}".format), encoding="utf-8"
        )
        print(folder / f"{page}.html")


if __name__ == "__main__":
    main()
