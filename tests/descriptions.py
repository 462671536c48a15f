"""boto3's description of S3, read once a process instead of once a client: tests make hundreds of clients."""

from __future__ import annotations

from functools import cache

import botocore.session


def read_once() -> None:
    """From now on all sessions of this process share what was read; nothing else of them is shared."""
    botocore.session.create_loader = cache(botocore.session.create_loader)
