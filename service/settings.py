"""Settings of the service: one table of names, defaults and meanings, read from ZHENGDA_*."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

PREFIX: Final = "ZHENGDA_"


# Not pydantic-settings: it imports asyncio and argparse for files and flags, 5 % of a search.
class Settings(BaseModel):
    """What the command line and the HTTP service are started with.

    What is not given comes from the environment, whose names count in either case.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    store: Path = Field(default=Path("var/store"), description="Folder of the store.")
    model: str = Field(
        default="default",
        description="Embedding model: default, st:NAME_OR_FOLDER, or https://host/v1#model.",
    )
    reranker: str | None = Field(
        default=None,
        description="Cross-encoder that reads the best hits once more, st:NAME_OR_FOLDER; "
        "none by default.",
    )
    rerank_top: int = Field(
        default=20, ge=2, le=100, description="How many of the best hits it reads."
    )
    rerank_weight: float = Field(
        default=0.5, gt=0, le=10, description="How much it says; a named place says 0.4."
    )
    rerank_timeout_s: float = Field(
        default=10.0, gt=0, description="After so long the order of the hits stays as it was."
    )
    lexicon: Path | None = Field(
        default=None,
        description="File of terms that extends the built-in lexicon, or replaces it (@replace).",
    )
    regions: Path | None = Field(
        default=None,
        description="Table of places that extends the list of administrative divisions.",
    )
    answer_threshold: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Least confidence that is answered; by default the calibrated one.",
    )
    private_hosts: bool = Field(
        default=False,
        description="Whether documents may be fetched from hosts of the own network.",
    )
    ocr: bool = Field(
        default=True,
        description="Whether scanned pages are read by text recognition, where it is installed.",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 picks one.")
    trusted_proxies: str | None = Field(
        default=None,
        description="Addresses or networks of reverse proxies, with commas between, whose "
        "X-Forwarded-For and X-Forwarded-Proto are believed; none by default.",
    )
    require_key: bool = Field(
        default=False,
        description="Whether reading needs a key too; writing documents always does.",
    )
    pages: bool | None = Field(
        default=None,
        description="Whether the pages for people are served without a key; by default they are "
        "unless require_key is on, since they show what the interface does.",
    )
    anonymous_per_minute: int | None = Field(
        default=None,
        ge=1,
        description="Requests without a key that one address may send in a minute; no limit by "
        "default.",
    )
    log_level: str = Field(
        default="info",
        pattern="^(critical|error|warning|info|debug)$",
        description="Least severe level that is logged.",
    )
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^@\s?#]+$",
        description="Address that people reach the service at, for links in what other systems get;"
        " by default the one that the request was sent to.",
    )
    knowledge_id: str = Field(
        default="zhengda",
        min_length=1,
        max_length=200,
        pattern=r"^\S(.*\S)?$",
        description="Name of the whole store as an external knowledge base of Dify.",
    )
    metrics: bool = Field(
        default=True, description="Whether /metrics is there and requests are measured."
    )
    search_threads: int = Field(
        default=4,
        ge=1,
        le=256,
        description="Searches that run at the same time; the others wait in line.",
    )
    feedback_per_minute: int = Field(
        default=30,
        ge=1,
        description="Feedback taken in a minute from each key, and from all without one; "
        "more is answered with 429.",
    )
    feedback_days: int = Field(
        default=0, ge=0, description="After so many days a feedback goes; 0 keeps it for good."
    )
    question_log: bool = Field(
        default=False,
        description="Whether questions are kept, with what was found; they may be personal data.",
    )
    question_log_days: int = Field(
        default=90, ge=1, description="After so many days a kept question goes."
    )
    request_timeout_s: float = Field(
        default=15.0, gt=0, description="A search that takes longer is answered with 503."
    )
    body_timeout_s: float = Field(
        default=10.0, gt=0, description="A request body that takes longer is answered with 408."
    )
    body_max_bytes: int = Field(
        default=64 * 1024,  # a question of 1,000 characters with long filters stays under 16 KiB
        ge=1024,
        description="A larger request body is answered with 413.",
    )
    upload_max_bytes: int = Field(
        default=32 * 1024**2,
        ge=1024,
        description="An upload, all its files together, that is larger is answered with 413.",
    )
    upload_timeout_s: float = Field(
        default=300.0,  # some 15,000 clauses are embedded in that time on two cores
        gt=0,
        description="An upload gets this long to arrive, and as long again to be taken in.",
    )
    shutdown_timeout_s: int = Field(
        default=10, ge=0, description="Requests under way get this long to end on shutdown."
    )
    llm_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^@\s]+$",  # a password in an address would get into logs
        description="Chat endpoint that phrases answers, e.g. http://host/v1; none by default.",
    )
    llm_model: str | None = Field(default=None, description="Name of the model at that endpoint.")
    llm_api_key: SecretStr | None = Field(
        default=None, description="Key of that endpoint; never logged."
    )
    llm_timeout_s: float = Field(
        default=10.0, gt=0, le=120, description="After so long the extractive answer is given."
    )

    @field_validator("trusted_proxies")
    @classmethod
    def _name_the_proxies(cls, given: str | None) -> str | None:
        for name in given.split(",") if given and given.strip() != "*" else ():
            try:
                ipaddress.ip_network(name.strip())
            except ValueError as error:
                raise ValueError(f"{name.strip()!r} is no address or network") from error
        return given

    @model_validator(mode="before")
    @classmethod
    def _complete_from_environment(cls, given: dict[str, Any]) -> dict[str, Any]:
        named = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in ((name.upper(), value) for name, value in os.environ.items())
            if name.startswith(PREFIX)
        }
        known = {name: value for name, value in named.items() if name in cls.model_fields}
        return known | given

    @model_validator(mode="after")
    def _name_the_model(self) -> Self:
        if self.llm_url is not None and self.llm_model is None:
            raise ValueError("llm_url needs llm_model: set ZHENGDA_LLM_MODEL as well")
        return self
