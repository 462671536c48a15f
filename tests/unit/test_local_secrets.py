"""Secrets are made once, differ, and are nobody else's to read."""

from __future__ import annotations

import stat
from dataclasses import fields

import pytest

from broadsheet.local.errors import LocalError
from broadsheet.local.secrets import Secrets, load_or_create, write_private


def mode(file):
    return stat.S_IMODE(file.stat().st_mode)


def test_secrets_are_made_once(tmp_path):
    """The second start reads what the first one made."""
    file = tmp_path / "secrets.json"
    assert load_or_create(file) == load_or_create(file)


def test_two_installations_share_no_secret(tmp_path):
    """Every secret is random, and no two of one installation are the same."""
    first, second = load_or_create(tmp_path / "a"), load_or_create(tmp_path / "b")
    values = [getattr(secrets, each.name) for secrets in (first, second) for each in fields(Secrets)]
    assert len(set(values)) == len(values)
    assert min(map(len, values)) >= 20


def test_only_the_owner_may_read_them(tmp_path):
    """The file is of mode 0600, also when somebody opened it up meanwhile."""
    file = tmp_path / "secrets.json"
    load_or_create(file)
    assert mode(file) == 0o600
    file.chmod(0o644)
    load_or_create(file)
    assert mode(file) == 0o600


def test_a_secret_of_a_newer_version_is_added(tmp_path):
    """An update that needs one secret more keeps the others."""
    file = tmp_path / "secrets.json"
    write_private(file, '{"analyst_password": "kept"}')
    secrets = load_or_create(file)
    assert secrets.analyst_password == "kept"
    assert load_or_create(file) == secrets


@pytest.mark.parametrize("text", ["", "{", "[]", "7"])
def test_an_unreadable_file_is_not_replaced(tmp_path, text):
    """New passwords would lock us out of the old database: it is said instead, with the file's name."""
    file = tmp_path / "secrets.json"
    file.write_text(text)
    with pytest.raises(LocalError, match=str(file)):
        load_or_create(file)
    assert file.read_text() == text


def test_secrets_are_not_shown(tmp_path):
    """A log line or traceback that holds the object holds none of them."""
    secrets = load_or_create(tmp_path / "secrets.json")
    assert not [each.name for each in fields(Secrets) if getattr(secrets, each.name) in repr(secrets)]


def test_a_private_file_is_replaced_at_once(tmp_path):
    """Writing again leaves the new text, mode 0600, and no draft beside it."""
    file = tmp_path / "environment"
    write_private(file, "old")
    write_private(file, "new")
    assert file.read_text() == "new"
    assert mode(file) == 0o600
    assert list(tmp_path.iterdir()) == [file]
