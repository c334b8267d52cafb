"""Texts that tell of a change or an exception: they change what they name, and never set something new."""

import pytest

from bot.understanding.command import Cancel, Create, Edit, Target
from bot.understanding.reading import read
from tests.understanding.reading_texts import NOW, ZONE

KNOWN = (
    "metformin",
    "water the plants",
    "piano lessons",
    "breakfast",
    "pickup",
    "nurse visit",
    "lunch",
    "finish essay",
)


def command(text: str, known: tuple[str, ...] = KNOWN):
    return read(text, now=NOW, zone=ZONE, known=known).command


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("doctor changed metformin to 7 in the evening", "metformin"),
        ("my boss says piano is at 5 now", "piano"),
        ("Doc says metformin every 6 hours now", "metformin"),
        ("piano is now tuesdays and thursdays at 11", "piano"),
        ("8 not 9 for plants", "plants"),
        ("actually 8 not 9 for the plants", "plants"),
        ("not tuesday, wednesday for piano", "piano"),
        ("for plants it's 8 not 9", "plants"),
    ],
)
def test_news_gives_what_it_names_another_time(text: str, words: str):
    found = command(text)
    assert isinstance(found, Edit)
    assert found.target.words == words
    assert found.moment is not None or found.repeat is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no school friday so no pickup that day", "pickup"),
        ("blood test thursday so no breakfast", "breakfast"),
        ("nurse isn't coming this friday", "nurse"),
        ("thursday lunch is off, sara is coming to cook", "lunch"),
        ("piano is cancelled friday", "piano"),
    ],
)
def test_what_will_not_be_is_left_out_that_day(text: str, words: str):
    found = command(text)
    assert isinstance(found, Edit)
    assert found.target == Target(words=words)
    assert len(found.skipped) == 1


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [
        ("don't remind me about the plants on weekends", (5, 6)),
        ("dont remind me about piano on fridays", (4,)),
        ("i don't want to be reminded of lunch on weekends", (5, 6)),
    ],
)
def test_days_of_the_week_are_left_out(text: str, weekdays: tuple[int, ...]):
    found = command(text)
    assert isinstance(found, Edit)
    assert found.but_weekdays == weekdays


def test_the_others_are_kept():
    found = command("Please don't remind me of lunch anymore, keep all the others")
    assert found == Cancel(target=Target(words="lunch"))


@pytest.mark.parametrize(
    "text",
    [
        "doctor changed metformin to 7 in the evening",
        "no school friday so no pickup that day",
        "blood test thursday so no breakfast",
        "nurse isn't coming this friday",
        "Doc says drops every 6 hours now",
        "push the essay to monday prof gave us an extension",
        "all of fridays stuff to saturday",
        "can u stop the pill one when i go to my sisters from the 15th to the 18th",
        "the plumber moved it to 4",
        "she said 3 is fine for tuesday",
        "actually Sam is riding with Tom tomorrow",
        "on second thought keep the hair",
        "did he call the plumber at 5",
        "dentist for jess tues 10am next week need 30 min warning",
        "when the slow cooker is done remind me ten minutes later to check it",
        "text me at 5 6 and 7 to leave",
    ],
)
def test_a_remark_sets_nothing_new(text: str):
    assert not isinstance(command(text, known=()), Create)


@pytest.mark.parametrize(
    ("request_words", "rest"),
    [("cancel lunch friday", "they called its thursday now"), ("cancel sprint planning,", "they moved it to Monday")],
)
def test_a_time_behind_what_is_taken_back_is_quoted(request_words: str, rest: str):
    found = read(f"{request_words} {rest}", now=NOW, zone=ZONE, known=KNOWN)
    assert isinstance(found.command, Cancel)
    assert [act.words for act in found.acts] == [request_words.strip(","), rest]


def test_a_known_reminder_is_spoken_of():
    assert isinstance(command("the plants only need it mondays and thursdays now"), Edit)
    assert not isinstance(command("give them to the plants mondays now", known=("water the plants",)), Create)


@pytest.mark.parametrize(
    "text",
    [
        "lunch instead of dinner on friday",
        "buy oat milk instead of milk at 5",
        "move the boxes by 6",
        "say hi to ann tonight instead",
        "no, call mom at 6",
        "ask what he said at 5",
    ],
)
def test_an_errand_is_set(text: str):
    assert isinstance(command(text, known=()), Create)


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Patel increased Alvarez to 4 times, add 9pm",
        "Chen wound care is down to Mondays only starting next week",
        "Alvarez is going to the hospital thursday, hold everything of his",
        "both Chen things every week",
    ],
)
def test_what_is_told_of_a_known_reminder_sets_nothing(text: str):
    assert not isinstance(command(text, known=("Mr. Alvarez insulin", "Mrs. Chen wound care")), Create)


@pytest.mark.parametrize(
    "text",
    [
        "trash out tonight + cans in tomorrow at 7",
        "remind me an hour after lunch to take my antibiotic and again before bed for seven days",
    ],
)
def test_a_time_that_would_be_pasted_is_asked_about(text: str):
    assert not isinstance(command(text, known=()), Create)


def test_that_somebody_comes_is_no_new_time():
    found = command("the roofer is coming friday between ten and noon", known=("call the roofer",))
    assert not isinstance(found, Edit)


def test_an_hour_of_a_list_comes_sooner_behind_the_one_before():
    found = command("call the roofer at eight am tomorrow and then call the gutters guy around nine", known=())
    assert isinstance(found, Create)
    assert [task.moment.at.hour for task in found.tasks if task.moment is not None] == [8, 9]


def test_hours_that_are_not_all_read_set_nothing():
    assert not isinstance(command("flight thurs 6am wake me 330", known=()), Create)


def test_ten_to_six_is_a_range_behind_from():
    found = command("turn him every 2 hours from 10 to 6", known=())
    assert isinstance(found, Create)
    assert [task.repeat.rrule for task in found.tasks if task.repeat] == [
        "FREQ=HOURLY;INTERVAL=2;BYHOUR=10,12,14,16,18"
    ]
    found = command("remind me at 10 to 6 to leave", known=())
    assert isinstance(found, Create)
    assert [(task.moment.at.hour % 12, task.moment.at.minute) for task in found.tasks if task.moment] == [(5, 50)]
