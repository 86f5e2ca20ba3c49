"""fangzhi new-posts: records first seen since a moment, for scripts."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import typer

from crawler.archive.records import encode_record
from crawler.archive.snapshot import snapshots
from crawler.monitor.posts import parse_since, posts_since
from crawler.project import find_root, output_folder


def new_posts_command(output: Path | None, since: str, site: str | None, *, as_json: bool) -> int:
    """Run `fangzhi new-posts`: JSON Lines on stdout, one record an article, oldest first."""
    moment = parse_since(since, datetime.now(UTC))
    posts = posts_since(snapshots(output_folder(find_root(), output), site), moment)
    if as_json:
        typer.echo(json.dumps({"exit_code": 0, "since": moment, "posts": list(posts)}, ensure_ascii=False, indent=1))
        return 0
    for post in posts:
        sys.stdout.buffer.write(encode_record(post))
    return 0
