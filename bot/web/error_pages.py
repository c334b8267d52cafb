"""Error responses outside ``/v1/``: plain text. ``api/problems.py`` has those under ``/v1/``.

Both share how errors are logged and counted, which is here.
"""

from collections.abc import Mapping

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware

from bot.domain.errors import StorageError, WebhookRefusedError
from bot.runtime.metrics import Metrics, label_value
from bot.web.request_log import route_of

log = structlog.get_logger()

STORAGE_RETRY_AFTER = {"Retry-After": "5"}

# What aiohttp raises if a body cannot be read: the connection broke, or the chunks or the encoding are invalid.
UNREADABLE_BODY = (web.RequestPayloadError, HttpProcessingError)


def error_responses(metrics: Metrics) -> Middleware:
    """A middleware that turns exceptions into responses.

    A database failure gives 503, so that the provider delivers the webhook again.
    """

    def refuse(
        request: web.Request, status: int, reason: str, headers: Mapping[str, str] | None = None
    ) -> web.Response:
        report_refusal(request, metrics, status, reason)
        return web.Response(status=status, text=f"{reason}\n", headers=headers)

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except WebhookRefusedError as error:
            return refuse(request, error.status, error.reason)
        except web.HTTPRequestEntityTooLarge:
            return refuse(request, 413, "too large")
        except UNREADABLE_BODY:
            return refuse(request, 400, "unreadable body")
        except web.HTTPException as error:
            if error.status >= 400:
                metrics.refused(route_of(request), error.reason.lower())
            raise
        except StorageError as error:
            report_failure(request, error)
            report_refusal(request, metrics, 503, "database unavailable", is_outage=True)
            return web.Response(status=503, text="database unavailable\n", headers=STORAGE_RETRY_AFTER)
        except Exception as error:  # noqa: BLE001 - logged with its traceback and answered with 500
            report_failure(request, error)
            return web.Response(status=500, text="internal error; the bot has logged it\n")

    return middleware


def report_refusal(
    request: web.Request, metrics: Metrics, status: int, reason: str, *, is_outage: bool = False
) -> None:
    """Count and log a refused request. ``reason`` is one of a few stable phrases.

    ``is_outage``: the database failed. That is in the log once, not for each request.
    """
    route = route_of(request)
    metrics.refused(route, reason)
    # A wrong signature or a failing database concerns the operator; other errors concern the client alone.
    write = log.debug if is_outage else log.warning if status == 403 or status >= 500 else log.info
    write("request refused", route=route, status=status, reason=label_value(reason))


def report_failure(request: web.Request, error: Exception) -> None:
    """Log an error that is the bot's own. An outage of the database is in the log already."""
    if isinstance(error, StorageError):
        log.debug("request not carried out", route=route_of(request), reason=str(error))
    else:
        log.error("request failed", route=route_of(request), exc_info=error)
