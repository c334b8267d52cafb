"""Twilio's APIs for accounts, messaging services and numbers, as far as ``check`` and ``connect`` use them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from aiohttp import web

from tests.fakes.twilio_server import ACCOUNT_SID, MESSAGING_SERVICE_SID, TwilioServer, error

NUMBER_SID = "PN" + "0" * 32


@dataclass
class Service:
    """A messaging service; ``numbers`` are its senders."""

    inbound_request_url: str | None = None
    inbound_method: str = "POST"
    use_inbound_webhook_on_number: bool = False
    us_app_to_person_registered: bool = True
    numbers: list[str] = field(default_factory=list)


class TwilioAccountServer(TwilioServer):
    """``service`` is the only messaging service, ``number`` the configuration of the only number."""

    status = "active"
    type = "Full"

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.service = Service()
        self.number = {"sms_url": "", "sms_method": "POST", "sms_application_sid": ""}

    def routes(self) -> Iterable[web.RouteDef]:
        account = "/2010-04-01/Accounts/{account}"
        service = "/v1/Services/{service}"
        return (
            *super().routes(),
            web.get(account + ".json", self._authenticated(self._account)),
            web.get(account + "/IncomingPhoneNumbers.json", self._authenticated(self._numbers)),
            web.post(account + "/IncomingPhoneNumbers/{number}.json", self._authenticated(self._set_number)),
            web.get(service, self._authenticated(self._get_service)),
            web.post(service, self._authenticated(self._set_service)),
            web.get(service + "/PhoneNumbers", self._authenticated(self._senders)),
        )

    async def _account(self, _: web.Request) -> web.Response:
        return web.json_response(
            {"sid": ACCOUNT_SID, "friendly_name": "Reminders Inc", "status": self.status, "type": self.type}
        )

    async def _get_service(self, request: web.Request) -> web.Response:
        if request.match_info["service"] != MESSAGING_SERVICE_SID:
            return error(404, 20404, "The requested resource was not found")
        service = self.service
        return web.json_response(
            {
                "sid": MESSAGING_SERVICE_SID,
                "friendly_name": "Reminders",
                "inbound_request_url": service.inbound_request_url,
                "inbound_method": service.inbound_method,
                "use_inbound_webhook_on_number": service.use_inbound_webhook_on_number,
                "us_app_to_person_registered": service.us_app_to_person_registered,
            }
        )

    async def _set_service(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.service.inbound_request_url = str(form["InboundRequestUrl"])
        self.service.inbound_method = str(form["InboundMethod"])
        return await self._get_service(request)

    async def _senders(self, _: web.Request) -> web.Response:
        senders = [
            {"sid": NUMBER_SID, "service_sid": MESSAGING_SERVICE_SID, "phone_number": number}
            for number in self.service.numbers
        ]
        return web.json_response({"phone_numbers": senders, "meta": {"key": "phone_numbers", "next_page_url": None}})

    async def _numbers(self, request: web.Request) -> web.Response:
        found = [number for number in self.service.numbers if number == request.query["PhoneNumber"]]
        resources = [{"sid": NUMBER_SID, "phone_number": number, **self.number} for number in found]
        return web.json_response({"incoming_phone_numbers": resources, "next_page_uri": None})

    async def _set_number(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.number = {
            "sms_url": str(form["SmsUrl"]),
            "sms_method": str(form["SmsMethod"]),
            "sms_application_sid": str(form["SmsApplicationSid"]),
        }
        return web.json_response({"sid": request.match_info["number"], **self.number})
