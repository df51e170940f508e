"""The information pages: there in three languages, saying the same in each, and plain enough to be read."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import product
from pathlib import Path
from statistics import mean

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from pb.kernel.language import Language
from pb.main.pages.info_pages import HANDLERS, PAGES
from pb.main.settings import Settings
from pb.web.access import list_routes_without_access
from pb.web.application import make_application
from pb.web.localized import localized
from tests.support.toolkit_app import make_database, make_test_toolkit

EVERY_PAGE = list(product(PAGES, Language))
TITLES = {
    ("how", Language.FI): "Näin se toimii",
    ("how", Language.SV): "Så fungerar det",
    ("how", Language.EN): "How it works",
    ("rules", Language.FI): "Säännöt",
    ("rules", Language.SV): "Regler",
    ("rules", Language.EN): "Rules",
    ("accessibility", Language.FI): "Saavutettavuusseloste",
    ("accessibility", Language.SV): "Tillgänglighetsutlåtande",
    ("accessibility", Language.EN): "Accessibility statement",
    ("privacy", Language.FI): "Tietosuojaseloste",
    ("privacy", Language.SV): "Dataskyddsbeskrivning",
    ("privacy", Language.EN): "Privacy notice",
    ("contact", Language.FI): "Ota yhteyttä",
    ("contact", Language.SV): "Kontakta oss",
    ("contact", Language.EN): "Contact",
    ("api", Language.FI): "Rajapinta ohjelmille",
    ("api", Language.SV): "Gränssnitt för program",
    ("api", Language.EN): "Programming interface",
}
CONTACTS = Settings(
    contact_email="raati@kaupunki.example",
    contact_phone="015 123 4567",
    accessibility_supervisor="Valvoja & Co",
)
CONTENT = re.compile(r"<main.*?</main>", re.DOTALL)
PROSE = re.compile(r"<(p|li|h1|h2)[ >].*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def make_app(database_url: str, settings: Settings) -> Litestar:
    toolkit = make_test_toolkit(make_database(database_url))
    return make_application(toolkit, [localized(HANDLERS)], {"settings": settings})


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Litestar]]:
    url = f"sqlite:///{tmp_path_factory.mktemp('info') / 'pb.sqlite3'}"
    with TestClient(make_app(url, CONTACTS), base_url="http://testserver.local") as client:
        yield client


def read(client: TestClient[Litestar], name: str, language: Language) -> str:
    answer = client.get(f"/{language}/{name}")
    assert answer.status_code == 200
    return answer.text


def content(text: str) -> str:
    found = CONTENT.search(text)
    assert found is not None
    return found.group()


def sentences(text: str) -> list[str]:
    parts = [unescape(TAG.sub("", match.group())) for match in PROSE.finditer(content(text))]
    return [one for part in parts for one in re.split(r"[.!?:](?:\s|$)", part) if one.strip()]


@pytest.mark.parametrize(("name", "language"), EVERY_PAGE)
def test_page_is_there_in_its_language(client: TestClient[Litestar], name: str, language: Language) -> None:
    text = read(client, name, language)
    assert f'<html lang="{language}">' in text
    title = re.search(r"<title>(.*?)</title>", text)
    assert title is not None
    assert title.group(1).startswith(f"{TITLES[name, language]} – ")


@pytest.mark.parametrize(("name", "language"), EVERY_PAGE)
def test_page_has_one_main_heading_and_plain_structure(
    client: TestClient[Litestar], name: str, language: Language
) -> None:
    body = content(read(client, name, language))
    assert body.count("<h1>") == 1
    assert body.count("<h2>") >= 3
    assert "<h3" not in body
    assert " style=" not in body


@pytest.mark.parametrize("name", PAGES)
def test_page_says_as_much_in_every_language(client: TestClient[Litestar], name: str) -> None:
    shapes = {
        language: re.findall(r"<(h1|h2|p|ul|li)\b", content(read(client, name, language)))
        for language in Language
    }
    assert shapes[Language.FI] == shapes[Language.SV] == shapes[Language.EN]
    counts = {len(sentences(read(client, name, language))) for language in Language}
    assert len(counts) == 1


@pytest.mark.parametrize("name", PAGES)
def test_page_leads_to_the_same_places_in_every_language(client: TestClient[Litestar], name: str) -> None:
    links = [
        sorted(
            href.removeprefix(f"/{language}/")
            for href in re.findall(r'href="([^"]+)"', content(read(client, name, language)))
        )
        for language in Language
    ]
    assert links[0] == links[1] == links[2]
    known = (*PAGES, "cycles", "/api/v1/openapi.json", "mailto:raati@kaupunki.example", "tel:0151234567")
    assert set(links[0]) <= set(known)


@pytest.mark.parametrize("name", PAGES)
def test_finnish_sentences_are_short(client: TestClient[Litestar], name: str) -> None:
    lengths = [len(sentence.split()) for sentence in sentences(read(client, name, Language.FI))]
    assert mean(lengths) <= 12
    assert max(lengths) <= 25


@pytest.mark.parametrize("language", Language)
def test_statement_names_contact_supervisor_and_date(
    client: TestClient[Litestar], language: Language
) -> None:
    text = content(read(client, "accessibility", language))
    assert "raati@kaupunki.example" in text
    assert "015 123 4567" in text
    assert "Valvoja &amp; Co" in text
    assert "14" in text
    assert "306/2019" in text
    assert "2026" in text


@pytest.mark.parametrize("name", PAGES)
def test_readers_get_no_cookie(client: TestClient[Litestar], name: str) -> None:
    assert "set-cookie" not in client.get(f"/fi/{name}").headers


def test_another_language_is_not_found(client: TestClient[Litestar]) -> None:
    assert client.get("/de/rules").status_code == 404


def test_every_page_is_declared_public(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path / 'pb.sqlite3'}", CONTACTS)
    assert list_routes_without_access(app) == []
