"""The questions that can be asked over HTTP, in one table: what each takes, asks and answers.

The same words as on the command line, the same objects as `--json`; routes, their description and
the law that compares the surfaces walk over this table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from rotascope.conditions.tokens import LONGEST
from rotascope.terms import (
    FAMILIES,
    Agenda,
    BaseRate,
    Brief,
    Chapter,
    Checked,
    Data,
    Drift,
    Hypothesis,
    Performance,
    Reaction,
    Reading,
    Rows,
    Thesis,
    Track,
    TwoAxes,
    Why,
    YieldSigns,
)

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["DAY", "Given", "Kind", "Noun", "Parameter", "noun", "nouns"]

Kind = Literal["text", "day", "flag", "whole"]
Given = Mapping[str, Any]
LINE = r"^[A-Za-z0-9^][A-Za-z0-9.^/=:&_ -]{0,39}$"
NAME = r"^[a-z0-9][a-z0-9_.-]{0,63}$"
WORDS = r"^[^\x00-\x1f\x7f]*$"
HORIZONS = ("1m", "3m", "6m", "12m")
STATES = ("open", "released", "superseded", "rejected")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a question takes. `option`: as typed behind the command, "" for an argument.

    `most`: characters of a text, the value of a whole number; `many`: may be given several times.
    """

    name: str
    help: str
    option: str = ""
    kind: Kind = "text"
    default: Any = None
    choices: tuple[str, ...] = ()
    pattern: str = WORDS
    least: int = 0
    most: int = 200
    required: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """One question. `typed`: the words of its command; `answer`: the type of what comes back."""

    name: str
    typed: tuple[str, ...]
    title: str
    parameters: tuple[Parameter, ...]
    ask: Callable[[Desk, Given], Any]
    answer: Any

    @property
    def path(self) -> str:
        """Where it is asked."""
        return f"/api/v1/{self.name}"

    @property
    def listed(self) -> bool:
        """Whether the answer is a list, and can be had in pages."""
        return get_origin(self.answer) is tuple and get_args(self.answer)[1:] == (...,)

    def words(self, given: Given) -> list[str]:
        """The same question as typed behind `rotascope`."""
        said = list(self.typed)
        for one in self.parameters:
            value = given.get(one.name, one.default)
            for item in value if one.many else (value,):
                if item != one.default and item is not None:
                    said += [one.option] * bool(one.option)
                    said += [] if one.kind == "flag" else [str(item)]
        return said


DAY = Parameter(
    "as_of", "What was known on this day; else the last complete session.", "--as-of", "day"
)
AXIS = Parameter("axis", "Whose pair it is about.", "--axis", choices=("size", "concentration"))


def _performance(desk: Desk, told: Given) -> tuple[Performance, ...]:
    return desk.performance(told["symbol"], told["window"], told["basis"], told["as_of"])


def _signals(desk: Desk, told: Given) -> tuple[Reading, ...]:
    wanted = told["name"], told["axis"], told["family"], told["as_of"]
    return desk.signals(*wanted, history=told["history"])


def _data(desk: Desk, told: Given) -> Data:
    wanted = told["series"], told["as_of"]
    return desk.data(*wanted, vintages=told["vintages"], period=told["period"])


def _base_rate(desk: Desk, told: Given) -> BaseRate:
    return desk.base_rate(told["condition"], told["horizon"], told["axis"], told["as_of"])


def _history(desk: Desk, told: Given) -> tuple[Chapter, ...]:
    return desk.history(told["chapter"], told["axis"], told["as_of"])


def _reaction(desk: Desk, told: Given) -> Reaction:
    return desk.reaction(*(told[name] for name in ("symbol", "date", "market", "peer", "as_of")))


def _library(desk: Desk, told: Given) -> Any:
    from rotascope.surfaces.library import embedding

    query = told["query"]
    return desk.library(query, told["as_of"], embed=embedding() if query else None)


def _thesis(desk: Desk, told: Given) -> Thesis:
    return desk.theses(told["id"], told["as_of"])[0]


def _rows(desk: Desk, told: Given) -> Rows:
    return desk.rows(told["key"], told["source"], told["offset"], told["limit"])


def _quarantine(desk: Desk, told: Given) -> Any:
    return desk.quarantine(told["state"], told["check"], told["file"])


def _version(desk: Desk, _told: Given) -> Any:
    from rotascope.surfaces.versions import versions

    return versions(desk.backend.fingerprint())


def _market() -> tuple[Noun, ...]:
    """Who leads, what everything returned, what the signals say."""
    from rotascope.terms.holders import Holders

    symbols = Parameter("symbol", "A line such as SPY, ^GSPC or BRK.B; once for each.", pattern=LINE,
                        required=True, many=True, default=(), most=40)  # fmt: skip
    window = Parameter("window", "ytd 1w 1m 3m 6m 1y 3y 5y 10y, a year, or FROM:TO.", "--window",
                       default="ytd", pattern=r"^[0-9a-z:-]{1,21}$", most=21)  # fmt: skip
    basis = Parameter("basis", "tr = total return, pr = price.", "--basis", default="tr",
                      choices=("tr", "pr"))  # fmt: skip
    names = Parameter("name", "A signal such as rs.small_large; all if none.", pattern=NAME, most=64,
                      many=True, default=())  # fmt: skip
    axis = Parameter("axis", "Only signals of this axis.", "--axis",
                     choices=("size", "concentration", "market"))  # fmt: skip
    family = Parameter("family", "Only signals of this family.", "--family", choices=FAMILIES)
    dated = Parameter("history", "With every dated value.", "--history", "flag", default=False)
    return (
        Noun("brief", ("brief",), "Who leads on both axes, how sure, since when, for and against.",
             (DAY,), lambda desk, told: desk.brief(told["as_of"]), Brief),
        Noun("axes", ("axes",), "Where the market stands on both axes at once, and how sure that is.",
             (DAY,), lambda desk, told: desk.axes(told["as_of"]), TwoAxes),
        Noun("holders", ("holders",), "Whom the large- and the small-cap fund are made of, by file.",
             (DAY,), lambda desk, told: desk.holders(told["as_of"]), tuple[Holders, ...]),
        Noun("performance", ("performance",), "The return of lines over a window, with its dates.",
             (symbols, window, basis, DAY), _performance, tuple[Performance, ...]),
        Noun("signals", ("signals",), "Readings with percentile, lean, and what noise would show.",
             (names, axis, family, dated, DAY), _signals, tuple[Reading, ...]),
    )  # fmt: skip


def _past() -> tuple[Noun, ...]:
    """What happened before."""
    condition = Parameter("condition", """Such as rs("IWM/SPY").streak >= 8.""", required=True,
                          least=1, most=LONGEST)  # fmt: skip
    horizon = Parameter("horizon", "Of the headline and of the cases.", "--horizon", default="3m",
                        choices=HORIZONS)  # fmt: skip
    followed = Parameter("axis", "Whose pair is followed; else as the condition says.", "--axis",
                         choices=("size", "concentration"))  # fmt: skip
    size = Parameter("axis", AXIS.help, "--axis", default="size", choices=AXIS.choices)
    chapter = Parameter("chapter", "spells, breaks, regimes, parallels, ...; all if none.", pattern=NAME,
                        most=64)  # fmt: skip
    name = Parameter("name", "One hypothesis; all if none.", pattern=NAME, most=64)
    return (
        Noun("base-rate", ("base-rate",), "When this happened before: how often, and what followed.",
             (condition, horizon, followed, DAY), _base_rate, BaseRate),
        Noun("history", ("history",), "What history says: spells, false starts, regimes, parallels.",
             (chapter, size, DAY), _history, tuple[Chapter, ...]),
        Noun("yields", ("history", "yields"), "Which way rates push each ratio, with intervals.",
             (DAY,), lambda desk, told: desk.yields(told["as_of"]), YieldSigns),
        Noun("hypotheses", ("hypotheses",), "Claims with tests as registered, corrected.",
             (name, DAY), lambda desk, told: desk.hypotheses(told["name"], told["as_of"]),
             tuple[Hypothesis, ...]),
        Noun("drift", ("replay", "--check"), "Recorded readings beside what histories say today.",
             (DAY,), lambda desk, told: desk.drift(told["as_of"]), Drift),
    )  # fmt: skip


def _events() -> tuple[Noun, ...]:
    """What is coming, and what an event did."""
    symbol = Parameter("symbol", "The line, such as ORCL.", pattern=LINE, required=True, most=40)
    day = Parameter("date", "The day of the event.", kind="day", required=True)
    market = Parameter("market", "Against this line, else the large-cap fund.", "--market", default="",
                       pattern=LINE, most=40)  # fmt: skip
    peers = Parameter("peer", "A peer, once for each; else of its sector.", "--peer", pattern=LINE,
                      most=40, many=True, default=())  # fmt: skip
    return (
        Noun("agenda", ("agenda",), "Events of eight weeks by weight, drivers by horizon, themes.",
             (DAY,), lambda desk, told: desk.agenda(as_of=told["as_of"]), Agenda),
        Noun("reaction", ("reaction",), "What a line did around an event beyond the market.",
             (symbol, day, market, peers, DAY), _reaction, Reaction),
    )  # fmt: skip


def _articles() -> tuple[Noun, ...]:
    """What articles said, and what became of it."""
    from rotascope.articles.library.search import LONGEST as LONGEST_QUERY
    from rotascope.terms.library import Library

    query = Parameter("query", "Words to look for; all articles if none.", default="",
                      most=LONGEST_QUERY)  # fmt: skip
    shown = Parameter("id", "The beginning of an article's id, four characters at least.", "--show",
                      pattern="^[0-9a-f]{4,64}$", least=4, most=64, required=True)  # fmt: skip
    begins = Parameter("id", "The beginning of a thesis's id.", pattern="^[0-9a-z./#@_-]{1,80}$",
                       required=True, most=80)  # fmt: skip
    return (
        Noun("article", ("library",), "All that is to be said of an article on file.",
             (shown, DAY), lambda desk, told: desk.article(told["id"], told["as_of"]), Checked),
        Noun("library", ("library",), "Articles on file, what speaks of a query, contradictions.",
             (query, DAY), _library, Library),
        Noun("thesis", ("thesis", "list"), "If-thens of articles on file, as watched.",
             (DAY,), lambda desk, told: desk.theses("", told["as_of"]), tuple[Thesis, ...]),
        Noun("thesis/show", ("thesis", "show"), "One if-then with every episode of its keys.",
             (begins, DAY), _thesis, Thesis),
        Noun("thesis/score", ("thesis", "score", "--no-keep"), "What came of theses and forecasts.",
             (DAY,), lambda desk, told: desk.track(told["as_of"]), Track),
    )  # fmt: skip


def _store() -> tuple[Noun, ...]:
    """What is on file, and how a figure came to be."""
    from rotascope.store.quarantine import Held
    from rotascope.surfaces.versions import Version

    series = Parameter("series", "One series, such as IWM or DGS2; all datasets if none.", pattern=LINE,
                       most=40)  # fmt: skip
    vintages = Parameter("vintages", "Every version of the newest values.", "--vintages", "flag",
                         default=False)  # fmt: skip
    period = Parameter("period", "The versions about one period: 2013Q4, 2013-10.", "--period",
                       default="", pattern=r"^[0-9Qq-]{4,10}$", most=10)  # fmt: skip
    key = Parameter("key", "A printed key, such as signal/rs.small_large@2026-06-12.", required=True,
                    least=1, most=300)  # fmt: skip
    source = Parameter("source", "Which of its sources, counted from 0.", "--source", "whole", default=0,
                       most=1000)  # fmt: skip
    offset = Parameter("offset", "The first row, counted from 0.", "--offset", "whole", default=0,
                       most=100_000_000)  # fmt: skip
    limit = Parameter("limit", "At most so many rows.", "--limit", "whole", default=100, least=1,
                      most=1000)  # fmt: skip
    state = Parameter("state", "Rows held, or what became of others.", "--state", default="open",
                      choices=STATES)  # fmt: skip
    check = Parameter("check", "Only rows of this check.", "--check", default="",
                      pattern="^[Qq][0-9]{2}$", most=3)  # fmt: skip
    file = Parameter("file", "Only rows of files with this in their name.", "--file", default="")
    return (
        Noun("data", ("data",), "What is on file: spans, rows, age, holes, revisions.",
             (series, vintages, period, DAY), _data, Data),
        Noun("why", ("why",), "How a printed figure came to be: formula, source rows, versions.",
             (key,), lambda desk, told: desk.why(told["key"]), Why),
        Noun("rows", ("why", "--rows"), "The rows a printed figure was read from, and their files.",
             (key, source, offset, limit), _rows, Rows),
        Noun("quarantine", ("quarantine",), "Rows that were held back, each with its reason.",
             (state, check, file), _quarantine, tuple[Held, ...]),
        Noun("version", ("version",), "Versions of everything that shapes a number.",
             (), _version, tuple[Version, ...]),
    )  # fmt: skip


@cache
def nouns() -> tuple[Noun, ...]:
    """Every question, by the alphabet."""
    found = (*_market(), *_past(), *_events(), *_articles(), *_store())
    return tuple(sorted(found, key=lambda one: one.name))


def noun(name: str) -> Noun:
    """The question of that name. Raises KeyError."""
    return {one.name: one for one in nouns()}[name]
