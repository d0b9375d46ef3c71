"""POST /retrieval on the wire: Dify's contract of an external knowledge base.

Unlike everywhere else unknown fields are tolerated: the request is written by another program,
whose versions add fields, and it could not be mended by who gets the error.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from service.schemas_values import QUERY_MAX_CHARS, TOP_K_MAX, FilterText, QueryText

CONDITIONS_MAX = 50
DEFAULT_TOP_K = 5


def _cut(value: Any) -> Any:
    """Keep the beginning of a long question: Dify sends what a user pasted or a model wrote."""
    return value.strip()[:QUERY_MAX_CHARS] if isinstance(value, str) else value


def _empty_when_null(value: Any) -> Any:
    return [] if value is None else value


class RetrievalSettingIn(BaseModel):
    """How many records at most, and how good they must be."""

    top_k: int | None = Field(
        default=None, ge=1, le=TOP_K_MAX, description=f"{DEFAULT_TOP_K} when it is null."
    )
    score_threshold: float | None = Field(
        default=None, ge=0, le=1, description="Least score; none when it is null."
    )


class ConditionIn(BaseModel):
    """One condition on the metadata of a record."""

    name: FilterText | Annotated[list[FilterText], Field(min_length=1, max_length=CONDITIONS_MAX)]
    comparison_operator: FilterText
    value: JsonValue = Field(
        default=None,
        description="A text, a number, or a list for `in` and `not in`; none for `empty` and"
        " `not empty`.",
    )


class MetadataConditionIn(BaseModel):
    """Conditions, and whether all of them must hold or one."""

    logical_operator: Literal["and", "or"] | None = "and"
    conditions: Annotated[
        list[ConditionIn], BeforeValidator(_empty_when_null), Field(max_length=CONDITIONS_MAX)
    ] = []


class RetrievalRequest(BaseModel):
    """A question to a knowledge base."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "knowledge_id": "zhengda",
                    "query": "办电要多久",
                    "retrieval_setting": {"top_k": 3, "score_threshold": 0.2},
                }
            ]
        }
    )

    knowledge_id: FilterText = Field(
        description="The name of the whole store (`zhengda` unless it is set), or of a place whose"
        " documents are meant, those of the places below it included."
    )
    query: Annotated[QueryText, BeforeValidator(_cut)] = Field(
        description=f"The first {QUERY_MAX_CHARS} characters count."
    )
    retrieval_setting: RetrievalSettingIn
    metadata_condition: MetadataConditionIn | None = None


class RecordMetadataOut(BaseModel):
    """Where a record stands and whether it holds; flat, and all but `url` can be conditions."""

    document_id: str
    document_number: str | None
    issuers: str = Field(description="Joined by 、.")
    region: str | None
    issued_on: str | None
    effective_on: str | None
    expires_on: str | None
    status: str
    source: str = Field(description="File name as ingested.")
    clause_id: str
    clause_number: str | None
    heading: str
    path: str = Field(description="Headings above the clause, joined by ` > `.")
    citation: str = Field(description="Label to print.")
    quote: str = Field(description="Verbatim: `raw[start:end]` of the document.")
    start: int
    end: int
    url: str = Field(description="Page of the document, at the clause.")


class RecordOut(BaseModel):
    """One clause."""

    content: str = Field(description="Label of the citation, headings above, text of the clause.")
    score: float
    title: str = Field(description="Of the document.")
    metadata: RecordMetadataOut


class RetrievalOut(BaseModel):
    """The clauses found, best first."""

    records: list[RecordOut]


class RetrievalErrorOut(BaseModel):
    """An error in the shape that Dify reads."""

    error_code: int = Field(
        description="1001: no key, or not as `Bearer <key>`; 1002: a key that does not open this;"
        " 2001: no such knowledge base; else the status code."
    )
    error_msg: str
