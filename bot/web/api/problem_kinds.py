"""The kinds of problems that ``/v1`` reports. Each has its own anchor on the page at ``/docs``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of problem: its anchor at ``/docs``, its HTTP status, a short title and the explanation."""

    anchor: str
    status: int
    title: str
    meaning: str


MALFORMED = Kind(
    anchor="malformed",
    status=400,
    title="Malformed request",
    meaning="The body is not a JSON object, gives a name twice, or a header is invalid.",
)
UNAUTHORISED = Kind(
    anchor="unauthorised",
    status=401,
    title="Invalid token",
    meaning="Send a valid token as `Authorization: Bearer TOKEN`. Studio may sign its requests instead.",
)
FORBIDDEN = Kind(
    anchor="forbidden",
    status=403,
    title="Invalid signature",
    meaning="The Twilio signature does not match the URL and the body. Check `BOT_PUBLIC_URL`.",
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
    meaning="The route does not support this method; the `Allow` header lists those it does.",
)
TOO_SLOW = Kind(
    anchor="too-slow",
    status=408,
    title="Request timed out",
    meaning="The request did not arrive completely in time.",
)
OPTED_OUT = Kind(
    anchor="opted-out",
    status=409,
    title="Recipient opted out",
    meaning="The recipient texted STOP. Only they can opt in again.",
)
TOO_LATE = Kind(
    anchor="too-late",
    status=409,
    title="Too late to cancel",
    meaning="The message has been sent, or its provider no longer cancels it.",
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
    meaning="The content type is not `application/json`, or the body is compressed.",
)
IMPOSSIBLE = Kind(
    anchor="impossible",
    status=422,
    title="Unprocessable",
    meaning="A field breaks a rule: `errors` says which field and which rule.",
)
KEY_REUSED = Kind(
    anchor="key-reused",
    status=422,
    title="Idempotency key already used",
    meaning="The key was used for a different request. Use a new key for each message.",
)
TOO_MANY = Kind(
    anchor="too-many",
    status=429,
    title="Too many requests",
    meaning="Too many requests with this token, or too many wrong tokens from this address. Try again after the "
    "seconds in `Retry-After`.",
)
BUDGET_SPENT = Kind(
    anchor="budget-spent",
    status=429,
    title="Budget spent",
    meaning="The day's budget of SMS segments is spent, for this token or for the bot (`BOT_SEGMENTS_PER_TOKEN_DAY`, "
    "`BOT_SEGMENTS_PER_DAY`). `Retry-After` is the time until the next day begins (UTC).",
)
FAILED = Kind(
    anchor="failed",
    status=500,
    title="Internal error",
    meaning="The bot failed and logged the error. It is safe to repeat a request that has an `Idempotency-Key`.",
)
UNAVAILABLE = Kind(
    anchor="unavailable",
    status=503,
    title="Service unavailable",
    meaning="The database is not responding, or a provider that the route needs is not enabled.",
)
NO_TOKEN = Kind(
    anchor="no-token",
    status=503,
    title="API not enabled",
    meaning="The operator has not set `BOT_API_TOKEN`, so the API is closed.",
)

KINDS = (
    MALFORMED, UNAUTHORISED, FORBIDDEN, NOT_FOUND, METHOD, TOO_SLOW, OPTED_OUT, TOO_LATE, TOO_LARGE, MEDIA_TYPE,
    IMPOSSIBLE, KEY_REUSED, TOO_MANY, BUDGET_SPENT, FAILED, UNAVAILABLE, NO_TOKEN,
)  # fmt: skip
