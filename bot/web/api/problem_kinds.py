"""Why ``/v1`` refuses requests: each kind of problem has an address of its own on the page at ``/docs``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of problem: where the page at ``/docs`` explains it, its short name, and the explanation."""

    anchor: str
    status: int
    title: str
    meaning: str


MALFORMED = Kind(
    anchor="malformed",
    status=400,
    title="Malformed request",
    meaning="The body is no JSON object, cannot be decoded, or a header is no such thing.",
)
UNAUTHORISED = Kind(
    anchor="unauthorised",
    status=401,
    title="No valid token",
    meaning="Send `Authorization: Bearer TOKEN`, or sign the request as Twilio does where a flow calls.",
)
FORBIDDEN = Kind(
    anchor="forbidden",
    status=403,
    title="Signature wrong",
    meaning="The signature fits neither the address nor the body; see `BOT_PUBLIC_URL`.",
)
NOT_FOUND = Kind(
    anchor="not-found",
    status=404,
    title="Not found",
    meaning="There is no such message or route.",
)
METHOD = Kind(
    anchor="method",
    status=405,
    title="Method not allowed",
    meaning="The route has no such method; `Allow` names those it has.",
)
TOO_SLOW = Kind(
    anchor="too-slow",
    status=408,
    title="Request too slow",
    meaning="The request did not arrive whole in time.",
)
OPTED_OUT = Kind(
    anchor="opted-out",
    status=409,
    title="Recipient opted out",
    meaning="The person texted STOP. Only they can opt in again.",
)
TOO_LATE = Kind(
    anchor="too-late",
    status=409,
    title="Too late to cancel",
    meaning="The message has left, or its provider gives it back no more.",
)
TOO_LARGE = Kind(
    anchor="too-large",
    status=413,
    title="Request too large",
    meaning="The body is larger than `BOT_BODY_LIMIT_BYTES`.",
)
MEDIA_TYPE = Kind(
    anchor="media-type",
    status=415,
    title="Unsupported media type",
    meaning="The body is not sent as `application/json`, or it is packed.",
)
IMPOSSIBLE = Kind(
    anchor="impossible",
    status=422,
    title="Understood, but impossible",
    meaning="A field cannot be what it is; `errors` names it and says why.",
)
KEY_REUSED = Kind(
    anchor="key-reused",
    status=422,
    title="Idempotency key used before",
    meaning="The key came with another request before. Make a new one for a new message.",
)
TOO_MANY = Kind(
    anchor="too-many",
    status=429,
    title="Too many requests",
    meaning="`Retry-After` says in how many seconds to come again.",
)
FAILED = Kind(
    anchor="failed",
    status=500,
    title="The bot failed",
    meaning="A fault of the bot, which it has logged. A request with an `Idempotency-Key` can be repeated.",
)
UNAVAILABLE = Kind(
    anchor="unavailable",
    status=503,
    title="Not available",
    meaning="The database does not answer, or what the route needs is switched off.",
)
NO_TOKEN = Kind(
    anchor="no-token",
    status=503,
    title="No token is set",
    meaning="The operator has not set `BOT_API_TOKEN`, so nobody is let in.",
)

KINDS = (
    MALFORMED, UNAUTHORISED, FORBIDDEN, NOT_FOUND, METHOD, TOO_SLOW, OPTED_OUT, TOO_LATE, TOO_LARGE, MEDIA_TYPE,
    IMPOSSIBLE, KEY_REUSED, TOO_MANY, FAILED, UNAVAILABLE, NO_TOKEN,
)  # fmt: skip
