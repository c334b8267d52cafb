"""The simulator's phone page and the routes behind it, for use on your own machine.

The routes require no authentication. They exist only if the simulator is the only provider, and other sites cannot use
them: requests with a foreign host name (DNS rebinding) and posts from another origin are refused.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from enum import Enum
from importlib import resources
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

from aiohttp import web
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.domain.errors import RepeatedNameError, StorageError
from bot.domain.phone_numbers import E164, EXAMPLE
from bot.domain.unique_names import parse_json, require_unique
from bot.providers.simulator.simulation import NEXT_TEXT_WITHIN, Simulation
from bot.providers.whatsapp import PREFIX as WHATSAPP
from bot.web.host_check import has_allowed_host
from bot.web.security_headers import PAGE_HEADERS

BODY_LIMIT_BYTES = 16_384
HEARTBEAT_SECONDS = 15.0
LONGEST_WIND_SECONDS = 366 * 86_400

FILE_HEADERS = {"Cache-Control": "no-cache"}
FILES = {
    "/": ("phone.html", "text/html"),
    "/simulator/phone.css": ("phone.css", "text/css"),
    "/simulator/phone.js": ("phone.js", "text/javascript"),
    "/simulator/conversation.js": ("conversation.js", "text/javascript"),
    "/simulator/people.js": ("people.js", "text/javascript"),
    "/simulator/server.js": ("server.js", "text/javascript"),
    "/simulator/icon.svg": ("icon.svg", "image/svg+xml"),
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _number(number: str) -> str:
    if not E164.fullmatch(number):
        raise ValueError(f"must be a phone number in E.164, like {EXAMPLE}")
    return number


def _address(address: str) -> str:
    """A phone number, or a phone on WhatsApp."""
    _number(address.removeprefix(WHATSAPP))
    return address


Address = Annotated[str, AfterValidator(_address)]


class TextBody(_Body):
    number: Address
    body: Annotated[str, Field(min_length=1, max_length=1600)]


class TapBody(_Body):
    """A tap on the quick reply ``title`` under the message ``button_of``."""

    number: Address
    button_of: Annotated[str, Field(min_length=1, max_length=64)]
    title: Annotated[str, Field(min_length=1, max_length=64)]


class RcsBody(_Body):
    """Whether the phone has RCS."""

    number: Annotated[str, AfterValidator(_number)]
    on: bool


class ClockBody(_Body):
    """By how many seconds to move the clock forward; ``"next"`` moves it until a text arrives."""

    seconds: Annotated[float, Field(gt=0, le=LONGEST_WIND_SECONDS)] | Literal["next"]


class FaultsBody(_Body):
    down: bool = False
    lost_answers: bool = False


B = TypeVar("B", bound=_Body)


class _Refusal(Exception):  # noqa: N818 - it is an answer
    def __init__(self, status: int, detail: str, errors: list[dict[str, str]] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors


def add_phone_routes(app: web.Application, simulation: Simulation, allowed_hosts: Iterable[str] = ()) -> None:
    """Add the page and its routes. They answer under ``localhost``, IP addresses and ``allowed_hosts``."""
    routes = _Routes(simulation, frozenset(allowed_hosts))
    for path, (name, content_type) in FILES.items():
        app.router.add_get(path, routes.guarded(_file(name, content_type)))
    app.router.add_get("/simulator/state", routes.guarded(routes.state))
    app.router.add_get("/simulator/events", routes.guarded(routes.events))
    app.router.add_post("/simulator/texts", routes.guarded(routes.texts))
    app.router.add_post("/simulator/taps", routes.guarded(routes.taps))
    app.router.add_post("/simulator/rcs", routes.guarded(routes.rcs))
    app.router.add_post("/simulator/clock", routes.guarded(routes.clock))
    app.router.add_post("/simulator/faults", routes.guarded(routes.faults))
    app.on_shutdown.append(routes.end_streams)


class _Routes:
    def __init__(self, simulation: Simulation, allowed_hosts: frozenset[str]) -> None:
        self._simulation = simulation
        self._allowed_hosts = allowed_hosts
        self._is_ending = asyncio.Event()

    async def end_streams(self, _: web.Application) -> None:
        """End the event streams: they never end by themselves, and the shutdown must not wait for them."""
        self._is_ending.set()

    def guarded(self, handler: Handler) -> Handler:
        """Wrap ``handler``: refusals become problem details, and every response gets the security headers."""

        async def guarded_handler(request: web.Request) -> web.StreamResponse:
            try:
                _refuse_strangers(request, self._allowed_hosts)
                response = await handler(request)
            except _Refusal as refusal:
                response = _problem(refusal)
            except web.HTTPRequestEntityTooLarge:
                response = _problem(_Refusal(413, "the body is too large"))
            except StorageError as error:
                response = _problem(_Refusal(503, str(error)))
            if not response.prepared:
                for name, value in PAGE_HEADERS.items():
                    response.headers.setdefault(name, value)
            return response

        return guarded_handler

    async def state(self, request: web.Request) -> web.Response:
        try:
            require_unique(name for name, _ in request.query.items())
        except RepeatedNameError as error:
            raise _Refusal(400, f"{error.field}: is given twice") from error
        number = request.query.get("number", "")
        after = request.query.get("after", "0")
        # An unescaped "+" in a query string arrives as a space.
        number = "+" + number[1:] if number.startswith(" ") else number
        _check(TextBody, {"number": number, "body": "?"})
        if not (after.isascii() and after.isdigit() and len(after) <= 15):
            raise _Refusal(422, "after: must be the id of a bubble")
        phone = await self._simulation.phone(number, after=int(after))
        faults = asdict(self._simulation.faults)
        return web.json_response(_plain(asdict(phone)) | {"faults": faults})

    async def texts(self, request: web.Request) -> web.Response:
        said = await _read(request, TextBody)
        return web.json_response({"reply": await self._simulation.text(said.number, said.body)})

    async def taps(self, request: web.Request) -> web.Response:
        tapped = await _read(request, TapBody)
        try:
            reply = await self._simulation.tap(tapped.number, tapped.button_of, tapped.title)
        except LookupError as error:
            raise _Refusal(422, str(error)) from error
        return web.json_response({"reply": reply})

    async def rcs(self, request: web.Request) -> web.Response:
        switched = await _read(request, RcsBody)
        await self._simulation.set_rcs(switched.number, on=switched.on)
        return web.json_response(switched.model_dump())

    async def clock(self, request: web.Request) -> web.Response:
        wound = await _read(request, ClockBody)
        seconds = NEXT_TEXT_WITHIN.total_seconds() if wound.seconds == "next" else wound.seconds
        if not self._simulation.can_wind(seconds):
            raise _Refusal(422, "the clock is already 20 years ahead; delete the simulator's ledger to start over")
        before = self._simulation.arrivals
        if wound.seconds == "next":
            arrived = await self._simulation.wind_to_next_text()
        else:
            arrived = await self._simulation.wind(seconds)
        numbers = dict(self._simulation.arrivals - before)
        return web.json_response({"now": self._simulation.now.isoformat(), "arrived": arrived, "numbers": numbers})

    async def faults(self, request: web.Request) -> web.Response:
        faults = await _read(request, FaultsBody)
        self._simulation.set_faults(down=faults.down, lost_answers=faults.lost_answers)
        return web.json_response(faults.model_dump())

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: ``change`` tells the page to read the state again. Its id is the revision.

        The first is sent at once, so that a page that was disconnected catches up.
        """
        response = web.StreamResponse(headers={**PAGE_HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        changes = self._simulation.changes
        revision = changes.revision
        ending = asyncio.create_task(self._is_ending.wait())
        try:
            await response.write(_event(revision, self._simulation.now))
            while not ending.done():
                news = asyncio.create_task(changes.beyond(revision))
                await asyncio.wait({news, ending}, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                if news.done():
                    revision = news.result()
                    await response.write(_event(revision, self._simulation.now))
                else:
                    news.cancel()
                    await response.write(b": still here\n\n")
        except ConnectionResetError:
            pass  # the page was closed
        finally:
            ending.cancel()
        return response


def _event(revision: int, now: datetime) -> bytes:
    return f"id: {revision}\nevent: change\ndata: {json.dumps({'now': now.isoformat()})}\n\n".encode()


def _file(name: str, content_type: str) -> Handler:
    content = (resources.files("bot.web") / "static" / name).read_bytes()

    async def serve(_: web.Request) -> web.Response:
        return web.Response(body=content, content_type=content_type, charset="utf-8", headers=FILE_HEADERS)

    return serve


def _refuse_strangers(request: web.Request, allowed_hosts: frozenset[str]) -> None:
    if not has_allowed_host(request, allowed_hosts):
        raise _Refusal(403, "open the page under localhost or an IP address")
    if request.method != "POST":
        return
    origin = request.headers.get("Origin")
    if origin is not None and origin not in (f"http://{request.host}", f"https://{request.host}"):
        raise _Refusal(403, "requests from other sites are refused")
    if request.content_type != "application/json":
        raise _Refusal(415, "the content type must be application/json")


async def _read(request: web.Request, kind: type[B]) -> B:
    body = await request.read()
    if len(body) > BODY_LIMIT_BYTES:
        raise _Refusal(413, "the body is too large")
    try:
        parse_json(body)
    except RepeatedNameError as error:
        raise _Refusal(400, f"{error.field}: is given twice") from error
    except (ValueError, RecursionError) as error:
        raise _Refusal(400, "the body is not JSON") from error
    return _check(kind, body)


def _check(kind: type[B], value: bytes | dict[str, Any]) -> B:
    """Validate ``value``; the refusal lists the fields at fault."""
    try:
        return kind.model_validate_json(value) if isinstance(value, bytes) else kind.model_validate(value)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False, include_context=False)
        if any(problem["type"] == "json_invalid" for problem in problems):
            raise _Refusal(400, "the body is not JSON") from error
        errors = [
            {"field": ".".join(map(str, one["loc"][:1])), "detail": one["msg"].removeprefix("Value error, ")}
            for one in problems
        ]
        detail = "; ".join(f"{one['field'] or 'body'}: {one['detail']}" for one in errors)
        raise _Refusal(422, detail, errors) from error


def _problem(refusal: _Refusal) -> web.Response:
    titles = {
        400: "Malformed request",
        403: "Forbidden",
        413: "Request too large",
        415: "Unsupported media type",
        503: "Service unavailable",
    }
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": titles.get(refusal.status, "Unprocessable"),
        "status": refusal.status,
        "detail": refusal.detail,
    }
    if refusal.errors:
        problem["errors"] = refusal.errors
    return web.json_response(problem, status=refusal.status, content_type="application/problem+json")


def _plain(value: Any) -> Any:
    """Convert ``value`` for JSON: times become ISO 8601 in UTC, ids strings."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, UUID) else value
