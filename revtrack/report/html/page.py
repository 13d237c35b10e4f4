"""Puts a page together: template, style and script in one file, with a policy that lets nothing else run or load."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from revtrack.report.interface import Interface
from revtrack.report.mark import with_mark
from revtrack.report.picture.svg import STYLE as PICTURE

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent / "templates"


def page(
    template: str, values: Mapping[str, object], interface: Interface, *, running: tuple[str, str] = ("", "")
) -> bytes:
    """The page in UTF-8 with its mark. `running` are words at the top of each printed page: left, and in the middle."""
    style, script = _read("report.css") + PICTURE + _running(running), _read("report.js")
    policy = (
        "default-src 'none'; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"
    )
    made = _environment().get_template(template)
    text = made.render(**values, say=interface.say, count=interface.count, policy=policy, style=style, script=script)
    return with_mark(text.encode("utf-8", "backslashreplace"))


@cache
def _environment() -> Environment:
    """The templates, every value in them escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """The hash of an inline style or script, as a policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _running(words: Sequence[str]) -> str:
    """The style that prints words at the top of each page; every character as its code, so that none can end the string."""
    boxes = (("top-left", words[0]), ("top-center", words[1]))
    rules = "".join(f"@{box}{{content:{_css_string(said)}}}" for box, said in boxes if said)
    return f"@page{{{rules}}}\n" if rules else ""


def _css_string(text: str) -> str:
    return '"' + "".join(f"\\{ord(char):x} " for char in text) + '"'
