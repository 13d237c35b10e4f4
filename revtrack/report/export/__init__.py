"""Texts to hand on: one text as a Word file, Markdown, plain text, a table or JSON Lines, and many documents as a bag.

A question leads to one file: which form is written where -> `forms.py`; Word -> `cleanword.py`; Markdown -> `cleanmd.py`;
plain text -> `cleantext.py`; rows for tables and JSON Lines -> `rows.py`; the list of what is there -> `listing.py`; the bag
of RFC 8493 -> `bag.py`; what is said when it is done -> `exportwords.py`.

Here characters stand as they are, hidden ones too: what is written is for programs and printers, and never for a terminal.
"""
