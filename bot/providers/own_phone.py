"""What the phones that serve as the carrier have in common: the bot keeps the time, and nobody answers STOP for it."""

from datetime import datetime

from bot.domain.errors import OutOfWindowError
from bot.domain.model import OutboundMessage
from bot.domain.window import OWN_TIMER
from bot.providers.json_api import JsonApi
from bot.providers.protocol import Accepted


class OwnPhone:
    """The part of a ``Provider`` that is the same for every app. ``api`` is opened and closed with it."""

    window = OWN_TIMER
    answers_in_webhook = False
    carrier_answers_keywords = False
    is_personal_phone = True

    def __init__(self, api: JsonApi) -> None:
        self._api = api

    async def start(self) -> None:
        await self._api.start()

    async def close(self) -> None:
        await self._api.close()

    async def schedule(
        self,
        message: OutboundMessage,  # noqa: ARG002 - the protocol's
        send_at: datetime,  # noqa: ARG002
    ) -> Accepted:
        """Always out of window: see ``window``."""
        raise OutOfWindowError("own timer", "the phone schedules nothing")
