"""What the service says of itself: whether it is alive and ready, and what went wrong."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel


class HealthOut(BaseModel):
    """Whether the service is alive or ready."""

    status: Literal["ok"]
    version: str


class ReadyOut(HealthOut):
    """Ready to search, and what it searches."""

    documents: int
    clauses: int
    generation: int
    model: str
    reranker: str | None = None


class FaultOut(BaseModel):
    """One fault of an invalid request."""

    location: list[str | int]
    message: str
    code: str


class ProblemOut(BaseModel):
    """Problem details, RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[FaultOut] | None = None
