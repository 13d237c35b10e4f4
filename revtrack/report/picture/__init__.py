"""A lineage as a picture: boxes in columns by document date, a lane for every relation, its word on it.

values.py    what a picture is: boxes, lines, labels, ticks, in user units
folding.py   what is drawn of a lineage too large for one picture
columns.py   which documents share a column
routing.py   which lanes a relation takes through the columns between its two documents
placing.py   the order in a column, and how far down everything stands
drawing.py   all of it, put together
metrics.py   how wide a text is at most, without a font
tokens.py    colours, light and dark
svg.py       a picture as SVG
"""
