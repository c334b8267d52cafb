"""Example requests and responses for the API description. A test validates each against its model."""

from typing import Any

from bot.web.api.problem_kinds import Kind

Json = dict[str, Any]

MESSAGE_ID = "0b5f7f3e-3f0e-4f5e-9a0a-5d9f1f0c7a11"
MESSAGE: Json = {
    "id": MESSAGE_ID,
    "to": "+13125550123",
    "from": "+13125550100",
    "provider": "twilio",
    "message": "Your table is ready.",
    "media_urls": [],
    "send_at": "2026-03-11T14:36:00Z",
    "status": "waiting",
    "cancelling": False,
    "created_at": "2026-03-11T14:20:00Z",
    "failure": None,
    "error_code": None,
    "heads_ups": [],
}
SCHEDULED_MESSAGE = MESSAGE | {"status": "scheduled"}
CANCELLED_MESSAGE = MESSAGE | {"status": "cancelled"}
CANCELLING_MESSAGE = MESSAGE | {"status": "scheduled", "cancelling": True}
MESSAGES: Json = {"messages": [SCHEDULED_MESSAGE], "next_cursor": None}
STUDIO_SCHEDULED: Json = {
    "status": "scheduled",
    "id": MESSAGE_ID,
    "number": "+13125550123",
    "send_at": "2026-03-11T14:36:00Z",
}
STUDIO_REPLY: Json = {
    "reply": "Reminder 1 set for tomorrow 9:00 AM Chicago time: call mom. Not right? Text delete 1.",
    "intent": "create",
}

# The first request of each is what the page at /docs fills in.
NEW_MESSAGE: Json = {
    "minutes": {
        "summary": "In 16 minutes",
        "value": {"to": "+13125550123", "message": "Your table is ready.", "minutes": 16},
    },
    "when": {
        "summary": "In words",
        "value": {
            "to": "+13125550123",
            "message": "Your appointment is at 10.",
            "when": "tomorrow at 9am",
            "timezone": "America/Denver",
        },
    },
    "send_at": {
        "summary": "At a fixed time",
        "value": {"to": "+13125550123", "message": "Doors open in an hour.", "send_at": "2027-03-01T18:00:00-07:00"},
    },
    "heads_ups": {
        "summary": "With heads-ups",
        "value": {
            "to": "+13125550123",
            "message": "Your appointment is on Mon Mar 1 at 10.",
            "send_at": "2027-03-01T10:00:00-07:00",
            "heads_ups": ["P1D", "PT1H"],
        },
    },
}
STUDIO_SCHEDULE: Json = {
    "widget": {
        "summary": "As a Studio widget sends it",
        "value": {"number": "+13125550123", "minutes": "16", "message": "Ahoy, world!"},
    }
}
STUDIO_TEXT: Json = {
    "widget": {
        "summary": "As a Studio widget sends it",
        "value": {
            "from": "+13125550123",
            "to": "+13125550100",
            "body": "remind me tomorrow 9am to call mom",
            "message_sid": "SM0123456789abcdef0123456789abcdef",
        },
    }
}

# By the anchor of the kind of problem: what a typical refusal says.
DETAILS = {
    "malformed": "the body is not JSON",
    "unauthorised": "send the header Authorization: Bearer TOKEN",
    "forbidden": "signature wrong",
    "not-found": "there is no message with this id",
    "opted-out": "to: this person has opted out on twilio; only they can opt in again, by texting START",
    "too-late": "too late: the message is on its way",
    "too-large": "request entity too large",
    "media-type": "the content type must be application/json",
    "impossible": "to: write the number in E.164: do you mean +13125550123?",
    "key-reused": "this Idempotency-Key was used for another request",
    "too-many": "try again in 12 s",
    "budget-spent": "this token's budget of 10000 SMS segments for 2026-03-11 (UTC) is spent",
    "unavailable": "the database is not available",
    "no-token": "set BOT_API_TOKEN and restart the bot to use the API",
}


def problem_example(kind: Kind) -> Json:
    """A refusal of this kind, as OpenAPI's Example object."""
    value: Json = {
        "type": f"/docs#{kind.anchor}",
        "title": kind.title,
        "status": kind.status,
        "detail": DETAILS[kind.anchor],
    }
    if kind.anchor == "impossible":
        field, _, detail = DETAILS[kind.anchor].partition(": ")
        value["errors"] = [{"field": field, "detail": detail}]
    return {"summary": kind.title, "value": value}
