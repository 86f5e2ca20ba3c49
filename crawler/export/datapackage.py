"""datapackage.json of a release, after the Frictionless Data Package standard: schema, SHA-256, counts."""

from __future__ import annotations

from typing import Any

from crawler import __version__
from crawler.export.census import COUNTED, Census
from crawler.export.columns import columns
from crawler.export.dictionary import frictionless_type

NAME = "datapackage.json"
_MEDIA_TYPES = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "sqlite": "application/vnd.sqlite3",
}


def datapackage(census: Census, *, label: str, file: str, size_bytes: int, sha256: str, demo: bool) -> dict[str, Any]:
    """The descriptor as JSON values. Nothing in it comes from a clock: the same records describe themselves alike."""
    format_ = file.rpartition(".")[2]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"fangzhi-{label.lower()}",
        "title": f"fangzhi 方志: {label}",
        "description": "News of China's government and association sites, one row an article."
        + (" DEMO: no real news." if demo else ""),
        "generator": f"fangzhi {__version__}",
        "demo": demo,
        "resources": [
            {
                "name": "articles",
                "path": file,
                "format": format_,
                "mediatype": _MEDIA_TYPES[format_],
                **({"encoding": "utf-8"} if format_ in ("csv", "jsonl") else {}),
                "bytes": size_bytes,
                "hash": f"sha256:{sha256}",
                "rows": census.rows,
                "schema": {"fields": _fields(format_), "primaryKey": ["id"], "missingValues": [""]},
            }
        ],
        "sites": [_site(census, name) for name in census.sites],
    }


def _fields(format_: str) -> list[dict[str, str]]:
    return [
        {"name": c.name, "type": frictionless_type(c, format_), "title": c.zh, "description": c.en} for c in columns()
    ]


def _site(census: Census, name: str) -> dict[str, Any]:
    site = census.sites[name]
    return {
        "site": site.site,
        "title": site.title,
        "rows": site.rows,
        "first_day": site.first_day,
        "last_day": site.last_day,
        "fill_rates": {field: round(site.fill_rate(field), 4) for field in COUNTED},
    }
