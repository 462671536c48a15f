"""Broadsheet: news sections into Postgres and S3. The library; imports none of the frameworks."""
