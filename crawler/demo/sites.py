"""The sites of the demo, in the order of the samples they carry."""

from __future__ import annotations

from functools import cache

from crawler.demo import gyjgdjw, kjj_huaian, kjt_sc, scimall, tongchuan
from crawler.demo.answer import DemoSite

_MODULES = (gyjgdjw, tongchuan, kjt_sc, scimall, kjj_huaian)


def site_names() -> list[str]:
    """Names of the site files whose sites the demo plays: a demo module is named like its site file."""
    return sorted(module.__name__.rpartition(".")[2] for module in _MODULES)


@cache
def all_sites() -> tuple[DemoSite, ...]:
    """The five sites, built once: their pages never change."""
    return tuple(module.build() for module in _MODULES)
