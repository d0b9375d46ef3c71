"""What a model is told when a call takes too long or fails, and that calls may come together."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.types import CallToolRequestParams, CallToolResult

from service.mcp.calling import UNEXPECTED
from service.mcp.desk import DeskKeeper
from service.mcp.handlers import Handlers
from service.settings import Settings


def call(keeper: DeskKeeper, settings: Settings, tool: str, **arguments: Any) -> CallToolResult:
    async def in_loop() -> CallToolResult:
        params = CallToolRequestParams(name=tool, arguments=arguments)
        return await Handlers(keeper, settings).call_tool(None, params)  # type: ignore[arg-type]

    return anyio.run(in_loop)


def test_a_call_that_takes_too_long_is_given_up(sample_store_path: Path) -> None:
    settings = Settings(store=sample_store_path, request_timeout_s=0.001)
    keeper = DeskKeeper(settings)
    told = call(keeper, settings, "ask", question="办电要多久")
    keeper.close()
    assert told.is_error
    assert "took longer than 0.001 s" in told.content[0].text  # type: ignore[union-attr]


def test_an_unexpected_error_is_logged_and_told_without_internals(
    sample_store_path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = tmp_path / "store"
    shutil.copytree(sample_store_path, store)
    settings = Settings(store=store)
    keeper = DeskKeeper(settings)
    clauses = keeper.desk().store.clauses(keeper.desk().store.documents(limit=1).items[0].id).items
    for file in store.glob("catalog.sqlite3*"):
        file.write_bytes(b"damaged" * 1000)
    with caplog.at_level(logging.ERROR):
        told = call(keeper, settings, "read_clause", clause_id=clauses[-1].id)
    keeper.close()
    assert told.is_error
    assert told.content[0].text == UNEXPECTED  # type: ignore[union-attr]
    assert "Traceback" in caplog.text


def test_calls_that_come_together_are_all_answered(session: Any) -> None:
    questions = ["望鹭市办电要多久", "云桥市用水报装几天", "岫川市供暖报装几天"] * 3

    async def ask_all() -> dict[int, str]:
        answers: dict[int, str] = {}

        async def ask(number: int, question: str) -> None:
            result = await session.client.call_tool("ask", {"question": question})
            answers[number] = result.structured_content["answer"]

        async with anyio.create_task_group() as tasks:
            for number, question in enumerate(questions):
                tasks.start_soon(ask, number, question)
        return answers

    answers = session.do(ask_all)
    assert [answers[number] for number in range(9)] == [answers[number] for number in range(3)] * 3
    assert len(set(answers.values())) == 3
