"""Refuses query strings that give a parameter twice, on every route: see ``bot.domain.unique_names``."""

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.domain.unique_names import require_unique


@web.middleware
async def refuse_repeated_parameters(request: web.Request, handler: Handler) -> web.StreamResponse:
    if request.query_string:
        require_unique(name for name, _ in request.query.items())
    return await handler(request)
