"""A comparison as a Word file: tracked changes that can be accepted or rejected, or a static redline.

A question leads to one file: which paragraph stands where, and what of it is kept -> `flow.py` (within one change:
`runs.py`); how a run or a paragraph is written -> `markup.py` (tracked) and `static.py` (redline); the first page ->
`front.py`; what it looks like -> `styles.py`; comments -> `comments.py`; the container -> `package.py`; all of it
together -> `report.py`.
"""
