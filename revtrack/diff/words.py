"""Finds the words that changed between two texts, and shows them as a person would mark them.

The core is a longest common subsequence of tokens. Three rules make it readable: an insertion slides to the beginning of a
word or sentence; changes parted only by a space or a very short word are one change; and where more than about one
change in four words remains, the text counts as rewritten and both stand whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

from msgspec import Struct
from rapidfuzz.distance import Postfix, Prefix

from revtrack.diff.matching import Run, match
from revtrack.diff.tokens import parts_no_token, tokens
from revtrack.model.changes import Edit

SHORT_WORD = 2
"""A kept word of at most so many letters does not part two changes."""

WORDS_A_CHANGE, MOSTLY_KEPT, FEW_CHANGES = 4, 0.65, 3
"""Rewritten: more than one change in so many words, unless so much is kept that it can still be read; and more changes than
these few. Without the second condition text is shown whole that reads well: 5 % more on the developer data."""

MARGIN = 80
"""So many equal characters beside a change are compared with it."""

_SENTENCE_ENDS = (".", "!", "?", ":", ";", "。", "！", "？", "\n")


class WordDiff(Struct, frozen=True):
    """The edits between two texts; none if they are equal. `coarse` if a bound of work made them coarser than could be."""

    edits: tuple[Edit, ...]
    coarse: bool = False


class _Hunk(Struct):
    """Tokens old[i:i_end] became new[j:j_end]."""

    i: int
    i_end: int
    j: int
    j_end: int


def word_diff(old: str, new: str) -> WordDiff:
    """The edits that turn `old` into `new`, word by word. Kept and taken away make `old`, kept and added make `new`."""
    if old == new:
        return WordDiff(())
    if not old or not new:
        return WordDiff(whole(old, new))
    start, end = _equal_ends(old, new)
    head, tail = old[:start], old[len(old) - end :]
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    before, after = tokens(old), tokens(new)
    matching = match(before, after)
    hunks = list(_slid(before, after, _hunks(matching.runs, len(before), len(after))))
    if len(hunks) > FEW_CHANGES and _is_rewritten(before, after, _joined(before, hunks, shortest=1), head + tail):
        return WordDiff(whole(head + old + tail, head + new + tail), matching.coarse)
    edits = _edits(old, new, before, after, _joined(before, hunks, shortest=SHORT_WORD + 1))
    return WordDiff(tuple(_between(head, edits, tail)), matching.coarse)


def _equal_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters both begin and end with, cut back to where surely no token is parted, and a margin further.

    The margin is room for an insertion to slide to the beginning of a sentence. A text without such places is kept whole.
    """
    shorter = min(len(old), len(new))
    start = _cut(old, new, Prefix.similarity(old, new) - MARGIN, step=-1)
    end = min(Postfix.similarity(old, new) - MARGIN, shorter - start)
    stop = _cut(old, new, len(old) - end, step=1) if end > 0 else len(old)
    return start, len(old) - stop


def _cut(old: str, new: str, at: int, *, step: int) -> int:
    """The nearest place in that direction where no token is parted on either side; the end of the text if there is none."""
    shift = len(new) - len(old) if step > 0 else 0
    while 0 < at < len(old):
        if parts_no_token(old, at) and parts_no_token(new, at + shift):
            return at
        space = old.find(" ", at) if step > 0 else old.rfind(" ", 0, at - 1)
        if space < 0:
            break
        at = space + 1
    return 0 if step < 0 else len(old)


def _between(head: str, edits: Iterable[Edit], tail: str) -> Iterator[Edit]:
    """The edits with what is kept before and after them; kept text that meets kept text is one."""
    found = [Edit("=", head), *edits, Edit("=", tail)]
    if len(found) > 2 and found[1].op == "=":
        found[:2] = [Edit("=", head + found[1].text)]
    if len(found) > 2 and found[-2].op == "=":
        found[-2:] = [Edit("=", found[-2].text + tail)]
    return (edit for edit in found if edit.text)


def whole(old: str, new: str) -> tuple[Edit, ...]:
    """The whole old text taken away, the whole new one added."""
    return tuple(edit for edit in (Edit("-", old), Edit("+", new)) if edit.text)


def _hunks(runs: Sequence[Run], old_end: int, new_end: int) -> list[_Hunk]:
    found = []
    i = j = 0
    for run in (*runs, Run(old_end, new_end, 0)):
        if run.old > i or run.new > j:
            found.append(_Hunk(i, run.old, j, run.new))
        i, j = run.old + run.length, run.new + run.length
    return found


def _slid(old: Sequence[str], new: Sequence[str], hunks: Sequence[_Hunk]) -> Iterator[_Hunk]:
    """Each pure insertion or deletion at the best of the places where it says the same."""
    for at, hunk in enumerate(hunks):
        left = hunks[at - 1].i_end if at else 0
        right = hunks[at + 1].i if at + 1 < len(hunks) else len(old)
        if hunk.i == hunk.i_end:
            by = _slide(new, hunk.j, hunk.j_end, hunk.i - left, right - hunk.i_end)
        elif hunk.j == hunk.j_end:
            by = _slide(old, hunk.i, hunk.i_end, hunk.i - left, right - hunk.i_end)
        else:
            by = 0
        # in place, since the next hunk may slide only as far as this one now ends
        hunk.i, hunk.i_end, hunk.j, hunk.j_end = hunk.i + by, hunk.i_end + by, hunk.j + by, hunk.j_end + by
        yield hunk


def _slide(text: Sequence[str], start: int, end: int, room_before: int, room_after: int) -> int:
    """By how many tokens text[start:end] is best moved, where a move is a token leaving at one end and an equal one joining."""
    places = [0]
    while -places[-1] < room_before and text[start + places[-1] - 1] == text[end + places[-1] - 1]:
        places.append(places[-1] - 1)
    places.reverse()
    while places[-1] < room_after and text[start + places[-1]] == text[end + places[-1]]:
        places.append(places[-1] + 1)
    return max(places, key=lambda by: (_beginning(text, start + by), -by))


def _beginning(text: Sequence[str], at: int) -> int:
    """How well a change may begin there: best at a sentence, then at a word, worst at a space."""
    if text[at].isspace():
        return 0
    if at == 0 or "\n" in text[at - 1]:
        return 3
    if not text[at - 1].isspace():
        return 1
    return 3 if at > 1 and text[at - 2].endswith(_SENTENCE_ENDS) else 2


def _joined(old: Sequence[str], hunks: Sequence[_Hunk], *, shortest: int) -> list[_Hunk]:
    """Hunks parted by nothing, by spaces, or by one word below the shortest that parts, as one."""
    found: list[_Hunk] = []
    for hunk in hunks:
        if found and _parts_nothing(old[found[-1].i_end : hunk.i], shortest):
            last = found[-1]
            found[-1] = _Hunk(last.i, hunk.i_end, last.j, hunk.j_end)
        else:
            found.append(hunk)
    return found


def _parts_nothing(kept: Sequence[str], shortest: int) -> bool:
    if len(kept) > 3:
        return False
    words = [token for token in kept if not token.isspace()]
    return not words or (len(words) == 1 and len(kept) == 3 and words[0].isalpha() and len(words[0]) < shortest)


def _is_rewritten(old: Sequence[str], new: Sequence[str], hunks: Sequence[_Hunk], beside: str) -> bool:
    """Whether so little is kept in so many pieces that both texts are better shown whole; `beside` is kept around them."""
    if len(hunks) <= FEW_CHANGES:
        return False
    around = _words(tokens(beside)) if beside else 0
    before, after = around + _words(old), around + _words(new)
    if len(hunks) * WORDS_A_CHANGE <= max(before, after):
        return False
    taken = sum(_words(old[hunk.i : hunk.i_end]) for hunk in hunks)
    kept = 2 * (before - taken) / max(1, before + after)
    return kept < MOSTLY_KEPT


def _words(text: Sequence[str]) -> int:
    return sum(map(str.isalnum, map(itemgetter(0), text)))


def _edits(old: str, new: str, before: Sequence[str], after: Sequence[str], hunks: Sequence[_Hunk]) -> list[Edit]:
    """The edits of the hunks, cut out of the texts by where their tokens begin."""
    olds, news = (list(accumulate(map(len, side), initial=0)) for side in (before, after))
    found = []
    at = 0
    for hunk in hunks:
        start, end = olds[hunk.i], olds[hunk.i_end]
        if start > at:
            found.append(Edit("=", old[at:start]))
        if end > start:
            found.append(Edit("-", old[start:end]))
        if hunk.j_end > hunk.j:
            found.append(Edit("+", new[news[hunk.j] : news[hunk.j_end]]))
        at = end
    return [*found, Edit("=", old[at:])] if at < len(old) else found
