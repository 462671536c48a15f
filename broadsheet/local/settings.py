"""What can be chosen about `make run`: where its data lies and which ports it takes."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from broadsheet.local import ROOT
from broadsheet.local.errors import LocalError
from broadsheet.local.objectstore_ports import HIGHEST_FIRST, ObjectStorePorts
from broadsheet.local.ports import HIGHEST_PORT, next_free

BUCKET = "raw-html"
_DATA, _SOURCES = ROOT / "var", ROOT / "sources"
_UI_PORT, _DATABASE_PORT, _S3_PORT = 8080, 5433, 8333  # 5432 is often a system database's


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """One installation on this machine."""

    data: Path
    sources: Path
    ui_port: int = _UI_PORT
    database_port: int = _DATABASE_PORT
    s3_port: int = _S3_PORT

    def make_folder(self) -> None:
        """Have the data folder. Others may pass it, whatever the umask: PostgreSQL may be another user."""
        if not self.data.exists():
            self.data.mkdir(parents=True)
            self.data.chmod(0o711)

    @property
    def s3_ports(self) -> ObjectStorePorts:
        """The S3 server's ports: the chosen one, and those of its inner parts."""
        return ObjectStorePorts.beginning_at(self.s3_port)

    def ports(self) -> dict[int, tuple[str, str]]:
        """Every port we open, what for, and the variable that moves it."""
        return {
            self.ui_port: ("Airflow's UI", "UI_PORT"),
            self.database_port: ("PostgreSQL", "DATABASE_PORT"),
            **dict.fromkeys(self.s3_ports.all(), ("the S3 server", "S3_PORT")),
        }

    def command(self, **other: int) -> str:
        """What starts this very installation again: `make run` with all that is not as by default.

        `other`: ports by their variables, where these are not to be as they are.
        """
        chosen = {
            name: shlex.quote(str(value))
            for name, value, default in (
                ("DATA_DIR", self.data, _DATA),
                ("SOURCES_DIR", self.sources, _SOURCES),
                ("UI_PORT", self.ui_port, _UI_PORT),
                ("DATABASE_PORT", self.database_port, _DATABASE_PORT),
                ("S3_PORT", self.s3_port, _S3_PORT),
            )
            if value != default
        } | other
        return " ".join(["make run", *(f"{name}={value}" for name, value in chosen.items())])

    def proposal(self, variable: str) -> int:
        """A value for one of these variables that would do."""
        if variable == "S3_PORT":
            return ObjectStorePorts.free_above(self.s3_port).s3
        return next_free(self.ui_port if variable == "UI_PORT" else self.database_port)


def from_environment(environment: Mapping[str, str] = os.environ) -> LocalSettings:
    """DATA_DIR, SOURCES_DIR, UI_PORT, DATABASE_PORT, S3_PORT; `make run UI_PORT=8081` sets one."""
    return LocalSettings(
        data=_folder(environment, "DATA_DIR", _DATA),
        sources=_folder(environment, "SOURCES_DIR", _SOURCES),
        ui_port=_port(environment, "UI_PORT", _UI_PORT),
        database_port=_port(environment, "DATABASE_PORT", _DATABASE_PORT),
        s3_port=_port(environment, "S3_PORT", _S3_PORT, highest=HIGHEST_FIRST),
    )


def _folder(environment: Mapping[str, str], name: str, default: Path) -> Path:
    return Path(environment.get(name) or default).expanduser().absolute()


def _port(environment: Mapping[str, str], name: str, default: int, highest: int = HIGHEST_PORT) -> int:
    value = environment.get(name) or str(default)
    if not value.isdecimal() or not 0 < int(value) <= highest:
        raise LocalError(f"{name}: got {value!r}, expected a port from 1 to {highest}")
    return int(value)
