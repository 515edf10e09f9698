"""What a network source asks for: addresses, and the jobs their bodies become.

A source is one decorated function `plan(needs) -> requests`. It touches no network: `sync` fetches each
body through the one seam, keeps the raw bytes, and hands them to the reader of the request's jobs, the
same that reads such a file from disk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from rotascope.catalog import Catalog
from rotascope.net.body import Manners
from rotascope.providers.jobs import Job

__all__ = ["Needs", "OnFile", "Plan", "Request"]


@dataclass(frozen=True, slots=True)
class Request:
    """One body to fetch. `name` is unique inside its source and names the raw file: [A-Za-z0-9._^=-]+.

    `jobs` have no path yet: sync fills in where the body lies, its source and when it was fetched.
    `secret` query parameters (an API key) are left out of everything that is printed or stored.
    `large` bodies go straight to a file. `begins` are bytes one of which a sound body starts with
    after blanks (b"{", b"Date,"): an error page with status 200 is no data.
    `every` is how many sessions an answer stays good; 0 = fetched once for ever (a past vintage).
    """

    name: str
    url: str
    jobs: tuple[Job, ...]
    manners: Manners = field(default_factory=Manners)
    secret: tuple[str, ...] = ()
    large: bool = False
    begins: tuple[bytes, ...] = ()
    every: int = 1


class OnFile(Protocol):
    """What a plan may ask about the store."""

    def newest(self, table: str, dataset: str, line: str) -> date | None:
        """The newest date of a line in a dataset; None without rows."""

    def codes(self, scheme: str) -> Mapping[str, str]:
        """Symbol to code of a scheme, such as CIK, by the newest list on file."""

    def holdings(self, fund: str) -> tuple[str, ...]:
        """Equity symbols of a fund's newest holdings file; empty without one."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What sync wants: the catalog's lines up to the last complete session `until`, from `since` on.

    `keys` are what the user configured: `contact` (an e-mail address the SEC asks for), `fred` (an
    API key), `feeds` (addresses of RSS feeds, separated by blanks), `facts_of` (a fund for whose
    members filings are wanted). A plan that cannot go without one raises NoAnswer naming the setting.
    """

    catalog: Catalog
    until: date
    since: date | None
    on_file: OnFile
    keys: Mapping[str, str] = field(default_factory=dict)


Plan = Callable[[Needs], "tuple[Request, ...]"]
