"""The requests and responses of ``/v1`` as pydantic models. The OpenAPI description is built from them."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.domain.heads_ups import MOST_HEADS_UPS, parse_lead
from bot.domain.model import OutboundMessage, OutboundState, ProviderName
from bot.messages.requests import MessageRequest
from bot.messages.status import MessageStatus, status_of
from bot.web.api.fields import (
    AnyNumber,
    AnyText,
    HeadsUp,
    MediaUrl,
    Message,
    Minutes,
    Moment,
    Number,
    Utc,
    Zone,
    as_text,
)

MOST_MEDIA = 10
LARGEST_PAGE = 200


class _StrictBody(BaseModel):
    """A request body. Unknown fields are errors, so that a misspelt name is reported rather than ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class NewMessage(_StrictBody):
    """A message to schedule. Set exactly one of `send_at`, `minutes` and `when`."""

    to: Annotated[Number, Field(description="The recipient's phone number in E.164 format.", examples=["+13125550123"])]
    message: Annotated[Message, Field(description="The text of the message.", examples=["Your table is ready."])]
    send_at: Annotated[
        Moment | None,
        Field(description="When to send it, in ISO 8601. Without an offset it is local time in `timezone`."),
    ] = None
    minutes: Annotated[Minutes | None, Field(description="Minutes from now; 0 sends it now.", examples=[16])] = None
    when: Annotated[
        Annotated[str, Field(min_length=1, max_length=200)] | None,
        Field(
            description="When to send it, in words, in `timezone` or the recipient's zone.",
            examples=["tomorrow at 9am"],
        ),
    ] = None
    timezone: Annotated[
        Zone | None,
        Field(
            description="An IANA time zone, for `when` and for `send_at` without offset.",
            examples=["America/Denver"],
        ),
    ] = None
    provider: Annotated[
        ProviderName | None,
        Field(description="Default: the provider over which the recipient texts the bot, else the first one enabled."),
    ] = None
    media_urls: Annotated[
        Annotated[tuple[MediaUrl, ...], Field(max_length=MOST_MEDIA)] | None,
        Field(description="Pictures to attach (MMS), as `https` URLs the provider can fetch."),
    ] = None
    replaces: Annotated[
        UUID | None,
        Field(description="A message to the same number that is cancelled in the same step. 409 if it is too late."),
    ] = None

    heads_ups: Annotated[
        Annotated[tuple[HeadsUp, ...], Field(max_length=MOST_HEADS_UPS)] | None,
        Field(
            description="How long before it the same text is sent as well: ISO 8601 durations, or minutes. "
            "A day is a day of the calendar in `timezone`, or else in the recipient's zone.",
            examples=[["P1D", "PT1H"]],
        ),
    ] = None

    def to_request(self, token_name: str) -> MessageRequest:
        return MessageRequest(
            token_name=token_name,
            to=self.to,
            body=self.message,
            send_at=self.send_at,
            minutes=self.minutes,
            when=self.when,
            timezone=self.timezone,
            provider=self.provider,
            media_urls=self.media_urls or (),
            replaces=self.replaces,
            heads_ups=tuple(map(parse_lead, self.heads_ups or ())),
        )


class PageQuery(_StrictBody):
    """Filters and paging of the list."""

    to: Annotated[Number | None, Field(description="Only messages to this number, in E.164 format.")] = None
    status: Annotated[MessageStatus | None, Field(strict=False, description="Only messages with this status.")] = None
    cursor: Annotated[
        Annotated[str, Field(min_length=1, max_length=200)] | None,
        Field(description="`next_cursor` of the previous page."),
    ] = None
    limit: Annotated[int, Field(strict=False, ge=1, le=LARGEST_PAGE, description="Messages per page.")] = 50


class MessageView(BaseModel):
    """A message and its current state."""

    model_config = ConfigDict(populate_by_name=True)

    id: UUID
    to: str
    from_number: Annotated[str | None, Field(alias="from", description="null if the provider chooses the sender.")]
    provider: ProviderName
    message: str
    media_urls: list[str]
    send_at: Utc
    status: Annotated[
        MessageStatus,
        Field(description="While `waiting`, the bot holds it; while `scheduled`, the provider does."),
    ]
    cancelling: Annotated[bool, Field(description="true while the provider is asked to cancel it.")]
    created_at: Utc
    failure: Annotated[str | None, Field(description="The last error, from the provider or the bot.")]
    error_code: Annotated[str | None, Field(description="The provider's code of that error, if it has one.")]
    heads_ups: Annotated[
        list[UUID], Field(description="The messages ahead of it, which are cancelled with it. Each can be read.")
    ]

    @classmethod
    def of(cls, message: OutboundMessage) -> "MessageView":
        return cls(
            id=message.id,
            to=message.to_number,
            from_number=message.from_number or None,
            provider=message.provider,
            message=message.body,
            media_urls=list(message.media_urls),
            send_at=message.due_at,
            status=status_of(message),
            cancelling=message.state is OutboundState.CANCELLING,
            created_at=message.created_at,
            failure=message.failure,
            error_code=message.error_code,
            heads_ups=list(message.heads_ups),
        )


class MessageList(BaseModel):
    """A page of messages, newest first. `next_cursor` is null on the last page."""

    messages: list[MessageView]
    next_cursor: str | None


class _StudioBody(BaseModel):
    """A request body from a Studio widget. Unknown fields are ignored, and numbers may be strings."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class StudioSchedule(_StudioBody):
    """A message to send a number of minutes from now."""

    number: Annotated[AnyText, Field(min_length=1, max_length=64, examples=["+13125550123"])]
    minutes: Annotated[Minutes, Field(examples=[16, "16"])]
    message: Annotated[Message, BeforeValidator(as_text), Field(examples=["Ahoy, world!"])]


class ScheduledView(BaseModel):
    """The scheduled message. Use `id` with `/v1/messages/{id}` to get or cancel it."""

    status: Literal["scheduled"] = "scheduled"
    id: UUID
    number: str
    send_at: Utc


class StudioText(_StudioBody):
    """A text that a flow forwards. With `message_sid`, a repeated request changes nothing."""

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)

    from_number: Annotated[AnyNumber, Field(alias="from", min_length=1, max_length=64, examples=["+13125550123"])]
    to: Annotated[AnyNumber, Field(max_length=64, examples=["+13125550100"])]
    body: Annotated[AnyText, Field(examples=["remind me tomorrow 9am to call mom"])]
    message_sid: Annotated[AnyText, Field(max_length=64)] | None = None
    opt_out_type: Annotated[
        Annotated[AnyText, Field(max_length=64)] | None,
        Field(description="Twilio's `OptOutType`, if it has acted on the text itself."),
    ] = None


class StudioReply(BaseModel):
    """The reply to text back; empty for no reply. `intent` is how the bot understood the text."""

    reply: str
    intent: str


class FieldError(BaseModel):
    """A field that breaks a rule, and which rule."""

    field: str
    detail: str


class ProblemDetails(BaseModel):
    """Why a request failed (RFC 9457)."""

    type: Annotated[str, Field(description="A stable identifier of the kind of problem.", examples=["/docs#opted-out"])]
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = None


def plain(model: BaseModel) -> dict[str, Any]:
    """``model`` as JSON values."""
    return model.model_dump(mode="json", by_alias=True)
