"""Who gains and who loses in one sentence: A beats B, out of A into B, long A, A up 3 %.

What a sentence says of two names is seldom its mean tone. These rules speak where its words are plain;
where they are not, None leaves the answer to the reader.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rotascope.articles.polarity_words import Word, words
from rotascope.articles.tone_words import clauses, score, terms

__all__ = ["Named", "grain", "only_against", "sides", "turned"]

FIRM, MOVE, DOUBTED = 0.6, 0.5, 0.5
PLAIN = 0.2
NEAR, VERB_NEAR, TRADE_NEAR = 12, 3, 3
NOBODY = frozenset(("nobody", "none", "neither"))
PASSIVE = frozenset(("is", "are", "was", "were", "been", "being", "be", "get", "got"))
RATIOS = frozenset(("ratio", "spread"))
NO_WORD = Word("", 0, 0)
LIST_MARKS = frozenset(("and", "or", ",", "/", "&", "("))


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence: `text[start:end]` and what it means."""

    symbol: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence as the rules read it: its words, and for each name the words before and behind it."""

    cut: tuple[Word, ...]
    names: tuple[Named, ...]
    first: tuple[int, ...]
    behind: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...]


def _read(text: str, names: Sequence[Named]) -> _Read:
    cut = words(text)
    starts = [word.start for word in cut]
    first = tuple(bisect_left(starts, name.start) for name in names)
    behind = tuple(bisect_left(starts, name.end) for name in names)
    groups: list[tuple[int, ...]] = []
    for at in range(len(names)):
        joined = text[names[at - 1].end : names[at].start] if at else "none"
        marks = joined.replace("/", " / ").replace(",", " , ").replace("(", " ( ").split()
        if at and len(joined) <= NEAR and all(mark in LIST_MARKS for mark in marks):
            groups[-1] = (*groups[-1], at)
        else:
            groups.append((at,))
    return _Read(cut, tuple(names), first, behind, tuple(groups))


def sides(text: str, names: Sequence[Named]) -> tuple[float | None, ...]:
    """For each name in order what the sentence's plain words say of it, [-1, 1]; None: nothing plain.

    Pairs come first ("A outperforms B": A +.6, B -.6), then trades (long, short), then moves (up, fell)
    right behind a name. Negation turns a pair, if and may halve it.
    """
    if not names:
        return ()
    read = _read(text, names)
    found: dict[int, float] = {}
    for rule in (_ratios, _pairs, _relative, _nouns, _flows, _trades, _moves):
        for at, value in rule(text, read):
            found.setdefault(at, value)
    return tuple(found.get(at) for at in range(len(names)))


def _before(read: _Read, word: int) -> tuple[int, ...]:
    """The list of names that ends last before a word."""
    ended = [g for g in read.groups if read.behind[g[-1]] <= word]
    return ended[-1] if ended and word - read.behind[ended[-1][-1]] <= NEAR else ()


def _after(read: _Read, word: int) -> tuple[int, ...]:
    """The list of names that begins first behind a word."""
    begun = [g for g in read.groups if read.first[g[0]] > word]
    return begun[0] if begun and read.first[begun[0][0]] - word <= NEAR else ()


def _scale(read: _Read, word: int) -> float:
    """-1 for a negated word, half for one that is only possible."""
    before = {w.form for w in read.cut[max(0, word - VERB_NEAR) : word]}
    sets = terms().sets
    plain = {form.replace("'", "") for form in before}
    far = {w.form for w in read.cut[max(0, word - NEAR) : word]}
    negated = (
        far & NOBODY or plain & sets["negation"] or any(form.endswith("n't") for form in before)
    )
    return (-1.0 if negated else 1.0) * (DOUBTED if plain & sets["unsure"] else 1.0)


def _passive(read: _Read, word: int) -> float:
    """-1 for "A was beaten by B", where the doer comes last."""
    behind = read.cut[word + 1].form if word + 1 < len(read.cut) else ""
    before = {w.form for w in read.cut[max(0, word - VERB_NEAR) : word]}
    return -1.0 if behind == "by" and before & PASSIVE else 1.0


Rule = list[tuple[int, float]]


def _pairs(text: str, read: _Read) -> Rule:
    """A outperforms B; A lags B. Both sides must be named."""
    found: Rule = []
    for at, word in enumerate(read.cut):
        sign = _sign(word.form, "beats", "lags")
        if sign:
            left, right = _before(read, at), _after(read, at)
            if left and right and word.form.startswith(("lead", "led")) and _along(read, right):
                found += [(name, FIRM * _along(read, right)) for name in (*left, *right)]
            elif left and right:
                value = sign * FIRM * _scale(read, at) * _passive(read, at)
                found += [(name, value) for name in left] + [(name, -value) for name in right]
    return found


def _along(read: _Read, group: tuple[int, ...]) -> int:
    """+1 or -1 where one leads others higher or lower: then both move, and nobody beats anybody."""
    end = read.behind[group[-1]]
    forms = {word.form for word in read.cut[end : end + 2]}
    return bool(forms & {"higher", "up"}) - bool(forms & {"lower", "down"})


def _ratios(text: str, read: _Read) -> Rule:
    """The ratio of A to B fell; A/B rose: the first moves against the second."""
    for at, name in enumerate(read.names[:-1]):
        first, second = read.first[at], read.first[at + 1]
        between = text[name.end : read.names[at + 1].start]
        asked = {word.form for word in read.cut[max(0, first - VERB_NEAR) : first]}
        joined = between == "/" or (asked & RATIOS and second - read.behind[at] <= 2)
        end = read.behind[at + 1]
        moves = (_sign(w.form, "up", "down") for w in read.cut[end : end + VERB_NEAR])
        sign = next((move for move in moves if move), 0)
        if joined and sign and at + 2 not in range(len(read.names)):
            return [(at, sign * FIRM), (at + 1, -sign * FIRM)]
    return []


def _relative(text: str, read: _Read) -> Rule:
    """A was crushed relative to B: what is said of A before "relative to" turns for B."""
    found: Rule = []
    for at, word in enumerate(read.cut[:-1]):
        if word.form != "relative" or read.cut[at + 1].form != "to":
            continue
        left, right = _before(read, at), _after(read, at)
        if left and right:
            said = score(text[read.names[left[-1]].end : word.start])
            value = FIRM * ((said >= PLAIN) - (said <= -PLAIN))
            found += [(name, value) for name in left] + [(name, -value) for name in right]
    return [(name, value) for name, value in found if value]


def _nouns(text: str, read: _Read) -> Rule:
    """Outperformance of A against B: B only behind a word that says so."""
    found: Rule = []
    for at, word in enumerate(read.cut):
        sign = _sign(word.form, "nouns_beat", "nouns_lag")
        behind = read.cut[at + 1].form if at + 1 < len(read.cut) else ""
        if not sign or behind not in ("of", "in", "by"):
            continue
        value = sign * FIRM * _scale(read, at)
        left = _after(read, at + 1)
        found += [(name, value) for name in left]
        last = read.behind[left[-1]] if left else len(read.cut)
        turn = next((i for i in range(last, min(last + NEAR, len(read.cut)))
                     if read.cut[i].form in terms().sets["against"]), None)  # fmt: skip
        if turn is not None:
            found += [(name, -value) for name in _after(read, turn)]
    return found


def _flows(text: str, read: _Read) -> Rule:
    """Money out of A into B: where one name is left and another reached."""
    sets, found = terms().sets, list[tuple[int, float]]()
    into = [i for i, w in enumerate(read.cut) if w.form in sets["into"]]
    out = [i for i, w in enumerate(read.cut) if w.form in sets["out_of"]]
    said = {word.form for word in read.cut}
    # "From ... to" is said of many things: it is a flow where something says that money moves.
    money = said & sets["moves_money"] or said & (sets["out_of"] - {"from"})
    if into and out and money:
        for group in read.groups:
            place = read.first[group[0]]
            last_in = max((i for i in into if i < place), default=-1)
            last_out = max((i for i in out if i < place), default=-1)
            if max(last_in, last_out) >= 0 and place - max(last_in, last_out) <= NEAR:
                value = FIRM if last_in > last_out else -FIRM
                found += [(name, value) for name in group]
    # From 3 % to 4 % is no flow: one name must be left and another reached.
    return found if len({value for _, value in found}) > 1 else []


def _trades(text: str, read: _Read) -> Rule:
    """Long A, short B/C; prefer A over B; cut C to underweight."""
    found: Rule = []
    for group in read.groups:
        place, end = read.first[group[0]], read.behind[group[-1]]
        at = _trade(read, place, end)
        if at is not None:
            sign = _sign(read.cut[at].form, "long", "short")
            found += [(name, sign * FIRM * _scale(read, at)) for name in group]
        elif _second(read, place):
            found += [(name, -FIRM) for name in group]
    return found


def _trade(read: _Read, place: int, end: int) -> int | None:
    """The word that says how a name is held: "to underweight" behind it, or long or short before it."""
    to, held = (word.form for word in (*read.cut[end : end + 2], NO_WORD, NO_WORD)[:2])
    if to == "to" and _sign(held, "long", "short"):
        return end + 1
    for at in range(place - 1, max(-1, place - 1 - TRADE_NEAR), -1):
        if read.cut[at].form in (",", ";") or read.cut[at].form in terms().sets["over"]:
            return None
        if _sign(read.cut[at].form, "long", "short"):
            return at
    return None


def _second(read: _Read, place: int) -> bool:
    """Whether a name stands behind "over" in a sentence that prefers something else over it."""
    sets = terms().sets
    before = [word.form for word in read.cut[max(0, place - NEAR) : place]]
    return (
        bool(before) and before[-1] in sets["over"] and bool(sets["under_long"] & set(before[:-1]))
    )


def _moves(text: str, read: _Read) -> Rule:
    """A is up 3 %, B fell: a word of movement within three words behind the name.

    Of one name alone the reader knows more: "fell less than feared" is no fall.
    """
    found: Rule = []
    if len(read.groups) < 2:
        return found
    spans = clauses(text)
    for group in read.groups:
        end = read.behind[group[-1]]
        clause = next(s for s in reversed(spans) if s[0] <= read.names[group[0]].start)
        for at in range(end, min(end + VERB_NEAR, len(read.cut))):
            word = read.cut[at]
            sign = _sign(word.form, "up", "down")
            if word.form in (",", ";") or word.start >= clause[1] or at in read.first:
                break
            if sign:
                found += [(name, sign * MOVE * _scale(read, at)) for name in group]
                break
    return found


def _sign(form: str, plus: str, minus: str) -> int:
    sets = terms().sets
    return (form in sets[plus]) - (form in sets[minus])


def grain(text: str, names: Sequence[Named]) -> float | None:
    """What a sentence on rates, spreads, inflation, jobs or the VIX says for shares; None: nothing plain.

    Lower rates and a lower VIX are good, whatever "low" and "cut" mean elsewhere (methods 17.1).
    """
    rules, every = terms().grain, _with_words(text, names)
    read = _read(text, every)
    found = []
    for at, name in enumerate(every):
        if name.symbol in rules["good"] or name.symbol in rules["bad"]:
            found.append(MOVE if name.symbol in rules["good"] else -MOVE)
        elif name.symbol in rules["symbols"]:
            value = _against(read, at)
            found += [value] if value else []
    return sum(found) / len(found) if found else None


def turned(text: str, names: Sequence[Named]) -> tuple[float | None, ...]:
    """For each name whose rise is bad for shares what its move says, 0 for none; None for the others."""
    bad = [name.symbol in terms().grain["symbols"] for name in names]
    read = _read(text, names) if any(bad) else None
    return tuple(
        _against(read, at) if read is not None and one else None for at, one in enumerate(bad)
    )


def only_against(names: Sequence[Named]) -> bool:
    """Whether every name of a sentence is one whose rise is bad for shares, or none is named at all."""
    return all(name.symbol in terms().grain["symbols"] for name in names)


def _with_words(text: str, names: Sequence[Named]) -> tuple[Named, ...]:
    """The names, and what no series stands for: unemployment, jobless claims, the odds of a recession."""
    low, found = text.lower(), list(names)
    for phrase in sorted(terms().grain["words"]):
        at = low.find(phrase)
        inside = any(name.start < at + len(phrase) and at < name.end for name in found)
        whole = not text[at + len(phrase) : at + len(phrase) + 1].isalpha()
        if at >= 0 and whole and not inside and not text[max(at - 1, 0) : at].isalpha():
            found.append(Named("inflation", at, at + len(phrase)))
    return tuple(sorted(found, key=lambda name: name.start))


def _against(read: _Read, at: int) -> float:
    """-MOVE for what rose, +MOVE for what fell: the first word of movement behind the name, or before."""
    rules, words_of = terms().grain, read.cut
    first, behind = read.first[at], read.behind[at]
    last = min([behind + NEAR // 2, *(one for one in read.first if one >= behind)])
    after = list(range(behind, min(last, len(words_of))))
    before = list(range(first - 1, max(-1, first - 1 - VERB_NEAR), -1))
    joined = {words_of[one].form for one in before[:2]} & {"in", "of"}
    for place in (*before, *after) if joined else (*after, *before):
        form = words_of[place].form
        if form in rules["fall"] or form in rules["rise"]:
            return (MOVE if form in rules["fall"] else -MOVE) * _scale(read, place)
    return 0.0
