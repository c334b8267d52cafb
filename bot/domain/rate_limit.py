"""Rate limits: a token bucket as a value, and a limiter that keeps one bucket for each key.

    limiter = Limiter(Rate(count=60, seconds=60))
    verdict = limiter.admit(token_id, now)
    if not verdict.admitted:
        ...  # 429 with Retry-After: str(verdict.retry_after_seconds)

Keys must be short and not secret: use the id or the digest of a token, not the token.
"""

import math
from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime
from typing import TypeVar

from bot.domain.records import record

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MAX_KEYS = 10_000
TOLERANCE = 1e-6  # floating-point error must not refuse a caller who has waited for wait_seconds


@record
class Rate:
    """``count`` times within ``seconds``. A burst of ``count`` is allowed; then they come back evenly over time."""

    count: int
    seconds: float = 60.0


def share_of(rate: Rate, bots: int) -> Rate:
    """The share of one of several bots, which may be less than one in the rate's time."""
    count = max(1, rate.count // bots)
    return Rate(count=count, seconds=rate.seconds * count * bots / rate.count)


@record
class Bucket:
    """``left`` of a rate at the moment ``at`` (aware). It refills over time."""

    left: float
    at: datetime


@record
class SenderPace:
    """A bucket for the texts of one sender, and when they were last told that it was empty, or would have been."""

    bucket: Bucket
    told_at: datetime | None = None


@record
class Verdict:
    """Admitted, or in how many seconds it would be."""

    wait_seconds: float = 0.0

    @property
    def admitted(self) -> bool:
        return self.wait_seconds == 0

    @property
    def retry_after_seconds(self) -> int:
        """``wait_seconds`` rounded up for HTTP's Retry-After, which has whole seconds."""
        return math.ceil(self.wait_seconds)


def take(bucket: Bucket | None, rate: Rate, now: datetime) -> tuple[Bucket, Verdict]:
    """Take one from ``bucket`` (None: a full one); the bucket after that, and the verdict.

    A refusal takes nothing. A clock that was set back refills nothing, but the bucket goes on from the new time, so
    that nobody is locked out until the old one.
    """
    if bucket is None:
        left = float(rate.count)
    else:
        elapsed = max(0.0, (now - bucket.at).total_seconds())
        left = min(float(rate.count), bucket.left + elapsed * rate.count / rate.seconds)
    if left >= 1 - TOLERANCE:
        return Bucket(left=max(0.0, left - 1), at=now), Verdict()
    return Bucket(left=left, at=now), Verdict(wait_seconds=(1 - left) * rate.seconds / rate.count)


class Recent(OrderedDict[K, V]):
    """A mapping in bounded memory. Beyond ``max_keys``, the key that was set longest ago is dropped."""

    def __init__(self, max_keys: int) -> None:
        super().__init__()
        self._max_keys = max_keys

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self._max_keys:
            self.popitem(last=False)


class Limiter:
    """One bucket for each key, in bounded memory: beyond ``max_keys``, the least recently used one is dropped."""

    def __init__(self, rate: Rate, *, max_keys: int = MAX_KEYS) -> None:
        self._rate = rate
        self._buckets: Recent[str, Bucket] = Recent(max_keys)

    def admit(self, key: str, now: datetime) -> Verdict:
        """Count one for ``key`` at ``now`` (aware), unless it is over the limit."""
        self._buckets[key], verdict = take(self._buckets.get(key), self._rate, now)
        return verdict
