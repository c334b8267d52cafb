"""Turns every error under ``/v1`` into problem details (RFC 9457), never into a traceback."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from pydantic import ValidationError

from bot.domain.errors import (
    BudgetSpentError,
    CommitUnknownError,
    DatabaseBusyError,
    KeyReusedError,
    RecipientOptedOutError,
    RepeatedNameError,
    RequestRefusedError,
    StorageError,
    TooLateError,
    WebhookRefusedError,
)
from bot.runtime.metrics import Metrics
from bot.web.api import models
from bot.web.api.field_words import field_words
from bot.web.api.models import FieldError, ProblemDetails
from bot.web.api.problem_kinds import (
    BUDGET_SPENT,
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
from bot.web.error_pages import STORAGE_RETRY_AFTER, UNREADABLE_BODY, report_failure, report_refusal

PREFIX = "/v1/"
CONTENT_TYPE = "application/problem+json"
MAX_ERRORS = 20  # fields named in one response
FORWARDED_HEADERS = ("Allow", "Retry-After", "Connection")  # from aiohttp's own error response

_BY_STATUS = {kind.status: kind for kind in reversed(KINDS)}


@dataclass(slots=True, kw_only=True, eq=False)
class Problem(Exception):  # noqa: N818 - named after what it becomes, RFC 9457's problem details
    """Raised by a handler to refuse the request."""

    kind: Kind
    detail: str
    errors: Sequence[FieldError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def problem_responses(metrics: Metrics) -> Middleware:
    """A middleware that answers errors under ``/v1/`` with problem details and counts them."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(PREFIX):
            return await handler(request)
        try:
            return await handler(request)
        except Exception as error:  # noqa: BLE001 - logged with its traceback and answered with 500
            problem = _problem_for(error)
            if problem.kind is FAILED or isinstance(error, StorageError):
                report_failure(request, error)
            is_outage = isinstance(error, StorageError)
            report_refusal(request, metrics, problem.kind.status, problem.kind.anchor, is_outage=is_outage)
            return _response(problem)

    return middleware


def _problem_for(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, RequestRefusedError):
        return _refused_request(error)
    if isinstance(error, RepeatedNameError):
        errors = [FieldError(field=error.field, detail="is given twice")]
        return Problem(kind=MALFORMED, detail=f"{error.field}: is given twice", errors=errors)
    if isinstance(error, WebhookRefusedError):
        return Problem(kind=_BY_STATUS.get(error.status, MALFORMED), detail=error.reason)
    if isinstance(error, ValidationError):
        return _invalid_fields(error)
    if isinstance(error, web.HTTPException):
        return _http_error(error)
    if isinstance(error, UNREADABLE_BODY):
        return Problem(kind=MALFORMED, detail="the body cannot be read")
    if isinstance(error, StorageError):
        return Problem(kind=UNAVAILABLE, detail=_storage_detail(error), headers=STORAGE_RETRY_AFTER)
    return Problem(kind=FAILED, detail="internal error; the bot has logged it")


def _storage_detail(error: StorageError) -> str:
    if isinstance(error, CommitUnknownError):
        return "the database is slow; repeat the request with its Idempotency-Key to learn whether it was carried out"
    if isinstance(error, DatabaseBusyError):
        return "the database is busy; try again"
    return "the database is not available"


def _refused_request(error: RequestRefusedError) -> Problem:
    if isinstance(error, BudgetSpentError):
        headers = {"Retry-After": str(error.retry_after_seconds)}
        return Problem(kind=BUDGET_SPENT, detail=error.detail, headers=headers)
    kinds: dict[type[RequestRefusedError], Kind] = {
        RecipientOptedOutError: OPTED_OUT,
        TooLateError: TOO_LATE,
        KeyReusedError: KEY_REUSED,
    }
    errors = (FieldError(field=error.field, detail=error.detail),) if error.field else ()
    detail = f"{error.field}: {error.detail}" if error.field else error.detail
    return Problem(kind=kinds.get(type(error), IMPOSSIBLE), detail=detail, errors=errors)


def _invalid_fields(error: ValidationError) -> Problem:
    """The problem for what a model rejects: malformed if it is not a JSON object, else the fields at fault."""
    violations = error.errors(include_url=False, include_input=False)
    if any(violation["type"] == "json_invalid" for violation in violations):
        return Problem(kind=MALFORMED, detail="the body is not JSON")
    if any(not violation["loc"] for violation in violations):
        return Problem(kind=MALFORMED, detail="the body is not a JSON object")
    known = getattr(getattr(models, error.title, None), "model_fields", ())
    errors = [
        FieldError(field=".".join(map(str, violation["loc"])), detail=field_words(violation, known))
        for violation in violations[:MAX_ERRORS]
    ]
    return Problem(
        kind=IMPOSSIBLE, detail="; ".join(f"{fault.field}: {fault.detail}" for fault in errors), errors=errors
    )


def _http_error(error: web.HTTPException) -> Problem:
    kind = _BY_STATUS.get(error.status, MALFORMED if error.status < 500 else FAILED)
    headers = {name: error.headers[name] for name in FORWARDED_HEADERS if name in error.headers}
    return Problem(kind=kind, detail=error.reason.lower(), headers=headers)


def _response(problem: Problem) -> web.Response:
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
