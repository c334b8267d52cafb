"""Says so when other bots on the database have other settings."""

from collections.abc import Mapping, Sequence

import structlog

from bot.runtime.metrics import Metrics
from bot.runtime.shared_settings import differing

log = structlog.get_logger()


class SettingsAgreement:
    """``own`` are the settings that must be the same for all bots on one database."""

    def __init__(self, own: Mapping[str, str], metrics: Metrics) -> None:
        self.own = own
        self._metrics = metrics
        self._differing: frozenset[str] = frozenset()

    def compare(self, others: Sequence[Mapping[str, str]]) -> None:
        """Log which settings differ from those of the ``others``, once, and count the bots that have such."""
        self._metrics.settings_compared(sum(bool(differing(self.own, [other])) for other in others))
        names = frozenset(differing(self.own, others))
        if names - self._differing:
            remedy = "give all bots on the database the same settings"
            log.warning("settings differ from another bot's", settings=", ".join(sorted(names)), remedy=remedy)
        self._differing = names
