"""Everything `make run` starts on one machine: PostgreSQL, an S3 server, the sample newspaper, Airflow."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
