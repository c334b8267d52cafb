"""Lists of heads-ups in a text: which leads they are, what for, and when that is.

Now is Friday 20 November 2026, 10:45 in New York.
"""

import pytest

from bot.domain.heads_ups import parse_heads_ups
from bot.understanding.command import AskTime, Create, Edit, Target
from tests.understanding.reading_texts import command

DAY_AND_HOUR = "P1D PT1H"

SINGLE = [
    ("remind me a day before and an hour before my exam on dec 15 at 2pm", "my exam", "12-15 14:00", DAY_AND_HOUR),
    ("remind me a day and an hour before my exam on dec 15 at 2pm", "my exam", "12-15 14:00", DAY_AND_HOUR),
    ("dentist wednesday at 3, remind me the day before and an hour before", "dentist", "11-25 15:00", DAY_AND_HOUR),
    ("dentist wednesday at 3pm. remind me an hour before and the day before", "dentist", "11-25 15:00", "PT1H P1D"),
    ("vet on tuesday at 4pm, remind me a day before and an hour before", "vet", "11-24 16:00", DAY_AND_HOUR),
    (
        "remind me about the play wednesday at 7pm an hour before and also the night before at 8",
        "the play",
        "11-25 19:00",
        "PT1H P1D@20:00",
    ),
    ("Noah has dentist thursday at 10:15, remind me the night before and an hour before", "Noah has dentist",
     "11-26 10:15", "P1D@20:00 PT1H"),
    ("remind me of the concert on saturday at 8pm 2 days before, 1 day before and 2 hours before", "the concert",
     "11-21 20:00", "P2D P1D PT2H"),
    ("concert saturday at 8pm, remind me a week ahead and a day ahead", "concert", "11-21 20:00", "P7D P1D"),
    ("dentist wednesday at 3pm, remind me an hour before and when it starts", "dentist", "11-25 15:00", "PT1H PT0S"),
    ("dentist wednesday at 3pm, remind me 30 min before and at the time", "dentist", "11-25 15:00", "PT30M PT0S"),
    ("remind me the day before at 6pm and one hour before my interview thursday at 10", "my interview",
     "11-26 10:00", "P1D@18:00 PT1H"),
    ("remind me 24 hours and 1 hour before the call on wednesday at noon", "the call", "11-25 12:00", "PT24H PT1H"),
    ("set a reminder 2 days before and 3 hours before my flight on dec 4 at 6am", "my flight", "12-04 06:00",
     "P2D PT3H"),
    ("remind me a day before and an hour before to call the notary on wednesday at 3pm", "call the notary",
     "11-25 15:00", DAY_AND_HOUR),
    ("remind me about my exam wednesday at 2pm a day before and an hour before", "my exam", "11-25 14:00",
     DAY_AND_HOUR),
    ("pay rent on the 1st at 9am, remind me 3 days before too", "pay rent", "12-01 09:00", "P3D PT0S"),
    ("remind me a week and a day before mom's birthday on dec 12", "mom's birthday", "12-12 09:00", "P7D P1D"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "at", "heads_ups"), SINGLE)
def test_several_heads_ups_are_those_of_one_reminder(text, message, at, heads_ups):
    found = command(text)
    assert isinstance(found, Create), found
    (task,) = found.tasks
    assert task.moment is not None
    assert (task.message, f"{task.moment.at:%m-%d %H:%M}") == (message, at)
    assert task.leads == parse_heads_ups(heads_ups)


SERIES = [
    ("remind me 30 minutes before my standup every weekday at 9am", "my standup",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "PT30M"),
    ("remind me 30 minutes before each of my 9am meetings", "meetings", "FREQ=DAILY", "PT30M"),
    ("trash pickup every tuesday at 7am, remind me the night before and 15 minutes before", "trash pickup",
     "FREQ=WEEKLY;BYDAY=TU", "P1D@20:00 PT15M"),
    ("remind me a day and an hour before choir every monday at 7pm", "choir", "FREQ=WEEKLY;BYDAY=MO", DAY_AND_HOUR),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "rrule", "heads_ups"), SERIES)
def test_a_series_has_texts_for_each_occurrence(text, message, rrule, heads_ups):
    found = command(text)
    assert isinstance(found, Create), found
    (task,) = found.tasks
    assert task.repeat is not None
    assert (task.message, task.repeat.rrule, task.leads) == (message, rrule, parse_heads_ups(heads_ups))


@pytest.mark.parametrize(
    ("text", "number", "heads_ups"),
    [
        ("also an hour before 3", 3, "PT1H"),
        ("remind me 10 minutes before #2 too", 2, "PT10M"),
        ("add a day before and an hour before to reminder 4", 4, DAY_AND_HOUR),
        ("please also remind me the night before number 2", 2, "P1D@20:00"),
    ],
)
def test_heads_ups_are_added_to_a_number(text, number, heads_ups):
    assert command(text) == Edit(target=Target(numbers=(number,)), leads=parse_heads_ups(heads_ups))


@pytest.mark.parametrize(
    "text",
    [
        "remind me a day before and an hour before my exam",
        "remind me a day before and an hour before my exam on dec 15",
    ],
)
def test_an_event_without_an_hour_is_asked_for(text):
    found = command(text)
    assert isinstance(found, AskTime)
    assert (found.problem, found.part) == ("event", "my exam")


@pytest.mark.parametrize(
    "text",
    [
        "remind me to call mom before lunch and before dinner",
        "remind me at 5 to wash the car before the trip",
        "buy milk at 5 and eggs an hour before dinner",
    ],
)
def test_other_texts_have_no_heads_ups(text):
    found = command(text)
    assert not any(task.leads for task in found.tasks) if isinstance(found, Create) else True


YEARLY = [
    ("mom's birthday is may 4, remind me a week before every year", "mom's birthday", "05-04", "P7D"),
    ("remind me of mom's birthday on may 4 every year a week before", "mom's birthday", "05-04", "P7D"),
    ("mom's birthday is may 4, remind me a week before and on the day every year", "mom's birthday", "05-04",
     "P7D PT0S"),
    ("remind me about dad's birthday june 12 every year, a week before and on the day", "dad's birthday", "06-12",
     "P7D PT0S"),
    ("anniversary on sept 9 every year, remind me 3 days before and on the day", "anniversary", "09-09", "P3D PT0S"),
    ("dad's bday june 12 remind me yearly 2 weeks before", "dad's bday", "06-12", "P14D"),
    ("remind me annually on march 1 to renew the domain, 2 weeks before", "renew the domain", "03-01", "P14D"),
    ("mom's birthday is may 4. remind me every year a week before at 10am", "mom's birthday", "05-04", "P7D@10:00"),
    ("it's mom's birthday on may 4, remind me the day before every year at 9am", "it's mom's birthday", "05-04",
     "P1D"),
    ("leap's birthday is feb 29, remind me a week before every year", "leap's birthday", "02-28", "P7D"),
    ("remind me 1 week before christmas every year", "christmas", "12-25", "P7D"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "day", "heads_ups"), YEARLY)
def test_the_heads_ups_of_a_yearly_day_are_never_left_out(text, message, day, heads_ups):
    found = command(text)
    assert isinstance(found, Create), found
    (task,) = found.tasks
    assert task.repeat is not None
    assert task.repeat.rrule.startswith("FREQ=YEARLY")
    assert (task.message, f"{task.repeat.first:%m-%d}", task.leads) == (message, day, parse_heads_ups(heads_ups))


def test_the_time_itself_may_be_said_behind_everything_else():
    found = command("remind me 2 hours before my meeting at 3pm, and at the time")
    assert isinstance(found, Create), found
    (task,) = found.tasks
    assert (task.message, task.leads) == ("my meeting", parse_heads_ups("PT2H PT0S"))
