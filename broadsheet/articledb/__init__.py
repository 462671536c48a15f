"""The news database: every SQL statement of the project, its migrations and its roles.

Functions take a connection from `connection.connect`, one per thread, and open their own short
transactions. Nothing here knows Scrapy or Airflow.
"""
