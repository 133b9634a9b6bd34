"""The difference of two long lists of words, fast: runs of words that stand once in each are matched first.

Such runs anchor the comparison (as in the "patience" method); what lies between two anchors is short, and difflib
compares it exactly. So the cost grows with the length of the texts, not with its square.
"""

from bisect import bisect_left
from collections.abc import Iterator
from difflib import SequenceMatcher

RUN = 4  # words of an anchor: Vietnamese repeats its syllables, hardly ever four in a row
KEPT = 8  # one in so many of the anchors that follow each other word by word: a long stretch still weighs more
EXACT_PAIRS = 40_000  # of words between two anchors; above, they are taken as replaced

Piece = tuple[str, int, int, int, int]  # as difflib's opcodes: what, from and to in one, from and to in the other


def differences(one: list[str], other: list[str]) -> Iterator[Piece]:
    """Give the pieces of two lists in order, as difflib's opcodes do; neighbours may be of the same sort."""
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    stop, other_stop = len(one) - end, len(other) - end
    if start:
        yield "equal", 0, start, 0, start
    i, j = start, start
    for a, b in (*_anchors(one, other, start, stop, other_stop), (stop, other_stop)):
        if a < i or b < j:
            continue  # inside what was matched already
        yield from _between(one, other, i, a, j, b)
        length = _run_from(one, other, a, b, stop, other_stop)
        if length:
            yield "equal", a, a + length, b, b + length
        i, j = a + length, b + length
    if end:
        yield "equal", stop, len(one), other_stop, len(other)


def _common(one: list[str], other: list[str]) -> int:
    """Give how many words two lists have in common at their start."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _anchors(one: list[str], other: list[str], start: int, stop: int, other_stop: int) -> list[tuple[int, int]]:
    """Give the places of runs that stand once in each list, in the order that both lists keep."""
    here, there = _places(one, start, stop), _places(other, start, other_stop)
    shared = [(place, there[run]) for run, place in here.items() if run in there]
    return _longest_rising(_thinned(shared))


def _places(words: list[str], start: int, stop: int) -> dict[tuple, int]:
    """Give where each run of words stands that stands in one place only."""
    runs = list(zip(*(words[start + shift : stop] for shift in range(RUN)), strict=False))
    last = dict(zip(runs, range(start, stop), strict=False))
    if len(last) == len(runs):
        return last
    twice = {run for run, place in zip(runs, range(start, stop), strict=False) if last[run] != place}
    return {run: place for run, place in last.items() if run not in twice}


def _thinned(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out most of those that follow their neighbour word by word: the run from that one covers them."""
    kept, before, skipped = [], (-1, -1), 0
    for pair in pairs:
        follows = pair == (before[0] + 1, before[1] + 1)
        skipped = (skipped + 1) % KEPT if follows else 0
        if not skipped:
            kept.append(pair)
        before = pair
    return kept


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest part of the pairs (rising in the first) that rises in the second too."""
    ends: list[int] = []
    last: list[int] = []  # for each length, the pair at which the best run of it ends
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [second], [number]
    chosen: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def _run_from(one: list[str], other: list[str], i: int, j: int, stop: int, other_stop: int) -> int:
    length = 0
    while i + length < stop and j + length < other_stop and one[i + length] == other[j + length]:
        length += 1
    return length


def _between(one: list[str], other: list[str], i1: int, i2: int, j1: int, j2: int) -> Iterator[Piece]:
    if i1 == i2 and j1 == j2:
        return
    if i1 == i2 or j1 == j2 or (i2 - i1) * (j2 - j1) > EXACT_PAIRS:
        yield "replace", i1, i2, j1, j2
        return
    for what, a1, a2, b1, b2 in SequenceMatcher(None, one[i1:i2], other[j1:j2], autojunk=False).get_opcodes():
        yield what, i1 + a1, i1 + a2, j1 + b1, j1 + b2
