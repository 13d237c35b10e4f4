"""Numbers of other registers: ECLI, interinstitutional files, the United Nations, Norway."""

import pytest

from revtrack.errors import BadValue
from revtrack.model import norwegian
from revtrack.model.numbers import DocumentNumber, Register, number_of


@pytest.mark.parametrize(
    ("text", "register", "printed"),
    [
        ("ecli:eu:c:2014:317", Register.ECLI, "ECLI:EU:C:2014:317"),
        ("ECLI:CE:ECHR:2015:0521JUD000012345", Register.ECLI, "ECLI:CE:ECHR:2015:0521JUD000012345"),
        ("2008/0077(CNS)", Register.INTERINSTITUTIONAL, "2008/0077 (CNS)"),
        ("2016/0171 (cod)", Register.INTERINSTITUTIONAL, "2016/0171 (COD)"),
        ("S/RES/2178(2014)", Register.UN, "S/RES/2178 (2014)"),
        ("Security Council Resolution 2178 (2014)", Register.UN, "S/RES/2178 (2014)"),
        ("FN's Sikkerhedsråds resolution nr. 1373 (2001)", Register.UN, "S/RES/1373 (2001)"),
        ("UNSCR 1373 (2001)", Register.UN, "S/RES/1373 (2001)"),
        ("A/RES/60/288", Register.UN, "A/RES/60/288"),
        ("A/HRC/31/65/Add.1", Register.UN, "A/HRC/31/65/Add.1"),
        ("S/PRST/2015/11", Register.UN, "S/PRST/2015/11"),
        ("E/CN.4/2006/98", Register.UN, "E/CN.4/2006/98"),
        ("doc. S/2014/770", Register.UN, "S/2014/770"),
        ("Ot.prp. nr. 17 (2008-2009)", Register.NORWEGIAN, "Ot.prp. nr. 17 (2008–2009)"),
        ("Ot.prp. nr. 71 for 1994-95", Register.NORWEGIAN, "Ot.prp. nr. 71 (1994–1995)"),
        ("besl. O. nr. 30 for 1995-96", Register.NORWEGIAN, "Besl. O. nr. 30 (1995–1996)"),
        ("St.meld. nr. 21 (1999-00)", Register.NORWEGIAN, "St.meld. nr. 21 (1999–2000)"),
        ("Innst. 193 L (2009–2010)", Register.NORWEGIAN, "Innst. 193 L (2009–2010)"),
        ("Dokument 8:10 S (2012–2013)", Register.NORWEGIAN, "Dokument 8:10 S (2012–2013)"),
        ("NOU 1999:27", Register.NORWEGIAN, "NOU 1999: 27"),
        ("lov 8. februar 1980 nr. 2", Register.NORWEGIAN, "LOV-1980-02-08-2"),
        ("forvaltningsloven av 10. februar 1967 nr. 1", Register.NORWEGIAN, "LOV-1967-02-10-1"),
        ("forskrift 30. september 2010 nr. 1307", Register.NORWEGIAN, "FOR-2010-09-30-1307"),
    ],
)
def test_every_written_form_means_one_number(text: str, register: Register, printed: str) -> None:
    number = DocumentNumber.parse(text)
    assert (number.register, str(number)) == (register, printed)
    assert DocumentNumber.parse(printed) == number == number_of(register, text)


@pytest.mark.parametrize("series", norwegian.SERIES, ids=[series.name for series in norwegian.SERIES])
def test_every_series_of_norwegian_papers_reads_its_sample(series: norwegian.Series) -> None:
    assert norwegian.read(series.sample) == series.sample


@pytest.mark.parametrize(
    "text",
    [
        "ECLI:EU:C:1714:317",
        "ECLI:EUR:C:2014:317",
        "1968/0077 (CNS)",
        "2008/077 (CNS)",
        "2008/0077 (XYZ)",
        "S/RES/2178 (1914)",
        "Resolution 1900 (2012)",
        "Prop. 1 S",
        "Innst. O. nr. 26",
        "St.meld. nr. 21 (1999-2005)",
        "lov 31. februar 1980 nr. 2",
        "NOU 2013",
    ],
)
def test_what_no_register_has_is_no_number(text: str) -> None:
    with pytest.raises(BadValue, match="document number"):
        DocumentNumber.parse(text)


def test_a_number_of_one_register_is_none_of_another() -> None:
    assert number_of(Register.UN, "9956/14") is None
    assert number_of(Register.COUNCIL, "5643/5/14 REV 4") is None
    assert number_of(Register.ACT, "Directive 2013/34/EU") == DocumentNumber.parse("32013L0034")


@pytest.mark.parametrize("register", [Register.ECLI, Register.UN, Register.NORWEGIAN, Register.INTERINSTITUTIONAL])
def test_a_value_holds_only_the_canonical_form(register: Register) -> None:
    with pytest.raises(BadValue, match="canonical"):
        DocumentNumber(register, "", "ecli:eu:c:2014:317")
