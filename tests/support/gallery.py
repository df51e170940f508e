"""Every pattern on pages made up for looking at: what a change of style or macro does to all of them at once.

The pages use the real layouts, macros and toolkit, with the longest Finnish words, faults and empty lists. They are
written in Finnish; the words of the macros follow the language asked for. ``python -m tests.support.gallery`` writes
them to the git-ignored folder ``screenshots/gallery``, to be opened from there.
"""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from jinja2 import Environment
from markupsafe import Markup

from pb.kernel.ids import AccountId
from pb.kernel.language import Language, LocalizedText
from pb.web.assets import Assets
from pb.web.forms import Form
from pb.web.resources import catalogues, resource
from pb.web.roles import Role
from pb.web.sessions import Flash, Viewer
from pb.web.templates import make_environments
from pb.web.translation import Translations

FOLDER: Final = Path(__file__).parent / "gallery"
PAGES: Final = tuple(sorted(path.stem for path in FOLDER.glob("*.html")))
NONCE: Final = "Z2FsbGVyeQ"
ZONE: Final = ZoneInfo("Europe/Helsinki")

TYPED: Final[dict[str, str | tuple[str, ...]]] = {
    "title": "",
    "what": "Toteuttamiskelpoisuusarviointi " * 20,
    "cost": "paljon",
    "groups": ("children", "old", "all"),
    "area": "",
}
FAULTS: Final = {
    "": "Lomake on vanhentunut. Tarkista tiedot ja lähetä se uudelleen.",
    "title": "Kirjoita ehdotukselle nimi",
    "what": "Lyhennä kuvausta, siinä saa olla enintään 500 merkkiä",
    "cost": "Kirjoita hinta numeroin, esimerkiksi 12 000",
    "area": "Valitse alue",
    "groups": "Valitse enintään kaksi ryhmää",
    "opens": "Kirjoita päivä, joka on tänään tai myöhemmin",
    "agree": "Vahvista, että olet lukenut säännöt",
}
OVER_LIMIT: Final = "Valitsit 3 hanketta. Voit valita enintään 2. Poista yksi."


class LooseAssets(Assets):
    """Static files at addresses relative to the folder of the gallery, for opening without a server."""

    def url(self, name: str) -> str:
        """Return the address from screenshots/gallery."""
        return f"../../static/{name}"


STATIC: Final = Assets(resource("static"))
LOOSE: Final = LooseAssets(resource("static"))


@cache
def make_gallery(language: Language, assets: Assets) -> Environment:
    """Return the service's own environment, with made-up values of a request in every page."""
    translations = Translations(catalogues(), ZONE)
    town = LocalizedText(
        fi="Mallilan osallistuva budjetointi",
        sv="Deltagande budgetering i Mallila",
        en="Participatory budgeting in Mallila",
    )
    environments = make_environments((FOLDER, resource("templates")), assets, translations, town, ZONE, "EUR")
    environment = environments[language]
    environment.globals.update(
        path_in=lambda code: f"/{code}/sivu",
        csp_nonce=NONCE,
        viewer=None,
        flashes=[],
        csrf_field=lambda: Markup('<input type="hidden" name="csrf" value="gallery">'),
        request_path=f"/{language}/cycles",
        official=Viewer(AccountId("1"), "Aino Esimerkki", frozenset({Role.OFFICIAL})),
        saved=[Flash("Äänesi on tallennettu.")],
        faulty=Form(translations, language, faults=FAULTS, typed=TYPED),
        asked=Form(translations, language, faults={"question": "Kirjoita kysymys"}),
        over_limit=Form(translations, language, faults={"": OVER_LIMIT}),
        today=date(2027, 2, 5),
        now=datetime(2027, 2, 5, 12, 2, tzinfo=UTC),
    )
    return environment


def render_page(page: str, language: Language = Language.FI, assets: Assets | None = None) -> str:
    """Return one page of the gallery as HTML."""
    return make_gallery(language, assets or STATIC).get_template(f"{page}.html").render()


def main() -> None:
    """Write every page to screenshots/gallery."""
    folder = Path(__file__).parents[2] / "screenshots/gallery"
    folder.mkdir(parents=True, exist_ok=True)
    for page in PAGES:
        text = render_page(page, assets=LOOSE)
        (folder / f"{page}.html").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
