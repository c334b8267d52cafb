"""Access to ``/v1``: programs send a token, Twilio Studio signs its requests."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Protocol

from aiohttp import hdrs, web
from structlog.contextvars import bind_contextvars

from bot.domain.rate_limit import Limiter, Rate, Verdict
from bot.runtime.api_tokens import DEFAULT_NAME, ApiToken
from bot.runtime.clock import Clock
from bot.web.api.problem_kinds import NO_TOKEN, TOO_MANY, UNAUTHORISED
from bot.web.api.problems import Problem
from bot.web.api.token_brake import TokenBrake
from bot.web.client_address import ClientAddresses

CHALLENGE = 'Bearer realm="reminder-bot"'
SIGNATURE = "X-Twilio-Signature"
STUDIO = "studio"


class Signatures(Protocol):
    """Verifies requests signed by Twilio and returns their fields. Raises ``WebhookRefusedError``."""

    def verify_form(self, path_qs: str, headers: Mapping[str, str], body: bytes) -> Mapping[str, str]: ...
    def verify_json(self, path_qs: str, headers: Mapping[str, str], body: bytes) -> Mapping[str, object]: ...


class Access:
    """Checks the token and the rate limit. ``rate`` applies to each of ``tokens`` separately."""

    def __init__(
        self,
        tokens: Sequence[ApiToken],
        rate: Rate,
        clock: Clock,
        signatures: Signatures | None = None,
        client_addresses: ClientAddresses | None = None,
    ) -> None:
        self._names = {_digest(token.value): token.name for token in tokens}
        self._limiter = Limiter(rate)
        self._clock = clock
        self._signatures = signatures
        self._brake = TokenBrake()
        self._client_addresses = client_addresses or ClientAddresses()

    def require_token(self, request: web.Request) -> str:
        """The name of the request's token. Raises ``Problem`` unless it is valid and within its rate limit."""
        if not self._names:
            raise Problem(kind=NO_TOKEN, detail="set BOT_API_TOKEN and restart the bot to use the API")
        scheme, _, given = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
        if scheme.lower() != "bearer" or not given.strip():
            headers = {"WWW-Authenticate": CHALLENGE}
            raise Problem(kind=UNAUTHORISED, detail="send the header Authorization: Bearer TOKEN", headers=headers)
        digest = _digest(given.strip())
        # Compare with every token, so that the time reveals nothing; compare digests, so that it reveals no length.
        names = [name for valid, name in self._names.items() if hmac.compare_digest(digest, valid)]
        verdict = self._brake.check(self._client_addresses.of(request), self._clock.now(), is_right=bool(names))
        if not verdict.admitted:
            raise _too_many("too many wrong tokens", verdict)
        if not names:
            headers = {"WWW-Authenticate": f'{CHALLENGE}, error="invalid_token"'}
            hint = "; send it without the name in front of the colon" if ":" in given else ""
            raise Problem(kind=UNAUTHORISED, detail=f"the token is not valid{hint}", headers=headers)
        bind_contextvars(token_name=names[0])  # for every log line of this request, which has a task of its own
        self._check_rate(digest.hex()[:16])
        return names[0]

    async def studio_fields(self, request: web.Request) -> tuple[Mapping[str, object] | None, str]:
        """The fields of a request signed by Twilio, and the name "default".

        For a request with a valid token instead, None and the token's name.
        """
        is_signed = self._signatures is not None and SIGNATURE in request.headers
        if not is_signed or hdrs.AUTHORIZATION in request.headers:
            if self._signatures is not None and not self._names:
                detail = "sign the request as Twilio does"
                raise Problem(kind=UNAUTHORISED, detail=detail, headers={"WWW-Authenticate": CHALLENGE})
            return None, self.require_token(request)
        assert self._signatures is not None  # noqa: S101 - implied by is_signed
        is_json = request.content_type == "application/json"
        verify = self._signatures.verify_json if is_json else self._signatures.verify_form
        fields = verify(request.raw_path, request.headers, await request.read())
        bind_contextvars(token_name=DEFAULT_NAME)
        self._check_rate(STUDIO)
        return fields, DEFAULT_NAME

    def _check_rate(self, key: str) -> None:
        verdict = self._limiter.admit(key, self._clock.now())
        if not verdict.admitted:
            raise _too_many("too many requests", verdict)


def _too_many(what: str, verdict: Verdict) -> Problem:
    seconds = str(verdict.retry_after_seconds)
    return Problem(kind=TOO_MANY, detail=f"{what}; try again in {seconds} s", headers={"Retry-After": seconds})


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
