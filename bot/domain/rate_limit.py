"""How often something may happen: a token bucket as a value, and a limiter that keeps one bucket a key.

For a limit of its own (a sender's texts, a token's requests) make a ``Limiter`` and ask it:

    limiter = Limiter(Rate(count=60, seconds=60))
    verdict = limiter.admit(token_id, now)
    if not verdict.admitted:
        ...  # 429 with Retry-After: str(verdict.retry_after_seconds)

Keys should be short and no secrets: an id or a digest of a token rather than the token.
"""

import math
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MOST_KEYS = 10_000
TOLERANCE = 1e-6  # whoever waits as long as they were told is admitted, whatever was rounded on the way


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """``count`` times within ``seconds``: all at once if need be, and then as evenly as they come back."""

    count: int
    seconds: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """What is left of a rate: ``left`` at the moment ``at`` (aware). It fills up with time."""

    left: float
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether it may happen now; if not, in how many seconds it may."""

    wait_seconds: float = 0.0

    @property
    def admitted(self) -> bool:
        return self.wait_seconds == 0

    @property
    def retry_after_seconds(self) -> int:
        """Whole seconds, as HTTP's Retry-After has them."""
        return math.ceil(self.wait_seconds)


def take(bucket: Bucket | None, rate: Rate, now: datetime) -> tuple[Bucket, Verdict]:
    """Take one out of ``bucket`` (None: a full one) if there is one; the bucket after that, and the verdict.

    What is refused takes nothing. A clock that was set back lets nothing come back, but holds nobody up either.
    """
    if bucket is None:
        left = float(rate.count)
    else:
        passed = max(0.0, (now - bucket.at).total_seconds())
        left = min(float(rate.count), bucket.left + passed * rate.count / rate.seconds)
    if left >= 1 - TOLERANCE:
        return Bucket(left=max(0.0, left - 1), at=now), Verdict()
    return Bucket(left=left, at=now), Verdict(wait_seconds=(1 - left) * rate.seconds / rate.count)


class Recent(OrderedDict[K, V]):
    """A mapping in bounded memory: of more than ``most`` keys the one that was set longest ago is forgotten."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self._most:
            self.popitem(last=False)


class Limiter:
    """One bucket a key, in bounded memory: of more than ``most_keys`` the one not seen for longest is forgotten."""

    def __init__(self, rate: Rate, *, most_keys: int = MOST_KEYS) -> None:
        self._rate = rate
        self._buckets: Recent[str, Bucket] = Recent(most_keys)

    def admit(self, key: str, now: datetime) -> Verdict:
        """Count one more for ``key`` at ``now`` (aware), unless that is too many."""
        self._buckets[key], verdict = take(self._buckets.get(key), self._rate, now)
        return verdict
