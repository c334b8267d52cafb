"""Fixtures shared by the tests of the simulator, its page and the chat; how generated examples are run."""

import logging
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import HealthCheck, settings

from bot.web.simulator_page import add_phone_routes
from tests.fakes.simulated_world import World, simulated_world

# A slow minute of the machine is no fault of an example, nor of how examples are made: the first text of a fresh clone
# waits for Hypothesis' tables of Unicode. In CI the examples are the same in every run: a change is not refused for a
# fault that it did not make. Every other run draws new ones.
ANY_SPEED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("tests", ANY_SPEED)
settings.register_profile("ci", ANY_SPEED, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "tests")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A simulated carrier with a scripted bot, on a clock that stands still until it is set or wound."""
    async with simulated_world(tmp_path / "simulator.db") as world:
        yield world


@pytest.fixture
async def phone_server(world: World) -> AsyncIterator[TestServer]:
    """The phone page and its interface, served on this machine; texts are delivered as they fall due."""
    app = web.Application()
    add_phone_routes(app, world.simulation)
    async with world.simulation.running(), TestServer(app) as server:
        assert isinstance(server, TestServer)
        yield server


@pytest.fixture(autouse=True)
def _logging_restored() -> Iterator[None]:
    """Undo what a test configures in ``logging`` and structlog, as commands do: a later test may read the log."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:], root.level = handlers, level
