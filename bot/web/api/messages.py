"""``/v1/messages``: other programs create, list, read and cancel messages."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from uuid import UUID

from aiohttp import web
from pydantic import BaseModel

from bot.domain.unique_names import parse_json
from bot.messages.service import MessageService
from bot.web.api.access import Access
from bot.web.api.models import FieldError, MessageList, MessageView, NewMessage, PageQuery
from bot.web.api.problem_kinds import MALFORMED, MEDIA_TYPE, NOT_FOUND
from bot.web.api.problems import Problem

KEY_HEADER = "Idempotency-Key"
_VALID_KEY = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?")

# Gets the request and the name of its token.
Handler = Callable[[web.Request, str], Awaitable[web.Response]]


def add_routes(app: web.Application, access: Access, message_service: MessageService) -> None:
    async def create(request: web.Request, token_name: str) -> web.Response:
        if request.content_type != "application/json":
            raise Problem(kind=MEDIA_TYPE, detail="the content type must be application/json")
        body = await request.read()
        _require_unique_names(body)
        new = NewMessage.model_validate_json(body)
        key = idempotency_key(request)
        added = await message_service.make(
            new.to_request(token_name), key=key, request_hash=request_hash(request.path, new.model_dump_json())
        )
        headers = {"Location": f"{request.path}/{added.message.id}"}
        if added.is_repeated:
            headers["Idempotent-Replayed"] = "true"
        return json_response(MessageView.of(added.message), status=201, headers=headers)

    async def list_messages(request: web.Request, token_name: str) -> web.Response:
        query = PageQuery.model_validate(dict(request.query))
        page = await message_service.messages(
            token_name, to=query.to, status=query.status, cursor=query.cursor, limit=query.limit
        )
        views = [MessageView.of(message) for message in page.messages]
        return json_response(MessageList(messages=views, next_cursor=page.next_cursor))

    async def read(request: web.Request, token_name: str) -> web.Response:
        message = await message_service.message(_message_id(request), token_name)
        if message is None:
            raise _no_such_message()
        return json_response(MessageView.of(message))

    async def cancel(request: web.Request, token_name: str) -> web.Response:
        message = await message_service.cancel(_message_id(request), token_name)
        if message is None:
            raise _no_such_message()
        view = MessageView.of(message)
        # 202: the provider has not answered the cancellation yet
        return json_response(view, status=202 if view.cancelling else 200)

    def authenticated(handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def check_and_handle(request: web.Request) -> web.Response:
            token_name = access.require_token(request)
            return await handler(request, token_name)

        return check_and_handle

    app.router.add_post("/v1/messages", authenticated(create))
    app.router.add_get("/v1/messages", authenticated(list_messages), allow_head=False)
    app.router.add_get("/v1/messages/{id}", authenticated(read), allow_head=False)
    app.router.add_delete("/v1/messages/{id}", authenticated(cancel))


def json_response(model: BaseModel, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """A response with ``model`` as JSON."""
    body = model.model_dump_json(by_alias=True)
    return web.Response(status=status, body=body, content_type="application/json", headers=headers)


def idempotency_key(request: web.Request) -> str | None:
    """The request's idempotency key, None if it has none. Raises ``Problem`` for an invalid one."""
    key = request.headers.get(KEY_HEADER)
    if key is not None and not _VALID_KEY.fullmatch(key):
        detail = "must be 1 to 255 printable ASCII characters"
        raise Problem(
            kind=MALFORMED, detail=f"{KEY_HEADER}: {detail}", errors=[FieldError(field=KEY_HEADER, detail=detail)]
        )
    return key


def request_hash(path: str, content: str) -> str:
    """A hash that tells this request from others with the same key. ``content`` is in normal form."""
    return hashlib.sha256(f"{path}\n{content}".encode()).hexdigest()


def _require_unique_names(body: bytes) -> None:
    """Raise ``RepeatedNameError`` for a repeated name: pydantic takes the last value without a word."""
    try:
        parse_json(body)
    except (ValueError, RecursionError) as error:
        raise Problem(kind=MALFORMED, detail="the body is not JSON") from error


def _message_id(request: web.Request) -> UUID:
    try:
        return UUID(request.match_info["id"])
    except ValueError as error:
        raise _no_such_message() from error


def _no_such_message() -> Problem:
    return Problem(kind=NOT_FOUND, detail="there is no message with this id")
