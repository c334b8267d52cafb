"""The OpenAPI 3.1 description of ``/v1``, made from the models that validate.

https://spec.openapis.org/oas/v3.1.1
"""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from bot import __version__
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
Messages that are sent at their time, over the same providers as the bot's reminders, persistent, and taken back with
one request. A message appears to its recipient only when it is sent.

Send `Authorization: Bearer TOKEN` with a token from `BOT_API_TOKEN`. Errors are problem details (RFC 9457); `errors`
names the fields at fault.
"""

KEY_PARAMETER: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Makes a retry safe: the same key and the same request get the same answer again, and one message.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]([ -~]*[!-~])?$"},
}
ID_PARAMETER: Json = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}


def description() -> Json:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Reminder bot", "version": __version__, "description": ABOUT},
        "servers": [{"url": "/"}],
        "tags": [
            {"name": "messages", "description": "For other programs."},
            {"name": "studio", "description": "For the HTTP request widget of Twilio's Studio."},
        ],
        "security": [{"token": []}],
        "paths": _paths(),
        "x-problems": {kind.anchor: {"status": kind.status, "meaning": kind.meaning} for kind in kinds.KINDS},
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "signature": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "X-Twilio-Signature",
                    "description": "As Twilio signs every webhook; JSON with bodySHA256 in the address.",
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
    made = _answer(MessageView, "The message, committed: it will be sent though the bot stops now.")
    made["headers"] = {
        "Location": {"description": "Where the message is.", "schema": {"type": "string"}},
        "Idempotent-Replayed": {"description": "true: made by an earlier request.", "schema": {"type": "string"}},
    }
    return {
        "operationId": "make_message",
        "tags": ["messages"],
        "summary": "Send a message at its time",
        "parameters": [KEY_PARAMETER],
        "requestBody": _body(NewMessage),
        "responses": {
            "201": made,
            **_problems(kinds.MALFORMED, kinds.OPTED_OUT, kinds.TOO_LARGE, kinds.MEDIA_TYPE, kinds.IMPOSSIBLE),
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
        "summary": "List messages, newest first",
        "parameters": parameters,
        "responses": {"200": _answer(MessageList, "A page of messages."), **_problems(kinds.IMPOSSIBLE)},
    }


def _plain(name: str, about: Json, status: Json) -> tuple[str, Json]:
    """A parameter's schema without null, which no query can hold."""
    [kind] = [one for one in about.pop("anyOf", [{}]) if one.get("type") != "null"]
    kind = {key: status[key] for key in ("type", "enum")} if "$ref" in kind else kind
    about = {key: value for key, value in about.items() if key not in ("title", "default") or value}
    about.pop("title", None)
    return name, about | kind


def _one() -> Json:
    return {
        "operationId": "read_message",
        "tags": ["messages"],
        "summary": "Read a message",
        "parameters": [ID_PARAMETER],
        "responses": {"200": _answer(MessageView, "The message as it stands."), **_problems(kinds.NOT_FOUND)},
    }


def _cancel() -> Json:
    return {
        "operationId": "cancel_message",
        "tags": ["messages"],
        "summary": "Cancel a message",
        "parameters": [ID_PARAMETER],
        "responses": {
            "200": _answer(MessageView, "It is cancelled and will not be sent."),
            "202": _answer(MessageView, "The provider is being asked to give it back; ask again for what came of it."),
            **_problems(kinds.NOT_FOUND, kinds.TOO_LATE),
        },
    }


def _schedule() -> Json:
    return {
        "operationId": "schedule_from_studio",
        "tags": ["studio"],
        "summary": "Send a message in so many minutes",
        "security": [{"signature": []}, {"token": []}],
        "parameters": [KEY_PARAMETER],
        "requestBody": _body(StudioSchedule, with_form=True),
        "responses": {
            "201": _answer(ScheduledView, "The message, committed."),
            **_problems(kinds.MALFORMED, kinds.FORBIDDEN, kinds.OPTED_OUT, kinds.TOO_LARGE, kinds.IMPOSSIBLE),
        },
    }


def _studio_message() -> Json:
    return {
        "operationId": "answer_in_studio",
        "tags": ["studio"],
        "summary": "Answer what a person texted",
        "security": [{"signature": []}, {"token": []}],
        "requestBody": _body(StudioText, with_form=True),
        "responses": {
            "200": _answer(StudioReply, "What to text back."),
            **_problems(kinds.MALFORMED, kinds.FORBIDDEN, kinds.TOO_LARGE, kinds.IMPOSSIBLE),
        },
    }


def _body(model: type[BaseModel], *, with_form: bool = False) -> Json:
    content = {"schema": {"$ref": REF.format(model=model.__name__)}}
    types = ("application/json", FORM) if with_form else ("application/json",)
    return {"required": True, "content": dict.fromkeys(types, content)}


def _answer(model: type[BaseModel], about: str) -> Json:
    schema = {"$ref": REF.format(model=model.__name__)}
    return {"description": about, "content": {"application/json": {"schema": schema}}}


def _problems(*refusals: Kind) -> Json:
    """The refusals of an operation, with those that every one has."""
    every = (*refusals, kinds.UNAUTHORISED, kinds.TOO_MANY, kinds.UNAVAILABLE)
    schema = {"$ref": REF.format(model=ProblemDetails.__name__)}
    return {
        str(kind.status): {"description": kind.title, "content": {CONTENT_TYPE: {"schema": schema}}}
        for kind in sorted(every, key=lambda one: one.status)
    }
