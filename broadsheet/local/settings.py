"""What can be chosen about `make run`: where its data lies and which ports it takes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from broadsheet.local import ROOT
from broadsheet.local.errors import LocalError
from broadsheet.local.objectstore_ports import ObjectStorePorts

BUCKET = "raw-html"
_HIGHEST_PORT = 65535
_UI_PORT, _DATABASE_PORT, _S3_PORT = 8080, 5433, 8333  # 5432 is often a system database's


class Use(NamedTuple):
    """What ports are for: `size` of them from `first` on, moved by an environment variable."""

    purpose: str
    variable: str
    first: int
    size: int = 1


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """One installation on this machine."""

    data: Path
    sources: Path
    ui_port: int = _UI_PORT
    database_port: int = _DATABASE_PORT
    s3_port: int = _S3_PORT

    @property
    def s3_ports(self) -> ObjectStorePorts:
        """The S3 server's ports: the chosen one, and the next ones for its inner parts."""
        return ObjectStorePorts(*range(self.s3_port, self.s3_port + ObjectStorePorts.count()))

    def ports(self) -> dict[int, Use]:
        """Every port we open, and what for."""
        s3 = Use("the S3 server", "S3_PORT", self.s3_port, ObjectStorePorts.count())
        return {
            self.ui_port: Use("Airflow's UI", "UI_PORT", self.ui_port),
            self.database_port: Use("PostgreSQL", "DATABASE_PORT", self.database_port),
            **dict.fromkeys(self.s3_ports.all(), s3),
        }


def from_environment(environment: Mapping[str, str] = os.environ) -> LocalSettings:
    """DATA_DIR, SOURCES_DIR, UI_PORT, DATABASE_PORT, S3_PORT; `make run UI_PORT=8081` sets one."""
    return LocalSettings(
        data=_folder(environment, "DATA_DIR", ROOT / "var"),
        sources=_folder(environment, "SOURCES_DIR", ROOT / "sources"),
        ui_port=_port(environment, "UI_PORT", _UI_PORT),
        database_port=_port(environment, "DATABASE_PORT", _DATABASE_PORT),
        s3_port=_port(environment, "S3_PORT", _S3_PORT, highest=_HIGHEST_PORT - ObjectStorePorts.count() + 1),
    )


def _folder(environment: Mapping[str, str], name: str, default: Path) -> Path:
    return Path(environment.get(name) or default).expanduser().absolute()


def _port(environment: Mapping[str, str], name: str, default: int, highest: int = _HIGHEST_PORT) -> int:
    value = environment.get(name) or str(default)
    if not value.isdecimal() or not 0 < int(value) <= highest:
        raise LocalError(f"{name}: got {value!r}, expected a port from 1 to {highest}")
    return int(value)
