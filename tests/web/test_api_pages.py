"""The description of ``/v1`` and its pages: served without a token, with nothing from elsewhere, saying all of it."""

import json
import re
from importlib import resources
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.app.server import running
from bot.messages.status import MessageStatus
from bot.web.api import models as api_models
from bot.web.api.examples import problem_example
from bot.web.api.models import NewMessage
from bot.web.api.openapi import description
from bot.web.api.problem_kinds import KINDS, NO_TOKEN
from tests.fakes.program import settings_for_programs

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROOT = Path(__file__).parent.parent.parent
STATIC = resources.files("bot.web") / "static"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def base_url(tmp_path_factory):
    settings = settings_for_programs(tmp_path_factory.mktemp("bot"), BOT_API_TOKEN=" ")
    async with running(settings) as bot:
        yield bot.base_url


async def get(url):
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, answer.headers, await answer.text()


PAGES = [
    ("/openapi.json", "application/json"),
    ("/docs", "text/html"),
    ("/docs/api.css", "text/css"),
    ("/docs/api.js", "text/javascript"),
    ("/docs/elements.js", "text/javascript"),
    ("/docs/try.js", "text/javascript"),
]


@pytest.mark.parametrize(("path", "content_type"), PAGES)
async def test_it_is_served_without_a_token_under_a_strict_policy(base_url, path, content_type):
    status, headers, _ = await get(base_url + path)
    assert status == 200
    assert headers["Content-Type"].startswith(content_type)
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert not re.search(r"unsafe|https?:|\*", policy)
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["api.html", "api.css", "api.js", "elements.js", "try.js"])
async def test_the_page_takes_nothing_from_elsewhere_and_puts_in_no_html(name):
    text = (STATIC / name).read_text()
    assert not re.search(r"""(?:src|href|url|import|fetch)[("'= ]+(?:https?:)?//""", text)
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|\bon\w+=|style=|<style|eval\(", text)


async def test_every_route_of_v1_is_described(base_url):
    described = {(path, method) for path, methods in description()["paths"].items() for method in methods}
    assert described == {
        ("/v1/messages", "post"),
        ("/v1/messages", "get"),
        ("/v1/messages/{id}", "get"),
        ("/v1/messages/{id}", "delete"),
        ("/v1/message/schedule", "post"),
        ("/v1/studio/message", "post"),
    }


async def test_the_description_is_whole():
    document = description()
    assert document["openapi"].startswith("3.1.")
    schemas = document["components"]["schemas"]
    references = set(re.findall(r"#/components/schemas/(\w+)", str(document)))
    assert references <= set(schemas)
    for methods in document["paths"].values():
        for operation in methods.values():
            assert {"401", "429", "503"} <= set(operation["responses"])
            assert operation["summary"]


def _contents():
    """Each media type of the description with the model it refers to."""
    for methods in description()["paths"].values():
        for operation in methods.values():
            for described in (operation.get("requestBody"), *operation["responses"].values()):
                for content in (described or {}).get("content", {}).values():
                    yield getattr(api_models, content["schema"]["$ref"].rpartition("/")[2]), content


async def test_every_example_fits_its_model():
    for model, content in _contents():
        examples = [one["value"] for one in content.get("examples", {}).values()] or [content["example"]]
        for example in examples:
            model.model_validate_json(json.dumps(example))


async def test_a_status_with_several_problems_has_an_example_of_each():
    responses = description()["paths"]["/v1/messages"]["post"]["responses"]
    types = {
        status: [one["value"]["type"] for one in response["content"]["application/problem+json"]["examples"].values()]
        for status, response in responses.items()
        if status >= "400"
    }
    assert types["422"] == ["/docs#impossible", "/docs#key-reused"]
    assert types["503"] == ["/docs#unavailable", "/docs#no-token"]


async def test_the_bot_refuses_as_the_examples_say(base_url):
    async with aiohttp.ClientSession() as session, session.get(f"{base_url}/v1/messages") as answer:
        assert await answer.json() == problem_example(NO_TOKEN)["value"]


async def test_every_problem_is_explained_on_the_page():
    explained = description()["x-problems"]
    assert set(explained) == {kind.anchor for kind in KINDS}
    assert all(about["meaning"] for about in explained.values())


@pytest.mark.parametrize(
    "word",
    [*NewMessage.model_fields, *MessageStatus, *(kind.anchor for kind in KINDS), "Idempotency-Key", "next_cursor"],
)
async def test_the_documentation_explains_it(word):
    assert f"`{word}`" in (ROOT / "docs" / "api.md").read_text()
