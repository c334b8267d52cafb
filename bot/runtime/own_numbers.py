"""The bot's own numbers, and the countries that it texts. Both come from the settings alone."""

from collections.abc import Mapping

from bot.domain.model import ProviderName
from bot.domain.phone_numbers import DEFAULT_COUNTRY, region_of
from bot.runtime.setting_types import ALL_COUNTRIES
from bot.runtime.settings import Settings


def own_numbers(settings: Settings) -> Mapping[ProviderName, str]:
    """The number of each enabled provider; "" where none is set. The simulator's is its own affair."""
    numbers = {
        ProviderName.TWILIO: settings.twilio.phone_number,
        ProviderName.TELNYX: settings.telnyx.phone_number,
        ProviderName.SMSGATE: settings.smsgate.phone_number,
        ProviderName.HTTPSMS: settings.httpsms.phone_number,
    }
    return {name: number for name, number in numbers.items() if name in settings.providers}


def allowed_countries(settings: Settings) -> frozenset[str]:
    """The countries whose numbers are answered and texted (ISO 3166); empty means all.

    By default those of the bot's own numbers. The simulator costs nothing, and its people live everywhere.
    """
    chosen = frozenset(settings.limits.countries)
    numbers = own_numbers(settings)
    if ALL_COUNTRIES in chosen or (not chosen and not numbers):
        return frozenset()
    return chosen or frozenset(filter(None, map(region_of, numbers.values()))) or frozenset([DEFAULT_COUNTRY])
