"""The command `rotascope`: parse, ask the desk, print. Errors are one sentence on stderr.

Nothing but typer is imported here: the first screen of help must come at once.
"""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup
from typer.main import get_command

from rotascope.errors import RotascopeError
from rotascope.plain import one_line
from rotascope.surfaces import (
    agenda,
    ask,
    axes,
    base_rate,
    book,
    check,
    history,
    holders,
    hypotheses,
    keep,
    keys,
    library,
    reaction,
    replay,
    reports,
    serve,
    sync,
    thesis,
)

__all__ = ["app", "main"]


class Program(TyperGroup):
    """The root command: what is raised on purpose becomes a sentence and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command. Exit codes: 0 answered, 1 no answer, 2 wrong use, 3 data trouble."""
        try:
            return super().invoke(ctx)
        except RotascopeError as trouble:
            say(str(trouble))
            raise typer.Exit(trouble.exit_code) from None
        except BrokenPipeError:
            raise  # the reader of our pipe left: not our trouble, and no sentence can reach it
        except OSError as trouble:
            where = f"{trouble.filename}: " if trouble.filename else ""
            say(f"{where}{trouble.strerror or trouble}.")
            raise typer.Exit(3) from None


app = typer.Typer(
    name="rotascope",
    cls=Program,
    help="Who leads the US equity market, is leadership rotating, and how sure are we.",
    epilog="Start with `rotascope brief`. Every figure has a key; `rotascope why KEY` explains it.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    *agenda.COMMANDS,
    *ask.COMMANDS,
    *axes.COMMANDS,
    *base_rate.COMMANDS,
    *book.COMMANDS,
    *check.COMMANDS,
    *history.COMMANDS,
    *holders.COMMANDS,
    *hypotheses.COMMANDS,
    *keep.COMMANDS,
    *keys.COMMANDS,
    *library.COMMANDS,
    *reaction.COMMANDS,
    *replay.COMMANDS,
    *reports.COMMANDS,
    *serve.COMMANDS,
    *sync.COMMANDS,
    *thesis.COMMANDS,
):
    app.command(name=command.__name__.rstrip("_").replace("_", "-"))(command)


def say(sentence: str) -> None:
    """One sentence on stderr."""
    typer.echo(f"rotascope: {one_line(sentence)}", err=True)


def _mistake(kind: type[BaseException], raised: BaseException, trace: TracebackType | None) -> None:
    """What nobody foresaw is said in one sentence as well; ROTASCOPE_DEBUG=1 shows the rest."""
    if os.environ.get("ROTASCOPE_DEBUG"):
        sys.__excepthook__(kind, raised, trace)
        return
    say(
        f"this is a mistake of ours ({kind.__name__}: {raised}). Try: the same command with"
        " ROTASCOPE_DEBUG=1 shows where; please report it."
    )


def _encodable() -> None:
    """JSON and arrows in UTF-8; what a screen cannot show is replaced, never a failure."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = stream.encoding if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="replace")


def _leave(code: object) -> NoReturn:
    """End the process. Once Numba is loaded, taking it down costs 0.2 s that nobody needs to wait."""
    if "numba" not in sys.modules:
        raise SystemExit(code)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        os._exit(1)
    os._exit(code if isinstance(code, int) else 0)


def main() -> None:
    """Run `rotascope` with the arguments of the process."""
    sys.excepthook = _mistake
    _encodable()
    try:
        get_command(app).main(prog_name="rotascope")
    except SystemExit as leaving:
        _leave(leaving.code)
