"""Pairs two texts in different languages, by what survives a translation.

    ordinals    printed numbers by what they count, in full                              ordinals.py
    surviving   figures, capitals and beginnings of words                                surviving.py
    corridor    what is looked at, along what is sure                                    corridor.py
    beads       the heaviest way through both texts in order, by the weights of          beads.py, weighing.py
    lexicon     words that stand for each other, learnt from that; then once more        lexicon.py, rounds.py
    proof       on what grounds a pairing rests; what differs in numbers and dates      proof.py, differing.py

Everything is counted in whole numbers, and nothing is known of any language but the names of months and numbers.
"""

from revtrack.diff.across.correspond import correspond, correspond_units
from revtrack.diff.across.tongues import known_words

__all__ = ["correspond", "correspond_units", "known_words"]
