from __future__ import annotations

import pytest

from revtrack.errors import BadValue, StoreDamaged, StoreNewer
from revtrack.store import settings
from revtrack.store.contract import Settings


def test_settings_are_read_back_as_they_were_written():
    told = Settings(title='"Quoted" \\ back\tand æøå \x7f\n', fanout=2, ui_lang="da")
    assert settings.read(settings.write(told)) == told


def test_equal_settings_give_equal_bytes():
    assert settings.write(Settings(title="a")) == settings.write(Settings(title="a"))


def test_keys_of_later_versions_are_left_alone():
    assert settings.read(b'format = 1\nremotes = ["x"]\n') == Settings()


def test_a_newer_format_is_refused_and_named():
    with pytest.raises(StoreNewer, match="format 2"):
        settings.read(b"format = 2\n")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"format = 0",
        b"format = true",
        b'format = "1"',
        b"format = 1\nfanout = 3",
        b"format = 1\ntitle = 4",
        b"\xff",
        b"=",
    ],
)
def test_settings_that_cannot_be_read_are_damage(data: bytes):
    with pytest.raises(StoreDamaged, match=r"revtrack\.toml"):
        settings.read(data)


def test_settings_that_toml_cannot_carry_are_refused():
    with pytest.raises(BadValue):
        settings.write(Settings(fanout=1))
    with pytest.raises(BadValue):
        settings.write(Settings(title="\ud800"))
