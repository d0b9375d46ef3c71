"""The server: tools and resources of the Model Context Protocol over stdin and stdout."""

from __future__ import annotations

import threading
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
    anyio.run(_serve, settings)


async def _serve(settings: Settings) -> None:
    keeper = DeskKeeper(settings)
    server = make_server(keeper, settings)
    # Beside the handshake, so that the first question does not wait for all of it.
    threading.Thread(target=keeper.warm_up, name="warm-up", daemon=True).start()
    try:
        async with stdio_server() as (reading, writing):
            await server.run(reading, writing, server.create_initialization_options())
    finally:
        keeper.close()


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
