"""Tokens into a tree, by recursive descent. The tree is data: frozen, comparable, printable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from rotascope.conditions.tokens import Kind, Token, mistake, tokens
from rotascope.errors import BadArgument

__all__ = [
    "DEEPEST",
    "LONGEST_HELD",
    "MOST",
    "Both",
    "Comparison",
    "Condition",
    "Either",
    "Held",
    "Negated",
    "Node",
    "Observable",
    "observables",
    "parse",
]

DEEPEST, MOST, LONGEST_HELD = 32, 64, 2_520


@dataclass(frozen=True, slots=True)
class Observable:
    """`name("argument").attribute`, or a dotted path without an argument; `at` is its column."""

    path: tuple[str, ...]
    argument: str | None
    attribute: tuple[str, ...]
    at: int

    def __str__(self) -> str:
        call = "" if self.argument is None else f'("{self.argument}")'
        return ".".join((".".join(self.path) + call, *self.attribute))


Value = float | str | Observable


@dataclass(frozen=True, slots=True)
class Comparison:
    """left OP right; at least one side is observed."""

    left: Value
    op: str
    right: Value


@dataclass(frozen=True, slots=True)
class Held:
    """True where `part` was true on `sessions` sessions running, the last of them this one."""

    part: Node
    sessions: int


@dataclass(frozen=True, slots=True)
class Negated:
    """True where `part` is false; unknown stays unknown."""

    part: Node


@dataclass(frozen=True, slots=True)
class Both:
    """True where every part is."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """True where any part is."""

    parts: tuple[Node, ...]


Node = Comparison | Held | Negated | Both | Either


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed condition and the text it came from."""

    source: str
    root: Node


def parse(source: str) -> Condition:
    """The condition of a text. Raises BadArgument with the place of what is wrong, and an example."""
    reader = _Reader(source)
    root = _either(reader, 0)
    left = reader.peek()
    if left.kind != "end":
        raise reader.wrong(f"'{left.text}' is left over", "and, or, for N, or the end")
    return Condition(source.strip(), root)


def observables(node: Node | Condition) -> Iterator[Observable]:
    """Everything a condition looks at, in the order of the text."""
    if isinstance(node, Condition):
        yield from observables(node.root)
    elif isinstance(node, Comparison):
        yield from (side for side in (node.left, node.right) if isinstance(side, Observable))
    elif isinstance(node, Held | Negated):
        yield from observables(node.part)
    else:
        for part in node.parts:
            yield from observables(part)


class _Reader:
    """The tokens and how far they are read; counts comparisons, for a condition is small."""

    def __init__(self, source: str) -> None:
        self.source, self.tokens, self.at, self.compared = source, tokens(source), 0, 0

    def peek(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.tokens[self.at]
        self.at += token.kind != "end"
        return token

    def taken(self, kind: Kind, text: str = "") -> bool:
        token = self.peek()
        found = token.kind == kind and (not text or token.text == text)
        self.at += found
        return found

    def wrong(self, what: str, expected: str) -> BadArgument:
        return mistake(self.source, self.peek().at, what, expected)


def _either(reader: _Reader, depth: int) -> Node:
    if depth > DEEPEST:
        raise reader.wrong("parentheses too deep", f"at most {DEEPEST} levels")
    parts = [_both(reader, depth)]
    while reader.taken("word", "or"):
        parts.append(_both(reader, depth))
    return parts[0] if len(parts) == 1 else Either(tuple(parts))


def _both(reader: _Reader, depth: int) -> Node:
    parts = [_not(reader, depth)]
    while reader.taken("word", "and"):
        parts.append(_not(reader, depth))
    return parts[0] if len(parts) == 1 else Both(tuple(parts))


def _not(reader: _Reader, depth: int) -> Node:
    if reader.taken("word", "not"):
        if depth > DEEPEST:
            raise reader.wrong("`not` too often", f"at most {DEEPEST} levels")
        return Negated(_not(reader, depth + 1))
    return _held(reader, depth)


def _held(reader: _Reader, depth: int) -> Node:
    part = _part(reader, depth)
    if not reader.taken("word", "for"):
        return part
    token = reader.peek()
    if token.kind != "number" or not token.text.isdigit():
        raise reader.wrong("`for` what?", "a whole number of sessions, as in `for 5`")
    if not 1 <= int(token.text) <= LONGEST_HELD:
        raise reader.wrong(f"for {token.text[:9]}", f"1 to {LONGEST_HELD:,} sessions")
    reader.take()
    if reader.peek().text in ("session", "sessions"):
        reader.take()
    return Held(part, int(token.text))


def _part(reader: _Reader, depth: int) -> Node:
    if reader.taken("("):
        inner = _either(reader, depth + 1)
        if not reader.taken(")"):
            raise reader.wrong("a parenthesis is not closed", ")")
        return inner
    reader.compared += 1
    if reader.compared > MOST:
        raise reader.wrong("too many comparisons", f"at most {MOST}")
    left = _value(reader)
    if reader.peek().kind != "op":
        raise reader.wrong(f"{_shown(left)} is compared with nothing", "< <= > >= == or !=")
    op = reader.take().text
    right = _value(reader)
    if not isinstance(left, Observable) and not isinstance(right, Observable):
        raise reader.wrong("two constants are compared", "something observed on one side")
    if op not in ("==", "!=") and (isinstance(left, str) or isinstance(right, str)):
        raise reader.wrong(f"a word has no order for {op}", "== or !=")
    return Comparison(left, op, right)


def _shown(value: Value) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _value(reader: _Reader) -> Value:
    token = reader.peek()
    if token.kind == "number":
        return _number(reader)
    if token.kind == "text":
        if not token.text:
            raise reader.wrong("an empty word", 'a "word" that a state may be')
        return reader.take().text
    if token.kind != "name":
        seen = f"'{token.text}'" if token.text else "the condition ends"
        raise reader.wrong(f"{seen} where a value belongs", 'a number, a "word" or a name')
    return _observable(reader)


def _number(reader: _Reader) -> float:
    value = float(reader.peek().text)
    if not isfinite(value):
        raise reader.wrong("a number without end", "a number")
    reader.take()
    return value


def _observable(reader: _Reader) -> Observable:
    at = reader.peek().at
    path = _dotted(reader)
    argument: str | None = None
    attribute: tuple[str, ...] = ()
    if reader.taken("("):
        token = reader.peek()
        if token.kind != "text":
            raise reader.wrong(f"{'.'.join(path)}() of what?", 'a "text", as in rs("IWM/SPY")')
        argument = reader.take().text
        if not reader.taken(")"):
            raise reader.wrong("a parenthesis is not closed", ")")
        if reader.taken("."):
            attribute = _dotted(reader)
    return Observable(path, argument, attribute, at)


def _dotted(reader: _Reader) -> tuple[str, ...]:
    """name, or name.name...; words of the language are names behind a dot."""
    parts: list[str] = []
    while True:
        token = reader.peek()
        if token.kind != "name" and not (parts and token.kind == "word"):
            raise reader.wrong("a dot with nothing behind it", "a name, as in vix.percentile")
        parts.append(reader.take().text)
        if not reader.taken("."):
            return tuple(parts)
