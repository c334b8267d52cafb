"""The time zone that a phone number suggests: the most populous zone of its own country or area.

``phonenumbers`` lists the zones of a number in alphabetical order and across borders: an Irish number comes with
Guernsey first, Perth with Adelaide, a Newfoundland number with Halifax. So its answer is only used to choose among the
zones of the number's own country, and area codes that cover two zones have an entry of their own.
"""

import phonenumbers
from phonenumbers import timezone as phone_timezones
from phonenumbers.tzdata import TIMEZONE_DATA

from bot.domain.zones import zones_of

# Names that phonenumbers still uses for zones that the tz database has renamed or merged.
_RENAMED = {
    "America/Godthab": "America/Nuuk",
    "Asia/Choibalsan": "Asia/Ulaanbaatar",
    "Pacific/Enderbury": "Pacific/Kanton",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
}

# The zone with the most people, for the countries whose first entry in zone.tab is another one or that have none.
_MAIN_ZONES = {
    "AC": "Atlantic/St_Helena",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "PS": "Asia/Hebron",
    "RU": "Europe/Moscow",
    "TA": "Atlantic/St_Helena",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
    "XK": "Europe/Belgrade",
}

# Zones of one country from the most populous down, as far as a prefix leaves a choice between them.
_BY_POPULATION = """
    America/New_York America/Chicago America/Los_Angeles America/Denver America/Phoenix America/Boise
    America/Anchorage America/Juneau Pacific/Honolulu America/Adak America/Toronto America/Vancouver America/Edmonton
    America/Winnipeg America/Regina America/Halifax America/St_Johns Australia/Sydney Australia/Brisbane
    Australia/Perth Australia/Adelaide Australia/Darwin America/Sao_Paulo America/Manaus America/Rio_Branco
    America/Noronha America/Mexico_City America/Tijuana America/Ciudad_Juarez America/Hermosillo America/Mazatlan
    America/Cancun America/Matamoros America/Ojinaga Europe/Moscow Asia/Yekaterinburg Europe/Samara Asia/Novosibirsk
    Asia/Krasnoyarsk Asia/Omsk Asia/Irkutsk Asia/Vladivostok Asia/Yakutsk Asia/Sakhalin Asia/Kamchatka Asia/Magadan
    Asia/Anadyr Asia/Almaty Asia/Aqtobe Asia/Jakarta Asia/Makassar Asia/Jayapura Africa/Kinshasa Africa/Lubumbashi
    Europe/Madrid Atlantic/Canary Europe/Lisbon Atlantic/Azores America/Santiago Pacific/Easter America/Guayaquil
    Pacific/Galapagos Pacific/Auckland Pacific/Chatham Asia/Ulaanbaatar Asia/Hovd America/Nuuk America/Scoresbysund
    America/Thule Pacific/Tarawa Pacific/Kiritimati Pacific/Kanton Pacific/Tahiti Pacific/Marquesas Pacific/Gambier
    Pacific/Chuuk Pacific/Pohnpei Pacific/Kosrae
"""
_RANK = {zone: rank for rank, zone in enumerate(_BY_POPULATION.split())}

# Prefixes that cover more than one zone, or that phonenumbers places wrongly, with the zone of most people there. Taken
# when phonenumbers does not know the exchange. North America: NANPA's area code maps; 219 is Gary, 270 western
# Kentucky, 850 and 448 the Florida panhandle, 867 the northern territories. Australia: 08 is Perth with 6 and 9, Darwin
# with 79 and 89, Adelaide with the rest.
_PREFIXES = {
    "1208": "America/Boise",
    "1986": "America/Boise",
    "1219": "America/Chicago",
    "1270": "America/Chicago",
    "1364": "America/Chicago",
    "1308": "America/Chicago",
    "1423": "America/New_York",
    "1448": "America/Chicago",
    "1850": "America/Chicago",
    "1605": "America/Chicago",
    "1701": "America/Chicago",
    "1709": "America/St_Johns",
    "1879": "America/St_Johns",
    "1775": "America/Los_Angeles",
    "1867": "America/Whitehorse",
    "1907": "America/Anchorage",
    "1310": "America/Los_Angeles",
    "6186": "Australia/Perth",
    "6189": "Australia/Perth",
    "61879": "Australia/Darwin",
    "61889": "Australia/Darwin",
    "6188": "Australia/Adelaide",
    "6187": "Australia/Adelaide",
    "618": "Australia/Perth",
}
_LONGEST_PREFIX = max(map(len, _PREFIXES))


def zone_of_number(
    number: phonenumbers.PhoneNumber, region: str | None, country: str, default_timezone: str
) -> str | None:
    """The IANA zone of a parsed number of ``country`` (ISO 3166), or None if it says nothing (a satellite phone).

    ``region`` is the exact region, None if the number is not assigned.
    A mobile or toll-free number fits several zones of its country: then ``default_timezone`` wins if it is one of them.
    """
    own = zones_of(country) or tuple(filter(None, [_MAIN_ZONES.get(country)]))
    main = _MAIN_ZONES.get(country) or next(iter(own), None)
    listed = [_RENAMED.get(zone, zone) for zone in phone_timezones.time_zones_for_number(number)]
    choices = [zone for zone in listed if zone in own]
    if (prefix := _prefix_of(number)) is not None:
        exchange = choices if len(choices) == 1 and _knows_exchange(number, prefix) else []
        return exchange[0] if exchange else _PREFIXES[prefix]
    if default_timezone in choices:
        return default_timezone
    if region in (None, "001"):  # not assigned, or of no country
        return own[0] if len(own) == 1 else None
    return min(choices, key=lambda zone: _RANK.get(zone, len(_RANK)), default=main)


def _prefix_of(number: phonenumbers.PhoneNumber) -> str | None:
    digits = _digits(number)
    return next((digits[:length] for length in range(_LONGEST_PREFIX, 2, -1) if digits[:length] in _PREFIXES), None)


def _knows_exchange(number: phonenumbers.PhoneNumber, prefix: str) -> bool:
    """Whether phonenumbers has an entry for more of the number than its prefix."""
    digits = _digits(number)
    return any(digits[:length] in TIMEZONE_DATA for length in range(len(prefix) + 1, len(digits) + 1))


def _digits(number: phonenumbers.PhoneNumber) -> str:
    return f"{number.country_code}{phonenumbers.national_significant_number(number)}"
