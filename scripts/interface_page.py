"""The page of the interface: every question as command, as Python and over HTTP, and what comes back."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from rotascope.surfaces.api.describe import UPLOADS, Upload
from rotascope.surfaces.nouns import Noun, Parameter, nouns

__all__ = ["page"]

INTRODUCTION = """# The interface

One question, one object, three ways to ask. The command line with `--json`, Python and HTTP give the same
object, field by field; a test walks over all of them.

```
rotascope performance SPY IWM --window 2021 --json
```

```python
import rotascope

desk = rotascope.open("STORE")  # the folder of `--store`
desk.performance(["SPY", "IWM"], window="2021")  # frozen objects; fractions, not percent
rotascope.draw(desk.brief())  # a figure of any answer that has one
```

```
curl 'http://127.0.0.1:8000/api/v1/performance?symbol=SPY&symbol=IWM&window=2021'
```

Numbers are fractions with their unit beside them (`-0.1818` is a loss of 18.18 %). What is missing is
`null` with its reason beside it; there is no NaN and no infinity. Dates are ISO days. Every figure has a
`key`: `rotascope why KEY`, `/api/v1/why?key=KEY` and the page `/why/KEY` take it back to its rows.

The description of the HTTP interface for programs is served at `/openapi.json` (OpenAPI 3.1). Keys and
limits are on the page of the [dashboard and its server](web.md).

## Questions

`as_of` is a day: the answer then holds what was known on it and nothing later.
"""
TAIL = """## Over HTTP only

- **Unchanged answers.** Each answer has an `ETag` of the tables' version and the question. Sent back as
  `If-None-Match`, an unchanged answer is a 304 without a body and without computing.
- **Lists in pages.** `limit` (and `cursor` from the answer's `Link: <...>; rel="next"`) cut a list;
  without them the whole list is sent, as the command line prints it. A cursor of another
  version of the tables is refused rather than continued over a gap.
- **Errors** are `application/problem+json`: `type`, `title`, `status`, `detail`, and in words what was
  `expected` and what to `try`.
- **News.** `/ws` sends `{"version": ...}` when the tables change, and nothing else.

## Uploads

"""


def page() -> str:
    """The whole page."""
    parts = [INTRODUCTION, *(_question(one) for one in nouns()), TAIL]
    parts += [_upload(one) for one in UPLOADS]
    parts += ["", "## Objects\n", "What the answers are made of, by name.\n"]
    parts += [_object(kind) for kind in _objects()]
    return "\n".join(parts).rstrip() + "\n"


def _question(one: Noun) -> str:
    rows = "".join(_parameter(parameter) for parameter in one.parameters)
    head = "\n| takes | on the command line | else | meaning |\n|---|---|---|---|\n"
    table = head + rows if rows else ""
    return (
        f"### {one.name}\n\n{one.title} Answers {_named(one.answer)}.\n\n"
        f"`rotascope {' '.join(one.typed)}` · `GET {one.path}`\n{table}"
    )


def _upload(one: Upload) -> str:
    rows = "".join(
        f"| `{each.name}` | {_default(each)} | {_meaning(each)} |\n" for each in one.parameters
    )
    return (
        f"### POST {one.path}\n\n{one.title} Answers {_named(one.answer)}.\n\n"
        f"The file is the body, of at most {one.most:,} bytes: {', '.join(one.kinds)}.\n\n"
        f"| takes in the address | else | meaning |\n|---|---|---|\n{rows}"
    )


def _parameter(one: Parameter) -> str:
    typed = f"`{one.option}`" if one.option else "the argument"
    asked = "required" if one.required else _default(one)
    return f"| `{one.name}` | {typed} | {asked} | {_meaning(one)} |\n"


def _meaning(one: Parameter) -> str:
    told = one.help + (f" One of {', '.join(one.choices)}." if one.choices else "")
    return told.replace("|", "or")


def _default(one: Parameter) -> str:
    if one.default is True:
        return "`true`"
    return "" if one.default in (None, "", (), False) else f"`{one.default}`"


def _named(answer: Any) -> str:
    kinds = [kind for kind in get_args(answer) if kind is not Ellipsis]
    if not kinds:
        return f"[{answer.__name__}](#{answer.__name__.lower()})"
    return "a list of " + " or ".join(_named(kind) for kind in kinds)


def _objects() -> list[Any]:
    """Every dataclass that an answer holds, however deep, by name."""
    found: dict[str, Any] = {}
    waiting = [one.answer for one in (*nouns(), *UPLOADS)]
    while waiting:
        kind = waiting.pop()
        waiting += get_args(kind)
        if dataclasses.is_dataclass(kind) and getattr(kind, "__name__", "") not in found:
            found[getattr(kind, "__name__", "")] = kind
            waiting += get_type_hints(kind).values()
    return [found[name] for name in sorted(found)]


def _object(kind: Any) -> str:
    told = inspect.cleandoc(kind.__doc__ or "")
    return f"### {kind.__name__}\n\n{told}\n\n" + "\n".join(_fields(kind)) + "\n"


def _fields(kind: Any) -> Iterator[str]:
    for field in dataclasses.fields(kind):
        shown = re.sub(r"\b[a-z_]+\.(?=[A-Z])", "", str(field.type))
        yield f"- `{field.name}`: `{shown}`"
