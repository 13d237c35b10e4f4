"""Refines a word-level edit to letters inside one changed word, on request: `radikalisering[-s-]`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revtrack.model.changes import Edit

LEAST_KEPT = 0.5
"""Share of the longer word's letters that must be kept for letters to be easier to read than words."""


def refine(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits with each word replaced by a similar word marked letter by letter; runs of several words stay as they are."""
    return tuple(_refined(edits))


def _refined(edits: Sequence[Edit]) -> Iterator[Edit]:
    at = 0
    while at < len(edits):
        pair = edits[at : at + 2]
        if [edit.op for edit in pair] == ["-", "+"] and all(edit.text.isalpha() for edit in pair):
            yield from _inside(pair[0].text, pair[1].text)
            at += 2
        else:
            yield edits[at]
            at += 1


def _inside(old: str, new: str) -> tuple[Edit, ...]:
    from diff_match_patch import diff_match_patch

    differ = diff_match_patch()
    differ.Diff_Timeout = 0  # its time-out would make the answer depend on the machine
    parts = differ.diff_main(old, new, False)
    differ.diff_cleanupSemantic(parts)
    kept = sum(len(text) for op, text in parts if op == 0)
    if kept < LEAST_KEPT * max(len(old), len(new)):
        return Edit("-", old), Edit("+", new)
    return tuple(Edit({-1: "-", 0: "=", 1: "+"}[op], text) for op, text in parts)
