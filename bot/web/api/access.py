"""Access to ``/v1``: programs send a token, Twilio Studio signs its requests."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Protocol

from aiohttp import hdrs, web

from bot.domain.rate_limit import Limiter, Rate
from bot.runtime.clock import Clock
from bot.web.api.problem_kinds import NO_TOKEN, TOO_MANY, UNAUTHORISED
from bot.web.api.problems import Problem

CHALLENGE = 'Bearer realm="reminder-bot"'
SIGNATURE = "X-Twilio-Signature"
STUDIO = "studio"


class Signatures(Protocol):
    """Verifies requests signed by Twilio and returns their fields. Raises ``WebhookRefusedError``."""

    def verify_form(self, path_qs: str, headers: Mapping[str, str], body: bytes) -> Mapping[str, str]: ...
    def verify_json(self, path_qs: str, headers: Mapping[str, str], body: bytes) -> Mapping[str, object]: ...


class Access:
    """Checks the token and the rate limit. ``rate`` applies to each of ``tokens`` separately."""

    def __init__(self, tokens: tuple[str, ...], rate: Rate, clock: Clock, signatures: Signatures | None = None) -> None:
        self._digests = tuple(map(_digest, tokens))
        self._limiter = Limiter(rate)
        self._clock = clock
        self._signatures = signatures

    def require_token(self, request: web.Request) -> None:
        """Raise a ``Problem`` unless the request has a valid token that is within its rate limit."""
        if not self._digests:
            raise Problem(kind=NO_TOKEN, detail="set BOT_API_TOKEN to use the API")
        scheme, _, given = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
        if scheme.lower() != "bearer" or not given.strip():
            headers = {"WWW-Authenticate": CHALLENGE}
            raise Problem(kind=UNAUTHORISED, detail="send the header Authorization: Bearer TOKEN", headers=headers)
        digest = _digest(given.strip())
        # Compare with every token, so that the time reveals nothing; compare digests, so that it reveals no length.
        if not sum(hmac.compare_digest(digest, valid) for valid in self._digests):
            headers = {"WWW-Authenticate": f'{CHALLENGE}, error="invalid_token"'}
            raise Problem(kind=UNAUTHORISED, detail="the token is not valid", headers=headers)
        self._check_rate(digest.hex()[:16])

    async def studio_fields(self, request: web.Request) -> Mapping[str, object] | None:
        """The fields of a request signed by Twilio; None for a request with a valid token instead."""
        is_signed = self._signatures is not None and SIGNATURE in request.headers
        if not is_signed or hdrs.AUTHORIZATION in request.headers:
            if self._signatures is not None and not self._digests:
                detail = "sign the request as Twilio does"
                raise Problem(kind=UNAUTHORISED, detail=detail, headers={"WWW-Authenticate": CHALLENGE})
            self.require_token(request)
            return None
        assert self._signatures is not None  # noqa: S101 - implied by is_signed
        is_json = request.content_type == "application/json"
        verify = self._signatures.verify_json if is_json else self._signatures.verify_form
        fields = verify(request.raw_path, request.headers, await request.read())
        self._check_rate(STUDIO)
        return fields

    def _check_rate(self, key: str) -> None:
        verdict = self._limiter.admit(key, self._clock.now())
        if not verdict.admitted:
            seconds = str(verdict.retry_after_seconds)
            raise Problem(kind=TOO_MANY, detail=f"try again in {seconds} s", headers={"Retry-After": seconds})


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
