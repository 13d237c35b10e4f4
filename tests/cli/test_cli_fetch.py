"""Fetching: what a register hands out is stored with where it came from; whatever else comes is refused, nothing stored."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import time
from pathlib import Path

import jsonschema
import pytest

from revtrack.model.documents import Author
from revtrack.register import body
from revtrack.resources import folder
from revtrack.store import EventKind, open_store
from tests.pdf_samples import lines, pdf
from tests.register_server import (
    CELLAR,
    COUNCIL,
    EURLEX,
    EXPIRED,
    HOSTS,
    OTHER,
    OWN,
    WRONG,
    Server,
    chunked,
    redirect,
    reply,
    zipped,
)
from tests.word_samples import docx

ADA = Author("Ada Archivist", "ada@example.invalid", 1_800_000_000)
ACT = "/resource/celex/32031R0001"
ITEM = "/resource/cellar/3e485e15-11bd-11e6-ba9a-01aa75ed71a1.0006.03/DOC_1"
PDF = "/doc/document/ST-15175-2008-INIT/da/pdf"
PAGE = "/rules/a.html"
HERE = f"https://{OTHER}{PAGE}"
XHTML = "application/xhtml+xml;charset=UTF-8"
FACTS = ("--work", "rules", "--label", "1", "--lang", "en", "--date", "2020-01-01")
TEXT = "1. The reading room opens at nine.\n\n2. The reading room closes at five, and all must have left by then.\n"


def page(*paragraphs: str, title: str = "Rules", more: str = "") -> str:
    shown = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<!DOCTYPE html><html><head><title>{title}</title>{more}</head><body>{shown}</body></html>"


RULES = page(
    "1. The reading room opens at nine.", "2. The reading room closes at five, and all must have left by then."
)
DANISH = page(
    "1. Medlemsstaterne sikrer, at de kompetente myndigheder har de nødvendige beføjelser efter denne forordning.",
    "2. Kommissionen kan efter aftale med medlemsstaterne og de øvrige myndigheder vedtage nærmere regler herom.",
)
CHALLENGE = page(
    "JavaScript is disabled. In order to continue, we need to verify that you're not a robot.",
    more="<script>window.gokuProps = {}</script><script src='https://x.token.awswaf.com/challenge.js'></script>",
)


@pytest.fixture
def store(run, tmp_path: Path) -> Path:
    assert run("init", "papers", at=tmp_path).code == 0
    return tmp_path / "papers"


def fingerprint(store: Path) -> str:
    """A hash over every file of a store, its git folder included, but for the lock and the cache, which may be deleted."""
    digest = hashlib.sha256()
    for path in sorted(store.rglob("*")):
        if path.is_file() and not any(name in path.as_posix() for name in ("revtrack/writer", "revtrack/cache-")):
            digest.update(path.relative_to(store).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def check_schema(told: object) -> None:
    jsonschema.validate(told, json.loads((folder("schemas") / "fetch.schema.json").read_text(encoding="utf-8")))


def curation(store: Path, name: str) -> dict:
    return json.loads((store / "curation" / name).read_text(encoding="utf-8"))


# -- what is handed out ------------------------------------------------------------------------------------------------


def test_an_act_is_fetched_from_cellar_and_stored_with_where_it_came_from(
    run, store: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: 1_800_000_000.0)
    server.says(CELLAR, ACT, redirect(f"http://{CELLAR}{ITEM}"))
    server.says(
        CELLAR, ITEM, reply(DANISH, "200 OK", XHTML, 'ETag: "abc"', "Last-Modified: Wed, 01 Jan 2031 00:00:00 GMT")
    )
    ran = run("fetch", "32031R0001", "--lang", "da", "--date", "2031-01-01", "--work", "rules", at=store)
    assert ran.code == 0, ran.err
    assert f"GET https://{CELLAR}{ITEM}   " in ran.out
    assert "Added 32031R0001:da to work rules." in ran.out
    assert (store / "versions/rules/32031r0001/da.1.source.html").read_bytes() == DANISH.encode()
    manifest = json.loads((store / "versions/rules/32031r0001/da.1.json").read_text(encoding="utf-8"))
    assert manifest["original"]["url"] == f"https://{CELLAR}{ITEM}"
    assert manifest["original"]["name"] == "32031r0001.da.html"
    assert "2027" not in json.dumps(manifest)
    fetches = curation(store, "fetches/32031r0001.da.json")
    assert fetches["2027-01-15T08:00:00Z@1"] == {
        "asked": "32031R0001",
        "etag": '"abc"',
        "first": f"https://{CELLAR}{ACT}",
        "media_type": "application/xhtml+xml",
        "modified": "Wed, 01 Jan 2031 00:00:00 GMT",
        "sha256": manifest["original"]["sha256"],
        "url": f"https://{CELLAR}{ITEM}",
    }
    first = server.asked[0].headers
    assert (first["accept"], first["accept-language"]) == ("application/xhtml+xml, text/html;q=0.9", "dan")
    assert run("verify", at=store).code == 0
    assert "fetch" in run("log", "--events", at=store).out
    told = run("show", "32031R0001", "--meta", "--plain", at=store).out.splitlines()
    assert told[-4:-1] == [
        f"original\t32031r0001.da.html, text/html, {len(DANISH.encode())} bytes",
        f"its sha256\t{manifest['original']['sha256']}",
        f"came from\thttps://{CELLAR}{ITEM}",
    ]
    assert told[-1] == f"fetched\t2027-01-15T08:00:00Z from https://{CELLAR}{ITEM}"


def test_a_fetch_can_be_undone_with_its_note_and_brought_back(run, store: Path, server: Server) -> None:
    server.says(CELLAR, ACT, reply(DANISH, "200 OK", XHTML))
    assert run("fetch", "32031R0001", "--lang", "da", "--date", "2031", at=store).code == 0
    assert run("undo", at=store).code == 0
    assert not (store / "curation/fetches/32031r0001.da.json").exists()
    assert run("show", "32031R0001", at=store).code == 3
    assert run("undo", "--redo", at=store).code == 0
    assert curation(store, "fetches/32031r0001.da.json")["format"] == 1


def test_a_note_of_a_fetch_that_does_not_fit_is_found(run, store: Path, server: Server) -> None:
    server.says(CELLAR, ACT, reply(DANISH, "200 OK", XHTML))
    assert run("fetch", "32031R0001", "--lang", "da", "--date", "2031", at=store).code == 0
    held = open_store(store)
    name = "fetches/32031r0001.da.json"
    sound = held.decision(name)
    assert sound is not None
    for wrong, words in (
        (b'{"format":2}', "does not hold fetches of a text"),
        (sound.replace(b"@1", b"@7"), "tells of a fetch of edition 7"),
        (sound.replace(b'"sha256": "', b'"sha256": "0'), "whose bytes are not its original"),
    ):
        held.decide({name: wrong}, kind=EventKind.DECIDE, summary="Spoil it", author=ADA)
        ran = run("verify", at=store)
        assert ran.code == 1
        assert words in ran.out
    held.decide({name: sound}, kind=EventKind.DECIDE, summary="Mend it", author=ADA)
    assert run("verify", at=store).code == 0


def test_equal_bytes_make_equal_manifests_whenever_they_were_fetched(
    run, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.says(CELLAR, ACT, reply(DANISH, "200 OK", XHTML))
    found = []
    for name, moment in (("a", 1_800_000_000.0), ("b", 1_900_000_000.0)):
        monkeypatch.setattr("time.time", lambda moment=moment: moment)
        run("init", name, at=tmp_path)
        assert run("fetch", "32031R0001", "--lang", "da", "--date", "2031", at=tmp_path / name).code == 0
        found.append(subprocess.run(["git", "-C", str(tmp_path / name), "rev-parse", "main:versions"],
                                    capture_output=True, text=True, check=True).stdout)  # fmt: skip
    assert found[0] == found[1]


def test_the_same_bytes_again_are_already_held(run, store: Path, server: Server) -> None:
    server.says(CELLAR, ACT, reply(DANISH, "200 OK", XHTML))
    assert run("fetch", "32031R0001", "--lang", "da", "--date", "2031", at=store).code == 0
    before = fingerprint(store)
    again = run("fetch", "32031R0001", "--lang", "da", "--date", "2031", at=store)
    assert (again.code, fingerprint(store)) == (0, before)
    assert "already held" in again.out


def test_other_text_is_a_conflict_and_can_be_stored_as_a_correction(run, store: Path, server: Server) -> None:
    server.says(CELLAR, ACT, reply(DANISH, "200 OK", XHTML), reply(DANISH.replace("efter", "ved"), "200 OK", XHTML))
    words = ("fetch", "32031R0001", "--lang", "da", "--date", "2031")
    assert run(*words, at=store).code == 0
    refused = run(*words, at=store)
    assert refused.code == 4
    assert "revtrack fetch 32031R0001 --lang da -o 32031r0001.da.html && revtrack diff 32031R0001:da 32" in refused.err
    assert 'revtrack fetch 32031R0001 --lang da --correct --reason "…"' in refused.err
    corrected = run(*words, "--correct", "--reason", "the register mended it", at=store)
    assert corrected.code == 0, corrected.err
    moments = curation(store, "fetches/32031r0001.da.json").keys() - {"format"}
    assert sorted(moment.partition("@")[2] for moment in moments) == ["1", "2"]


def test_where_there_is_no_web_page_the_next_format_is_asked_for(run, store: Path, server: Server) -> None:
    none = reply("does not hold a content datastream of the requested type", "404 Not Found", "text/plain")
    word = docx("1.\tEfter aftale med de øvrige myndigheder og samfundet bør der også være uddannelse herom.")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    server.says(CELLAR, ACT, none, none, reply(word, "200 OK", kind))
    ran = run("fetch", "32031R0001", "--lang", "da", "--date", "2031", at=store)
    assert ran.code == 0, ran.err
    assert "DOCX" in ran.out
    accepted = [asked.headers["accept"].partition(",")[0] for asked in server.asked]
    assert accepted == ["application/xhtml+xml", "application/pdf", kind]


def test_a_council_pdf_is_asked_for_by_its_register_name_and_left_to_intake(run, store: Path, server: Server) -> None:
    server.says(COUNCIL, PDF, reply(b"%PDF-1.7\n1 0 obj\n", "200 OK", "application/pdf"))
    before = fingerprint(store)
    ran = run("fetch", "15175/08", "--lang", "da", at=store)
    assert server.paths() == [PDF]
    assert (ran.code, fingerprint(store)) == (4, before)
    assert "15175-08.da.pdf" in ran.err


def test_a_council_pdf_is_read_and_stored_under_its_number(run, store: Path, server: Server) -> None:
    pytest.importorskip("pypdfium2")
    text = lines(72, 700, "1. Efter aftale med de øvrige myndigheder bør der også være uddannelse herom.", "",
                 "2. Medlemsstaterne sikrer, at de har de nødvendige oplysninger ved deres afgørelse.")  # fmt: skip
    server.says(COUNCIL, PDF, reply(pdf(text), "200 OK", "application/pdf;charset=UTF-8"))
    ran = run("fetch", "15175/08", "--lang", "da", "--date", "2008-11-14", at=store)
    assert ran.code == 0, ran.err
    assert "Added 15175/08:da" in ran.out
    assert "uddannelse herom" in run("show", "15175/08#1", at=store).out


def test_what_comes_can_be_written_to_a_file_without_a_store(run, tmp_path: Path, server: Server) -> None:
    data = b"%PDF-1.7\n1 0 obj\n"
    server.says(COUNCIL, PDF, reply(data, "200 OK", "application/pdf"))
    ran = run("fetch", "15175/08", "--lang", "da", "-o", "a.pdf", at=tmp_path)
    assert ran.code == 0, ran.err
    assert (tmp_path / "a.pdf").read_bytes() == data
    assert run("fetch", "15175/08", "--lang", "da", "-o", "a.pdf", at=tmp_path).code == 5
    assert len(server.asked) == 1
    forced = run("fetch", "15175/08", "--lang", "da", "-o", "a.pdf", "--force", "--json", at=tmp_path)
    told = json.loads(forced.out)
    check_schema(told)
    assert (told["outcome"], told["file"]) == ("written to a file", "a.pdf")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (reply(RULES), "html"),
        (zipped(RULES.encode()), "html"),
        (chunked([RULES.encode()[:40], RULES.encode()[40:]]), "html"),
        (reply(TEXT, "200 OK", "text/plain"), "txt"),
        (reply(TEXT, "200 OK", ""), "txt"),
        (reply(docx("1.\tThe reading room opens at nine."), "200 OK", "application/octet-stream"), "docx"),
    ],
)
def test_any_address_can_be_fetched_once_its_host_is_allowed(
    run, store: Path, server: Server, answer, kind: str
) -> None:
    server.says(OTHER, PAGE, answer)
    assert run("fetch", HERE, *FACTS, at=store).code == 2
    assert server.asked == []
    ran = run("fetch", HERE, "--allow-host", OTHER, *FACTS, at=store)
    assert ran.code == 0, ran.err
    assert (store / f"versions/rules/rules-1/en.1.source.{kind}").exists()
    assert server.asked[0].headers["accept"] == "*/*"


def test_three_redirects_are_followed_each_to_a_host_that_is_allowed(run, store: Path, server: Server) -> None:
    server.says(OTHER, PAGE, redirect("/b", "301 Moved Permanently"))
    server.says(OTHER, "/b", redirect(f"https://{COUNCIL}/c", "302 Found"))
    server.says(COUNCIL, "/c", redirect(f"//{OTHER}/d%20e", "307 Temporary Redirect"))
    server.says(OTHER, "/d%20e", reply(RULES))
    ran = run("fetch", HERE, "--allow-host", OTHER, *FACTS, "--json", at=store)
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    check_schema(told)
    assert told["event"] == "fetch"
    assert (told["fetched"]["first"], told["fetched"]["url"]) == (HERE, f"https://{OTHER}/d%20e")


# -- asked again -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["429 Too Many Requests", "500 X", "502 X", "503 X", "504 X"])
def test_a_server_that_is_out_of_breath_is_asked_again_twice(run, store: Path, server: Server, status: str) -> None:
    server.says(OTHER, PAGE, reply("", status), reply("", status, "", "Retry-After: 5"), reply(RULES))
    assert run("fetch", HERE, "--allow-host", OTHER, *FACTS, at=store).code == 0
    assert server.slept == [1.0, 5.0]


def test_after_three_attempts_or_a_long_wait_it_is_left_alone(run, store: Path, server: Server) -> None:
    server.says(OTHER, PAGE, reply("", "503 X"))
    ran = run("fetch", HERE, "--allow-host", OTHER, *FACTS, at=store)
    assert (ran.code, len(server.asked)) == (6, 3)
    assert "→ 503, it is out of service" in ran.err
    server.says(OTHER, PAGE, reply("", "429 X", "", "Retry-After: 3600"))
    ran = run("fetch", HERE, "--allow-host", OTHER, *FACTS, at=store)
    assert (ran.code, len(server.asked)) == (6, 4)
    assert "→ 429, too many questions; it asks to be left alone for 3600 seconds" in ran.err


def test_no_pause_is_made_that_would_leave_no_time(run, store: Path, server: Server) -> None:
    server.says(OTHER, PAGE, reply("", "503 X", "", "Retry-After: 8"), reply(RULES))
    ran = run("fetch", HERE, "--allow-host", OTHER, *FACTS, "--timeout", "5", at=store)
    assert (ran.code, server.slept) == (6, [])


def test_a_connection_that_ends_without_an_answer_is_made_again(run, store: Path, server: Server) -> None:
    server.says(OTHER, PAGE, lambda connection: None, reply(RULES, length=len(RULES) + 9), reply(RULES))
    assert run("fetch", HERE, "--allow-host", OTHER, *FACTS, at=store).code == 0
    assert server.slept == [1.0, 2.0]


# -- what is refused ---------------------------------------------------------------------------------------------------

BOMB = gzip.compress(bytes(body.LARGEST + 1), mtime=0)
REFUSED = {
    # name: (replies by (host, path), words of the message)
    "a script challenge": ([reply(CHALLENGE)], "200, but a web page with a script challenge, not a document"),
    "a guard's empty answer": (
        [reply("", "202 Accepted", "", "x-amzn-waf-action: challenge")],
        "202, but a script challenge, not a document",
    ),
    "a guard's question": (
        [reply("<p>Which of these are bicycles?", "405 Not Allowed", "text/html", "x-amzn-waf-action: captcha")],
        "405, but a script challenge, not a document",
    ),
    "a page that is all script": (
        [reply("<html><body><script>go()</script></body></html>")],
        "200, but a web page with a script challenge",
    ),
    "a log-in": (
        [reply(page("Sign in", more="<form><input name=p type='password'></form>"))],
        "200, but a log-in page, not a document",
    ),
    "a soft 404": (
        [reply(page("Try the search.", title="Page not found"))],
        "200, but a page that says there is no such document",
    ),
    "a soft 404 in Danish": (
        [reply("<html><body><h1>Siden blev ikke fundet</h1></body></html>")],
        "200, but a page that says there is no such document",
    ),
    "nothing": ([reply("")], "200, but nothing in it"),
    "404": ([reply("<h1>gone</h1>", "404 Not Found")], "→ 404, there is nothing"),
    "403": ([reply("", "403 Forbidden")], "→ 403, it is closed to this question"),
    "another status": ([reply("", "418 X")], "→ 418, that is no document"),
    "a PDF that is a page": (
        [reply(RULES, "200 OK", "application/pdf")],
        "it was announced as 'application/pdf', and is a web page (\"Rules\")",
    ),
    "a page that is a PDF": ([reply(b"%PDF-1.7\n")], "it was announced as 'text/html', and is a PDF"),
    "a type of no document": (
        [reply('{"a": "document"}', "200 OK", "application/json")],
        "it was announced as 'application/json', and is plain text",
    ),
    "cut off": ([reply(RULES, length=len(RULES) + 1)], "it was cut off"),
    "cut off in a piece": ([chunked([RULES.encode()], end=False)], "it was cut off"),
    "cut off without a word": (
        [lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + RULES.encode())],
        "it was cut off",
    ),
    "half of what was compressed": (
        [reply(gzip.compress(RULES.encode())[:-12], "200 OK", "text/html", "Content-Encoding: gzip")],
        "it was cut off",
    ),
    "compressed rubbish": (
        [reply(b"rubbish", "200 OK", "text/html", "Content-Encoding: gzip")],
        "it came compressed and does not unpack",
    ),
    "something behind the end": (
        [reply(gzip.compress(RULES.encode()) + b"more", "200 OK", "text/html", "Content-Encoding: gzip")],
        "something stands behind its compressed end",
    ),
    "compressed otherwise": (
        [reply(b"x", "200 OK", "text/html", "Content-Encoding: br")],
        "it came compressed as 'br', which was not asked for",
    ),
    "a bomb": (
        [reply(BOMB, "200 OK", "text/html", "Content-Encoding: gzip")],
        "it is larger than 32 MiB",
    ),
    "too much, as announced": ([reply(b"", length=body.LARGEST + 1)], "it is larger than 32 MiB"),
    "no HTTP": ([b"SSH-2.0-OpenSSH_9.2\r\n"], "the connection ended without an answer"),
    "endless fields": (
        [b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n"],
        "the connection ended without an answer",
    ),
    "a loop": ([redirect(PAGE)], "it leads on and on: more than 3 redirects"),
    "a redirect to http": ([redirect(f"http://{OTHER}/b")], "an address that is not followed: it is not https"),
    "a redirect to a file": ([redirect("file:///etc/passwd")], "an address that is not followed: it is not https"),
    "a redirect to a number": ([redirect("https://10.0.0.1/")], "an address that is not followed: its host is not"),
    "a redirect to a user": ([redirect(f"https://me@{OTHER}/")], "an address that is not followed: it names a user"),
    "a redirect to a port": ([redirect(f"https://{OTHER}:8443/")], "an address that is not followed: it names a port"),
    "a redirect to nowhere": ([redirect("")], "an address that is not followed: it says nowhere to go"),
    "a redirect elsewhere": (
        [redirect("https://elsewhere.example.net/")],
        "it leads to elsewhere.example.net, which is not among the hosts allowed",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_document_is_refused_and_nothing_is_stored(run, store: Path, server: Server, name: str) -> None:
    replies, words = REFUSED[name]
    server.says(OTHER, PAGE, *replies)
    before = fingerprint(store)
    ran = run("fetch", HERE, "--allow-host", OTHER, *FACTS, at=store)
    assert (ran.code, ran.out, fingerprint(store)) == (6, "", before)
    assert ran.err.startswith(
        f"error: {OTHER} did not hand out a document, nothing was added  [fetch-failed]\n  GET https://"
    )
    assert words in ran.err
    assert "\ntry:   " in ran.err
    assert ran.err.count("\n") <= 6


def trickle(connection) -> None:
    """One byte at a time, for ever: the head first, so that no single read takes long."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        connection.sendall(b"y")
        time.sleep(0.05)


def trickling_body(connection) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"y")
        time.sleep(0.05)


def silent(connection) -> None:
    connection.recv(1)


def endless(connection) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"10000\r\n" + bytes(65536) + b"\r\n")


@pytest.mark.parametrize(
    ("speak", "words"),
    [
        (silent, "no answer within 1 seconds"),
        (trickle, "no answer within 1 seconds"),
        (trickling_body, "it was not all there within 1 seconds"),
        (endless, "it is larger than 32 MiB"),
    ],
)
def test_a_slow_or_endless_answer_ends_in_time(run, store: Path, server: Server, speak, words: str) -> None:
    server.says(OTHER, PAGE, speak)
    before = fingerprint(store)
    started = time.monotonic()
    seconds = "20" if speak is endless else "1"
    ran = run("fetch", HERE, "--allow-host", OTHER, *FACTS, "--timeout", seconds, at=store)
    assert time.monotonic() - started < 15
    assert (ran.code, ran.out, fingerprint(store)) == (6, "", before)
    assert words in ran.err


@pytest.mark.parametrize(
    ("host", "words"),
    [
        (WRONG, "its certificate is for another name"),
        (EXPIRED, "its certificate has run out"),
        (OWN, "its certificate is signed by nobody this system trusts"),
    ],
)
def test_a_server_that_cannot_prove_its_name_is_told_nothing(
    run, store: Path, server: Server, host: str, words: str
) -> None:
    before = fingerprint(store)
    ran = run("fetch", f"https://{host}/a", "--allow-host", host, *FACTS, at=store)
    assert (ran.code, fingerprint(store), server.asked) == (6, before, [])
    assert f"the server could not prove that it is {host}: {words}" in ran.err


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "::1", "fe80::1%eth0", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
     "2002:c0a8:101::1", "fd00::1", "224.0.0.1"],
)  # fmt: skip
def test_a_name_that_leads_into_the_house_is_not_asked(run, store: Path, server: Server, address: str) -> None:
    before = fingerprint(store)
    for names in ([address], ["93.184.215.14", address]):
        server.names[OTHER] = names
        ran = run("fetch", HERE, "--allow-host", OTHER, *FACTS, at=store)
        assert (ran.code, fingerprint(store), server.dialled) == (6, before, [])
        assert f"not asked: {OTHER} leads to {address}, an address that is" in ran.err


def test_a_redirect_that_leads_into_the_house_is_not_followed(run, store: Path, server: Server) -> None:
    server.says(COUNCIL, PDF, redirect(f"https://{EURLEX}/a"))
    server.names[EURLEX] = ["192.168.1.1"]
    ran = run("fetch", "15175/08", "--lang", "da", at=store)
    assert (ran.code, len(server.asked)) == (6, 1)
    assert f"{EURLEX} leads to 192.168.1.1, an address that is private" in ran.err


def test_a_name_is_looked_up_once_and_its_next_address_is_tried(run, store: Path, server: Server) -> None:
    looked_up = []
    network = server.network()
    refused = ConnectionRefusedError()

    def resolve(host: str, seconds: float) -> list[str]:
        looked_up.append(host)
        return ["93.184.215.1", "93.184.215.2"]

    def dial(address: str, seconds: float):
        if address.endswith(".1"):
            raise refused
        return network.dial(address, seconds)

    import revtrack.register.wire as wire

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wire, "internet", lambda: wire.Network(resolve, dial, network.trust, network.sleep))
        server.says(OTHER, PAGE, reply(RULES))
        assert run("fetch", HERE, "--allow-host", OTHER, *FACTS, at=store).code == 0
    assert (looked_up, server.dialled) == ([OTHER], ["93.184.215.2"])


def test_where_there_is_no_network_that_is_said(run, store: Path, server: Server) -> None:
    before = fingerprint(store)
    ran = run("fetch", "https://nowhere.example.org/a", "--allow-host", "nowhere.example.org", *FACTS, at=store)
    assert (ran.code, fingerprint(store)) == (6, before)
    assert "error: cannot reach nowhere.example.org: name not found; nothing was added  [offline]" in ran.err


# -- registers say what they have --------------------------------------------------------------------------------------


def languages(server: Server, *codes: str) -> None:
    from revtrack.model.numbers import DocumentNumber
    from revtrack.register import languages_ask

    ask = languages_ask(DocumentNumber.parse("32031R0001"))
    assert ask is not None
    rows = "".join(f'"http://publications.europa.eu/resource/authority/language/{code}"\n' for code in codes)
    server.says(CELLAR, ask.url.removeprefix(f"https://{CELLAR}"), reply(f'"language"\n{rows}', "200 OK", "text/csv"))


NOT_HELD = reply(
    "None of the requests returned successfully a redirection. [cellar identifier does not hold a content datastream]",
    "404 Not Found",
    "text/plain",
)


def test_the_languages_that_there_are_are_listed(run, store: Path, server: Server) -> None:
    server.says(CELLAR, ACT, NOT_HELD)
    languages(server, "ENG", "FRA", "DEU", "XYZ")
    before = fingerprint(store)
    ran = run("fetch", "32031R0001", "--lang", "da", at=store)
    assert (ran.code, fingerprint(store)) == (3, before)
    assert "error: EUR-Lex does not have 32031R0001 in Danish, nothing was added  [not-in-register]" in ran.err
    assert "it has it in: de, en, fr" in ran.err
    assert "try:   revtrack fetch 32031R0001 --lang en" in ran.err
    assert len(server.asked) == 5


def test_a_format_that_is_not_there_is_said_to_be_missing(run, store: Path, server: Server) -> None:
    server.says(CELLAR, ACT, reply("", "406 Not Acceptable"))
    languages(server, "DAN")
    ran = run("fetch", "32031R0001", "--lang", "da", "--format", "docx", at=store)
    assert ran.code == 3
    assert "it has it in that language, but not as docx" in ran.err
    assert len(server.asked) == 2


def test_a_number_that_nobody_knows_is_asked_for_once(run, store: Path, server: Server) -> None:
    server.says(
        CELLAR, ACT, reply("Resource [system 'celex' - id '32031R0001'] not found.", "404 Not Found", "text/plain")
    )
    ran = run("fetch", "32031R0001", "--lang", "da", at=store)
    assert ran.code == 3
    assert "there is nothing" in ran.err
    assert len(server.asked) == 2


def test_a_council_document_that_is_not_there_is_said_to_be_missing(run, store: Path, server: Server) -> None:
    ran = run("fetch", "15175/08", "--lang", "da", at=store)
    assert (ran.code, server.paths()) == (3, [PDF])
    assert "the Council's register does not have 15175/08 in Danish" in ran.err
    assert "revtrack add --stub 15175/08" in ran.err


def test_without_a_language_the_one_there_is_is_taken_and_several_are_listed(run, store: Path, server: Server) -> None:
    server.says(CELLAR, ACT, reply(DANISH, "200 OK", XHTML))
    languages(server, "DAN", "ENG")
    ran = run("fetch", "32031R0001", "--date", "2031", at=store)
    assert ran.code == 3
    assert "[ambiguous-language]" in ran.err
    assert "da, en" in ran.err
    languages(server, "DAN")
    ran = run("fetch", "32031R0001", "--date", "2031", at=store)
    assert ran.code == 0, ran.err
    assert "32031R0001:da" in ran.out


def test_without_a_language_a_council_document_is_not_asked_for(run, store: Path, server: Server) -> None:
    ran = run("fetch", "15175/08", at=store)
    assert (ran.code, server.asked) == (2, [])
    assert "[metadata-missing]" in ran.err
    assert "revtrack fetch 15175/08 --lang en" in ran.err


def test_a_document_in_several_parts_is_listed_and_one_can_be_named(run, store: Path, server: Server) -> None:
    parts = "".join(f'<li><a href="http://{CELLAR}{ITEM[:-1]}{order}">DOC_{order}</a></li>' for order in (1, 2))
    server.says(CELLAR, ACT, reply(f"<ul>{parts}</ul>", "300 Multiple Choices"))
    ran = run("fetch", "32031R0001", "--lang", "da", at=store)
    assert ran.code == 6
    assert "EUR-Lex has 32031R0001 in Danish in 2 parts" in ran.err
    assert f"try:   revtrack fetch https://{CELLAR}{ITEM} --as 32031R0001 --lang da" in ran.err
    server.says(CELLAR, ITEM, reply(DANISH, "200 OK", XHTML))
    again = ran.err.partition("try:   revtrack ")[2].split()
    assert run(*again, "--date", "2031", at=store).code == 0


def test_another_language_than_the_one_asked_for_is_refused(run, store: Path, server: Server) -> None:
    english = page(
        "1. The Member States shall ensure that this is so, and that it has been for as long as there were any."
    )
    server.says(CELLAR, ACT, reply(english, "200 OK", XHTML))
    before = fingerprint(store)
    ran = run("fetch", "32031R0001", "--lang", "da", "--date", "2031", at=store)
    assert (ran.code, fingerprint(store)) == (6, before)
    assert "a text in English, not the document that was asked for" in ran.err


def test_eur_lex_itself_challenges_and_the_number_is_advised(run, store: Path, server: Server) -> None:
    path = "/legal-content/DA/TXT/?uri=CELEX:32031R0001"
    server.says(EURLEX, path, reply("", "202 Accepted", "", "x-amzn-waf-action: challenge"))
    ran = run("fetch", f"https://{EURLEX}{path}", "--lang", "da", at=store)
    assert ran.code == 6
    assert "try:   revtrack fetch 32031R0001 --lang da   asks the Publications Office instead" in ran.err


# -- what is not asked -------------------------------------------------------------------------------------------------


def test_a_dry_run_shows_the_addresses_and_asks_nothing(run, tmp_path: Path, server: Server) -> None:
    ran = run("fetch", "14781/1/05", "--lang", "da", "--dry-run", at=tmp_path)
    assert ran.code == 0, ran.err
    assert "GET https://data.consilium.europa.eu/doc/document/ST-14781-2005-REV-1/da/pdf" in ran.out
    told = json.loads(run("fetch", "32016R0679", "--lang", "da", "-n", "--json", at=tmp_path).out)
    check_schema(told)
    assert [question["format"] for question in told["questions"]] == ["html", "pdf", "docx", "xml"]
    assert run("fetch", "32016R0679", "-n", "--plain", at=tmp_path).out.startswith(
        "would ask\thttps://publications.europa.eu"
    )
    assert run("fetch", "9956/14", "-n", at=tmp_path).code == 2
    assert server.asked == []


def test_a_restricted_document_is_not_asked_for_without_force(run, example_store: Path, server: Server) -> None:
    before = fingerprint(example_store)
    ran = run("fetch", "5469/3/07 REV 3", "--lang", "en", at=example_store)
    assert (ran.code, server.asked, fingerprint(example_store)) == (4, [], before)
    assert "5469/3/07 REV 3 is marked EU RESTRICTED, and was not asked for  [restricted]" in ran.err
    forced = run("fetch", "5469/3/07 REV 3", "--lang", "en", "--force", at=example_store)
    assert (forced.code, server.paths()) == (3, ["/doc/document/ST-5469-2007-REV-3/en/pdf"])


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("http://www.example.org/a", 2),
        ("https://www.example.org:8443/a", 2),
        ("https://user:pw@www.example.org/a", 2),
        ("https://10.0.0.1/a", 2),
        ("https://0x7f.1/a", 2),
        ("https://2130706433/a", 2),
        ("https://[::1]/a", 2),
        ("https://localhost/a", 2),
        ("https://www.example.org/a b", 2),
        ("https://www.example.org\\@10.0.0.1/", 2),
        ("https://", 2),
        ("S/RES/2178 (2014)", 3),
        ("OJ L 145, 31.5.2001, p. 43", 3),
        ("house-rules-2014", 3),
        ("5643/5/14 REV 4", 2),
    ],
)
def test_what_no_register_hands_out_is_not_asked_for(run, store: Path, server: Server, word: str, status: int) -> None:
    ran = run("fetch", word, "--lang", "en", "--allow-host", OTHER, at=store)
    assert (ran.code, ran.out, server.asked, server.dialled) == (status, "", [], [])


def test_no_option_lets_a_fetch_reach_this_machine(run, store: Path, server: Server) -> None:
    for name in ("localhost", "127.0.0.1", "[::1]", "10.0.0.1"):
        assert run("fetch", HERE, "--allow-host", name, at=store).code == 2
    assert server.dialled == []


def test_nothing_of_the_environment_changes_where_a_question_goes(
    run, store: Path, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    (tmp_path / ".netrc").write_text(f"machine {OTHER} login me password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    server.says(OTHER, PAGE, reply(RULES))
    assert run("fetch", HERE, "--allow-host", OTHER, *FACTS, at=store).code == 0
    assert "authorization" not in server.asked[0].headers
    assert "cookie" not in server.asked[0].headers
    assert not (tmp_path / "keys").exists()


def test_hosts_that_need_no_leave_are_the_registers() -> None:
    from revtrack import register

    assert sorted(register.HOSTS) == sorted(HOSTS[:4])
