"""Builds the aiohttp application with all routes, and listens."""

import errno
from contextlib import AsyncExitStack

from aiohttp import web

from bot.app.providers import ProviderSet
from bot.domain.errors import SettingsError
from bot.domain.rate_limit import Rate
from bot.runtime.metrics import Metrics
from bot.runtime.settings import Server, Settings
from bot.storage.store import Store
from bot.web import health
from bot.web.api import messages as api
from bot.web.api import pages as api_pages
from bot.web.api import studio
from bot.web.api.access import Access, Signatures
from bot.web.api.problems import problem_responses
from bot.web.client_address import ClientAddresses
from bot.web.error_pages import error_responses
from bot.web.host_check import check_hosts
from bot.web.repeated_parameters import refuse_repeated_parameters
from bot.web.request_log import request_tracing
from bot.web.security_headers import set_security_headers
from bot.web.server_limits import ServerBounds, ServerLimits
from bot.web.services import AppServices


def build_application(
    settings: Settings, provider_set: ProviderSet, services: AppServices, store: Store
) -> web.Application:
    """The application with the routes of the enabled providers, of ``/v1`` and of the operator."""
    app = web.Application(
        client_max_size=settings.server.body_limit_bytes,
        middlewares=[
            request_tracing(services.metrics),
            error_responses(services.metrics),
            problem_responses(services.metrics),
        ],
    )
    health.add_routes(app, services, store)
    for enabled in provider_set.enabled:
        enabled.add_routes(app, services, store.people)
    _add_api_routes(app, settings, services, provider_set.signatures)
    return app


def _add_api_routes(
    app: web.Application, settings: Settings, services: AppServices, signatures: Signatures | None
) -> None:
    rate = Rate(count=settings.api.requests_per_minute)
    client_addresses = ClientAddresses(settings.server.trusted_proxies)
    access = Access(settings.named_api_tokens, rate, services.clock, signatures, client_addresses)
    api.add_routes(app, access, services.message_service)
    studio.add_routes(app, access, services)
    api_pages.add_routes(app)


async def listen(app: web.Application, server: Server, metrics: Metrics, stack: AsyncExitStack) -> str:
    """Start listening; the base URL. Closing ``stack`` stops it, after the requests in flight have finished.

    Raises ``SettingsError`` if the address cannot be used.
    """
    server_limits = ServerLimits(_bounds(server), metrics)
    app.middlewares.append(server_limits.middleware())
    app.middlewares.append(check_hosts(server.all_allowed_hosts))
    app.middlewares.append(refuse_repeated_parameters)
    app.on_response_prepare.append(set_security_headers)
    runner = server_limits.runner(app)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        listening = await server_limits.listen(runner, server.host, server.port)
    except OSError as error:
        address = f"{server.host}:{server.port}"
        raise SettingsError(
            f"BOT_HOST, BOT_PORT (config.toml: [server]): cannot listen on {address}: {_reason(error)}"
        ) from error
    stack.callback(server_limits.close)
    stack.callback(listening.close)
    host, port = listening.sockets[0].getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _reason(error: OSError) -> str:
    """Why it is not possible, with the way out if the port is taken. asyncio's own words repeat the address."""
    if error.errno == errno.EADDRINUSE:
        return "another program uses this port; stop it, or set another BOT_PORT"
    return error.strerror or str(error)


def _bounds(server: Server) -> ServerBounds:
    return ServerBounds(
        connections=server.connections,
        requests=server.requests,
        reserve=server.reserve,
        first_request_seconds=server.first_request_seconds,
        read_seconds=server.read_seconds,
        answer_seconds=server.answer_seconds * 1.1,  # a text has its limit first, and a better answer when it ends
        keep_alive_seconds=server.keep_alive_seconds,
        stop_seconds=server.stop_seconds,
    )
