"""Shows refused source files as an Airflow import error; the Dags of the others go on.

It holds no Dag of its own. Airflow sets aside every Dag of a file that has an import error, which is
why the error is raised here and not where the Dags are made.
"""

from __future__ import annotations

import sys
from pathlib import Path

REPOSITORY = str(Path(__file__).resolve().parents[1])
if REPOSITORY not in sys.path:
    sys.path.insert(0, REPOSITORY)

from broadsheet.errors import ConfigError  # noqa: E402 - found through the line above
from broadsheet.sources import load_folder  # noqa: E402


def refuse_bad_files() -> None:
    """Raise one error that names every refused file, with key, value and what was expected."""
    errors = [str(error) for file in load_folder() for error in file.errors]
    if errors:
        raise ConfigError("\n".join(errors))


refuse_bad_files()
