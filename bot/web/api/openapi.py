"""The OpenAPI 3.1 description of ``/v1``, built from the models that validate the requests.

https://spec.openapis.org/oas/v3.1.1
"""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from bot import __version__
from bot.web.api import examples
from bot.web.api import problem_kinds as kinds
from bot.web.api.models import (
    MessageList,
    MessageView,
    NewMessage,
    PageQuery,
    ProblemDetails,
    ScheduledView,
    StudioReply,
    StudioSchedule,
    StudioText,
)
from bot.web.api.problem_kinds import Kind
from bot.web.api.problems import CONTENT_TYPE

REF = "#/components/schemas/{model}"
SENT = (NewMessage, StudioSchedule, StudioText)
GIVEN = (MessageView, MessageList, ScheduledView, StudioReply, ProblemDetails)
FORM = "application/x-www-form-urlencoded"

Json = dict[str, Any]

ABOUT = """\
Schedule text messages from your own programs. They go out over the same providers as the bot's reminders, survive a
restart of the bot, and can be cancelled until they are sent. The recipient sees nothing before that.

Send `Authorization: Bearer TOKEN` with a token from `BOT_API_TOKEN`. Errors are problem details (RFC 9457): `type` says
which kind of problem it is, and `errors` lists the fields at fault.
"""

KEY_PARAMETER: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": (
        "Makes a retry safe. A repeated request with the same key gets the same response and creates no second message."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]([ -~]*[!-~])?$"},
}
ID_PARAMETER: Json = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "The `id` of the message.",
    "schema": {"type": "string", "format": "uuid"},
    "example": examples.MESSAGE_ID,
}


def description() -> Json:
    """Return the whole document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Reminder bot", "version": __version__, "description": ABOUT},
        "servers": [{"url": "/"}],
        "tags": [
            {"name": "messages", "description": "Schedule, read and cancel messages."},
            {"name": "studio", "description": "For the Make HTTP Request widget of Twilio Studio."},
        ],
        "security": [{"token": []}],
        "paths": _paths(),
        "x-problems": {kind.anchor: {"status": kind.status, "meaning": kind.meaning} for kind in kinds.KINDS},
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "One of the tokens in BOT_API_TOKEN."},
                "signature": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "X-Twilio-Signature",
                    "description": "The signature of Twilio's webhooks. For JSON, the URL must contain bodySHA256.",
                },
            },
        },
    }


def _schemas() -> Json:
    models = [(model, "validation") for model in SENT] + [(model, "serialization") for model in GIVEN]
    _, schema = models_json_schema(models, by_alias=True, ref_template=REF)  # type: ignore[arg-type]
    schemas: Json = schema["$defs"]
    return schemas


def _paths() -> Json:
    return {
        "/v1/messages": {"post": _make(), "get": _list()},
        "/v1/messages/{id}": {"get": _one(), "delete": _cancel()},
        "/v1/message/schedule": {"post": _schedule()},
        "/v1/studio/message": {"post": _studio_message()},
    }


def _make() -> Json:
    made = _answer(
        MessageView, examples.MESSAGE, "The message is stored. It will be sent even if the bot restarts before then."
    )
    made["headers"] = {
        "Location": {"description": "The URL of the message.", "schema": {"type": "string"}},
        "Idempotent-Replayed": {
            "description": "`true` if an earlier request with the same key created the message.",
            "schema": {"type": "string"},
        },
    }
    return {
        "operationId": "make_message",
        "tags": ["messages"],
        "summary": "Schedule a message",
        "parameters": [KEY_PARAMETER],
        "requestBody": _body(NewMessage, examples.NEW_MESSAGE),
        "responses": {
            "201": made,
            **_problems(
                kinds.MALFORMED,
                kinds.OPTED_OUT,
                kinds.TOO_LARGE,
                kinds.MEDIA_TYPE,
                kinds.IMPOSSIBLE,
                kinds.KEY_REUSED,
                kinds.BUDGET_SPENT,
            ),
        },
    }


def _list() -> Json:
    query = PageQuery.model_json_schema(ref_template=REF)
    status = query["$defs"]["MessageStatus"]
    parameters = [
        {"name": name, "in": "query", "required": False, "description": about.pop("description"), "schema": about}
        for name, about in (_plain(name, about, status) for name, about in query["properties"].items())
    ]
    return {
        "operationId": "list_messages",
        "tags": ["messages"],
        "summary": "List messages",
        "parameters": parameters,
        "responses": {
            "200": _answer(MessageList, examples.MESSAGES, "A page of messages, newest first."),
            **_problems(kinds.MALFORMED, kinds.IMPOSSIBLE),
        },
    }


def _plain(name: str, about: Json, status: Json) -> tuple[str, Json]:
    """Drop null from the schema of a query parameter: a query string cannot contain it."""
    [kind] = [one for one in about.pop("anyOf", [{}]) if one.get("type") != "null"]
    kind = {key: status[key] for key in ("type", "enum")} if "$ref" in kind else kind
    about = {key: value for key, value in about.items() if key not in ("title", "default") or value}
    about.pop("title", None)
    return name, about | kind


def _one() -> Json:
    return {
        "operationId": "read_message",
        "tags": ["messages"],
        "summary": "Get a message",
        "parameters": [ID_PARAMETER],
        "responses": {
            "200": _answer(MessageView, examples.SCHEDULED_MESSAGE, "The message."),
            **_problems(kinds.NOT_FOUND),
        },
    }


def _cancel() -> Json:
    return {
        "operationId": "cancel_message",
        "tags": ["messages"],
        "summary": "Cancel a message",
        "parameters": [ID_PARAMETER],
        "responses": {
            "200": _answer(MessageView, examples.CANCELLED_MESSAGE, "The message is cancelled and will not be sent."),
            "202": _answer(
                MessageView,
                examples.CANCELLING_MESSAGE,
                "The provider has not confirmed the cancellation yet. Get the message later for the result.",
            ),
            **_problems(kinds.NOT_FOUND, kinds.TOO_LATE),
        },
    }


def _schedule() -> Json:
    return {
        "operationId": "schedule_from_studio",
        "tags": ["studio"],
        "summary": "Schedule a message from Studio",
        "security": [{"signature": []}, {"token": []}],
        "parameters": [KEY_PARAMETER],
        "requestBody": _body(StudioSchedule, examples.STUDIO_SCHEDULE, with_form=True),
        "responses": {
            "201": _answer(ScheduledView, examples.STUDIO_SCHEDULED, "The message is stored."),
            **_problems(
                kinds.MALFORMED,
                kinds.FORBIDDEN,
                kinds.OPTED_OUT,
                kinds.TOO_LARGE,
                kinds.IMPOSSIBLE,
                kinds.KEY_REUSED,
                kinds.BUDGET_SPENT,
            ),
        },
    }


def _studio_message() -> Json:
    return {
        "operationId": "answer_in_studio",
        "tags": ["studio"],
        "summary": "Answer an incoming text from Studio",
        "security": [{"signature": []}, {"token": []}],
        "requestBody": _body(StudioText, examples.STUDIO_TEXT, with_form=True),
        "responses": {
            "200": _answer(StudioReply, examples.STUDIO_REPLY, "The reply to text back."),
            **_problems(kinds.MALFORMED, kinds.FORBIDDEN, kinds.TOO_LARGE, kinds.IMPOSSIBLE),
        },
    }


def _body(model: type[BaseModel], requests: Json, *, with_form: bool = False) -> Json:
    content = {"schema": {"$ref": REF.format(model=model.__name__)}, "examples": requests}
    types = ("application/json", FORM) if with_form else ("application/json",)
    return {"required": True, "content": dict.fromkeys(types, content)}


def _answer(model: type[BaseModel], example: Json, about: str) -> Json:
    schema = {"$ref": REF.format(model=model.__name__)}
    return {"description": about, "content": {"application/json": {"schema": schema, "example": example}}}


def _problems(*refusals: Kind) -> Json:
    """Describe the refusals of an operation and those that every operation has, by status; several can share one."""
    every = (*refusals, kinds.UNAUTHORISED, kinds.TOO_MANY, kinds.UNAVAILABLE, kinds.NO_TOKEN)
    schema = {"$ref": REF.format(model=ProblemDetails.__name__)}
    described: Json = {}
    for status in sorted({kind.status for kind in every}):
        alike = [kind for kind in every if kind.status == status]
        content = {"schema": schema, "examples": {kind.anchor: examples.problem_example(kind) for kind in alike}}
        about = ", or ".join(kind.title if place == 0 else kind.title.lower() for place, kind in enumerate(alike))
        described[str(status)] = {"description": f"{about}.", "content": {CONTENT_TYPE: content}}
    return described
