"""What is done for each request of the protocol; work on the store is done in threads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeVar

import anyio
import anyio.to_thread
from mcp.server import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    Tool,
    ToolAnnotations,
)

from service.faults import shortened
from service.mcp.calling import call_tool, on_desk
from service.mcp.desk import Desk, DeskKeeper, ToolFailed
from service.mcp.resources import URI_TEMPLATE, document_resource, documents_page, uri_of
from service.mcp.tools import BY_NAME, TOOLS, ToolSpec, input_schema, output_schema
from service.problems import TooSlow
from service.settings import Settings

T = TypeVar("T")
Context = ServerRequestContext[Any]

_TEXT: Final = "text/plain"
_READS_ONLY: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


class Handlers:
    """Answers the requests of a client; made where an event loop runs."""

    def __init__(self, keeper: DeskKeeper, settings: Settings) -> None:
        """Remember who keeps the store, how much is done at a time and how long it may take."""
        self._keeper = keeper
        self._timeout_s = settings.request_timeout_s
        self._limiter = anyio.CapacityLimiter(settings.search_threads)

    async def list_tools(
        self, _context: Context, _params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        """List the tools."""
        return ListToolsResult(tools=[_described(tool) for tool in TOOLS])

    async def call_tool(self, _context: Context, params: CallToolRequestParams) -> CallToolResult:
        """Call a tool; what it cannot do is told to the model, which may do better.

        Raises:
            MCPError: If there is no such tool.
        """
        tool = BY_NAME.get(params.name)
        if tool is None:
            known = ", ".join(BY_NAME)
            raise MCPError(INVALID_PARAMS, f"no tool {shortened(params.name)!r}; known: {known}")
        try:
            reply = await self._run(partial(call_tool, self._keeper, tool, params.arguments or {}))
        except ToolFailed as error:
            return CallToolResult(content=[TextContent(text=str(error))], is_error=True)
        return CallToolResult(
            content=[TextContent(text=reply.text)],
            structured_content=reply.structured.model_dump(mode="json"),
        )

    async def list_resources(
        self, _context: Context, params: PaginatedRequestParams | None
    ) -> ListResourcesResult:
        """List the documents, page by page.

        Raises:
            MCPError: If there are none, or the cursor is of another list.
        """
        page = await self._read(partial(documents_page, cursor=params.cursor if params else None))
        return ListResourcesResult(
            resources=[
                Resource(
                    uri=uri_of(document),
                    name=document.source,
                    title=document.title,
                    mime_type=_TEXT,
                )
                for document in page.documents
            ],
            next_cursor=page.next_cursor,
        )

    async def list_resource_templates(
        self, _context: Context, _params: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        """Say what the address of a document is made of."""
        template = ResourceTemplate(
            uri_template=URI_TEMPLATE,
            name="document",
            title="A policy document",
            description="What is known of a document, then its text exactly as it was read.",
            mime_type=_TEXT,
        )
        return ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(
        self, _context: Context, params: ReadResourceRequestParams
    ) -> ReadResourceResult:
        """Return a document.

        Raises:
            MCPError: If there is no such document.
        """
        text = await self._read(partial(document_resource, uri=params.uri))
        contents = TextResourceContents(uri=params.uri, mime_type=_TEXT, text=text)
        return ReadResourceResult(contents=[contents])

    async def _read(self, work: Callable[[Desk], T]) -> T:
        try:
            return await self._run(partial(on_desk, self._keeper, work))
        except ToolFailed as error:
            raise MCPError(INVALID_PARAMS, str(error)) from error

    async def _run(self, work: Callable[[], T]) -> T:
        """Do blocking work in a thread, a bounded number at a time, for a bounded time."""
        try:
            with anyio.fail_after(self._timeout_s):
                return await anyio.to_thread.run_sync(
                    work, limiter=self._limiter, abandon_on_cancel=True
                )
        except TimeoutError as error:
            raise ToolFailed(TooSlow(self._timeout_s).detail) from error


def _described(tool: ToolSpec) -> Tool:
    return Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=input_schema(tool),
        output_schema=output_schema(tool),
        annotations=_READS_ONLY,
    )
