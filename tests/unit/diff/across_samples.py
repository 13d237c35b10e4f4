"""One set of house rules, made up, in English, Danish and Greek: what the tests of correspondences pair."""

from __future__ import annotations

from revtrack.model.changes import TextUnit, UnitClass

Rows = tuple[tuple[str, str], ...]
"""(printed number, text); a number with a word in it makes a heading."""

ENGLISH: Rows = (
    ("Article 1", "Access"),
    ("1.", "Readers may use the reading room on weekdays from 9 to 17, except on public holidays."),
    ("2.", "Before the first visit, every reader shall sign the register and show:"),
    ("(a)", "a document of identity;"),
    ("(b)", "a letter of recommendation, where Article 3(2) so requires."),
    ("3.", "The fee is EUR 1,500 for a year. It was fixed on 19 May 2014."),
    ("Article 2", "Handling"),
    ("1.", "Only pencils may be used at the desks."),
    ("2.", "A reader may see at most 5 boxes a day, as set out in document 14781/1/05."),
    ("Article 3", "Records"),
    ("1.", "The register is kept for 10 years by the archivist."),
    ("2.", "Whoever wishes to see the register sends a letter to the archivist."),
)
DANISH: Rows = (
    ("Artikel 1", "Adgang"),
    ("1.", "Læserne kan benytte læsesalen på hverdage fra kl. 9 til 17, undtagen på helligdage."),
    ("2.", "Inden det første besøg indskriver enhver læser sig i registret og forelægger:"),
    ("a)", "et identitetsdokument"),
    ("b)", "et anbefalingsbrev, hvis det kræves efter artikel 3, stk. 2."),
    ("3.", "Afgiften er 1.500 EUR om året. Den blev fastsat den 19. maj 2014."),
    ("Artikel 2", "Håndtering"),
    ("1.", "Ved bordene må der kun bruges blyant."),
    ("2.", "En læser kan højst få forelagt 5 æsker om dagen, jf. dokument 14781/1/05."),
    ("Artikel 3", "Registre"),
    ("1.", "Registret opbevares i 10 år af arkivaren."),
    ("2.", "Den, der ønsker at se registret, sender et brev til arkivaren."),
)
GREEK: Rows = (
    ("Άρθρο 1", "Πρόσβαση"),
    ("1.", "Οι αναγνώστες χρησιμοποιούν το αναγνωστήριο τις εργάσιμες ημέρες από τις 9 έως τις 17, πλην αργιών."),
    ("2.", "Πριν από την πρώτη επίσκεψη κάθε αναγνώστης υπογράφει το μητρώο και προσκομίζει:"),
    ("α)", "έγγραφο ταυτότητας·"),
    ("β)", "συστατική επιστολή, εφόσον το απαιτεί το άρθρο 3 παράγραφος 2."),
    ("3.", "Το τέλος ανέρχεται σε 1 500 EUR ετησίως. Ορίστηκε στις 19 Μαΐου 2014."),
    ("Άρθρο 2", "Χειρισμός"),
    ("1.", "Στα τραπέζια χρησιμοποιούνται μόνο μολύβια."),
    ("2.", "Ο αναγνώστης βλέπει το πολύ 5 κουτιά την ημέρα, βλ. έγγραφο 14781/1/05."),
    ("Άρθρο 3", "Μητρώα"),
    ("1.", "Το μητρώο φυλάσσεται επί 10 έτη από τον αρχειονόμο."),
    ("2.", "Όποιος επιθυμεί να δει το μητρώο αποστέλλει επιστολή στον αρχειονόμο."),
)


def numbered(rows: Rows) -> list[TextUnit]:
    """Units with their printed numbers apart, articles as headings."""
    return [TextUnit(text, number, _class(number)) for number, text in rows]


def bare(rows: Rows) -> list[TextUnit]:
    """The same without numbers."""
    return [TextUnit(text, "", _class(number)) for number, text in rows]


def typed(rows: Rows) -> list[TextUnit]:
    """Plain paragraphs with the numbers typed in front, and nothing marked as a heading."""
    return [TextUnit(f"{number} {text}") for number, text in rows]


def _class(number: str) -> UnitClass:
    return UnitClass.HEADING if " " in number else UnitClass.PARAGRAPH
