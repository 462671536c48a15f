"""What all parts of a source file share: unknown keys are refused, each key says in words what it holds."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """A part of a source file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def described(expected: str, **more: Any) -> Any:
    """What a key holds in words, for the error of a file where it holds something else."""
    return Field(description=expected, **more)
