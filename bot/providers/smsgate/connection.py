"""The connection to SMS Gateway for Android, shared by sending and the check of the phone."""

import base64
from urllib.parse import urlsplit

from bot.providers.json_api import JsonApi
from bot.providers.smsgate.codes import api_error

CLOUD_URL = "https://api.sms-gate.app/3rdparty/v1"


def smsgate_api(base_url: str, username: str, password: str, call_limit_seconds: float) -> JsonApi:
    """The API at ``base_url``, with Basic authentication: the phone itself accepts no other."""
    credentials = base64.b64encode(f"{username}:{password}".encode()).decode()
    headers = {"Authorization": f"Basic {credentials}"}
    return JsonApi(base_url or CLOUD_URL, headers, api_error, call_limit_seconds=call_limit_seconds)


def is_local(base_url: str) -> bool:
    """Whether ``base_url`` is the phone itself rather than a server: the phone's API has no path of its own."""
    return bool(base_url) and urlsplit(base_url).path in ("", "/")
