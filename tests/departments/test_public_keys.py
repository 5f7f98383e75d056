"""Public keys as people have them: made by OpenSSH's and PuTTY's programs, in one of many forms, or wrong."""

from __future__ import annotations

import base64
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.public_keys import NotAPublicKey, PrivateKeyShown, parse_public_key

if TYPE_CHECKING:
    from pathlib import Path

COMMENT = 'zhang@办公室: "新电脑"'
KINDS = ["ed25519", "rsa", "ecdsa:256", "ecdsa:384", "ecdsa:521"]


def ran(*command: object) -> str:
    """What a program prints."""
    return subprocess.run([str(each) for each in command], capture_output=True, check=True, encoding="utf-8").stdout


def made(place: Path, kind: str, bits: int | str = "") -> Path:
    """The private half of a new pair; the public one stands beside it."""
    name, _, size = f"{kind}:{bits}".rstrip(":").partition(":")
    path = place / "key"
    sized = ("-b", size) if size else ()
    ran("ssh-keygen", "-q", "-t", name, *sized, "-N", "", "-C", COMMENT, "-f", path)
    return path


def public(path: Path) -> str:
    """The line of the public half."""
    return path.with_suffix(".pub").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_of_ssh_keygen_is_told_by_the_fingerprint_that_it_prints(tmp_path: Path, kind: str) -> None:
    """Of every kind that is taken, with its comment, cleaned of nothing but what is hostile."""
    path = made(tmp_path, kind)
    key = parse_public_key(public(path))
    printed = ran("ssh-keygen", "-lf", path)

    assert printed.split()[1] == key.fingerprint
    assert COMMENT == key.comment


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_in_puttys_form_is_the_same_key(tmp_path: Path, kind: str) -> None:
    """As PuTTYgen saves it, and as ``ssh-keygen -e`` writes it."""
    path = made(tmp_path, kind)
    line = parse_public_key(public(path))
    of_putty = parse_public_key(ran("puttygen", path, "-O", "public"))
    of_keygen = parse_public_key(ran("ssh-keygen", "-e", "-f", path))

    assert [(line.algorithm, line.blob)] * 2 == [(each.algorithm, each.blob) for each in (of_putty, of_keygen)]


def test_windows_line_ends_and_marks_do_no_harm(tmp_path: Path) -> None:
    """A key that went through an editor there, in both forms, and with a header that goes on in the next line."""
    path = made(tmp_path, "ed25519")
    key = parse_public_key(public(path))
    long = ran("ssh-keygen", "-e", "-f", path).replace("converted", "con\\\nverted")
    forms = [f"\ufeff{public(path)}\r\n", long, long.replace("\n", "\r\n"), public(path).replace(" ", "  \t", 2)]

    assert [key.blob] * 4 == [parse_public_key(each).blob for each in forms]
    assert "OpenSSH" in parse_public_key(long).comment


def test_a_key_is_compared_by_its_bytes(tmp_path: Path) -> None:
    """Base64 has several ways to end the same bytes; what a client shows is found again whichever was handed over."""
    line = public(made(tmp_path, "ecdsa", 256))
    algorithm, blob, _ = line.split(maxsplit=2)
    assert blob.endswith("=")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = blob.rstrip("=")[-1]
    odd = blob.rstrip("=")[:-1] + alphabet[alphabet.index(last) + 1] + "=" * blob.count("=")

    assert base64.b64decode(odd) == base64.b64decode(blob)
    assert blob == parse_public_key(f"{algorithm} {odd}").blob


def test_the_secret_half_is_not_taken(tmp_path: Path) -> None:
    """In OpenSSH's form and in PuTTY's; the sentence says what to do about it."""
    path = made(tmp_path, "ed25519")
    for secret in (path.read_text(), ran("puttygen", path, "-O", "private", "-o", "/dev/stdout")):
        with pytest.raises(PrivateKeyShown):
            parse_public_key(secret)


def test_weak_and_unknown_kinds_are_not_taken(tmp_path: Path) -> None:
    """RSA below 2,048 bits, DSA, and keys that name a kind which they aren't of."""
    weak = public(made(tmp_path, "rsa", 1024))
    (tmp_path / "other").mkdir()
    _, blob, _ = public(made(tmp_path / "other", "ed25519")).split(maxsplit=2)
    dsa = base64.b64encode(b"".join(len(each).to_bytes(4, "big") + each for each in (b"ssh-dss", b"p" * 128))).decode()

    for text in (weak, f"ssh-dss {dsa}", f"ssh-rsa {blob}", f"ecdsa-sha2-nistp256 {blob}", f"ecdsa-sha2-x {blob}"):
        with pytest.raises(NotAPublicKey):
            parse_public_key(text)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: f'command="sh" {line}',
        lambda line: f'from="10.0.0.0/8",no-pty {line}',
        lambda line: line[:40],
        lambda line: line.replace("AAAA", "AAA*", 1),
        lambda line: line.strip() + "\n" + line,
        lambda line: line + "x" * 20_000,
        lambda line: line.split()[1],
        lambda line: "---- BEGIN SSH2 PUBLIC KEY ----\n" + line.split()[1],
        lambda line: f"ssh-ed25519 {base64.b64encode(base64.b64decode(line.split()[1]) + b'tail').decode()}",
        lambda line: "",
    ],
)
def test_what_is_no_single_whole_key_is_refused(tmp_path: Path, spoil: object) -> None:
    """Options of an authorized_keys file would look as if they held; half a key and two keys are none."""
    with pytest.raises(NotAPublicKey):
        parse_public_key(spoil(public(made(tmp_path, "ed25519"))))  # type: ignore[operator]


@given(st.one_of(st.text(), st.binary().map(lambda each: f"ssh-ed25519 {base64.b64encode(each).decode()}")))
def test_any_text_is_a_key_or_a_sentence(text: str) -> None:
    """Nothing that somebody pastes ends in anything else; the sentence quotes nothing that a terminal would obey."""
    said = ""
    try:
        parse_public_key(text)
    except (NotAPublicKey, PrivateKeyShown) as refusal:
        said = str(refusal)

    assert "\x1b" not in said
