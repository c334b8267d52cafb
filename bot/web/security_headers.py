"""The security headers of every response. All of them are defined here."""

from aiohttp import hdrs, web

# For responses that are not pages: a browser may neither run, embed, send elsewhere nor cache any of it.
DEFAULT_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    hdrs.CACHE_CONTROL: "no-store",
}
# For our own pages and their files: they load scripts, styles and images from this server only.
PAGE_HEADERS = DEFAULT_HEADERS | {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}
SERVER = "reminder-bot"  # instead of aiohttp's value, which names its version and Python's


async def set_security_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Add the default headers that the handler has not set. A signal handler for ``app.on_response_prepare``."""
    for name, value in DEFAULT_HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers[hdrs.SERVER] = SERVER
