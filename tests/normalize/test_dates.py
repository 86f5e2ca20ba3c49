"""Every format of date that pages print, honest about its precision."""

from __future__ import annotations

import time

import pytest

from crawler.normalize.dates import find_date, find_dates, parse_epoch

FETCHED = "2026-09-30T17:00:00Z"  # 1 October, 01:00 in China


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2020-04-03 14:30", "2020-04-03T14:30:00+08:00"),
        ("2017-10-26 11:46:39", "2017-10-26T11:46:39+08:00"),
        ("2019/2/3 14:37:46", "2019-02-03T14:37:46+08:00"),
        ("2022/11/17 14:46来源", "2022-11-17T14:46:00+08:00"),
        ("2018年05月10日10:04", "2018-05-10T10:04:00+08:00"),
        ("2021年01月23日 10时16分", "2021-01-23T10:16:00+08:00"),
        ("http://a.cn/xw/2020年09月04日 08:33:54", "2020-09-04T08:33:54+08:00"),
        ("2022.01.20 16:31", "2022-01-20T16:31:00+08:00"),
        ("29.05.2018  17:04", "2018-05-29T17:04:00+08:00"),
        ("[2018年09月13日]", "2018-09-13"),
        ("(2018-05-29)", "2018-05-29"),
        ("20210528期", "2021-05-28"),
        ("2018\n05/24\n11:02", "2018-05-24T11:02:00+08:00"),
        ("25\n2025\n03\n22:27:41", "2025-03-25T22:27:41+08:00"),
        ("21 2024年02月", "2024-02-21"),
        ("2026-10-04 01:39:11.0", "2026-10-04T01:39:11+08:00"),
        ("2007-08-20-23:59:59", "2007-08-20"),
        ("2017-02-19 00:00", "2017-02-19"),
        ("（2005-04-03 17:19PM）", "2005-04-03T17:19:00+08:00"),
        ("2019/9/7 下午 5:19:00", "2019-09-07T17:19:00+08:00"),
        ("2023-3-5 9:5", "2023-03-05T09:05:00+08:00"),
        ("政府要聞2021-09-154733", "2021-09-15"),
        ("光明网2019-12-26 09:45", "2019-12-26T09:45:00+08:00"),
        ("二〇二〇年四月三日", "2020-04-03"),
        ("二○一九年十二月三十一日", "2019-12-31"),
        ("中華民國109年4月3日", "2020-04-03"),
        ("2020-04-03T14:30:00Z", "2020-04-03T22:30:00+08:00"),
        ("20200403143000", "2020-04-03T14:30:00+08:00"),
        ("Submitted by office on Tue, 03/05/2019 - 09:41", "2019-03-05T09:41:00+08:00"),
        ("Friday, 3/5/2019 - 09:41", "2019-05-03T09:41:00+08:00"),
        ("周五, 11/05/2021 - 16:08", "2021-11-05T16:08:00+08:00"),
        ("March 8, 2021", "2021-03-08"),
        ("Posted on Sept. 9th, 2021 by the office", "2021-09-09"),
        ("DEC 31, 2019 | 17:20", "2019-12-31T17:20:00+08:00"),
        ("Updated: 19 June 2018 10:05 PM", "2018-06-19T22:05:00+08:00"),
        ("Fri, 20 Sep 2019 18:05:00 GMT", "2019-09-21T02:05:00+08:00"),
        ("Fri Sep 20 2019 18:05:00 GMT+0800", "2019-09-20T18:05:00+08:00"),
        ("Fri Sep 20 18:05:09 CST 2019", "2019-09-20T18:05:09+08:00"),
        ("03月18日 \n2022", "2022-03-18"),
        ("2022\n3月18日 09:30", "2022-03-18T09:30:00+08:00"),
    ],
)
def test_printed_date_is_read(printed: str, iso: str) -> None:
    found = find_date(printed)
    assert found is not None
    assert found.iso == iso
    assert (found.precision == "day") == (len(iso) == 10)


@pytest.mark.parametrize(
    "text",
    [
        *("2020-13-45", "2021-02-30", "1234567890123", "192.168.2018.10", "2018年5月", "08-09 09:42", "昨天", ""),
        # Which is the month? Nobody says, or the weekday fits neither.
        *("03/05/2019", "05/23/2019", "Sunday, 11/07/2021", "Sunday, 03/05/2019 - 09:41"),
        *("9月1日 2021级新生报到", "9月1日 2021 届", "maybe 6, 2021", "Smarch 8, 2021", "March 8", "March 88, 2021"),
    ],
)
def test_no_date_is_invented(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("08-09 09:42", "2026-08-09T09:42:00+08:00"),
        ("[06-23]", "2026-06-23"),
        ("12-31", "2025-12-31"),
        ("5月4日", "2026-05-04"),
        ("昨天 12:30", "2026-09-30T12:30:00+08:00"),
        ("3天前", "2026-09-28"),
    ],
)
def test_year_is_completed_only_from_the_fetch_time(printed: str, iso: str) -> None:
    assert find_date(printed) is None
    found = find_date(printed, reference=FETCHED)
    assert found is not None
    assert found.iso == iso


def test_all_dates_come_in_order_and_apart() -> None:
    found = find_dates("2024年1月5日至2024年2月3日 10:00")
    assert [moment.iso for moment in found] == ["2024-01-05", "2024-02-03T10:00:00+08:00"]


def test_epoch_in_a_file_name() -> None:
    found = parse_epoch("1605149651006")
    assert found is not None
    assert found.iso == "2020-11-12T10:54:11+08:00"


@pytest.mark.parametrize("unit", ["2020", "20 ", "2020-", "1", "2020年 ", " ", "昨天", "01.01."])
def test_worst_strings_stay_cheap(unit: str) -> None:
    started = time.process_time()
    find_dates(unit * 4000, reference=FETCHED)
    assert time.process_time() - started < 2  # a blow-up takes minutes
