"""Where things lie: project root, site files, output folder. Needs no Scrapy."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

from crawler.errors import UsageError
from crawler.site import RESERVED_NAMES


def find_root() -> Path:
    """The project root: FANGZHI_HOME, else the nearest scrapy.cfg upwards."""
    home = os.environ.get("FANGZHI_HOME")
    if home:
        root = Path(home).expanduser().resolve()
        if not root.is_dir():
            raise UsageError(f"FANGZHI_HOME={home}: no such folder")
        return root
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "scrapy.cfg").is_file():
            return folder
    raise UsageError(f"no scrapy.cfg in {here} or above it: run this inside the project, or set FANGZHI_HOME")


def output_folder(root: Path, chosen: str | os.PathLike[str] | None = None) -> Path:
    """The output folder: what was chosen, else FANGZHI_OUTPUT, else ROOT/output."""
    named = chosen or os.environ.get("FANGZHI_OUTPUT")
    return Path(named).expanduser().resolve() if named else root / "output"


def site_names(root: Path) -> list[str]:
    """Names of all site files, alphabetical; nothing is imported."""
    with os.scandir(root / "spiders") as found:
        names = [entry.name[:-3] for entry in found if entry.name.endswith(".py")]
    return sorted(name for name in names if name.isidentifier() and not name.startswith("_"))


def check_names(root: Path, wanted: list[str]) -> list[str]:
    """The sites asked for, each once; all when none was named. An unknown one is an error with the nearest names."""
    try:
        known = site_names(root)
    except FileNotFoundError:
        raise UsageError(f"{root / 'spiders'}: no such folder; site files live there") from None
    for name in wanted:
        if name in known:
            continue
        if name in RESERVED_NAMES:
            raise UsageError(f"{name!r} is a reserved name, not a site")
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"`fangzhi sites` lists the {len(known)} known ones"
        raise UsageError(f"unknown site {name!r}: {hint}")
    return list(dict.fromkeys(wanted)) or known
