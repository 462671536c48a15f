"""For tests of code that imports Airflow without running it."""

import os

import pytest


@pytest.fixture(scope="session")
def airflow_home(tmp_path_factory):
    """Airflow makes its home folder when it is imported: not the user's own one. Import it after this."""
    os.environ["AIRFLOW_HOME"] = str(tmp_path_factory.mktemp("airflow-home"))
