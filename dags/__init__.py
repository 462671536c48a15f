"""When things run: DAGs, and in `operators` what their tasks do."""
