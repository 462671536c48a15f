"""`python -m broadsheet COMMAND`; see `broadsheet.cli`."""

import sys

from broadsheet.cli import main

sys.exit(main())
