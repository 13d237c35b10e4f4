from __future__ import annotations

from pathlib import Path

import pytest

from revtrack.errors import StoreUnsafe
from revtrack.store import open_store, safety
from tests.store_samples import plain_git

PLAIN = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n"


def test_settings_are_read_as_data():
    assert safety.keys('[remote "a b"]\n\turl = x # y\n; note\n[Core] Bare = true\n[user]\n\tname\n') == (
        "remote.a b.url",
        "core.bare",
        "user.name",
    )


@pytest.mark.parametrize(
    "line", ["no section", "[core", '[core "x]\n', "[core]\nkey = a\\", "[core]\n=", "[core]\n1x = 2"]
)
def test_a_line_that_cannot_be_read_for_certain_is_no_key(line: str):
    assert None in safety.keys(line)


@pytest.mark.parametrize(
    "setting",
    [
        ("core.fsmonitor", "touch x"),
        ("core.worktree", "/tmp/elsewhere"),
        ("core.hooksPath", "x"),
        ("include.path", "x"),
        ("includeIf.gitdir:/.path", "x"),
        ("filter.x.clean", "x"),
        ("diff.external", "x"),
        ("gpg.program", "x"),
        ("remote.origin.uploadpack", "x"),
        ("url.x.insteadOf", "y"),
        ("extensions.worktreeConfig", "true"),
        ("alias.log", "!x"),
    ],
)
def test_a_setting_that_could_run_or_redirect_is_named_and_the_store_not_opened(made: Path, setting: tuple[str, str]):
    plain_git(made, "config", *setting)
    with pytest.raises(StoreUnsafe) as caught:
        open_store(made)
    section, _, name = setting[0].rpartition(".")
    assert f"{section}.{name.lower()}" in caught.value.message.replace(section.lower(), section)


def test_what_a_clone_or_another_system_writes_is_allowed(made: Path):
    for key in ("core.ignorecase", "core.precomposeunicode", "core.symlinks", "commit.gpgsign"):
        plain_git(made, "config", key, "true")
    for key in ("remote.origin.url", "branch.main.merge", "user.signingkey"):
        plain_git(made, "config", key, "x")
    plain_git(made, "config", "remote.my.own.fetch", "+refs/heads/*:refs/remotes/origin/*")
    assert open_store(made).settings().format == 1


@pytest.mark.parametrize("name", ["commondir", "config.worktree"])
def test_a_file_that_sends_git_elsewhere_is_refused(made: Path, name: str):
    (made / ".git" / name).write_text("/elsewhere\n")
    with pytest.raises(StoreUnsafe, match=name):
        open_store(made)


@pytest.mark.parametrize("name", [".git", ".git/objects", ".git/config", ".git/refs", ".git/revtrack"])
def test_a_link_in_place_of_the_repository_is_refused(made: Path, tmp_path: Path, name: str):
    (made / name).rename(tmp_path / "moved")
    (made / name).symlink_to(tmp_path / "moved")
    with pytest.raises(StoreUnsafe, match="points elsewhere"):
        open_store(made)


def test_a_git_file_that_points_elsewhere_is_refused(tmp_path: Path):
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / ".git").write_text("gitdir: /elsewhere\n")
    with pytest.raises(StoreUnsafe, match="points elsewhere"):
        open_store(tmp_path / "s")


def test_a_huge_configuration_is_refused(made: Path):
    (made / ".git" / "config").write_bytes(b"#" * (safety.MOST_BYTES + 1))
    with pytest.raises(StoreUnsafe, match="over 1 MiB"):
        open_store(made)
