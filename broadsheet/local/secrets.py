"""Passwords and keys of one installation: generated once, kept in files only their owner may read."""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from broadsheet.local.errors import LocalError

_OWNER_ONLY = 0o600


def _token() -> str:
    return secrets.token_urlsafe(24)


def _fernet_key() -> str:
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def _secret(make: Callable[[], str] = _token) -> str:
    value: str = field(default_factory=make, repr=False)
    return value


@dataclass(frozen=True, slots=True)
class Secrets:
    """Every secret of `make run`, new ones where none are given."""

    postgres_password: str = _secret()
    airflow_database_password: str = _secret()
    broadsheet_password: str = _secret()
    analyst_password: str = _secret()
    s3_write_key_id: str = _secret()
    s3_write_key: str = _secret()
    s3_read_key_id: str = _secret()
    s3_read_key: str = _secret()
    airflow_admin_password: str = _secret()
    airflow_notes_password: str = _secret()
    airflow_fernet_key: str = _secret(_fernet_key)
    airflow_jwt_secret: str = _secret()
    airflow_session_secret: str = _secret()


_NAMES = frozenset(each.name for each in fields(Secrets))


def load_or_create(file: Path) -> Secrets:
    """The secrets of this file; what is missing in it is generated and written down."""
    known = _read(file) if file.exists() else {}
    values = Secrets(**known)
    if _NAMES - known.keys():
        write_private(file, json.dumps(asdict(values)))
    file.chmod(_OWNER_ONLY)
    return values


def write_private(file: Path, text: str) -> None:
    """Replace a file at once with one that only its owner may read."""
    draft = file.with_name(f".{file.name}.new")
    draft.unlink(missing_ok=True)
    draft.touch(_OWNER_ONLY, exist_ok=False)  # never readable by others, not even while it is written
    draft.write_text(text)
    draft.replace(file)


def _read(file: Path) -> dict[str, str]:
    try:
        found = json.loads(file.read_text()).items()  # AttributeError: it holds something else
        return {name: str(value) for name, value in found if name in _NAMES}
    except (ValueError, AttributeError) as error:
        raise LocalError(
            f"{file} cannot be read ({error}). It holds the passwords of this installation: restore it, or "
            f"remove the folder {file.parent} to start afresh without the articles"
        ) from None
