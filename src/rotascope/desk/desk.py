"""The Desk: one store, every question about it. Panels are made once a date and shared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from rotascope.desk import brief as briefs
from rotascope.desk import data, on_file
from rotascope.desk.account import account
from rotascope.desk.dates import Span
from rotascope.desk.panels import Panels, When
from rotascope.desk.performance import performance
from rotascope.desk.replayed import abstained, drifted, replay, span_asked
from rotascope.desk.why import why
from rotascope.errors import WrongUse
from rotascope.panel import Panel
from rotascope.registry import chosen
from rotascope.signals import kept
from rotascope.signals.reading import measure
from rotascope.terms import (
    Account,
    Agenda,
    Axis,
    BaseRate,
    Basis,
    Book,
    Brief,
    Chapter,
    Data,
    Drift,
    Hypothesis,
    Performance,
    Reaction,
    Reading,
    Replayed,
    Rows,
    SignalAxis,
    Thesis,
    Track,
    TwoAxes,
    Why,
    YieldSigns,
)

if TYPE_CHECKING:
    import polars as pl

    from rotascope.articles.intake.document import Document
    from rotascope.articles.library.meaning import Embed
    from rotascope.desk.second_reader import Another
    from rotascope.store.quarantine import Held, Standing
    from rotascope.terms import Checked
    from rotascope.terms.holders import Holders
    from rotascope.terms.library import Library

__all__ = ["Desk"]


class Desk:
    """Answers as frozen objects from `terms`; the same question on the same store, the same object.

    `as_of` is a date, YYYY-MM-DD, or None for the last complete session: the last one with returns
    of the primary pairs. A day without a session means the last session before it.
    """

    def __init__(self, backend: on_file.Spanning) -> None:
        self._panels = Panels(backend)

    @property
    def backend(self) -> on_file.Spanning:
        """Where the rows come from."""
        return self._panels.backend

    def default_as_of(self) -> date:
        """The last session with returns of the primary pairs. Raises NoAnswer without prices."""
        return self._panels.span[1]

    def span(self, as_of: When = None) -> Span:
        """First and last session of the primary pairs, as known on a day; NoAnswer without prices."""
        return self._panels.asked(as_of)[2]

    def panel(self, as_of: When = None) -> Panel:
        """The market as known on a date."""
        return self._panels.at(self._panels.asked(as_of)[0])

    def brief(self, as_of: When = None) -> Brief:
        """Who leads on both axes, how sure, since when, what changed since a month earlier."""
        day, notes, (first, last) = self._panels.asked(as_of)
        before = briefs.earlier(day, first)
        then = self._panels.at(before) if before else None
        return briefs.brief(self._panels.at(day), then, min(last, day), notes)

    def performance(
        self,
        symbols: Sequence[str],
        window: str = "ytd",
        basis: Basis = "tr",
        as_of: When = None,
    ) -> tuple[Performance, ...]:
        """Returns over a window, one answer per symbol. A basis not on file is refused, with why."""
        return performance(self._panels.any(as_of), symbols, window, basis)

    def signals(
        self,
        names: Iterable[str] = (),
        axis: SignalAxis | None = None,
        family: str | None = None,
        as_of: When = None,
        *,
        history: bool = False,
    ) -> tuple[Reading, ...]:
        """Readings of every signal, or of those named, of one axis or of one family.

        Raises UnknownName for a name, an axis or a family that no signal has. `history` adds the
        dated values.
        """
        panel, wanted = self.panel(as_of), chosen(names, axis, family)
        if history:
            return tuple(one.reading for one in measure(panel, wanted, history=True))
        return kept.readings(panel, wanted)

    def data(
        self,
        series: str | None = None,
        as_of: When = None,
        *,
        vintages: bool = False,
        period: str = "",
    ) -> Data:
        """What is on file: every dataset, or one series wherever it is, with span, age, revisions.

        `vintages` lists the versions of a series' newest values with the day each became known;
        `period` (2013Q4, 2013-10) those about one period. Raises UnknownName, BadArgument or WrongUse.
        """
        listed = vintages or bool(period)
        if listed and not series:
            raise WrongUse(
                "vintages of no series", "the name of one", "rotascope data GDP --vintages"
            )
        panel, present = self._panels.any(as_of), as_of is None
        if series:
            return data.of_series(
                panel, self.backend, series, listed=listed, period=period, present=present
            )
        return data.of_store(panel, self.backend, present=present)

    def quarantine(
        self, state: Standing = "open", check: str = "", file: str = ""
    ) -> tuple[Held, ...]:
        """Rows held back, or what became of others. Raises NoAnswer where there are only others."""
        from rotascope.desk.quarantine import quarantine

        return quarantine(self.backend, state, check, file)

    def holders(self, as_of: When = None) -> tuple[Holders, ...]:
        """The largest of the large- and of the small-cap fund as their files were known."""
        from rotascope.desk.holders import of_both

        return of_both(self.panel(as_of))

    def frame(self, series: str, as_of: When = None, *, basis: Basis = "tr") -> pl.DataFrame:
        """A series as a Polars table, as known; `.to_pandas()` works. Raises UnknownName."""
        from rotascope.desk.frames import series_frame

        return series_frame(self._panels.any(as_of), series, basis)

    def book(self, path: Path | str | Book, as_of: When = None) -> Account:
        """A broker's export, a plain table or a book read before, at the last closes known.

        Nothing of it is stored. Raises BadFile for a file that is no such export.
        """
        from rotascope.book import read_book  # doors are not opened for the other questions

        book = path if isinstance(path, Book) else read_book(Path(path))
        return account(book, self._panels.any(as_of))

    def replay(
        self,
        first: date | None = None,
        last: date | None = None,
        every: Literal["week", "session"] = "week",
        where: str = "local",
        workers: int | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> Replayed:
        """Record every signal on the sessions from `first` to `last`, as known on each; resumable.

        From 1995 to the last complete session if nobody says. `where`: 'local', or the address of a
        Dask scheduler. Raises BadArgument, WrongUse, DataTrouble.
        """
        low, high, notes = span_asked(first, last, self._panels.span)
        told, backend = replay(self.backend, (low, high), every, where, workers, progress)
        self._panels.renew(cast(on_file.Spanning, backend))
        return replace(told, notes=notes, abstained=abstained(self._panels.at(told.last)))

    def base_rate(
        self, condition: str, horizon: str = "3m", axis: Axis | None = None, as_of: When = None
    ) -> BaseRate:
        """When a condition was true before, and what followed on both the axis and the index.

        `axis` None: the one the condition speaks of. Raises BadArgument or UnknownName.
        """
        from rotascope.evidence.base_rate import base_rate

        return base_rate(self.panel(as_of), condition, horizon, axis)

    def history(
        self, chapter: str | None = None, axis: Axis = "size", as_of: When = None
    ) -> tuple[Chapter, ...]:
        """What history says: one chapter (spells, breaks, regimes, parallels, ...) or all of them."""
        from rotascope.evidence.history import history

        return history(self.panel(as_of), chapter, axis)

    def yields(self, as_of: When = None) -> YieldSigns:
        """Which way rates push each ratio: betas by driver, window and regime, with intervals."""
        from rotascope.evidence.yield_signs import yield_signs

        return yield_signs(self.panel(as_of))

    def axes(self, as_of: When = None) -> TwoAxes:
        """Where the market stands on both axes at once, with a tail and a cloud for each two pairs."""
        from rotascope.evidence.two_axes import two_axes

        return two_axes(self.panel(as_of))

    def hypotheses(self, name: str | None = None, as_of: When = None) -> tuple[Hypothesis, ...]:
        """Every registered hypothesis, or one, with its result corrected for all that were tried."""
        from rotascope.evidence.hypotheses import hypotheses

        return hypotheses(self.panel(as_of), name)

    def drift(self, as_of: When = None) -> Drift:
        """Recorded readings beside what today's histories say of their days."""
        return drifted(self.panel(as_of))

    def reaction(
        self, symbol: str, day: str, market: str = "", peers: Sequence[str] = (), as_of: When = None
    ) -> Reaction:
        """What a line did around an event beyond the market. Raises UnknownName or BadArgument."""
        from rotascope.desk.reaction import day_of, reaction

        return reaction(self._panels.any(as_of), symbol, day_of(day), market, peers)

    def agenda(
        self, book: Path | str | None = None, themes: Path | str | None = None, as_of: When = None
    ) -> Agenda:
        """Events of eight weeks weighed by index and book, drivers by horizon, themes in watch."""
        from rotascope.desk.agenda import agenda

        account = self.book(book, as_of) if book is not None else None
        return agenda(
            self._panels.any(as_of), account, Path(themes) if themes is not None else None
        )

    def check(
        self,
        article: Document | Path | str,
        published: When = None,
        reader: str = "builtin",
        as_of: When = None,
        *,
        fetched: datetime | None = None,
        another: Another | None = None,
    ) -> Checked:
        """Everything that is to be said of an article: its tone, its claims against the tape, theses.

        `article`: a document, or a file's path. Nothing is kept: `keep_check` does. `another` is the
        reader that `reader` names (`desk.second_reader`). Raises NoAnswer or BadFile for what is no
        article.
        """
        from rotascope.articles.intake import article_of
        from rotascope.desk.check import checked
        from rotascope.desk.documents import document_at
        from rotascope.desk.keep_check import stored
        from rotascope.desk.reaction import day_of

        document = document_at(Path(article)) if isinstance(article, Path | str) else article
        day = day_of(published) if isinstance(published, str) else published
        read = article_of(document, published=day, fetched=fetched)
        latest = self._panels.any(as_of).as_of
        shelf = stored(self.backend, self._panels.look_back(as_of))
        return checked(
            lambda one: self._panels.at(min(one, latest)), latest, read, shelf, reader, another
        )

    def library(
        self, query: str = "", as_of: When = None, *, embed: Embed | None = None
    ) -> Library:
        """Articles on file, those that speak of `query`, and what they cannot all be right about.

        `embed` (`articles.library.meaning`) finds what says it in other words.
        """
        from rotascope.desk.keep_check import stored
        from rotascope.desk.library import library

        panel, shelf = self._panels.any(as_of), stored(self.backend)
        return library(panel, shelf, query, embed, self._panels.look_back(as_of))

    def keep_check(self, told: Checked, today: date, at: datetime) -> str:
        """Keep what `check` found, known from `today` on; a sentence on what is new."""
        from rotascope.desk.keep_check import keep
        from rotascope.store.backend import StoreBackend

        said = keep(self.backend, told, today, at)
        if isinstance(self.backend, StoreBackend):
            self._panels.renew(StoreBackend(self.backend.market))
        return said

    def article(self, begins: str, as_of: When = None, published: date | None = None) -> Checked:
        """The article on file whose id begins so, with everything that is to be said of it.

        `published`: the day a reader gives to one that says none.
        """
        from rotascope.desk.article_on_file import article_on_file

        return article_on_file(self._panels, begins, as_of, published)

    def theses(self, begins: str = "", as_of: When = None) -> tuple[Thesis, ...]:
        """Theses of the articles on file, or the one whose id begins so, as watched on a day."""
        from rotascope.desk.theses import theses

        back = self._panels.look_back(as_of) is not None
        return theses(self.backend, self._panels.any(as_of), back, begins)

    def track(self, as_of: When = None, at: datetime | None = None) -> Track:
        """What became of theses and forecasts, and who was how good; with `at` rulings are kept."""
        from rotascope.desk.theses import track

        return track(
            self.backend, self._panels.any(as_of), at, self._panels.look_back(as_of) is not None
        )

    def why(self, key: str) -> Why:
        """How a printed figure came to be. Raises UnknownName or BadArgument for what is no key."""
        return why(self.panel, key)

    def rows(self, key: str, source: int = 0, offset: int = 0, limit: int = 100) -> Rows:
        """The rows one source of a printed figure was read from, as known on its day, and their files.

        Raises as `why` does, BadArgument for a source or an offset out of bounds, NoAnswer without rows.
        """
        from rotascope.desk.source_rows import source_rows

        told = self.why(key)
        return source_rows(self._panels.any(told.as_of), told, source, offset, limit)
