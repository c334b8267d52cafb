"""Kill -9 at every step: what was acknowledged is at the provider exactly once, and the answers stay the same.

More than CI does: ``CRASH_KILLS=200 CRASH_SEED=7 python -m pytest tests/test_crash.py``.
"""

import random
from itertools import cycle, islice

import pytest

from bot.runtime.clock import Clock
from tests.fakes.books import people
from tests.fakes.bot_starter import bot_starter
from tests.fakes.crash_run import CrashRun, crash_size, settings_for
from tests.fakes.deaths import Step
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import TwilioServer

KILLS, SEED = crash_size()
SECONDS = 300 + 8 * KILLS  # a limit for a busy machine; 26 kills take about a minute and a half on a quiet one

pytestmark = [pytest.mark.process, pytest.mark.timeout(SECONDS)]

PEOPLE = 18
REMINDERS_A_KILL = 12  # at least: 300 with 25 kills


async def test_what_was_acknowledged_is_there_once_whenever_the_bot_dies(tmp_path):
    async with (
        TwilioServer(Clock()) as twilio,
        TelnyxServer(Clock()) as telnyx,
        bot_starter(tmp_path, settings_for(twilio, telnyx)) as starter,
    ):
        chance = random.Random(SEED)  # noqa: S311 - the same moments in every run
        run = CrashRun(starter, twilio, telnyx, people(SEED, PEOPLE), chance, tmp_path)
        for step in islice(cycle(Step), KILLS):
            await run.round_until(step)
        if len(Step) <= KILLS:
            await run.missed_steps()
        bot = await starter.start()
        await bot.ready.wait()
        await run.settle(bot)
    print(run.kinds, {step.name: count for step, count in run.deaths.items()})  # noqa: T201 - shown where it fails
    assert run.problems() == []
    assert run.deaths.total() >= KILLS
    assert run.reminders >= REMINDERS_A_KILL * KILLS
    assert set(run.kinds) == {"once", "soon", "repeat", "delete", "edit"}
    assert len(Step) > KILLS or all(run.deaths[step] for step in Step)
