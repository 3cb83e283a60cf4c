"""The fonts that Typst sets in: those of our packages, never those of the machine: all looks alike everywhere."""

from functools import cache
from importlib import metadata
from pathlib import Path

PACKAGES = ("manimgx-fonts", "noto-cjk-sans-otc")  # the second is optional: Chinese, Japanese and Korean
SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})


@cache
def font_folders() -> tuple[str, ...]:
    """Return the folders in which the fonts lie, sorted."""
    folders = set()
    for package in PACKAGES:
        try:
            files = metadata.files(package) or []
        except metadata.PackageNotFoundError:
            continue
        folders |= {str(Path(str(file.locate())).parent) for file in files if file.suffix in SUFFIXES}
    return tuple(sorted(folders))
