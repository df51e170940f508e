"""One template environment for each language, so that a macro speaks it however it was imported.

Values of one request (viewer, path_in, csrf_field, csp_nonce, flashes) come from `pb.web.pages` instead: a
macro that needs them is imported ``with context``.
"""

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from pb.kernel.language import Language, LocalizedText
from pb.web.assets import Assets
from pb.web.formats import keep_numbers_with_nouns
from pb.web.speech import Speech
from pb.web.translation import Translations


class CompiledTemplates(BytecodeCache):
    """Compiled templates of this process: the three languages and several applications compile each once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled from the same source."""
        known = self._compiled.get(f"{bucket.key}{bucket.checksum}")
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._compiled[f"{bucket.key}{bucket.checksum}"] = bucket.bytecode_to_string()


_COMPILED = CompiledTemplates()


def make_environments(
    folders: tuple[Path, ...],
    assets: Assets,
    translations: Translations,
    service_name: LocalizedText,
    zone: ZoneInfo,
    currency: str,
) -> Mapping[Language, Environment]:
    """Return an environment for each language, with everything that depends on nothing but the language."""
    environments: dict[Language, Environment] = {}
    for language in Language:
        environment = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        catalogue = translations.catalogues[language]
        environment.install_gettext_callables(  # type: ignore[attr-defined]
            catalogue.ugettext, catalogue.ungettext, newstyle=True
        )
        speech = Speech(language, translations, zone, currency)
        environment.filters["say"] = speech.say
        environment.filters["unbroken"] = keep_numbers_with_nouns
        environment.globals.update(
            lang=language.value,
            service_name=service_name.in_language(language),
            asset=assets.url,
            has_asset=assets.has,
            **speech.functions(),
        )
        environments[language] = environment
    return environments
