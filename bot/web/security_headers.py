"""What every answer carries so that a browser does nothing with it that it should not."""

from aiohttp import hdrs, web

# A page that needs more says so itself; what it says stays.
DEFAULTS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    hdrs.CACHE_CONTROL: "no-store",
}
SERVER = "reminder-bot"  # nobody needs to know which versions of what


async def make_safe(_: web.Request, response: web.StreamResponse) -> None:
    """For ``app.on_response_prepare``: pages, JSON, errors, all of them."""
    for name, value in DEFAULTS.items():
        response.headers.setdefault(name, value)
    response.headers[hdrs.SERVER] = SERVER
