"""The server: tools and resources of the Model Context Protocol over stdin and stdout."""

from __future__ import annotations

import signal
from importlib.metadata import version

import anyio
from mcp.server import Server
from mcp.server.stdio import stdio_server

from service.mcp.desk import DeskKeeper
from service.mcp.handlers import Handlers
from service.mcp.tools import INSTRUCTIONS
from service.settings import Settings


def serve(settings: Settings) -> None:
    """Answer on stdin and stdout until the client closes them."""
    # Python's own handler would wait for the thread that reads stdin, which nothing may ever end.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    keeper = DeskKeeper(settings)
    keeper.begin()
    try:
        anyio.run(_serve, keeper, settings)
    finally:
        keeper.close()


async def _serve(keeper: DeskKeeper, settings: Settings) -> None:
    server = make_server(keeper, settings)
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


def make_server(keeper: DeskKeeper, settings: Settings) -> Server[dict[str, object]]:
    """Return the server with its tools and resources."""
    handlers = Handlers(keeper, settings)
    return Server(
        "zhengda",
        title="Zhengda 政答",
        version=version("zhengda"),
        instructions=INSTRUCTIONS,
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_resource_templates,
        on_read_resource=handlers.read_resource,
    )
