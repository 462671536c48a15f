"""What the tasks of the DAGs do; ignored by the DAG parser."""
