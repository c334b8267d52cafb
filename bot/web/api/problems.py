"""Turns every error under ``/v1`` into problem details (RFC 9457), never into a traceback."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware
from pydantic import ValidationError

from bot.domain.errors import (
    KeyReusedError,
    RecipientOptedOutError,
    RequestRefusedError,
    StorageError,
    TooLateError,
    WebhookRefusedError,
)
from bot.runtime.metrics import Metrics
from bot.web.api.models import FieldError, ProblemDetails
from bot.web.api.problem_kinds import (
    FAILED,
    IMPOSSIBLE,
    KEY_REUSED,
    KINDS,
    MALFORMED,
    OPTED_OUT,
    TOO_LATE,
    UNAVAILABLE,
    Kind,
)

log = structlog.get_logger()

PREFIX = "/v1/"
CONTENT_TYPE = "application/problem+json"
KEPT_HEADERS = ("Allow", "Retry-After", "Connection")


_BY_STATUS = {kind.status: kind for kind in reversed(KINDS)}


@dataclass(slots=True, kw_only=True, eq=False)
class Problem(Exception):  # noqa: N818 - it is an answer
    """A refusal, raised by a handler."""

    kind: Kind
    detail: str
    errors: Sequence[FieldError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def problems(metrics: Metrics) -> Middleware:
    """Return a middleware that answers errors under ``/v1/`` with problem details and counts them."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(PREFIX):
            return await handler(request)
        try:
            return await handler(request)
        except Exception as error:
            problem = _problem_of(error)
            if problem.kind is FAILED:
                log.exception("request failed", route=_route(request))
            metrics.refused(_route(request), problem.kind.anchor)
            log.info("request refused", route=_route(request), status=problem.kind.status, reason=problem.kind.anchor)
            return _answer(problem)

    return middleware


def _problem_of(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, RequestRefusedError):
        return _refusal(error)
    if isinstance(error, WebhookRefusedError):
        return Problem(kind=_BY_STATUS.get(error.status, MALFORMED), detail=error.reason)
    if isinstance(error, ValidationError):
        return _invalid(error)
    if isinstance(error, web.HTTPException):
        return _http(error)
    if isinstance(error, web.RequestPayloadError | HttpProcessingError):
        return Problem(kind=MALFORMED, detail="the body cannot be read")
    if isinstance(error, StorageError):
        log.error("database failed", reason=str(error))
        return Problem(kind=UNAVAILABLE, detail="the database is not available", headers={"Retry-After": "5"})
    return Problem(kind=FAILED, detail="internal error; the bot has logged it")


def _refusal(error: RequestRefusedError) -> Problem:
    kinds: dict[type[RequestRefusedError], Kind] = {
        RecipientOptedOutError: OPTED_OUT,
        TooLateError: TOO_LATE,
        KeyReusedError: KEY_REUSED,
    }
    errors = (FieldError(field=error.field, detail=error.detail),) if error.field else ()
    detail = f"{error.field}: {error.detail}" if error.field else error.detail
    return Problem(kind=kinds.get(type(error), IMPOSSIBLE), detail=detail, errors=errors)


def _invalid(error: ValidationError) -> Problem:
    """Return the problem for what a model rejects: malformed if it is not a JSON object, else the fields at fault."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    if any(one["type"] == "json_invalid" for one in found):
        return Problem(kind=MALFORMED, detail="the body is not JSON")
    if any(not one["loc"] for one in found):
        return Problem(kind=MALFORMED, detail="the body is not a JSON object")
    errors = [
        FieldError(field=".".join(map(str, one["loc"])), detail=one["msg"].removeprefix("Value error, "))
        for one in found[:20]
    ]
    return Problem(kind=IMPOSSIBLE, detail="; ".join(f"{one.field}: {one.detail}" for one in errors), errors=errors)


def _http(error: web.HTTPException) -> Problem:
    kind = _BY_STATUS.get(error.status, MALFORMED if error.status < 500 else FAILED)
    headers = {name: error.headers[name] for name in KEPT_HEADERS if name in error.headers}
    return Problem(kind=kind, detail=error.reason.lower(), headers=headers)


def _answer(problem: Problem) -> web.Response:
    details = ProblemDetails(
        type=f"/docs#{problem.kind.anchor}",
        title=problem.kind.title,
        status=problem.kind.status,
        detail=problem.detail,
        errors=list(problem.errors) or None,
    )
    return web.Response(
        status=problem.kind.status,
        body=details.model_dump_json(exclude_none=True),
        content_type=CONTENT_TYPE,
        headers=problem.headers,
    )


def _route(request: web.Request) -> str:
    """The route as registered. The requested path could contain anything, so it must not become a metric label."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "unknown"
