"""Deletions, and texts that only sound like one; now is Friday 20 November 2026, 10:45 in New York."""

import pytest

from bot.understanding.command import Cancel, CancelAll, Command, Period, Target
from tests.understanding.reading_texts import at, command

DELETIONS: list[tuple[str, Command]] = [
    ("clear out my reminders", CancelAll()),
    ("turn off my alarms", CancelAll()),
    (
        "remove the reminders for today",
        CancelAll(period=Period(start=at("2026-11-20 00:00"), end=at("2026-11-21 00:00"), words="for today")),
    ),
    (
        "delete all my reminders before 2 pm",
        CancelAll(period=Period(start=at("2026-11-20 00:00"), end=at("2026-11-20 14:00"), words="before 2 pm")),
    ),
    ("delete every appointment", CancelAll()),
    ("wipe out my entire calendar", CancelAll()),
    ("you can delete the laundry reminder", Cancel(target=Target(words="laundry"))),
    ("forget about reminding me to bake", Cancel(target=Target(words="bake"))),
    ("unschedule my call with ann", Cancel(target=Target(words="call ann"))),
    (
        "remove sunday's brunch from my calendar",
        Cancel(
            target=Target(
                words="brunch",
                period=Period(start=at("2026-11-22 00:00"), end=at("2026-11-23 00:00"), words="sunday's"),
            )
        ),
    ),
    (
        "cancel dinner on sunday",
        Cancel(
            target=Target(
                words="dinner",
                period=Period(start=at("2026-11-22 00:00"), end=at("2026-11-23 00:00"), words="dinner on sunday"),
            )
        ),
    ),
    ("all my alarms off", CancelAll()),
    ("actually, delete that", Cancel(target=Target(is_last=True))),
    ("i changed my mind cancel that", Cancel(target=Target(is_last=True))),
    ("you don't need to remind me about the bins", Cancel(target=Target(words="bins"))),
    ("my lesson with ann got cancelled", Cancel(target=Target(words="lesson ann"))),
    (
        "clear my 4 pm",
        Cancel(target=Target(period=Period(start=at("2026-11-20 16:00"), end=at("2026-11-20 16:01"), words="4 pm"))),
    ),
    ("alarm off", Cancel(target=Target())),
    ("reminder 3 delete", Cancel(target=Target(numbers=(3,)))),
    ("delete the second one", Cancel(target=Target(numbers=(2,)))),
    ("remove the last item from my list", Cancel(target=Target(is_last=True))),
    ("remove bread from my list", Cancel(target=Target(words="bread"))),
    ("delete 2 or 3", Cancel(target=Target())),
    ("cancel 1.2", Cancel(target=Target(numbers=(1, 2)))),
    ("the party's off, delete it", Cancel(target=Target(words="party"))),
    ("i already called the bank so you can drop that reminder", Cancel(target=Target(words="bank"))),
    ("skip my alarm, just delete it", Cancel(target=Target(is_last=True))),
    (
        "the meeting with the client on friday has been called off, take it off",
        Cancel(
            target=Target(
                words="client",
                period=Period(start=at("2026-11-27 00:00"), end=at("2026-11-28 00:00"), words="on friday"),
            )
        ),
    ),
    (
        "remove the haircut from saturday",
        Cancel(
            target=Target(
                words="haircut",
                period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="from saturday"),
            )
        ),
    ),
    (
        "want to remove the alarm for tuesday",
        Cancel(
            target=Target(period=Period(start=at("2026-11-24 00:00"), end=at("2026-11-25 00:00"), words="for tuesday"))
        ),
    ),
    ("cancel the next two alarms", Cancel(target=Target(place=1, count=2))),
    ("that reminder about the oven is wrong get rid of it", Cancel(target=Target(words="oven"))),
    ("cancel every single alarm I have", CancelAll()),
    (
        "I want no alarms tomorrow, cancel them all",
        CancelAll(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow")),
    ),
    ("delete the lot", CancelAll()),
    ("new year, delete all reminders", CancelAll()),
    ("2 is not needed anymore", Cancel(target=Target(numbers=(2,)))),
    ("don't need 3 any more", Cancel(target=Target(numbers=(3,)))),
    ("take 2 off", Cancel(target=Target(numbers=(2,)))),
    (
        "i'm not going to the party on friday, remove it",
        Cancel(
            target=Target(
                words="party",
                period=Period(start=at("2026-11-27 00:00"), end=at("2026-11-28 00:00"), words="on friday"),
            )
        ),
    ),
    ("dentist was cancelled", Cancel(target=Target(words="dentist"))),
    ("get rid of 3", Cancel(target=Target(numbers=(3,)))),
    ("trip is off, cancel the packing reminder", Cancel(target=Target(words="packing"))),
    ("no dentist anymore", Cancel(target=Target(words="dentist"))),
    ("remove 2 from my list", Cancel(target=Target(numbers=(2,)))),
    ("you can forget the oil change", Cancel(target=Target(words="oil change"))),
    ("2 can be deleted", Cancel(target=Target(numbers=(2,)))),
    ("wrong one, delete it", Cancel(target=Target(is_last=True))),
    ("no thanks delete that", Cancel(target=Target(is_last=True))),
    (
        "the alarm for 4:15 should be deleted",
        Cancel(
            target=Target(period=Period(start=at("2026-11-20 16:15"), end=at("2026-11-20 16:16"), words="for 4:15"))
        ),
    ),
    ("my judo reminder needs to be removed", Cancel(target=Target(words="judo"))),
    ("no longer need reminders for the raffle", Cancel(target=Target(words="raffle", is_several=True))),
    ("get rid of that last one", Cancel(target=Target(is_last=True))),
    ("get rid of the last one", Cancel(target=Target(is_last=True))),
    ("let's cancel the boat trip", Cancel(target=Target(words="boat trip"))),
    ("never mind cancel that", Cancel(target=Target(is_last=True))),
    ("i'm off tomorrow so turn the alarm off", Cancel(target=Target())),
    (
        "wipe the swimming lesson from sunday",
        Cancel(
            target=Target(
                words="swimming lesson",
                period=Period(start=at("2026-11-22 00:00"), end=at("2026-11-23 00:00"), words="from sunday"),
            )
        ),
    ),
    (
        "erase my eye exam scheduled for monday",
        Cancel(
            target=Target(
                words="eye exam",
                period=Period(start=at("2026-11-23 00:00"), end=at("2026-11-24 00:00"), words="for monday"),
            )
        ),
    ),
    ("clear all my meetings and appointments", CancelAll()),
    ("delete every entry in my calendar", CancelAll()),
    ("might i trouble you to cancel all of my appointments", CancelAll()),
    ("get rid of all my alarms they wake the baby", CancelAll()),
    ("clear reminders, all of them", CancelAll()),
    ("purge my calendar", CancelAll()),
    ("you must remove the judo alarm", Cancel(target=Target(words="judo"))),
    ("i no want anymore the reminder for judo", Cancel(target=Target(words="judo"))),
    ("shut that silly judo alarm off for good", Cancel(target=Target(words="silly judo"))),
    ("drop yoga", Cancel(target=Target(words="yoga"))),
    ("nvm dont need the judo one anymore", Cancel(target=Target(words="judo"))),
    ("delete this event", Cancel(target=Target(is_last=True))),
]

OTHER_LISTS = [
    "remove butter from the shopping list",
    "delete my grocery list",
    "erase the packing list",
    "delete the song",
    "cancel my uber",
]


@pytest.mark.parametrize(("text", "expected"), DELETIONS)
def test_deletes(text: str, expected: Command):
    assert command(text) == expected


@pytest.mark.parametrize("text", OTHER_LISTS)
def test_lists_of_other_apps_are_not_touched(text: str):
    assert not isinstance(command(text), Cancel | CancelAll)
