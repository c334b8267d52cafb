"""The templates at Twilio: creates those of WhatsApp and RCS, has WhatsApp approve its own, and says how they stand.

Content API: https://www.twilio.com/docs/content. The SDK's asynchronous client sends a form under a JSON header there.
"""

import base64
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.errors import PermanentProviderError, ProviderError
from bot.providers.account import Finding, note, ok, wrong
from bot.providers.json_api import JsonApi
from bot.providers.quick_replies import QUICK_REPLIES
from bot.providers.twilio import rcs
from bot.providers.twilio.codes import api_error
from bot.providers.whatsapp import BODIES, TemplateKind

CONTENT_URL = "https://content.twilio.com"
VERSION = 1  # part of the name, as a rejected name cannot be used again
PAGE = 200
SAMPLES = {
    TemplateKind.REMINDER: "Reminder: call mom",
    TemplateKind.LATE: "Reminder (was due 12:20 PM): call mom",
    TemplateKind.MISSED: "I was down and missed a reminder: call mom (12:20 PM).",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template at Twilio. ``status`` and ``category`` are WhatsApp's; "" before it is submitted."""

    kind: TemplateKind
    sid: str
    status: str = ""
    category: str = ""
    rejection_reason: str = ""

    @property
    def setting(self) -> str:
        """The environment variable that holds its SID."""
        return f"TWILIO_CONTENT_SID_{self.kind.upper()}"


class MessageTemplates:
    """The templates of one account; ``content_sids`` and ``rcs_content_sid`` are those in the settings."""

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        content_sids: Mapping[TemplateKind, str],
        rcs_content_sid: str = "",
        api_base_url: str | None = None,
        call_limit_seconds: float = 10.0,
    ) -> None:
        self._content_sids = content_sids
        self._rcs_content_sid = rcs_content_sid
        credentials = base64.b64encode(f"{account_sid}:{auth_token}".encode()).decode()
        headers = {"Authorization": f"Basic {credentials}"}
        self._api = JsonApi(api_base_url or CONTENT_URL, headers, _content_error, call_limit_seconds=call_limit_seconds)

    async def start(self) -> None:
        await self._api.start()

    async def close(self) -> None:
        await self._api.close()

    async def findings(self) -> AsyncIterator[Finding]:
        """How the templates in the settings stand; nothing if there are none."""
        for kind, sid in self._content_sids.items():
            if sid:
                try:
                    yield _finding(await self._fetch(kind, sid))
                except PermanentProviderError:
                    yield wrong(
                        f"there is no template {sid} ({Template(kind=kind, sid=sid).setting})",
                        "Run `python -m bot connect --whatsapp`, and copy what it prints.",
                    )
        if self._rcs_content_sid:
            yield await self._rcs_finding()

    async def _rcs_finding(self) -> Finding:
        name = f"{self._rcs_content_sid} ({rcs.SETTING})"
        try:
            async with self._api.call(idempotent=True) as request:
                await request("GET", f"/v1/Content/{self._rcs_content_sid}")
        except PermanentProviderError:
            return wrong(f"there is no template {name}", "Run `python -m bot connect --rcs`, and copy what it prints.")
        return ok(f"the RCS template {name} exists")

    async def create_rcs(self) -> str:
        """The SID of the Content with chips: the one that exists under our name, or a newly created one."""
        existing = await self._existing()
        return existing.get(rcs.CONTENT["friendly_name"]) or await self._create(rcs.CONTENT)

    async def _existing(self) -> Mapping[str, str]:
        """The SIDs of the account's templates by their names."""
        async with self._api.call(idempotent=True) as request:
            listed = await request("GET", "/v1/Content", params={"PageSize": PAGE})
            return {one["friendly_name"]: str(one["sid"]) for one in listed["contents"]}

    async def create_missing(self) -> tuple[Template, ...]:
        """All WhatsApp templates: those that exist under our names, and the others newly created and submitted."""
        existing = await self._existing()
        templates = []
        for kind in TemplateKind:
            sid = existing.get(_name(kind)) or await self._create(_content(kind))
            template = await self._fetch(kind, sid)
            if template.status in ("", "unsubmitted"):
                await self._submit(kind, sid)
                template = await self._fetch(kind, sid)
            templates.append(template)
        return tuple(templates)

    async def _create(self, content: Mapping[str, Any]) -> str:
        async with self._api.call(idempotent=False) as request:
            return str((await request("POST", "/v1/Content", json=content))["sid"])

    async def _submit(self, kind: TemplateKind, sid: str) -> None:
        content = {"name": _name(kind), "category": "UTILITY"}
        async with self._api.call(idempotent=False) as request:
            await request("POST", f"/v1/Content/{sid}/ApprovalRequests/whatsapp", json=content)

    async def _fetch(self, kind: TemplateKind, sid: str) -> Template:
        async with self._api.call(idempotent=True) as request:
            approval = (await request("GET", f"/v1/Content/{sid}/ApprovalRequests")).get("whatsapp") or {}
            return Template(
                kind=kind,
                sid=sid,
                status=str(approval.get("status") or ""),
                category=str(approval.get("category") or ""),
                rejection_reason=str(approval.get("rejection_reason") or ""),
            )


def _name(kind: TemplateKind) -> str:
    return f"reminder_bot_{kind}_v{VERSION}"


def _content(kind: TemplateKind) -> dict[str, Any]:
    actions = [{"type": "QUICK_REPLY", "title": title, "id": command} for title, command in QUICK_REPLIES]
    types: dict[str, Any] = (
        {"twilio/text": {"body": BODIES[kind]}}
        if kind is TemplateKind.MISSED
        else {"twilio/quick-reply": {"body": BODIES[kind], "actions": actions}}
    )
    return {"friendly_name": _name(kind), "language": "en", "variables": {"1": SAMPLES[kind]}, "types": types}


def _content_error(http_status: int, content: object) -> ProviderError:
    return api_error(http_status, content.get("code") if isinstance(content, dict) else None)


def _finding(template: Template) -> Finding:
    name = f"the WhatsApp template {template.sid} ({template.setting})"
    if template.status == "approved" and template.category not in ("", "UTILITY"):
        return note(
            f"{name} was moved to the category {template.category}",
            "WhatsApp may withhold such messages. Ask for a review in the WhatsApp manager.",
        )
    if template.status == "approved":
        return ok(f"{name} is approved")
    if template.status in ("received", "pending"):
        return note(f"{name} is waiting for approval", "That takes up to a day; until then reminders can fail.")
    reason = f": {template.rejection_reason}" if template.rejection_reason else ""
    return wrong(
        f"{name} is {template.status or 'not submitted'}{reason}",
        "Run `python -m bot connect --whatsapp`; a rejected template needs another name.",
    )
