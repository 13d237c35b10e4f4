"""What the elements of Formex 4 are: tables of names, each row a rule of reading."""

from __future__ import annotations

ROOTS = frozenset(
    (
        *("ACT", "AGR", "ANNEX", "CONS.ACT", "CONS.ANNEX", "CONS.OTHER", "CORR", "DECISION", "GENERAL", "JUDGMENT"),
        *("LETTER", "OPINION", "ORDER", "PROPOSAL", "REPORT", "CASE"),
    )
)
"""Documents with a text. DOC and PUBLICATION only name the files that hold one."""
META = frozenset(
    (
        *("BIB.INSTANCE", "BIB.DATA", "BIB.INSTANCE.CONS", "INFO.CONSLEG", "INFO.PROD", "FAM.COMP", "FAM.COMP.CL"),
        *("BIB.JUDGMENT", "BIB.ECR", "BIB.CORR", "BIB.VOLUME", "BIB.OJ", "PUBLICATION.REF", "CORR.REF"),
    )
)
"""What is said about a document."""
BLOCKS = frozenset(
    (
        *("P", "ALINEA", "TXT", "PREAMBLE", "PREAMBLE.INIT", "PREAMBLE.FINAL", "PREAMBLE.GEN", "GR.VISA", "VISA"),
        *("GR.VISA.INIT", "GR.CONSID", "GR.CONSID.INIT", "ENACTING.TERMS", "FINAL", "SIGNATURE", "PL.DATE"),
        *("SIGNATORY", "CONTENTS", "LIST", "DLIST", "TBL", "CORPUS", "GR.TBL", "BLK", "GR.NOTES", "ANNOTATION"),
        *("GR.ANNOTATION", "PROLOG", "CONS.DOC", "CONS.DOC.GEN", "QUOT.S", "GR.AMEND", "AMEND", "ADDR", "ADDRESS"),
        *("GR.UNIT", "UNIT", "FORMULA", "FORMULA.S", "COMMENT", "INTRO", "TERM", "DEFINITION", "CAPTION", "LEGEND"),
        *("MARGIN", "LINE", "GR.PARTIES", "PARTIES", "PLAINTIFS", "DEFENDANTS", "CONTENTS.JUDGMENT"),
        *("CONTENTS.CORR", "GR.CORRECTION", "CORRECTION", "DESCRIPTION", "OLD.CORR", "NEW.CORR", "CONTENTS.SE"),
        *("table", "tgroup", "thead", "tbody", "tfoot", "colspec", "INDEX", "KEYWORD", "SUBJECT", "LETTER.INIT"),
    )
)
"""Elements that begin and end a paragraph."""
PLAIN = frozenset(
    (
        *(
            "HT",
            "FT",
            "DATE",
            "REF.DOC",
            "REF.DOC.OJ",
            "REF.DOC.ECR",
            "REF.DOC.SE",
            "REF.ART",
            "REF.DEC.ECR",
            "REF.CASE",
        ),
        *("REF.NP.ECR", "LINK", "TXT.COL", "TXT.ROW", "IE", "ACRONYM", "NAME", "EXPR", "FRACTION", "DIVIDEND"),
        *("DIVISOR", "IND", "EXPONENT", "BASE", "ROOT", "DEGREE", "OP.MATH", "OP.CMP", "OVER", "UNDER", "OVERLINE"),
        *("BAR", "BRACKET", "FMT.VALUE", "INTEGRAL", "SUM", "PRODUCT", "VECTOR", "FUNCTION", "NO.ECR", "YEAR", "COM"),
        *("NO.DOC", "NO.CURRENT", "NO.CELEX", "NO.CASE", "LG.DOC", "PREFIX", "MARG.TEXT", "PHYS.REF", "AGE.OJ"),
        *("ADDR.S", "FT.SUB", "STI", "LOCATION", "DEG", "QUOT", "TI.COLL", "TI.CJT", "KEY.SEQ", "HEADING"),
    )
)
"""Elements that stand among words and say only what they hold."""
PICTURES = frozenset(("INCL.ELEMENT", "IMG.CNT", "GRAPHIC"))
"""Elements that name a file."""
NUMBERS = frozenset(("NO.P", "NO.PARAG", "NO.ITEM", "TI.ART.NUM"))
"""Elements that hold the number of what they stand in."""
SIGNS = {"DASH": "—", "NDASH": "–", "BULLET": "•", "SQUARE": "▪", "CIRCLE": "○", "STAR": "*"}
"""What a list shows before items that have no number of their own, by its type."""
MARKS = {"ALPHA": "alpha", "STAR": "star", "ARAB": "arab", "ROMAN": "roman"}
