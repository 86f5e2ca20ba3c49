"""Scrapy settings of the project: polite, guarded, no listeners, nothing pickled."""

from __future__ import annotations

import os
from importlib.metadata import metadata

from crawler import __version__
from crawler.project import find_root

BOT_NAME = "fangzhi"
FANGZHI_ROOT = find_root()
FANGZHI_OUTPUT = os.environ.get("FANGZHI_OUTPUT")
ARCHIVE_FOLDER = None  # the site's folder; None: its name below the output folder
PROJECT_URL = metadata("fangzhi")["Project-URL"].partition(", ")[2]

SPIDER_LOADER_CLASS = "crawler.loader.SiteLoader"
SPIDER_MODULES = ["spiders"]

# Who asks: an honest name and a way to reach the operator.
USER_AGENT = f"fangzhi/{__version__} (+{os.environ.get('FANGZHI_CONTACT') or PROJECT_URL})"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, deflate",
}

# Politeness: enforced per host across processes by crawler.net.politeness; these are its numbers.
DOWNLOAD_DELAY = 1.0
RETRY_WAIT = 5.0  # seconds before the first retry, doubling
HOST_PAUSE = 300.0  # seconds a host is left alone after HOST_FAILURES failures in a row
HOST_FAILURES = 5
LONGEST_HOST_WAIT = 120.0  # seconds a request waits for its host; beyond that the run leaves the host alone
CONCURRENT_REQUESTS = 4
CONCURRENT_REQUESTS_PER_DOMAIN = 4  # the gate lets one through; Scrapy's own slots must not hold turns back
ROBOTSTXT_OBEY = True

# Plain asyncio: the download handler needs no Twisted reactor, and a fifth of the CPU time goes with it.
TWISTED_REACTOR_ENABLED = False

# Where connections may go.
ALLOW_PRIVATE_HOSTS = ""
ADDRESS_GUARD = None
DEMO_AUTHORITY_PEM = None
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS = {
    "http": "crawler.net.handler.PoliteDownloadHandler",
    "https": "crawler.net.handler.PoliteDownloadHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False
REFERER_ENABLED = False

# Limits, each explained in docs/reliability.md; one that is hit leaves a problem in report.json that names it.
DOWNLOAD_TIMEOUT = 30  # seconds for a whole page, from the connection to its last byte
FILE_TIMEOUT = 300  # seconds for a whole image or attachment
MIN_BYTES_PER_SECOND = 200  # a body that comes slower than this over …
RATE_WINDOW = 15.0  # … this many seconds is given up
MAX_HEADER_BYTES = 64 << 10  # of one answer; a quarter of it for one line
MAX_HEADERS = 500  # header lines of one answer
MAX_PAGE_BYTES = 8 << 20  # as received, and again after decoding
MAX_FILE_BYTES = 64 << 20  # the same, for images and attachments
MAX_ROBOTS_BYTES = 1 << 20  # the same, for robots.txt
DOWNLOAD_MAXSIZE = MAX_FILE_BYTES
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False  # a cut body is archived as such, then asked for again
REDIRECT_MAX_TIMES = 8  # redirects and refreshes behind one request
METAREFRESH_MAXDELAY = 10  # seconds; a slower refresh is a page, not a redirect
MAX_LIST_PAGES = 2_000  # list pages of one channel in one visit
MAX_LIST_REQUESTS = 4_000  # requests for list pages of one channel in one visit, shells and wrong guesses included
WANTED_LIST_PAGES = 0  # --max-pages; 0: all
MAX_HOST_REQUESTS = 50_000  # requests to one host in one visit of a site
MAX_PARTS = 40  # further pages of one article
MAX_FILES_PER_ARTICLE = 60  # images and attachments of one article
RETRY_TIMES = 2  # further tries after a passing failure
CONCURRENT_ITEMS = 4  # Scrapy starts this many tasks for every response
COMMIT_SECONDS = 0.5  # the longest a finished article waits for its fsync

DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the ledger knows what was seen
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "crawler.middlewares.ScopeMiddleware": 50,
    "crawler.middlewares.RobotsMiddleware": 100,
    "crawler.middlewares.RevalidateMiddleware": 540,
    # Between Scrapy's retry (550) and the decoder: a challenge with status 503 must not be retried.
    "crawler.middlewares.RefusalMiddleware": 585,
    "crawler.middlewares.DecodeMiddleware": 590,
    # Before Scrapy's own two (600, 580), which know no way to say that a redirect leads nowhere.
    "crawler.middlewares.LocationMiddleware": 605,
    "crawler.middlewares.RefreshMiddleware": 582,
    "crawler.middlewares.CaptureMiddleware": 900,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
ITEM_PIPELINES = {
    "crawler.pipelines.Normalize": 300,
    "crawler.pipelines.Deduplicate": 400,
    "crawler.pipelines.FetchFiles": 500,
    "crawler.pipelines.Store": 600,
}
EXTENSIONS = {
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.logstats.LogStats": None,
}
LOG_LEVEL = "INFO"
