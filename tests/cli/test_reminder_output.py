"""What the operator sees of reminders with more than one text, and that an export has all of a person's settings."""

import json
from datetime import datetime

from bot.cli.reminder_output import detail_lines, export_json, list_lines
from bot.domain.overviews import Scope
from bot.domain.preferences import Preferences
from bot.storage.protocol import PersonalData
from tests.builders import NOW, make_person, make_reminder

PERSON = make_person(preferences=Preferences(quiet_hours="22:00-07:00", nag_about=("pills",)))
PILLS = make_reminder(
    message="take pills",
    rrule="FREQ=DAILY",
    wall_start=datetime.fromisoformat("2026-03-11T21:00"),
    heads_ups="PT1H PT0S",
    until_done="PT10M*12",
    quiet_hours="22:00-07:00 America/New_York",
)
OVERVIEW = make_reminder(number=2, message="your list", overview=Scope.DAY)
PLAIN = make_reminder(number=3)


def test_the_list_marks_what_is_more_than_one_text():
    ends = [line.partition("open")[2].strip() for line in list_lines((PERSON, one) for one in (PILLS, OVERVIEW, PLAIN))]
    assert ends == ["repeats, heads-ups, until done: take pills", "a list: your list", "call mom"]


def test_the_details_say_what_it_is():
    data = PersonalData(person=PERSON, reminders=(PILLS,), outbound=(), received=())
    lines = "\n".join(detail_lines(PERSON, PILLS, data))
    for said in ("heads-ups   PT1H PT0S before", "until done  PT10M*12", "quiet       22:00-07:00 America/New_York"):
        assert said in lines
    assert "lists       what is on that day" in "\n".join(detail_lines(PERSON, OVERVIEW, data))


def test_an_export_has_the_settings_and_all_of_a_reminder():
    data = PersonalData(person=PERSON, reminders=(PILLS, OVERVIEW), outbound=(), received=())
    (person,) = json.loads(export_json(PERSON.number, [data], NOW))["people"]
    assert person["person"]["preferences"]["quiet_hours"] == "22:00-07:00"
    assert person["person"]["preferences"]["nag_about"] == ["pills"]
    pills, overview = person["reminders"]
    assert (pills["heads_ups"], pills["until_done"]) == ("PT1H PT0S", "PT10M*12")
    assert (pills["quiet_hours"], overview["overview"]) == ("22:00-07:00 America/New_York", "day")
