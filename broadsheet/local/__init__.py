"""Everything `make run` starts on one machine: PostgreSQL, an S3 server, the sample newspaper, Airflow."""
