"""What can be wrong with a retrieval that the shape of the request does not show."""

from __future__ import annotations

from service.problems import ServiceError


class UnknownKnowledge(ServiceError):
    """There is no knowledge base of this name."""

    status = 404


class InvalidCondition(ServiceError):
    """A condition on metadata that cannot be judged."""

    status = 422

    def __init__(self, position: int, part: str, rule: str) -> None:
        """Say which condition, which part of it, and what is wrong with it."""
        super().__init__(f"body.metadata_condition.conditions.{position}.{part}: {rule}")
