"""`python -m crawler` is `fangzhi`."""

from crawler.cli.main import run

run()
