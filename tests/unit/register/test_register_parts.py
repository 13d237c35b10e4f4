"""The parts of reaching out: addresses, routes, redirects, and pages that are no documents."""

from __future__ import annotations

import time

import pytest

from revtrack.model.addresses import HANDED_OUT
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.register import Form, asks_for, number_in, page_kind, page_title, register_of
from revtrack.register.destination import destination, redirected
from revtrack.register.pages import SHORT

HOST = "data.consilium.europa.eu"
CELLAR = "publications.europa.eu"


@pytest.mark.parametrize(
    ("word", "address"),
    [
        ("9956/14", f"https://{HOST}/doc/document/ST-9956-2014-INIT/da/pdf"),
        ("14781/1/05 REV 1", f"https://{HOST}/doc/document/ST-14781-2005-REV-1/da/pdf"),
        ("6102/19 ADD 1", f"https://{HOST}/doc/document/ST-6102-2019-ADD-1/da/pdf"),
        ("WK 2685/2018 REV 2 ADD 1", f"https://{HOST}/doc/document/WK-2685-2018-REV-2-ADD-1/da/pdf"),
        ("32016R0679", f"https://{CELLAR}/resource/celex/32016R0679"),
        ("Regulation (EU) 2016/679", f"https://{CELLAR}/resource/celex/32016R0679"),
        ("12012E/TXT", f"https://{CELLAR}/resource/celex/12012E%2FTXT"),
        ("http://data.europa.eu/eli/dec/2014/219/oj", f"https://{CELLAR}/resource/eli/dec/2014/219/oj"),
        ("OJ L, 2024/1689", f"https://{CELLAR}/resource/oj/L_202401689"),
        ("COM(2013) 941 final", f"https://{CELLAR}/resource/comnat/COM_2013_0941_FIN"),
        ("ECLI:EU:C:2014:317", f"https://{CELLAR}/resource/ecli/ECLI%3AEU%3AC%3A2014%3A317"),
    ],
)
def test_a_number_leads_to_its_register(word: str, address: str) -> None:
    assert asks_for(DocumentNumber.read(word), Language.DA)[0].url == address


@pytest.mark.parametrize(
    "word",
    ["OJ L 145, 31.5.2001, p. 43", "COM(2013) 941 final/2", "ECLI:DE:BGH:2014:317", "S/RES/2178 (2014)", "rules-1"],
)
def test_a_number_that_does_not_tell_where_leads_nowhere(word: str) -> None:
    number = DocumentNumber.read(word)
    assert register_of(number) is None
    assert asks_for(number, Language.DA) == ()


def test_what_is_advised_to_be_fetched_can_be() -> None:
    for word in (
        "9956/14",
        "SN 1/20",
        "32016R0679",
        "http://data.europa.eu/eli/dec/2014/219/oj",
        "02016R0679-20160504",
    ):
        number = DocumentNumber.parse(word)
        assert number.register in HANDED_OUT
        assert register_of(number) is not None


def test_the_council_hands_out_pdf_alone_and_cellar_is_asked_for_four_formats() -> None:
    number = DocumentNumber.parse("9956/14")
    assert [ask.form for ask in asks_for(number, Language.DA)] == [Form.PDF]
    assert asks_for(number, Language.DA, Form.HTML) == ()
    act = DocumentNumber.parse("32016R0679")
    assert [ask.form for ask in asks_for(act, Language.DA)] == [Form.HTML, Form.PDF, Form.DOCX, Form.XML]
    assert [ask.language for ask in asks_for(act, Language.DA, Form.PDF)] == ["dan"]


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32016R0679", "32016R0679"),
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/PDF/?uri=CELEX%3A32016R0679&from=DA", "32016R0679"),
        ("https://eur-lex.europa.eu/eli/reg/2016/679/oj", "http://data.europa.eu/eli/reg/2016/679/oj"),
        ("https://eur-lex.europa.eu/homepage.html", ""),
        ("https://example.org/?uri=CELEX:nothing", ""),
    ],
)
def test_an_address_of_eur_lex_tells_the_number(address: str, number: str) -> None:
    assert number_in(address) == number


@pytest.mark.parametrize(
    ("location", "there"),
    [
        ("/b?c=d", "https://publications.europa.eu/b?c=d"),
        ("b", "https://publications.europa.eu/a/b"),
        ("//example.org/b", "https://example.org/b"),
        ("https://example.org:443", "https://example.org/"),
        (
            "http://publications.europa.eu/resource/cellar/1.0006/DOC_1",
            "https://publications.europa.eu/resource/cellar/1.0006/DOC_1",
        ),
        ("HTTP://Publications.Europa.EU/b", "https://publications.europa.eu/b"),
    ],
)
def test_a_redirect_leads_on_over_https(location: str, there: str) -> None:
    assert str(redirected(destination("https://publications.europa.eu/a/x"), location, frozenset((CELLAR,)))) == there


@pytest.mark.parametrize(
    "location",
    ["http://example.org/", "http://publications.europa.eu.example.org/", "http://publications.europa.eu:80/", "ftp://example.org/",
     "http://x@publications.europa.eu/", "javascript:alert(1)", "", "https://127.0.0.1/", "https://a.b/\r\nX: y", "/\r\n"],
)  # fmt: skip
def test_a_redirect_that_leads_elsewhere_is_not_read(location: str) -> None:
    with pytest.raises(ValueError, match=r"^its? "):
        redirected(destination("https://publications.europa.eu/a/x"), location, frozenset((CELLAR,)))


def test_an_act_that_speaks_of_captchas_and_passwords_is_a_document() -> None:
    words = (
        "The provider shall not use a captcha, nor ask whether a person is not a robot, nor enable JavaScript. " * 40
    )
    page = f"<html><head><script>x()</script></head><body><h1>Not found</h1><p>{words}</p><input type=password></body></html>"
    assert len(words.replace(" ", "")) > SHORT
    assert page_kind(page.encode()) == ""


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("<html><title>Just a moment...</title><p>Checking", "a web page with a script challenge"),
        ("<script src='/_Incapsula_Resource?x=1'></script>", "a web page with a script challenge"),
        ("<p>Log in</p><input TYPE='password'>", "a log-in page"),
        ("<title>404</title><p>x", "a page that says there is no such document"),
        ("<title>Dokumentet finnes ikke</title>", "a page that says there is no such document"),
        ("<html><title>Rules</title><p>1. The reading room opens at nine.</p></html>", ""),
        ("", ""),
    ],
)
def test_a_short_page_is_told_by_what_it_does(page: str, kind: str) -> None:
    assert page_kind(page.encode()) == kind


def test_a_title_is_short_and_without_markup() -> None:
    assert page_title(b"<TITLE lang=en>A &amp; <b>B</b>\n  C</TITLE>") == "A & B C"
    assert page_title(b"<title>" + b"x" * 5000) == "x" * 80
    assert page_title(b"<p>none") == ""


@pytest.mark.parametrize("piece", ["<script", "<!--", "<", "<title", "</script", "&#", "<style>", "<h1"])
def test_a_hostile_page_is_looked_at_in_no_time(piece: str) -> None:
    page = (piece * (200_000 // len(piece))).encode()
    started = time.process_time()
    page_kind(page)
    page_title(page)
    assert time.process_time() - started < 1.0
