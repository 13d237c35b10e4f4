"""Lists: further numbers share the words of the first, and only where they could be nothing else."""

import pytest

from revtrack.references import find_mentions


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Dok. 9956/15 + ADD 1 und 2", {"2": "9956/15 ADD 2"}),
        ("doc. 9956/15 ADD 1, 2 and 3.", {"2": "9956/15 ADD 2", "3": "9956/15 ADD 3"}),
        ("9956/15 REV 1 COR 1 og 2", {"2": "9956/1/15 REV 1 COR 2"}),
        ("8456/14 JAI 200 ENFOPOL 3 + ADD 1", {"ADD 1": "8456/14 ADD 1"}),
        ("8456/14 JAI 200 + COR 1 and 2", {"COR 1": "8456/14 COR 1", "2": "8456/14 COR 2"}),
        ("8456/1/14 REV 1 LIMITE + ADD 1", {"ADD 1": "8456/1/14 REV 1 ADD 1"}),
        ("Directives 2004/17/EC and 2004/18/EC", {"2004/18/EC": "32004L0018"}),
        (
            "Regulations (EC) No 1/2003, (EC) No 139/2004 and (EU) 2016/679",
            {"(EC) No 139/2004": "32004R0139", "(EU) 2016/679": "32016R0679"},
        ),
        ("Regulation (EC) No 883/2004 and No 987/2009", {"No 987/2009": "32009R0987"}),
        ("direktiv 85/337/EØF og 92/43/EØF", {"92/43/EØF": "31992L0043"}),
        ("rammeafgørelse 2002/475/RIA og 2008/919/RIA", {"2008/919/RIA": "32008F0919"}),
        (
            "Security Council resolutions 1373 (2001), 1624 (2005) and 2178 (2014)",
            {"1624 (2005)": "S/RES/1624 (2005)", "2178 (2014)": "S/RES/2178 (2014)"},
        ),
        ("Resolutionen 1373 (2001) und 2178 (2014) des Sicherheitsrates", {"2178 (2014)": "S/RES/2178 (2014)"}),
    ],
)
def test_a_member_shares_the_words_of_the_first(text: str, members: dict[str, str]) -> None:
    first, *others = find_mentions(text)
    assert {mention.raw: str(mention.number) for mention in others} == members
    assert all(mention.shares == first.start for mention in others)
    start, end = others[-1].quoted
    assert text[start:end].startswith(first.raw)
    assert text[start:end].endswith(others[-1].raw)


@pytest.mark.parametrize(
    "text",
    [
        "9956/15 ADD 1 and 2 others",
        "9956/15 ADD 1, 2014",
        "9956/15 ADD 1 and 2.5 million",
        "9956/15 ADD 1 and 2/3",
        "9956/15 REV 1 and 2",
        "Directive 2004/17/EC and 12/13",
        "8456/14 JAI 200 + 2",
        "8456/14 JAI 200 + ADD",
        "8456/14 JAI 200 +\n\n\nADD 1",
        "Directive 2004/17/EC and 2004/17/EC",
        "Directive 2004/17/EC, in 2004/05",
        "Security Council resolution 1373 (2001) and 5 others (2014)",
    ],
)
def test_what_could_be_something_else_is_no_member(text: str) -> None:
    assert len(find_mentions(text)) == 1


def test_a_list_ends_where_a_number_of_another_kind_stands() -> None:
    found = find_mentions("Directive 2004/17/EC, 2016/0171 (COD) and COM(2013) 941")
    assert [mention.kind for mention in found] == ["celex", "interinstitutional", "commission"]
