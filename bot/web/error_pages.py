"""Error responses for everything outside ``/v1``: plain text, logged and counted by reason."""

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware

from bot.domain.errors import StorageError, WebhookRefusedError
from bot.runtime.metrics import Metrics, label_value
from bot.web.request_log import route_of

log = structlog.get_logger()


def refusals(metrics: Metrics) -> Middleware:
    """A middleware that turns exceptions into error responses.

    A failing database is answered with 503, so that the provider delivers the webhook again.
    """

    def refuse(request: web.Request, status: int, reason: str) -> web.Response:
        route = route_of(request)
        metrics.refused(route, reason)
        log.warning("request refused", route=route, status=status, reason=label_value(reason))
        return web.Response(status=status, text=f"{reason}\n")

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except WebhookRefusedError as error:
            return refuse(request, error.status, error.reason)
        except web.HTTPRequestEntityTooLarge:
            return refuse(request, 413, "too large")
        except (web.RequestPayloadError, HttpProcessingError):
            return refuse(request, 400, "unreadable body")
        except web.HTTPException as error:
            if error.status >= 400:
                metrics.refused(route_of(request), error.reason.lower())
            raise
        except StorageError as error:
            log.error("database failed", reason=str(error))  # noqa: TRY400 - the reason is enough, without a traceback
            return refuse(request, 503, "database unavailable")
        except Exception:
            log.exception("request failed", route=route_of(request))
            return web.Response(status=500, text="internal error; the bot has logged it\n")

    return middleware
