"""Write what the documentation takes from the code: method pages, the command reference, the tables.

`--check` writes nothing and fails, naming the page, when a page differs from what the code says.
Pages are generated from docstrings and registries, so they cannot promise what is not there.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rotascope import catalog
from rotascope.ingest.rules import RULES
from rotascope.registry import PROVIDERS, SIGNALS, SOURCES, SignalSpec, SourceSpec
from rotascope.settings import Settings
from rotascope.store.tables import SCHEMA_VERSION, TABLES, Table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # run as a file, the folder of scripts would be all it sees
from scripts import interface_page, readme_screens, requirement_rows  # noqa: E402

DOCS = ROOT / "docs"
MADE = (
    "<!-- Made by scripts/build_docs.py from the code; change the docstring, not this page. -->\n"
)
UNIT = {
    "fraction": "a fraction (0.25 is printed as 25 %)",
    "index": "an index without unit",
    "count": "a count",
    "sessions": "sessions",
    "sd": "standard deviations",
    "points": "points",
    "state": "a state, shown as a word",
    "pp": "percentage points",
    "bp": "basis points (hundredths of a percentage point)",
    "ratio": "a ratio without unit",
    "years": "years",
    "months": "months",
    "days": "days",
    "usd": "US dollars",
}
AXIS = {
    "size": "size: small against large",
    "concentration": "concentration: the rest against the few",
    "market": "market: a condition of the whole market, on neither axis",
}


def paragraphs(doc: str) -> str:
    """A docstring as Markdown: its own indentation removed, nothing else touched."""
    return inspect.cleandoc(doc)


def sign_in_words(spec: SignalSpec) -> str:
    """What a high value means, as the registered sign says."""
    lead = {"size": ("small caps", "large caps"), "concentration": ("the rest", "the few")}
    if spec.sign == 0:
        return "None: theory gives no direction, so the signal is shown and never counted."
    who = lead[spec.axis][0 if spec.sign > 0 else 1]
    how = (
        "lean = sign x (2 x expanding percentile - 1), from the signal's own past only"
        if spec.lean == "percentile"
        else "the lean is the signal's own, described above"
    )
    return f"A high value leans to {who} (sign {spec.sign:+d}); {how}."


def method_page(spec: SignalSpec) -> str:
    """The page of one signal."""
    null = inspect.getdoc(spec.null) if spec.null is not None else ""
    parts = [
        MADE,
        f"# {spec.title}\n",
        f"`{spec.name}` · axis {AXIS[spec.axis]} · family {spec.family} · in {UNIT[spec.unit]}\n",
        paragraphs(spec.help) + "\n",
        "## Theory and sign\n",
        f"{spec.theory}\n\n{sign_in_words(spec)}\n",
        "## What noise alone would show\n",
        (null or "No simulated comparison: judge the value by its percentile in its own past.")
        + "\n",
        *_series_of(spec),
        "## Where it is computed\n",
        f"`{spec.compute.__module__}`. `rotascope signals {spec.name}` prints the value of today,"
        f" `rotascope why signal/{spec.name}@DATE` the rows behind it.\n",
    ]
    return "\n".join(parts)


def _series_of(spec: SignalSpec) -> Iterator[str]:
    if not spec.pair:
        return
    known = catalog.load()
    pair = known.pair(spec.pair)
    yield "## The series\n"
    for role in (pair.numerator, pair.denominator):
        players = ", ".join(f"{e.symbol}{' (proxy)' if e.proxy else ''}" for e in known.role(role))
        yield f"- {role.replace('_', ' ')}: the first of {players} that is on file."
    if pair.note:
        yield f"- Note: {pair.note}."
    yield ""


def methods_index(specs: Iterable[SignalSpec]) -> str:
    """All method pages, by axis and family."""
    lines = [MADE, "# Methods\n", "One page a signal, made from its docstring.\n"]
    groups: dict[tuple[str, str], list[SignalSpec]] = {}
    for spec in specs:
        groups.setdefault((spec.axis, spec.family), []).append(spec)
    for (axis, family), group in sorted(groups.items()):
        lines.append(f"## {AXIS[axis].capitalize()} - {family}\n")
        lines += [f"- [{spec.name}]({spec.name}.md): {spec.title}" for spec in group]
        lines.append("")
    return "\n".join(lines)


def tables_page() -> str:
    """Every market table: what a row is, its key, its columns with type and unit."""
    lines = [MADE, "# Market tables\n", f"Schema version {SCHEMA_VERSION}. Every row also has"
             " `dataset` (which source) and `known_at` (the first session at whose close a reader could"
             " have had it). Rows are appended, never changed; a correction is a new row with the same"
             " key and a later `known_at`.\n"]  # fmt: skip
    for table in TABLES.values():
        lines += [f"## {table.name}\n", f"{table.doc}\n", f"Key: {', '.join(table.key)}.\n",
                  "| column | type | unit or meaning | may be empty |", "|---|---|---|---|"]  # fmt: skip
        lines += [_column(table, name) for name in table.columns]
        lines.append("")
    lines += ["## Readers\n"]
    lines += [f"- `{name}`: {_first_line(spec.help)}" for name, spec in PROVIDERS.items()]
    return "\n".join(lines) + "\n"


def _column(table: Table, name: str) -> str:
    kind = str(table.columns[name]())
    unit = table.units.get(name) or {"known_at": "day"}.get(name, "part of the key")
    return f"| {name} | {kind} | {unit} | {'no' if name in table.required else 'yes'} |"


OUTCOME = {
    "quarantine": "the row is held",
    "flag": "kept and told",
    "hold": "the whole file is held",
}


def checks_page() -> str:
    """The thirty checks, as the gate itself lists them."""
    lines = [MADE, "# The gate's checks\n",
             "Every row that comes in is accepted, counted as unchanged, or held with the check that held"
             " it, what was expected and what was found. `rotascope quarantine` lists the held rows.\n",
             "| check | what must be true | otherwise |", "|---|---|---|"]  # fmt: skip
    for rule in RULES.values():
        outcome = " or ".join(OUTCOME[s] for s in rule.severities) or "counted as unchanged"
        lines.append(f"| {rule.id} | {rule.says} | {outcome} |")
    return "\n".join(lines) + "\n"


def _leave(name: str, spec: SourceSpec) -> str:
    asked = f" Asked only by name: `rotascope sync {name}`."
    return asked if spec.asked_only else ""


def sources_page() -> str:
    """Every network source: where it asks, on which terms, what becomes of the answers."""
    lines = [MADE, "# Network sources\n",
             "`rotascope sync` asks these for what the catalog needs and the store lacks; `sync"
             " --dry-run` prints every address it would ask, `sync --probe` tries each source once and"
             " changes nothing.\n"]  # fmt: skip
    for name, spec in sorted(SOURCES.items(), key=lambda item: (item[1].order, item[0])):
        lines += [f"## {name}: {spec.title}\n", f"{paragraphs(spec.help)}\n",
                  f"Asked: {', '.join(f'`{host}`' for host in spec.hosts) or 'the addresses you name'}."
                  f" Terms: {spec.terms.removesuffix('.')}.{_leave(name, spec)}\n"]  # fmt: skip
    return "\n".join(lines)


def sample_page() -> str:
    """What the sample holds, from the jobs that import it."""
    from rotascope.providers import sample

    known = catalog.load()
    lines = [MADE, "# The sample\n", inspect.cleandoc(sample.__doc__ or "") + "\n",
             "| dataset | table | from | what it is, and is not | known |",
             "|---|---|---|---|---|"]  # fmt: skip
    lines += [
        f"| {job.dataset.name} | {job.table} | {job.source} | {job.dataset.note} | {job.known} |"
        for job in sample.jobs()
    ]
    lines += ["", "## Who stands for whom\n",
              "A role is played by the first of its series that is on file. Stand-ins are called proxies"
              " on every screen.\n"]  # fmt: skip
    for role, entries in known.roles.items():
        lines.append(f"- {role.replace('_', ' ')}: " + "; ".join(_player(e) for e in entries))
    return "\n".join(lines) + "\n"


def _player(entry: catalog.RoleEntry) -> str:
    since = f" from {entry.first}" if entry.first > catalog.FAR_PAST else ""
    note = f" ({entry.note})" if entry.note else ""
    splice = f", before its first day {entry.splice}" if entry.splice else ""
    return f"{entry.symbol}{since}{', a proxy' if entry.proxy else ''}{splice}{note}"


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else ""


def cli_page() -> str:
    """Every command with its arguments and options, read from the running program."""
    import typer

    from rotascope.surfaces.cli import app

    root: Any = typer.main.get_command(app)
    lines = [MADE, "# Commands\n", f"{_first_line(root.help or '')}\n"]
    for name, command in sorted(root.commands.items()):
        if command.hidden:
            continue
        lines += [f"## rotascope {name}\n", f"{inspect.cleandoc(command.help or '')}\n"]
        rows = [_option(param) for param in command.params if not getattr(param, "hidden", False)]
        if rows:
            lines += ["| argument or option | default | meaning |", "|---|---|---|", *rows, ""]
    lines += ["## Settings\n", inspect.cleandoc(Settings.__doc__ or "") + "\n"]
    lines += [
        f"- `{name}` (`ROTASCOPE_{name.upper()}`): {field.description}"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(lines) + "\n"


def pages_page() -> str:
    """Every page of the dashboard with its address, from the files that make them."""
    from rotascope.surfaces.web.page import pages as of_the_dashboard

    lines = [MADE, "# Pages of the dashboard\n",
             "What all of them share is told with the [server](web.md). `{...}` is a name or a key.\n",
             "| page | address | what it says |", "|---|---|---|"]  # fmt: skip
    for page in of_the_dashboard():
        told = _first_line(inspect.getmodule(page.build).__doc__ or "")
        lines.append(f"| {page.title} | `{page.path}` | {told.replace('|', 'or')} |")
    lines += ["", "## How they look\n", "On the sample, before scrolling: wide, narrow, light, dark."
              " `make pictures` makes these.\n"]  # fmt: skip
    for page in of_the_dashboard():
        if (DOCS / "pictures" / f"{page.name}.webp").is_file():
            lines += [f"### {page.title}\n", f"![{page.title}](pictures/{page.name}.webp)\n"]
    return "\n".join(lines) + "\n"


def _option(param: Any) -> str:
    argument = param.param_type_name == "argument"
    shown = param.make_metavar_name() if argument and hasattr(param, "make_metavar_name") else ""
    name = shown or (param.name.upper() if argument else ", ".join(param.opts))
    default = param.default
    plain = default is None or callable(default) or isinstance(default, bool) or default == ()
    text = "" if plain else f"`{default}`"
    return f"| `{name}` | {text} | {(param.help or '').replace('|', 'or')} |"


def pages() -> dict[Path, str]:
    """Every generated page with what it should say."""
    specs = [spec for _, spec in SIGNALS.items()]
    made = {DOCS / "methods" / f"{spec.name}.md": method_page(spec) for spec in specs}
    made[DOCS / "methods" / "index.md"] = methods_index(specs)
    made[DOCS / "tables.md"] = tables_page()
    made[DOCS / "sample.md"] = sample_page()
    made[DOCS / "cli.md"] = cli_page()
    made[DOCS / "pages.md"] = pages_page()
    made[DOCS / "checks.md"] = checks_page()
    made[DOCS / "interface.md"] = MADE + interface_page.page()
    made[DOCS / "sources.md"] = sources_page()
    made[DOCS / "requirements.md"] = MADE + requirement_rows.page()
    return made


def stale(made: dict[Path, str]) -> list[str]:
    """Sentences about pages that differ from the code, are missing or are left over."""
    found = []
    for path, text in made.items():
        shown = path.relative_to(ROOT)
        if not path.is_file():
            found.append(f"{shown} is missing")
        elif path.read_text("utf-8") != text:
            found.append(f"{shown} is stale")
    over = set((DOCS / "methods").glob("*.md")) - set(made)
    return found + [
        f"{path.relative_to(ROOT)} describes nothing registered" for path in sorted(over)
    ]


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check say which are stale."""
    made = pages()
    if "--check" in arguments:
        found = stale(made)
        for sentence in found:
            print(f"{sentence}: run `make docs`", file=sys.stderr)
        return 1 if found else 0
    for path in (DOCS / "methods").glob("*.md"):
        if path not in made:
            path.unlink()
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    readme_screens.write()
    print(f"{len(made)} pages written to {DOCS.relative_to(ROOT)}/")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
