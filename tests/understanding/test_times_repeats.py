"""Repeats: the rule and its first occurrence; now is a Wednesday, 10:20 in New York."""

from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr

from bot.understanding.command import Assumption
from bot.understanding.times.phrases.recurrence_specs import repeated
from bot.understanding.times.resolve import resolve
from tests.understanding.reading_times import context, moment_of, phrase, repeat_of, resolved, series

REPEATS = [
    ("every night before bed", "FREQ=DAILY", "2026-03-11 21:30"),
    ("every monday before work", "FREQ=WEEKLY;BYDAY=MO", "2026-03-16 08:00"),
    ("3pm on a daily basis", "FREQ=DAILY", "2026-03-11 15:00"),
    ("on a monthly basis on the 5th", "FREQ=MONTHLY;BYMONTHDAY=5", "2026-04-05 09:00"),
    ("the last monday of the month every month", "FREQ=MONTHLY;BYDAY=-1MO", "2026-03-30 09:00"),
    ("every may on the second sunday", "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", "2026-05-10 09:00"),
    ("thrice a day", "FREQ=DAILY;BYHOUR=9,14,19", "2026-03-11 14:00"),
    ("six days a week at 7am", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", "2026-03-12 07:00"),
    ("every m/w/f at 9pm", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-03-11 21:00"),
    ("t/th at 2pm", "FREQ=WEEKLY;BYDAY=TU,TH", "2026-03-12 14:00"),
    ("every mon. and wed., 9pm", "FREQ=WEEKLY;BYDAY=MO,WE", "2026-03-11 21:00"),
    ("weeknights at 8", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-11 20:00"),
    ("every school day at 7:30am", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-12 07:30"),
    ("every month, third thursday", "FREQ=MONTHLY;BYDAY=3TH", "2026-03-19 09:00"),
    ("the first and third monday of the month", "FREQ=MONTHLY;BYDAY=1MO,3MO", "2026-03-16 09:00"),
    ("the second to last day of every month", "FREQ=MONTHLY;BYMONTHDAY=-2", "2026-03-30 09:00"),
    ("day 12 of every month at noon", "FREQ=MONTHLY;BYMONTHDAY=12", "2026-03-12 12:00"),
    ("each month on 10 and 25", "FREQ=MONTHLY;BYMONTHDAY=10,25", "2026-03-25 09:00"),
    ("every month on 1, 10 and 20", "FREQ=MONTHLY;BYMONTHDAY=1,10,20", "2026-03-20 09:00"),
    ("every monday until june at 6:30 pm", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260601T035959Z", "2026-03-16 18:30"),
    ("every month end", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31 09:00"),
    ("every day at 8 and 8", "FREQ=DAILY;BYHOUR=8,20", "2026-03-11 20:00"),
    ("at 7 and 7 every day", "FREQ=DAILY;BYHOUR=7,19", "2026-03-11 19:00"),
    (
        "every 2 hours 9 to 5 mon-fri",
        "FREQ=HOURLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,11,13,15,17",
        "2026-03-11 11:00",
    ),
    (
        "mon-fri every 2 hours from 9am to 1pm",
        "FREQ=HOURLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,11,13",
        "2026-03-11 11:00",
    ),
    ("every hour 9 to 11 mon wed and fri", "FREQ=HOURLY;BYDAY=MO,WE,FR;BYHOUR=9,10,11", "2026-03-11 11:00"),
    ("every morning and evening", "FREQ=DAILY;BYHOUR=9,19", "2026-03-11 19:00"),
    ("every morning, noon and night", "FREQ=DAILY;BYHOUR=9,12,20", "2026-03-11 12:00"),
    ("every weekday other than friday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", "2026-03-12 09:00"),
    ("half-yearly", "FREQ=MONTHLY;INTERVAL=6", "2026-09-11 09:00"),
    ("every day 2100 hours", "FREQ=DAILY", "2026-03-11 21:00"),
    ("every friday, quarter till 7am", "FREQ=WEEKLY;BYDAY=FR", "2026-03-13 06:45"),
    ("on business days at 2:30pm", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-11 14:30"),
    ("three times a month", "FREQ=MONTHLY;BYMONTHDAY=1,11,21", "2026-03-21 09:00"),
    ("semi-monthly", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-03-15 09:00"),
    ("three times a year", "FREQ=MONTHLY;INTERVAL=4", "2026-07-11 09:00"),
    ("five times a year", "FREQ=MONTHLY;INTERVAL=2", "2026-05-11 09:00"),
    ("twice an hour", "FREQ=MINUTELY;INTERVAL=30", "2026-03-11 10:50"),
    ("m-f at 5pm", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-11 17:00"),
    ("mwf at 7am", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-03-13 07:00"),
    ("tth 2pm", "FREQ=WEEKLY;BYDAY=TU,TH", "2026-03-12 14:00"),
    ("tri-weekly", "FREQ=WEEKLY;INTERVAL=3", "2026-04-01 09:00"),
    ("weekdays, not mondays, at 8am", "FREQ=WEEKLY;BYDAY=TU,WE,TH,FR", "2026-03-12 08:00"),
    ("every day at 7", "FREQ=DAILY", "2026-03-12 07:00"),
    ("daily at 7:30am", "FREQ=DAILY", "2026-03-12 07:30"),
    ("everyday at noon", "FREQ=DAILY", "2026-03-11 12:00"),
    ("every night at 11", "FREQ=DAILY", "2026-03-11 23:00"),
    ("nightly", "FREQ=DAILY", "2026-03-11 20:00"),
    ("every other day", "FREQ=DAILY;INTERVAL=2", "2026-03-13 09:00"),
    ("alternate fridays", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-03-13 09:00"),
    ("every day for the next month", "FREQ=DAILY;UNTIL=20260412T125959Z", "2026-03-12 09:00"),
    ("every day for the next week", "FREQ=DAILY;COUNT=7", "2026-03-12 09:00"),
    ("every year on the first tuesday of june", "FREQ=YEARLY;BYMONTH=6;BYDAY=1TU", "2026-06-02 09:00"),
    ("every day at this time", "FREQ=DAILY", "2026-03-12 10:20"),
    ("tuesday and friday every week", "FREQ=WEEKLY;BYDAY=TU,FR", "2026-03-13 09:00"),
    ("every 2 hours on the hour", "FREQ=HOURLY;INTERVAL=2", "2026-03-11 12:00"),
    ("every 4 nights", "FREQ=DAILY;INTERVAL=4", "2026-03-11 20:00"),
    ("every 3 days", "FREQ=DAILY;INTERVAL=3", "2026-03-14 09:00"),
    ("every second day", "FREQ=DAILY;INTERVAL=2", "2026-03-13 09:00"),
    ("every weekday at 6:45", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-11 18:45"),
    ("weekdays at 8", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-12 08:00"),
    ("mon-fri at 8", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-12 08:00"),
    ("monday to friday at 8", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-12 08:00"),
    ("weekends at 10", "FREQ=WEEKLY;BYDAY=SA,SU", "2026-03-14 10:00"),
    ("every weekend", "FREQ=WEEKLY;BYDAY=SA,SU", "2026-03-14 09:00"),
    ("mondays", "FREQ=WEEKLY;BYDAY=MO", "2026-03-16 09:00"),
    ("on tuesdays and thursdays at 4", "FREQ=WEEKLY;BYDAY=TU,TH", "2026-03-12 16:00"),
    ("every mon, wed and fri at 7am", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-03-13 07:00"),
    ("every friday evening", "FREQ=WEEKLY;BYDAY=FR", "2026-03-13 19:00"),
    ("every other tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-03-17 09:00"),
    ("every 2 weeks on thursday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "2026-03-12 09:00"),
    ("biweekly", "FREQ=WEEKLY;INTERVAL=2", "2026-03-25 09:00"),
    ("every two weeks", "FREQ=WEEKLY;INTERVAL=2", "2026-03-25 09:00"),
    ("weekly on sunday at 6pm", "FREQ=WEEKLY;BYDAY=SU", "2026-03-15 18:00"),
    ("every week", "FREQ=WEEKLY", "2026-03-18 09:00"),
    ("twice a week", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-03-12 09:00"),
    ("monthly", "FREQ=MONTHLY", "2026-04-11 09:00"),
    ("every month on the 10th", "FREQ=MONTHLY;BYMONTHDAY=10", "2026-04-10 09:00"),
    ("monthly on the 31st", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2026-03-31 09:00"),
    ("on the 1st and 15th of every month", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-03-15 09:00"),
    ("every 2nd saturday of the month", "FREQ=MONTHLY;BYDAY=2SA", "2026-03-14 09:00"),
    ("the first monday of every month at 9", "FREQ=MONTHLY;BYDAY=1MO", "2026-04-06 09:00"),
    ("every last friday of the month", "FREQ=MONTHLY;BYDAY=-1FR", "2026-03-27 09:00"),
    ("last day of every month", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31 09:00"),
    ("first business day of each month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "2026-04-01 09:00"),
    ("every third thursday", "FREQ=MONTHLY;BYDAY=3TH", "2026-03-19 09:00"),
    ("quarterly", "FREQ=MONTHLY;INTERVAL=3", "2026-06-11 09:00"),
    ("every 6 months", "FREQ=MONTHLY;INTERVAL=6", "2026-09-11 09:00"),
    ("yearly on july 9", "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=9", "2026-07-09 09:00"),
    ("july 9 every year", "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=9", "2026-07-09 09:00"),
    ("every july 9th", "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=9", "2026-07-09 09:00"),
    ("every february 29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", "2027-02-28 09:00"),
    ("every christmas", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "2026-12-25 09:00"),
    ("every thanksgiving", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2026-11-26 09:00"),
    ("every mother's day", "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", "2026-05-10 09:00"),
    ("every hour", "FREQ=HOURLY", "2026-03-11 11:20"),
    ("every 2 hours", "FREQ=HOURLY;INTERVAL=2", "2026-03-11 12:20"),
    ("every 45 minutes", "FREQ=MINUTELY;INTERVAL=45", "2026-03-11 11:05"),
    ("every half hour", "FREQ=MINUTELY;INTERVAL=30", "2026-03-11 10:50"),
    ("every hour from 9 to 5", "FREQ=HOURLY;BYHOUR=9,10,11,12,13,14,15,16,17", "2026-03-11 11:00"),
    ("every 20 minutes between 1pm and 3pm", "FREQ=MINUTELY;INTERVAL=20;BYHOUR=13,14", "2026-03-11 13:00"),
    ("twice a day at 9 and 5", "FREQ=DAILY;BYHOUR=9,17", "2026-03-11 17:00"),
    ("at 8am and 8pm every day", "FREQ=DAILY;BYHOUR=8,20", "2026-03-11 20:00"),
    ("three times a day", "FREQ=DAILY;BYHOUR=9,14,19", "2026-03-11 14:00"),
    ("every day for 5 days", "FREQ=DAILY;COUNT=5", "2026-03-12 09:00"),
    ("every day until friday", "FREQ=DAILY;UNTIL=20260314T035959Z", "2026-03-12 09:00"),
    ("every day until june 1", "FREQ=DAILY;UNTIL=20260602T035959Z", "2026-03-12 09:00"),
    ("every monday until may", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260501T035959Z", "2026-03-16 09:00"),
    ("every day starting tomorrow", "FREQ=DAILY", "2026-03-12 09:00"),
    ("every tuesday starting april 1", "FREQ=WEEKLY;BYDAY=TU", "2026-04-07 09:00"),
    ("every day except sunday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", "2026-03-12 09:00"),
    ("every day at 9 for 2 weeks", "FREQ=DAILY;COUNT=14", "2026-03-12 09:00"),
    ("daily 10 times", "FREQ=DAILY;COUNT=10", "2026-03-12 09:00"),
    ("every tuesday of april", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260501T035959Z", "2026-04-07 09:00"),
    ("every day this week", "FREQ=DAILY;UNTIL=20260316T035959Z", "2026-03-12 09:00"),
    ("every day next week at noon", "FREQ=DAILY;UNTIL=20260323T035959Z", "2026-03-16 12:00"),
    ("every friday the 13th", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-03-13 09:00"),
    ("7 days a week", "FREQ=DAILY", "2026-03-12 09:00"),
    ("every 5pm", "FREQ=DAILY", "2026-03-11 17:00"),
    ("every 1st and 3rd wednesday", "FREQ=MONTHLY;BYDAY=1WE,3WE", "2026-03-18 09:00"),
    ("the second tuesday of every other month", "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU", "2026-04-14 09:00"),
    ("every year on the first monday of may", "FREQ=YEARLY;BYMONTH=5;BYDAY=1MO", "2026-05-04 09:00"),
    ("each and every day at 6", "FREQ=DAILY", "2026-03-11 18:00"),
    ("monthly on day 5", "FREQ=MONTHLY;BYMONTHDAY=5", "2026-04-05 09:00"),
    ("every 4 hours until midnight", "FREQ=HOURLY;INTERVAL=4;UNTIL=20260312T040000Z", "2026-03-11 14:20"),
    ("every hour until 5pm", "FREQ=HOURLY;UNTIL=20260311T210000Z", "2026-03-11 11:20"),
    ("every 2 hours until 10 tonight", "FREQ=HOURLY;INTERVAL=2;UNTIL=20260312T020000Z", "2026-03-11 12:20"),
    ("every 3 hours until 11", "FREQ=HOURLY;INTERVAL=3;UNTIL=20260312T030000Z", "2026-03-11 13:20"),
    ("every 3 hours starting at 7", "FREQ=HOURLY;INTERVAL=3", "2026-03-11 19:00"),
    ("every 3 hours starting at 7 till 10", "FREQ=HOURLY;INTERVAL=3;UNTIL=20260312T020000Z", "2026-03-11 19:00"),
    ("every hour from 5 until 9 tonight", "FREQ=HOURLY;UNTIL=20260312T010000Z", "2026-03-11 17:00"),
    ("every hour starting at 3pm ending at 9pm", "FREQ=HOURLY;UNTIL=20260312T010000Z", "2026-03-11 15:00"),
    (
        "every 30 minutes starting at 6 until 9 tonight",
        "FREQ=MINUTELY;INTERVAL=30;UNTIL=20260312T010000Z",
        "2026-03-11 18:00",
    ),
    ("every morning at 7 and again at 9 at night", "FREQ=DAILY;BYHOUR=7,21", "2026-03-11 21:00"),
    ("every day at 8 and then at 5", "FREQ=DAILY;BYHOUR=8,17", "2026-03-11 17:00"),
    ("every 5 minutes for 30 minutes", "FREQ=MINUTELY;INTERVAL=5;COUNT=6", "2026-03-11 10:25"),
    ("every 10 minutes for the next hour", "FREQ=MINUTELY;INTERVAL=10;COUNT=6", "2026-03-11 10:30"),
    ("every tuesday from 6 to 7pm", "FREQ=WEEKLY;BYDAY=TU", "2026-03-17 18:00"),
    ("every day between 8am and 10am", "FREQ=DAILY", "2026-03-12 08:00"),
    ("every alternate day", "FREQ=DAILY;INTERVAL=2", "2026-03-13 09:00"),
    ("once every three days at 6", "FREQ=DAILY;INTERVAL=3", "2026-03-11 18:00"),
    ("every couple of days", "FREQ=DAILY;INTERVAL=2", "2026-03-13 09:00"),
    ("annually on the 4th of july", "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=4", "2026-07-04 09:00"),
    ("weekday mornings at 7:15", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-12 07:15"),
    ("thursdays & fridays 6pm-8pm", "FREQ=WEEKLY;BYDAY=TH,FR", "2026-03-12 18:00"),
    ("all mondays at 8", "FREQ=WEEKLY;BYDAY=MO", "2026-03-16 08:00"),
    ("every day of the week", "FREQ=DAILY", "2026-03-12 09:00"),
    ("at noon and 6pm every day", "FREQ=DAILY;BYHOUR=12,18", "2026-03-11 12:00"),
    ("every day at 9 in the morning and 9 at night", "FREQ=DAILY;BYHOUR=9,21", "2026-03-11 21:00"),
    ("the next four sundays at five", "FREQ=WEEKLY;BYDAY=SU;COUNT=4", "2026-03-15 17:00"),
    ("every weekday 6 to 7am", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-12 06:00"),
    ("every monday ten to five", "FREQ=WEEKLY;BYDAY=MO", "2026-03-16 16:50"),
    ("wednesdays from 4 to 4:45 starting next week", "FREQ=WEEKLY;BYDAY=WE", "2026-03-18 16:00"),
]


@pytest.mark.parametrize(("words", "rule", "first"), REPEATS)
def test_words_become_a_rule(words, rule, first):
    assert series(words) == (rule, first)


@pytest.mark.parametrize(("words", "rule", "first"), REPEATS)
def test_the_first_occurrence_starts_its_rule(words, rule, first):
    start = datetime.fromisoformat(first)
    assert rrulestr(rule.split(";UNTIL")[0], dtstart=start)[0] == start


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("monthly on the 31st", ["03-31", "04-30", "05-31", "06-30", "07-31"]),
        ("monthly on the 30th", ["03-30", "04-30", "05-30", "06-30", "07-30"]),
        ("every 29th", ["03-29", "04-29", "05-29", "06-29", "07-29"]),
        ("last business day of every month", ["03-31", "04-30", "05-29", "06-30", "07-31"]),
        ("every other friday", ["03-13", "03-27", "04-10", "04-24", "05-08"]),
        ("every weekday at noon", ["03-11", "03-12", "03-13", "03-16", "03-17"]),
        ("every 2nd and 4th monday of the month", ["03-23", "04-13", "04-27", "05-11", "05-25"]),
        ("every black friday", ["11-27", "11-26", "11-24", "11-23", "11-29"]),
        ("every 3 days until march 20", ["03-14", "03-17", "03-20"]),
        ("mondays for 3 weeks", ["03-16", "03-23", "03-30"]),
    ],
)
def test_occurrences(words, wanted):
    repeat = repeat_of(words)
    until = repeat.rrule.replace("Z", "")  # read as wall time: the first is naive too
    dates = rrulestr(until, dtstart=repeat.first.replace(tzinfo=None))
    assert [f"{day:%m-%d}" for day, _ in zip(dates, range(5), strict=False)] == wanted


@pytest.mark.parametrize("start", range(28))
def test_february_29_has_its_day_every_year(start):
    where = context(f"{2026 + start}-01-05T10:00-05:00")
    assert repeat_of("every february 29", where).first.strftime("%m-%d") in {"02-28", "02-29"}


def test_a_day_missing_in_short_months_is_reported():
    assert Assumption.SHORT_MONTH in repeat_of("every 30th").assumptions
    assert Assumption.SHORT_MONTH not in repeat_of("every 28th").assumptions


def test_until_is_utc_and_includes_the_named_day():
    assert series("every day at 9pm until friday")[0] == "FREQ=DAILY;UNTIL=20260314T035959Z"


def test_a_repeat_that_is_over_is_past():
    assert resolved("every day until march 11 2025").problem == "past"


def test_easter_has_no_rule_and_is_set_once():
    found = resolved("every easter")
    assert found.repeat is None
    assert moment_of("every easter").at.strftime("%Y-%m-%d") == "2026-04-05"


def test_wall_time_of_a_repeat_stays_over_a_clock_change():
    repeat = repeat_of("every day at 9am", context("2026-03-06T12:00-05:00"))
    first = repeat.first.replace(tzinfo=None)
    third = rrulestr(repeat.rrule, dtstart=first)[2]
    assert third - first == timedelta(days=2)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("monday", "FREQ=WEEKLY;BYDAY=MO"),
        ("april 18", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=18"),
        ("the 5th", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("7pm", "FREQ=DAILY"),
        ("christmas", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25"),
        ("every week", "FREQ=WEEKLY"),
    ],
)
def test_a_single_time_can_be_made_to_repeat(words, rule):
    whole = repeated(phrase(words))
    repeat = resolve(whole, context()).repeat if whole else None
    assert repeat is not None
    assert repeat.rrule == rule


def test_a_delay_cannot_repeat():
    assert repeated(phrase("in 2 hours")) is None
