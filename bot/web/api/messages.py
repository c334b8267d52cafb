"""``/v1/messages``: other programs make, list, read and cancel messages."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from uuid import UUID

from aiohttp import web
from pydantic import BaseModel

from bot.messages.service import MessageService
from bot.web.api.access import Access
from bot.web.api.models import FieldError, MessageList, MessageView, NewMessage, PageQuery
from bot.web.api.problem_kinds import MALFORMED, MEDIA_TYPE, NOT_FOUND
from bot.web.api.problems import Problem

KEY = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?")

Handler = Callable[[web.Request], Awaitable[web.Response]]


def add_routes(app: web.Application, access: Access, message_service: MessageService) -> None:
    async def make(request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise Problem(kind=MEDIA_TYPE, detail="the content type must be application/json")
        new = NewMessage.model_validate_json(await request.read())
        key = idempotency_key(request)
        added = await message_service.make(
            new.asked(), key=key, request_hash=request_hash(request.path, new.model_dump_json())
        )
        headers = {"Location": f"{request.path}/{added.message.id}"}
        if added.is_repeated:
            headers["Idempotent-Replayed"] = "true"
        return answer(MessageView.of(added.message), status=201, headers=headers)

    async def page(request: web.Request) -> web.Response:
        query = PageQuery.model_validate(dict(request.query))
        found = await message_service.messages(to=query.to, status=query.status, cursor=query.cursor, limit=query.limit)
        views = [MessageView.of(text) for text in found.messages]
        return answer(MessageList(messages=views, next_cursor=found.next_cursor))

    async def one(request: web.Request) -> web.Response:
        text = await message_service.message(_message_id(request))
        if text is None:
            raise _no_such_message()
        return answer(MessageView.of(text))

    async def cancel(request: web.Request) -> web.Response:
        text = await message_service.cancel(_message_id(request))
        if text is None:
            raise _no_such_message()
        view = MessageView.of(text)
        # 202: the provider has been asked, and has not answered yet
        return answer(view, status=202 if view.cancelling else 200)

    def guarded(handler: Handler) -> Handler:
        async def guarded_handler(request: web.Request) -> web.Response:
            access.require_token(request)
            return await handler(request)

        return guarded_handler

    app.router.add_post("/v1/messages", guarded(make))
    app.router.add_get("/v1/messages", guarded(page), allow_head=False)
    app.router.add_get("/v1/messages/{id}", guarded(one), allow_head=False)
    app.router.add_delete("/v1/messages/{id}", guarded(cancel))


def answer(model: BaseModel, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """``model`` as JSON, which nobody on the way may keep."""
    return web.Response(
        status=status,
        body=model.model_dump_json(by_alias=True),
        content_type="application/json",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def idempotency_key(request: web.Request) -> str | None:
    """The key under which a repeated request is known; None without one."""
    key = request.headers.get(KEY)
    if key is not None and not _KEY.fullmatch(key):
        detail = "must be 1 to 255 printable ASCII characters"
        raise Problem(kind=MALFORMED, detail=f"{KEY}: {detail}", errors=[FieldError(field=KEY, detail=detail)])
    return key


def request_hash(path: str, content: str) -> str:
    """What tells this request from another with the same key: its route and what it says, however it is written."""
    return hashlib.sha256(f"{path}\n{content}".encode()).hexdigest()


def _message_id(request: web.Request) -> UUID:
    try:
        return UUID(request.match_info["id"])
    except ValueError as error:
        raise _no_such_message() from error


def _no_such_message() -> Problem:
    return Problem(kind=NOT_FOUND, detail="there is no message with this id")
