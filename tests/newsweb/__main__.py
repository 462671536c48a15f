"""`python -m tests.newsweb`."""

from tests.newsweb.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
