"""Where templates, static files and catalogues lie: beside the code, or inside the package in a wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """Return the folder of ``templates`` or ``static``. Raises FileNotFoundError when it is lacking."""
    for folder in (PACKAGE / "_bundled" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(name)


def catalogues() -> Path:
    """Return the folder of the catalogues."""
    return PACKAGE / "locale"
