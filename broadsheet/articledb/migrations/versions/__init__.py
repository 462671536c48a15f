"""One module per revision; its SQL lies in ../sql, named after it."""
