"""The end of a run: whatever fails there, the report says it and the next run is let in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scrapy.crawler import Crawler

from crawler import Channel, SiteSpider
from crawler.archive.archive import Archive
from crawler.errors import StorageError


class Kjj(SiteSpider):
    name, title, home = "kjj", "某某市科技局", "http://kjj.example.gov.cn/"
    channels = (Channel("news", "科技动态", "/news/"),)


@pytest.mark.parametrize("place", ["conclude", "write_json"])
def test_a_failure_at_the_end_is_said_and_lets_the_next_run_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def full(*_: object) -> None:
        raise StorageError("no space left")

    crawler = Crawler(Kjj, {"FANGZHI_ROOT": str(tmp_path), "FANGZHI_OUTPUT": str(tmp_path / "output")})
    spider = Kjj.from_crawler(crawler)
    monkeypatch.setattr(f"crawler.spider.{place}", full)
    spider.closed("finished")
    assert (spider.report.storage_error, spider.report.exit_code) == ("no space left", 5)
    report = tmp_path / "output" / "kjj" / "report.json"
    assert report.exists() is (place == "conclude")
    assert place == "write_json" or json.loads(report.read_text())["storage_error"] == "no space left"
    Archive(tmp_path / "output" / "kjj", "kjj", "某某市科技局").close()
