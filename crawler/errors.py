"""Every way the world fails, as one tree.

FangzhiError
├── UsageError            wrong command line, no project        exit 2
│   └── SiteFileError     a site file says something wrong      exit 2
├── StorageError          disk full, folder not writable        exit 5
│   ├── LedgerUnreadable  a damaged ledger
│   └── ForeignArchive    a demo archive for a real crawl, or the other way round
├── ArchiveHeld           another run holds this site           exit 75
└── PageError             a page is not what was asked for      counted, the crawl goes on
    └── BlockedError      a challenge or ban page               exit 4
FetchError (crawler.middlewares) names a page that never came.
"""

from __future__ import annotations

from pathlib import Path


class FangzhiError(Exception):
    """Base of all errors fangzhi raises on purpose; `exit_code` is what the command line returns."""

    exit_code = 1


class UsageError(FangzhiError):
    """The command line or the project folder is wrong."""

    exit_code = 2


class SiteFileError(UsageError):
    """A site file is wrong: names the file, the field, what was found and what was expected."""

    def __init__(self, file: str, field: str, found: object, expected: str) -> None:
        self.file, self.field, self.found, self.expected = file, field, found, expected
        super().__init__(f"{file}: {field}: found {found!r}, expected {expected}")


class StorageError(FangzhiError):
    """Something could not be written; nothing already kept is lost."""

    exit_code = 5


class LedgerUnreadable(StorageError):
    """A site's ledger does not give what it holds: damaged, or on a disk that fails."""

    def __init__(self, path: Path, detail: str) -> None:
        self.detail = detail
        super().__init__(f"{path}: damaged ledger ({detail}); run `fangzhi verify {path.parent.name}`")


class ForeignArchive(StorageError):
    """The folder belongs to another kind of crawl: demo and real archives never mix."""

    exit_code = 2


class ArchiveHeld(FangzhiError):
    """Another run works on this site; `holder` says which (process, host, since when)."""

    exit_code = 75

    def __init__(self, site: str, holder: str) -> None:
        self.site, self.holder = site, holder
        super().__init__(f"{site}: another run holds this site ({holder})")


class PageError(FangzhiError):
    """A page that cannot be read as what it was asked for.

    `kind` is a problem kind of report.json: not_an_article, soft_404, login, maintenance,
    bad_charset, truncated …
    """

    def __init__(
        self,
        url: str,
        *,
        field: str,
        found: str,
        expected: str,
        kind: str = "not_an_article",
    ) -> None:
        self.url, self.field, self.found, self.expected, self.kind = url, field, found, expected, kind
        super().__init__(f"{url}: {field}: found {found}, expected {expected}")

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; keyword-only arguments do not survive the default pickling.
        return _rebuild_page_error, (
            type(self),
            self.url,
            self.field,
            self.found,
            self.expected,
            self.kind,
        )


class BlockedError(PageError):
    """The site answered with a challenge or a ban: reported as blocked, never solved."""

    exit_code = 4

    def __init__(
        self,
        url: str,
        *,
        field: str = "page",
        found: str,
        expected: str = "a page of the site",
        kind: str = "blocked",
    ) -> None:
        super().__init__(url, field=field, found=found, expected=expected, kind=kind)


def over(limit: str, found: object, allowed: object) -> str:
    """The detail of a problem that a limit has made: the setting's name, what was found, what is allowed."""
    return f"{limit}: found {found}, allowed {allowed}"


def _rebuild_page_error(cls: type[PageError], url: str, field: str, found: str, expected: str, kind: str) -> PageError:
    return cls(url, field=field, found=found, expected=expected, kind=kind)
