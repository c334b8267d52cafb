"""The routes for the "Make HTTP Request" widget of Twilio Studio.

The widget cannot set headers. It signs requests like every Twilio webhook, and sends a form or JSON in which all values
may be strings: https://www.twilio.com/docs/studio/widget-library/http-request
"""

import hashlib
from collections.abc import Mapping
from uuid import uuid4

from aiohttp import web

from bot.domain.model import InboundText, ProviderName
from bot.domain.phone_numbers import with_plus
from bot.domain.unique_names import parse_json, require_unique
from bot.messages.requests import MessageRequest
from bot.providers.webhook_requests import form_fields, opt_out
from bot.web.api.access import Access
from bot.web.api.messages import idempotency_key, json_response, request_hash
from bot.web.api.models import ScheduledView, StudioReply, StudioSchedule, StudioText
from bot.web.api.problem_kinds import MALFORMED, UNAVAILABLE
from bot.web.api.problems import Problem
from bot.web.services import AppServices

MAX_REPLY_CHARACTERS = 1600  # the longest message that Twilio sends


def add_routes(app: web.Application, access: Access, services: AppServices) -> None:
    provider = next(
        (name for name in (ProviderName.TWILIO, ProviderName.SIMULATOR) if name in services.message_service.providers),
        None,
    )

    async def schedule(request: web.Request) -> web.Response:
        fields, token_name = await _fields(request, access)
        body = StudioSchedule.model_validate(fields)
        new = MessageRequest(
            to=with_plus(body.number),
            body=body.message,
            token_name=token_name,
            minutes=body.minutes,
            provider=provider,
        )
        added = await services.message_service.make(
            new, key=idempotency_key(request), request_hash=request_hash(request.path, body.model_dump_json())
        )
        view = ScheduledView(id=added.message.id, number=added.message.to_number, send_at=added.message.due_at)
        return json_response(view, status=201)

    async def message(request: web.Request) -> web.Response:
        fields, _ = await _fields(request, access)
        text = StudioText.model_validate(fields)
        if provider is None:
            raise Problem(kind=UNAVAILABLE, detail="Twilio is not enabled; see BOT_PROVIDERS")
        sender = with_plus(text.from_number)
        inbound = InboundText(
            provider=provider,
            message_id=_message_id(text.message_sid, sender),
            from_number=sender,
            to_number=with_plus(text.to),
            body=text.body,
            received_at=services.clock.now(),
            opt_out=opt_out(text.opt_out_type),
        )
        answer = await services.inbound_service.receive(inbound)
        return json_response(StudioReply(reply=(answer.reply or "")[:MAX_REPLY_CHARACTERS], intent=answer.intent))

    app.router.add_post("/v1/message/schedule", schedule)
    app.router.add_post("/v1/studio/message", message)


def _message_id(message_sid: str | None, sender: str) -> str:
    """An id of this sender's own.

    A widget may give one ``message_sid`` to the texts of several people, or of a person's choice (raw JSON). None of
    them may get the reply to somebody else's text, or make the bot take somebody's STOP for a redelivery.
    """
    if not message_sid:
        return f"studio-{uuid4()}"
    return f"studio-{message_sid}-{hashlib.sha256(sender.encode()).hexdigest()[:16]}"


async def _fields(request: web.Request, access: Access) -> tuple[Mapping[str, object], str]:
    """The fields of the request, and whose request it is."""
    signed, token_name = await access.studio_fields(request)
    return (signed if signed is not None else read_fields(await request.read())), token_name


def read_fields(body: bytes) -> Mapping[str, object]:
    """The fields of a JSON object or a form. Ignores the content type, which is often wrong in a widget.

    Raises ``RepeatedNameError``, and ``Problem`` for anything else.
    """
    fields: object = None
    try:
        text = body.decode("utf-8-sig").strip()
        if text.startswith(("{", "[")):
            fields = parse_json(text)
        elif "=" in text:
            pairs = form_fields(text)
            require_unique(name for name, _ in pairs)
            fields = dict(pairs)
    except (ValueError, RecursionError) as error:
        raise Problem(kind=MALFORMED, detail="the body is neither JSON nor a form") from error
    if not isinstance(fields, dict) or not fields:
        raise Problem(kind=MALFORMED, detail="the body has no fields")
    return fields
