"""Every error of the bot: for the operator, from storage, from a provider, from a webhook, for another program.

What a *person* is told is never an exception: it is a text in ``bot/conversation/texts/general.py``.
"""


class BotError(Exception):
    """Root of all errors the bot raises on purpose."""


class SettingsError(BotError):
    """A setting is missing, misspelt or makes no sense. The message is one line that names it and how to mend it."""


class StorageError(BotError):
    """The database cannot be used. The message is one line for the operator."""


class DatabaseInUseError(StorageError):
    """Another bot holds the database."""


class WebhookRefusedError(BotError):
    """An inbound request is not to be believed or cannot be read; nothing was done.

    ``status`` is the HTTP status to answer with, ``reason`` a short stable word for logs and metrics.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class RequestRefusedError(BotError):
    """Another program asked for what cannot be done; nothing was done.

    ``detail`` is a sentence for its developer, ``field`` the part of the request at fault, "" where it is none.
    """

    def __init__(self, detail: str, *, field: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field


class ImpossibleRequestError(RequestRefusedError):
    """It is understood, but cannot be: a time in the past, a number that is none."""


class RecipientOptedOutError(RequestRefusedError):
    """The person who is to get the message has opted out."""


class TooLateError(RequestRefusedError):
    """The message has left, or can no longer be taken back."""


class KeyReusedError(RequestRefusedError):
    """The idempotency key came with another request before."""


class ProviderError(BotError):
    """A provider did not do what it was asked.

    ``code`` is the provider's own error code as text ("21610", "40300", "http 503"), ``reason`` one short
    sentence for the operator's log without phone numbers or message text.
    """

    def __init__(self, code: str, reason: str = "") -> None:
        super().__init__(f"{code}: {reason}" if reason else code)
        self.code = code
        self.reason = reason


class TemporaryProviderError(ProviderError):
    """The request was not carried out and may be repeated: a rate limit, a full queue, a refused connection.

    ``retry_after_seconds`` is what the provider asked for, if it did.
    """

    def __init__(self, code: str, reason: str = "", *, retry_after_seconds: float | None = None) -> None:
        super().__init__(code, reason)
        self.retry_after_seconds = retry_after_seconds


class OutcomeUnknownError(ProviderError):
    """The answer was lost (time-out, 5xx, disconnect): the request may have been carried out. Never repeat blindly."""


class PermanentProviderError(ProviderError):
    """The provider will not carry this request out, however often it is asked."""


class OutOfWindowError(PermanentProviderError):
    """The send time is outside the provider's scheduling window; the bot keeps the message and sends it itself."""


class OptedOutError(PermanentProviderError):
    """The person has opted out with the provider or the carrier."""


class NotCancellableError(PermanentProviderError):
    """The message is no longer scheduled: on its way, sent, cancelled already or unknown to the provider."""


class ProviderSetupError(ProviderError):
    """Credentials, numbers or the account are at fault: only the operator can mend it; the message is kept."""
