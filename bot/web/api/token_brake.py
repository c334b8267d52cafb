"""A brake on guessing tokens: after too many wrong ones, an address has to wait."""

from datetime import datetime

from bot.domain.rate_limit import Bucket, Rate, Recent, Verdict, take
from bot.web.client_address import Address, site_of

# 20 at once, then one every 30 seconds.
FAILURES = Rate(count=20, seconds=600)
MAX_ADDRESSES = 10_000


class TokenBrake:
    """Counts wrong tokens for each client address, in bounded memory.

    While an address is over the limit, its requests are refused, so that it cannot learn whether a token is right. The
    exception: a right token is never refused from an address that is not public. That may be a proxy's, and a stranger
    behind it must not lock out the programs.
    """

    def __init__(self, failures: Rate = FAILURES) -> None:
        self._rate = failures
        self._buckets: Recent[str, Bucket] = Recent(MAX_ADDRESSES)

    def check(self, address: Address | None, now: datetime, *, is_right: bool) -> Verdict:
        """Whether a request with a right or wrong token may be answered. A wrong one is counted."""
        key = "" if address is None else site_of(address)
        bucket, verdict = take(self._buckets.get(key), self._rate, now)
        if not is_right:
            self._buckets[key] = bucket
        elif address is None or not address.is_global:
            return Verdict()
        return verdict
