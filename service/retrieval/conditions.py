"""Conditions on metadata, as Dify sends them: read, checked and judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

from index import DocumentSummary, Hit
from service.faults import shortened
from service.retrieval.errors import InvalidCondition
from service.retrieval.fields import FIELDS, Field
from service.retrieval.operators import ALIASES, NEGATIONS, OPERATORS, Test, test_of
from service.schemas_retrieval import ConditionIn, MetadataConditionIn

TESTS_MAX: Final = 100
"""Names in all conditions: each is held against every document, and a thread does nothing else."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: a value of one of the fields passes the test, or none does."""

    tests: tuple[tuple[Field, Test], ...]
    negated: bool

    @property
    def is_of_document(self) -> bool:
        """Whether it is the same for all clauses of a document."""
        return all(field.is_of_document for field, _ in self.tests)

    def holds(self, document: DocumentSummary, hit: Hit | None = None) -> bool:
        """Whether it is met; without a hit, conditions on a document alone can be judged."""
        passed = any(
            test(value) for field, test in self.tests for value in field.values(document, hit)
        )
        return passed != self.negated


@dataclass(frozen=True, slots=True)
class Conditions:
    """All conditions of a request, of which all must hold, or any."""

    conditions: tuple[Condition, ...] = ()
    any_suffices: bool = False

    @classmethod
    def of(cls, given: MetadataConditionIn | None) -> Self:
        """Read the conditions of a request.

        Raises:
            InvalidCondition: If a name or an operator is unknown, or a value does not fit.
        """
        if given is None:
            return cls()
        read = tuple(_read(place, one) for place, one in enumerate(given.conditions))
        tests = 0
        for place, condition in enumerate(read):
            tests += len(condition.tests)
            if tests > TESTS_MAX:
                rule = f"more than {TESTS_MAX} names in all conditions together"
                raise InvalidCondition(place, "name", rule)
        return cls(read, any_suffices=given.logical_operator == "or")

    def hold(self, hit: Hit) -> bool:
        """Whether a hit meets them."""
        return self._met(self.conditions, hit.document, hit)

    def may_hold(self, document: DocumentSummary) -> bool:
        """Whether clauses of a document can meet them, as far as the document tells."""
        if self.any_suffices and not self.are_of_documents:
            return True
        told = tuple(one for one in self.conditions if one.is_of_document)
        return self._met(told, document, None)

    @property
    def are_of_documents(self) -> bool:
        """Whether `may_hold` says all there is to say."""
        return all(one.is_of_document for one in self.conditions)

    def _met(
        self, conditions: tuple[Condition, ...], document: DocumentSummary, hit: Hit | None
    ) -> bool:
        if not conditions:
            return True
        judge = any if self.any_suffices else all
        return judge(one.holds(document, hit) for one in conditions)


_SHOWN_OPERATORS: Final = ", ".join(one for one in OPERATORS if one not in ALIASES or one == "=")


def _read(place: int, given: ConditionIn) -> Condition:
    operator = ALIASES.get(given.comparison_operator, given.comparison_operator)
    if operator not in OPERATORS:
        found = shortened(given.comparison_operator)
        rule = f"{found!r} is no operator here; there are {_SHOWN_OPERATORS}"
        raise InvalidCondition(place, "comparison_operator", rule)
    positive = NEGATIONS.get(operator, operator)
    names = [given.name] if isinstance(given.name, str) else dict.fromkeys(given.name)
    tests = []
    for name in names:
        field = FIELDS.get(name)
        if field is None:
            rule = f"{shortened(name)!r} is no metadata here; there are {', '.join(FIELDS)}"
            raise InvalidCondition(place, "name", rule)
        try:
            tests.append((field, test_of(positive, field, given.value)))
        except ValueError as error:
            raise InvalidCondition(place, "value", str(error)) from error
    return Condition(tuple(tests), negated=operator in NEGATIONS)
