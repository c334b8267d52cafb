"""The connections of a bot to PostgreSQL, and how long the server lets each of them wait."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolLimits:
    """``connections`` of this bot at most. A statement that takes longer than ``statement_seconds`` is cancelled."""

    connections: int = 10
    statement_seconds: float = 10.0

    @property
    def server_settings(self) -> dict[str, str]:
        """A bot that stops in the middle of a transaction must not hold its locks longer than others wait for them."""
        return {
            "application_name": "reminder-bot",
            "timezone": "UTC",
            "synchronous_commit": "on",  # a confirmed reminder must survive a power failure
            "statement_timeout": f"{self.statement_seconds * 1000:.0f}",
            "idle_in_transaction_session_timeout": f"{self.statement_seconds * 500:.0f}",
            # The server ends the connections of a machine that vanished, and with them its locks, in half a minute
            # instead of two hours.
            "tcp_keepalives_idle": "15",
            "tcp_keepalives_interval": "5",
            "tcp_keepalives_count": "3",
        }
