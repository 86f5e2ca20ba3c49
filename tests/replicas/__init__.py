"""Local replicas of every platform, by name. Each is a class; see replica.py for what all of them can do."""

from __future__ import annotations

from tests.replicas.epoint import EpointSite
from tests.replicas.gkmlpt import GkmlptSite
from tests.replicas.hanweb import HanwebPagedSite, HanwebSite
from tests.replicas.huaian_open import HuaianOpenSite
from tests.replicas.jeecms import JeecmsSite
from tests.replicas.jpaas import JpaasSite
from tests.replicas.nsetpage import NsetpageSite
from tests.replicas.plain import FormSite, IframeSite, JsonSite, NextLinkSite, QuerySite, TemplateSite
from tests.replicas.postback import PostbackSite
from tests.replicas.replica import Replica
from tests.replicas.rt import RtSite
from tests.replicas.trs import TrsSite
from tests.replicas.truecms import TruecmsSite
from tests.replicas.ucap import UcapSite
from tests.replicas.vsb import VsbDynamicSite, VsbSite
from tests.replicas.webplus import WebplusSite

FAMILIES: dict[str, type[Replica]] = {
    site.__name__.removesuffix("Site"): site
    for site in (
        *(TrsSite, UcapSite, NsetpageSite, RtSite, JeecmsSite, VsbSite, VsbDynamicSite, WebplusSite, HanwebSite),
        *(
            HanwebPagedSite,
            HuaianOpenSite,
            JpaasSite,
            GkmlptSite,
            EpointSite,
            TruecmsSite,
            PostbackSite,
            QuerySite,
            NextLinkSite,
        ),
        *(TemplateSite, FormSite, IframeSite, JsonSite),
    )
}
