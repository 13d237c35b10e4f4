"""Signatures on commits: made by git with a key of OpenSSH, checked by ssh-keygen against the list the store had before.

A commit is judged by the settings of the commit before it, so a list cannot admit the hand that writes it. The first commit of a
store is judged by its own.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from revtrack.errors import SigningRefused
from revtrack.store import gitconfig, process
from revtrack.store.contract import Settings
from revtrack.store.objects import Object
from revtrack.store.process import Git
from revtrack.store.signers import Role, Signer, allowed_signers

KEY = "REVTRACK_SIGNING_KEY"
_BEGINS = b"-----BEGIN SSH SIGNATURE-----"


class Key(Struct, frozen=True):
    """The key a person signs with: a file of a key pair, private or public (then the agent holds the private one)."""

    path: str

    @property
    def settings(self) -> tuple[str, ...]:
        """What git needs to be told to sign with it; the program is ours to choose, never a store's."""
        return ("gpg.format=ssh", f"gpg.ssh.program={process.ssh_keygen()}", f"user.signingkey={self.path}")


def key_of(git: Git, environment: Mapping[str, str]) -> Key | None:
    """The key to sign with: REVTRACK_SIGNING_KEY, else `user.signingkey` of the store's or the person's git settings."""
    said = environment.get(KEY, "").strip()
    files = (git.git_dir / "config", *gitconfig.own_files(environment))
    found = said or next((key for file in files if (key := gitconfig.value(file, "user.signingkey"))), "")
    return Key(str(Path(found).expanduser())) if found else None


def agent(environment: Mapping[str, str]) -> dict[str, str]:
    """What git's child needs to reach the person's keys."""
    socket = environment.get("SSH_AUTH_SOCK", "")
    return {"SSH_AUTH_SOCK": socket} if socket else {}


def key_needed(git: Git, before: Settings) -> Key | None:
    """The key for a commit on a store with these settings; None if none is needed and none was asked for.

    SigningRefused if the store requires signatures and there is no key.
    """
    asked = os.environ.get(KEY, "").strip()
    if not before.require_signatures and not asked:
        return None
    key = key_of(git, os.environ)
    if key is None:
        raise SigningRefused(
            "this store requires signatures, and you have no key to sign with; nothing was added",
            tries=(f"{KEY}=~/.ssh/id_ed25519 revtrack …", "git config --global user.signingkey ~/.ssh/id_ed25519"),
        )
    return key


def fault(found: Object, before: Settings, *, changes_settings: bool) -> str:
    """Why a commit may not stand on a store with these settings; "" if it may."""
    if not before.require_signatures:
        return ""
    payload, signature = parted(found.data)
    signer = signer_of(payload, signature, before.signers) if signature else None
    return refused(signer, before, signed=bool(signature), changes_settings=changes_settings)


def refused(signer: Signer | None, before: Settings, *, signed: bool, changes_settings: bool) -> str:
    """The same, of a commit whose signer is known; None if it is not signed, or by nobody who is listed."""
    if not before.require_signatures:
        return ""
    if not signed:
        return "bears no signature, and the store requires one"
    if signer is None:
        return "is signed by nobody whom the store lists, or was altered after it was signed"
    if changes_settings and signer.role is not Role.KEEPER:
        return f"changes the store's settings, and {signer.name} is no keeper"
    return ""


def parted(data: bytes) -> tuple[bytes, bytes]:
    """A commit without its signature, and the signature; b"" if it has none."""
    head, gap, body = data.partition(b"\n\n")
    kept: list[bytes] = []
    signature: list[bytes] = []
    inside = False
    for line in head.split(b"\n"):
        inside = line.startswith(b"gpgsig ") or (inside and line.startswith(b" "))
        (signature if inside else kept).append(line)
    lines = [line.removeprefix(b"gpgsig ") if at == 0 else line[1:] for at, line in enumerate(signature)]
    text = b"\n".join(lines)
    return b"\n".join(kept) + gap + body, text + b"\n" if text.startswith(_BEGINS) else b""


def signer_of(payload: bytes, signature: bytes, signers: tuple[Signer, ...]) -> Signer | None:
    """Who of these signed exactly that; None if nobody did."""
    if not signers:
        return None
    with tempfile.TemporaryDirectory() as folder:
        allowed, signed = Path(folder) / "allowed", Path(folder) / "signature"
        allowed.write_bytes(allowed_signers(signers))
        signed.write_bytes(signature)
        words = ("-s", str(signed), "-f", str(allowed))
        found = process.run_ssh_keygen("-Y", "find-principals", *words)
        name = found.stdout.decode("utf-8", "replace").split("\n")[0].strip()
        if found.returncode or not name:
            return None
        done = process.run_ssh_keygen("-Y", "verify", *words, "-I", name, "-n", "git", data=payload)
    return next((who for who in signers if who.name == name), None) if done.returncode == 0 else None
