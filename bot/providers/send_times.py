"""How a send time is written for a provider."""

from datetime import UTC, datetime, timedelta


def utc_second(moment: datetime) -> str:
    """``moment`` (aware) as ``YYYY-MM-DDTHH:MM:SSZ``, on the next whole second where it has a part of one: never early.

    A text, not a datetime: Twilio's SDK prints wall time with a Z behind it.
    """
    moment = moment.astimezone(UTC)
    if moment.microsecond:
        moment = moment.replace(microsecond=0) + timedelta(seconds=1)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
