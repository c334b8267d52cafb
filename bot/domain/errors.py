"""All errors that the bot raises on purpose.

What the bot says to a *person* is never an exception: see ``bot/conversation/texts``.
"""

import re


class BotError(Exception):
    """Base class."""


class SettingsError(BotError):
    """A setting is missing, misspelt or invalid. The message is one line that names it and says how to fix it."""


class StorageError(BotError):
    """The database cannot be used. The message is one line for the operator."""


class DatabaseInUseError(StorageError):
    """Another bot is using the database."""


class DatabaseBusyError(StorageError):
    """The unit of work was not carried out in time: nothing of it was saved, nor will be. It may be repeated."""


class RequestTooOldError(DatabaseBusyError):
    """The client has given up the request, so it is not carried out."""


class CommitUnknownError(StorageError):
    """The time ran out during the commit: the unit of work is saved as a whole or not at all.

    Repeating the request with the same message id or idempotency key tells which.
    """


class UnreadableRowError(StorageError):
    """A row contains something that the bot cannot read. The database as a whole can be used.

    ``kind`` and ``row_id`` name the row, ``reason`` the column; none of them contains what a person wrote.
    """

    def __init__(self, kind: str, row_id: str, reason: str) -> None:
        super().__init__(f"the {kind} {row_id} cannot be read: {reason}")
        self.kind = kind
        self.row_id = row_id
        self.reason = reason


class WebhookRefusedError(BotError):
    """A webhook request is forged or malformed, and nothing was done.

    ``status`` is the HTTP status of the response, ``reason`` a short stable word for logs and metrics.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class RepeatedNameError(WebhookRefusedError):
    """A body or query gives one name twice. ``field`` is that name, shortened and safe to print."""

    def __init__(self, name: str) -> None:
        super().__init__(400, "repeated name")
        self.field = "".join(character if character.isprintable() else "?" for character in name[:40])


class RequestRefusedError(BotError):
    """A request of another program was refused, and nothing was done.

    ``detail`` is a sentence for its developer, ``field`` the request field at fault ("" if none is).
    """

    def __init__(self, detail: str, *, field: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field


class ImpossibleRequestError(RequestRefusedError):
    """The request breaks a rule: a time in the past, for example, or an invalid number."""


class RecipientOptedOutError(RequestRefusedError):
    """The recipient has opted out."""


class TooLateError(RequestRefusedError):
    """The message has left or can no longer be cancelled."""


class BudgetSpentError(RequestRefusedError):
    """The budget of segments for a day is spent. ``retry_after_seconds`` is when the next day begins."""

    def __init__(self, detail: str, *, retry_after_seconds: int) -> None:
        super().__init__(detail)
        self.retry_after_seconds = retry_after_seconds


class KeyReusedError(RequestRefusedError):
    """The idempotency key was used before with a different request."""


class ProviderError(BotError):
    """A call to a provider failed.

    ``code`` is the provider's own error code ("21610", "40300") or the HTTP status ("http 503"). ``reason`` is one
    short sentence for the operator's log, without phone numbers or message text.
    """

    def __init__(self, code: str, reason: str = "") -> None:
        super().__init__(f"{code}: {reason}" if reason else code)
        self.code = code
        self.reason = reason


class TemporaryProviderError(ProviderError):
    """The request was not carried out and may be repeated: a rate limit, a full queue, a refused connection.

    ``retry_after_seconds`` is the provider's Retry-After, if it sent one.
    """

    def __init__(self, code: str, reason: str = "", *, retry_after_seconds: float | None = None) -> None:
        super().__init__(code, reason)
        self.retry_after_seconds = retry_after_seconds


class RateLimitedError(TemporaryProviderError):
    """The account makes too many calls: no message may be sent until ``retry_after_seconds`` have passed."""


class AlreadyAcceptedError(ProviderError):
    """Our idempotency key was used with other content: the provider accepted an earlier version of the message."""


class OutcomeUnknownError(ProviderError):
    """The answer was lost (time-out, 5xx, disconnect), so the request may have been carried out.

    Repeating it without an idempotency key may send a message twice.
    """


class PermanentProviderError(ProviderError):
    """The provider will never carry out this request, so it is not repeated."""


class OutOfWindowError(PermanentProviderError):
    """The send time is outside the provider's scheduling window. The bot keeps the message and sends it on time."""


class OptedOutError(PermanentProviderError):
    """The person has opted out with the provider or the carrier."""


class NotCancellableError(PermanentProviderError):
    """The message is not scheduled any more: it is on its way, sent, already cancelled or unknown to the provider."""


class ProviderSetupError(ProviderError):
    """The credentials, the number or the account are wrong: every message is refused until the operator fixes that.

    A refusal that concerns one recipient only is a ``PermanentProviderError``.
    """


_ERROR_CODE = re.compile(r"([1-9]\d{4})(?::|$)")  # both providers document codes of five digits


def error_code_of(failure: str | None) -> str | None:
    """The provider's error code that ``failure`` starts with; None if it has none, as in "too late to send"."""
    found = _ERROR_CODE.match(failure or "")
    return found[1] if found else None
