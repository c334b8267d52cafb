"""The scheduling windows that providers really have, learned from their refusals.

Providers change their windows, and their pages disagree: Twilio's guide says 15 minutes at least, its error pages 300
seconds. A refused message is not lost, because the bot keeps it and sends it itself; but each refusal costs a call.
"""

import structlog

from bot.domain.model import ProviderName
from bot.domain.records import replace
from bot.domain.window import Window
from bot.providers.protocol import Provider

log = structlog.get_logger()

NEAR_SECONDS = 3600.0  # no provider asks for more lead; a refusal of a send time further ahead is about the other end
FAR_SECONDS = 86_400.0  # none offers less; a refusal in between has another reason, such as a wrong clock


def narrowed(window: Window, ahead_seconds: float) -> Window:
    """``window`` after the provider refused a send time that was ``ahead_seconds`` away.

    A call that is repeated for hours can end up outside the window by itself: its refusal is no news.
    """
    if not window.earliest_seconds <= ahead_seconds <= window.latest_seconds:
        return window
    if ahead_seconds < NEAR_SECONDS:
        return replace(window, earliest_seconds=max(window.earliest_seconds, min(ahead_seconds * 1.5, NEAR_SECONDS)))
    if ahead_seconds < FAR_SECONDS:
        return window
    latest = min(window.latest_seconds, max(ahead_seconds / 2, FAR_SECONDS))
    return replace(window, latest_seconds=latest, schedule_ahead_seconds=min(window.schedule_ahead_seconds, latest))


class LearnedWindows:
    """The window of each provider, as set and narrowed since the start. A restart begins with the settings again."""

    def __init__(self) -> None:
        self._narrowed: dict[ProviderName, Window] = {}

    def of(self, provider: Provider) -> Window:
        return self._narrowed.get(provider.name, provider.window)

    def refused(self, provider: Provider, ahead_seconds: float) -> None:
        """Remember that the provider refused a send time so far ahead, although it was inside the window."""
        before = self.of(provider)
        after = narrowed(before, ahead_seconds)
        if after != before:
            self._narrowed[provider.name] = after
            log.warning(
                "scheduling window narrowed",
                provider=provider.name,
                refused_seconds=round(ahead_seconds),
                earliest_seconds=round(after.earliest_seconds),
                latest_seconds=round(after.latest_seconds),
            )
