"""Settings are read strictly, and the secret is made once and kept private."""

import stat
from pathlib import Path

import pytest

from pb.main.settings import Settings, SettingsError, read_secret, read_settings


def test_defaults_serve_a_town_on_this_machine() -> None:
    settings = read_settings({})
    assert settings == Settings()
    assert not settings.is_https


def test_environment_sets_every_field() -> None:
    settings = read_settings({"PB_PUBLIC_URL": "https://osbu.example", "PB_SCHEDULER_SECONDS": "30"})
    assert settings.is_https
    assert settings.scheduler_seconds == 30


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PB_DATABASE_URL", "mysql://x"),
        ("PB_PUBLIC_URL", "osbu.example"),
        ("PB_PUBLIC_URL", "https://osbu.example/path"),
        ("PB_TIME_ZONE", "Europe/Mallila"),
        ("PB_SCHEDULER_SECONDS", "soon"),
        ("PB_SCHEDULER_SECONDS", "0"),
    ],
)
def test_doubtful_value_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read_settings({name: value})


def test_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    settings = Settings(secret_file=str(tmp_path / "var" / "secret.key"))
    secret = read_secret(settings)
    assert len(secret) == 32
    assert read_secret(settings) == secret
    assert stat.S_IMODE(Path(settings.secret_file).stat().st_mode) == 0o600


def test_damaged_secret_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    path.write_text("short", encoding="ascii")
    with pytest.raises(SettingsError, match="damaged"):
        read_secret(Settings(secret_file=str(path)))
