"""Changes that only reminders that are set can have: reasons, occasions, details, second changes, questions."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.heads_ups import Lead
from bot.understanding.command import Cancel, Command, Create, Edit, ListReminders, Nag, Reading, Target, Unknown
from bot.understanding.context import Locale
from bot.understanding.reading import read

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 3, 10, 9, 20, tzinfo=ZONE)  # a Tuesday
KNOWN = (
    "vet for Rex",
    "take the trash out",
    "water plants",
    "gym",
    "email Bob about the lease",
    "soccer practice pickup",
    "lisinopril 10mg",
    "close shift",
)


def reading(text: str) -> Reading:
    return read(text, now=NOW, zone=ZONE, locale=Locale(country="US"), known=KNOWN)


def edit(text: str) -> Edit:
    command = reading(text).command
    assert isinstance(command, Edit)
    return command


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("drop the gym one i switched w mike", "gym"),
        ("i don't need the one about the trash anymore, my grandson will do it", "trash"),
        ("cancel gym my knee hurts", "gym"),
        ("no need for the lease one, already got it", "lease"),
        ("my sister is doing the plants so cancel that", "plants"),
        ("the trash one, my roommate is doing it so you can lose that", "trash"),
        ("since its raining cancel soccer", "soccer"),
        ("plants are dead lol delete that", "plants"),
        ("no practice today its raining, forget the soccer one", "soccer"),
        ("mike is taking my shift so forget the close shift one", "close shift"),
    ],
)
def test_a_reason_is_no_name(text: str, words: str):
    found = reading(text)
    assert isinstance(found.command, Cancel)
    assert found.command.target == Target(words=words)
    assert not found.acts


def test_a_day_in_the_reason_counts():
    command = reading("im not going to the gym today, cancel it").command
    assert isinstance(command, Cancel)
    assert command.target.period is not None
    assert edit("it's supposed to rain thursday so skip it").skipped[0].start.day == 12


def test_what_is_not_known_is_not_taken_back():
    assert isinstance(reading("I already buy the cheese, is not necessary").command, Unknown)


@pytest.mark.parametrize(
    ("text", "words", "day", "hour"),
    [
        ("gym is due saturday not sunday", "gym", 14, 9),
        ("actually soccer ends at 5:45 not 5:15", "soccer", 10, 17),
        ("lease email at 4 not 3", "lease email", 10, 16),
        ("vet got extended to monday", "vet", 16, 9),
        ("the vet is now wednesday the 18th at the same time", "vet", 18, 9),
        ("make gym 7:30", "gym", 10, 19),
    ],
)
def test_a_new_time(text: str, words: str, day: int, hour: int):
    command = edit(text)
    assert command.target.words == words
    assert command.moment is not None
    assert (command.moment.at.day, command.moment.at.hour) == (day, hour)


def test_several_days_of_the_week_are_a_repeat():
    command = edit("gym is mon and wed now")
    assert command.repeat is not None
    assert command.repeat.rrule == "FREQ=WEEKLY;BYDAY=MO,WE"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("i'm away thursday to sunday, pause the plants", 12, 16),
        ("spring break is the 23rd to 27th so skip the gym that week", 23, 28),
        ("we're gone the 20th through the 25th, skip plants", 20, 26),
        ("dont remind me about the plants next week", 16, 23),
        ("there is no gym this week after all", 9, 16),
        ("skip thursday's soccer they have a game away", 12, 13),
        ("no is necessary gym this sunday", 15, 16),
    ],
)
def test_days_that_are_left_out(text: str, first: int, last: int):
    (period,) = edit(text).skipped
    assert (period.start.day, period.end.day) == (first, last)


@pytest.mark.parametrize(
    ("text", "hour", "day"),
    [
        ("change the gym to 7 just for today", 19, 10),
        ("gym is 4:30 tomorrow only", 16, 11),
        ("gave it late today, tonight's at 10 instead", 10, 10),
        ("push tonights gym to 7 just for today", 19, 10),
    ],
)
def test_one_time_only(text: str, hour: int, day: int):
    command = edit(text)
    assert command.occasion is not None
    assert command.moment is not None
    assert (command.moment.at.hour, command.occasion.start.day) == (hour, day)


def test_days_of_the_week_and_a_first_day():
    command = edit("gym is 7 on mondays")
    assert (command.but_weekdays, command.moment is not None) == ((0,), True)
    command = edit("change gym to 5 starting monday")
    assert command.since is not None
    assert command.since.start.day == 16


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("drop the 30 minutes before from 2", Edit(target=Target(numbers=(2,)), without_leads=(Lead(seconds=1800),))),
        (
            "change 2 to only an hour before",
            Edit(target=Target(numbers=(2,)), leads=(Lead(seconds=3600),), are_only_leads=True),
        ),
        (
            "remind me an hour before the vet instead",
            Edit(target=Target(words="vet"), leads=(Lead(seconds=3600),), are_only_leads=True),
        ),
        ("make 1 nag every 20 minutes", Edit(target=Target(numbers=(1,)), nag=Nag(minutes=20))),
        ("ok stop the nagging just once is fine", Edit(target=Target(), is_told_once=True)),
        (
            "dr switched lisinopril from 10 to 20 mg, same time",
            Edit(target=Target(words="lisinopril"), replaced=("10", "20", "mg")),
        ),
        (
            "it's metoprolol not lisinopril",
            Edit(target=Target(words="lisinopril"), replaced=("lisinopril", "metoprolol", "")),
        ),
    ],
)
def test_details(text: str, expected: Edit):
    assert reading(text).command == expected


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("move 1 to 7 and call it vitamins", "moment", "message"),
        ("make gym 6:30 instead and drop fridays", "moment", "but_weekdays"),
        ("push 2 an hour and skip friday", "shift_seconds", "skipped"),
        ("rename 1 to swim and move it to 8", "moment", "message"),
        ("move vet to 5 and remind me an hour before", "moment", "leads"),
    ],
)
def test_two_changes_of_one_reminder(text: str, first: str, second: str):
    one, other = (act.command for act in reading(text).acts)
    assert isinstance(one, Edit)
    assert isinstance(other, Edit)
    assert one.target == other.target
    assert getattr(one, first)
    assert getattr(other, second)


def test_the_same_for_another_and_a_reminder_behind_an_end():
    one, other = (act.command for act in reading("change the gym to 7 and the vet to 8").acts)
    assert [one.target.words, other.target.words] == ["gym", "vet"]  # type: ignore[union-attr]
    acts = reading("stop the plants after saturday, and iron goes once a week on sundays at 7am").acts
    assert [type(act.command) for act in acts] == [Edit, Create]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what time did u have me down for the vet", "vet"),
        ("which ones are for rex", "rex"),
        ("did you write down the vet? what time did you put it?", "vet"),
        ("how long until the gym", "gym"),
        ("remind me what time the vet is", "vet"),
    ],
)
def test_questions_about_what_is_set(text: str, words: str):
    command: Command = reading(text).command
    assert isinstance(command, ListReminders)
    assert command.words == words


@pytest.mark.parametrize(
    ("text", "message", "day", "hour", "lead"),
    [
        ("my flight leaves at 6 am on monday remind me 3 hours before", "my flight leaves", 16, 6, Lead(seconds=10800)),
        (
            "remind me to check in for my flight 24 hours before monday at 6 pm",
            "check in for my flight",
            16,
            18,
            Lead(seconds=86400),
        ),
        (
            "my exam is on the 24th at 7am remind me the night before",
            "my exam",
            24,
            7,
            Lead(days=1, clock=time(20)),
        ),
        (
            "my train is on monday at 6, remind me the evening before at 9",
            "my train",
            16,
            18,
            Lead(days=1, clock=time(21)),
        ),
    ],
)
def test_one_heads_up_is_kept_with_the_time_of_the_thing(text: str, message: str, day: int, hour: int, lead: Lead):
    command = reading(text).command
    assert isinstance(command, Create)
    (task,) = command.tasks
    assert task.moment is not None
    assert (task.message, task.moment.at.day, task.moment.at.hour, task.leads) == (message, day, hour, (lead,))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("gym is thu fri next week only", (19, 20)),
        ("gym is fri this week, holiday", (13,)),
        ("this week gym is sat", (14,)),
        ("no, gym is thu this week", (12,)),
        ("move gym to fri this week", (13,)),
        ("move the gym from wed to thu next week", (19,)),
        ("they moved gym to thu this week", (12,)),
        ("the coach moved gym to thu and sat next week", (19, 21)),
        ("gym got switched to fri at 5 next week because of the game", (20,)),
        ("gym is mon/wed next week tho", (16, 18)),
        ("swapped my wed gym for thu next week", (19,)),
        ("i switched wed for fri this week", (13,)),
    ],
)
def test_days_of_one_week_are_for_that_week_alone(text: str, days: tuple[int, ...]):
    command = edit(text)
    assert command.moment is not None
    assert command.occasion is not None
    assert command.repeat is None
    assert tuple(one.at.day for one in (command.moment, *command.also)) == days
    assert all(one.has_date for one in (command.moment, *command.also))


@pytest.mark.parametrize("text", ["swapped wed for fri", "gym is back to fri", "gym goes back to fri"])
def test_days_without_a_week_are_for_good(text: str):
    command = edit(text)
    assert command.moment is not None
    assert command.occasion is None


@pytest.mark.parametrize(
    "text", ["is the gym on wed this week", "when is gym this week wed", "another gym on sat this week at 9"]
)
def test_a_question_or_another_one_moves_nothing(text: str):
    command = reading(text).command
    assert not isinstance(command, Edit)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "edit 1 to water all the plants in the living room and the kitchen and then the big ones on the balcony",
            "water all the plants in the living room and the kitchen and then the big ones on the balcony",
        ),
        (
            "change 1 to take the car to the shop on main street and ask them about the noise in the back left wheel",
            "take the car to the shop on main street and ask them about the noise in the back left wheel",
        ),
        (
            "edit 1 to say bring the blue folder with forms for school and also the two checks that are on the fridge",
            "bring the blue folder with forms for school and also the two checks that are on the fridge",
        ),
    ],
)
def test_long_words_are_kept_in_full(text: str, message: str):
    assert edit(text).message == message
