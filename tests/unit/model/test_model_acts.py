"""Acts by name: one CELEX number where the name can be read in one way, the name itself where it cannot."""

import pytest

from revtrack.errors import BadValue
from revtrack.model import acts
from revtrack.model.numbers import DocumentNumber, Register


@pytest.mark.parametrize(
    ("text", "celex"),
    [
        ("Regulation (EC) No 1049/2001", "32001R1049"),
        ("Regulation (EU) 2016/679", "32016R0679"),
        ("Regulation (EU) No 2016/679", "32016R0679"),
        ("Regulation (EU) 2016/0679", "32016R0679"),
        ("Regulation (EEC) No 1612/68", "31968R1612"),
        ("Regulation (EU, Euratom) No 966/2012", "32012R0966"),
        ("Regulation (EC) No 2001/2003", "32003R2001"),
        ("Regulation (EC) No 2031/2001", "32001R2031"),
        ("Regulation (EU) 2018/1999", "32018R1999"),
        ("Regulation (EU) 2015/2014", "32015R2014"),
        ("Implementing Decision (EU) 2019/2010", "32019D2010"),
        ("Regulation (EEC, Euratom, ECSC) No 259/68", "31968R0259"),
        ("règlement (CE) n o 883/2004", "32004R0883"),
        ("décision du Conseil 2009/371/JAI", "32009D0371"),
        ("directive du Parlement européen et du Conseil 2001/24/CE", "32001L0024"),
        ("Richtlinie des Rates 76/207/EWG", "31976L0207"),
        ("Directive 76/207/EC", "31976L0207"),
        ("forordning (EF) nr. 539/2001", "32001R0539"),
        ("gennemførelsesforordningen (EU) nr. 1/2014", "32014R0001"),
        ("förordning (EG) nr 1049/2001", "32001R1049"),
        ("Verordnung (EG) Nr. 178/2002", "32002R0178"),
        ("Delegierte Verordnung (EU) 2015/35", "32015R0035"),
        ("règlement d'exécution (UE) n° 404/2011", "32011R0404"),
        ("Directive 2013/34/EU", "32013L0034"),
        ("Directive 95/46/EC", "31995L0046"),
        ("Directive 95/46", "31995L0046"),
        ("direktiv 85/337/EØF", "31985L0337"),
        ("Directive (EU) 2015/2366", "32015L2366"),
        ("Decision No 243/2012/EU", "32012D0243"),
        ("Decision No 1098/2008/EC", "32008D1098"),
        ("Decision 1999/468/EC", "31999D0468"),
        ("Decision 93/731/EC", "31993D0731"),
        ("Decision 90/91/EEC", "31990D0091"),
        ("Beschluss 2014/219/GASP", "32014D0219"),
        ("rammeafgørelse 2002/475/RIA", "32002F0475"),
        ("décision-cadre 2002/475/JAI", "32002F0475"),
        ("Joint Action 2005/889/CFSP", "32005E0889"),
        ("Joint Action 96/443/JHA", "31996F0443"),
        ("Recommendation 2003/361/EC", "32003H0361"),
    ],
)
def test_a_name_that_can_be_read_in_one_way_is_its_celex_number(text: str, celex: str) -> None:
    assert DocumentNumber.parse(text) == DocumentNumber.parse(celex)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Decision 94/95/EC", "Decision 94/95/EC"),
        ("beslutning nr. 94/95/EF", "Decision No 94/95/EC"),
        ("Decision 2000/96/EC", "Decision 2000/96/EC"),
        ("Regulation (EU) 2012/1024", "Regulation (EU) 2012/1024"),
        ("Regulation (EU) No 2015/2014", "Regulation (EU) No 2015/2014"),
        ("Decision No 3052/86/ECSC", "Decision No 3052/86/ECSC"),
        ("Directive 01/18/EC", "Directive 01/18/EC"),
        ("Regulation (EU, Euratom) 2012/1024", "Regulation (EU, Euratom) 2012/1024"),
        ("Regulation 2012/1024 (EU, Euratom)", "Regulation 2012/1024 (EU, Euratom)"),
    ],
)
def test_a_name_that_reads_in_two_ways_or_in_none_is_kept_and_nothing_is_swapped(text: str, printed: str) -> None:
    number = DocumentNumber.parse(text)
    assert (number.register, str(number)) == (Register.ACT, printed)
    assert DocumentNumber.parse(printed) == number


@pytest.mark.parametrize(
    "text", ["Regulation 1049/2001", "Decision 2014/219", "Directive 12/13/14", "law 18/2004", "EU"]
)
def test_a_name_that_need_not_be_of_the_union_is_none(text: str) -> None:
    assert acts.read(text) is None


@pytest.mark.parametrize("serial", ["Directive 2013/34/EU", "Décision 94/95/CE", "Decision 94/95", "x"])
def test_a_value_holds_only_the_english_name_of_what_has_no_celex_number(serial: str) -> None:
    with pytest.raises(BadValue):
        DocumentNumber(Register.ACT, "", serial)


def test_every_kind_and_field_is_read_in_every_spelling_of_the_table() -> None:
    for spellings in acts.FIELDS.values():
        assert len({acts.read(f"Directive 95/46/{spelling}") for spelling in spellings}) == 1
    assert len(acts.STEMS) == len(set(acts.STEMS))
