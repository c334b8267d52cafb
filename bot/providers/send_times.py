"""The format of a send time in a provider's API."""

from datetime import UTC, datetime, timedelta


def utc_second(moment: datetime) -> str:
    """Format ``moment`` (aware) as ``YYYY-MM-DDTHH:MM:SSZ``, rounded up to a whole second so that it is never early.

    Providers get a string rather than a ``datetime``: Twilio's SDK formats the wall time and appends a Z, whatever the
    offset is.
    """
    moment = moment.astimezone(UTC)
    if moment.microsecond:
        moment = moment.replace(microsecond=0) + timedelta(seconds=1)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
