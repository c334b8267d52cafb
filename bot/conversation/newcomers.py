"""The defaults for someone who texts for the first time."""

from bot.domain.model import InboundText, Person, ZoneSource
from bot.domain.phone_numbers import guess_timezone


def newcomer(inbound: InboundText, default_timezone: str) -> Person:
    """Return a new person (id 0) in the zone guessed from their number, or in ``default_timezone``."""
    zone = guess_timezone(inbound.from_number, default_timezone)
    return Person(
        id=0,
        provider=inbound.provider,
        number=inbound.from_number,
        bot_number=inbound.to_number,
        timezone=zone or default_timezone,
        zone_source=ZoneSource.NUMBER if zone else ZoneSource.DEFAULT,
        created_at=inbound.received_at,
    )
