"""Messages that are one set phrase from end to end: STOP, help, undo, done, why, thanks, list, am, 24 hour clock."""

from collections.abc import Callable

from bot.domain.carrier_keywords import carrier_keyword
from bot.understanding.command import (
    Cancel,
    CancelAll,
    ChangeSettings,
    Command,
    Done,
    Edit,
    Help,
    ListReminders,
    MoveAlong,
    Reading,
    SetTimezone,
    Snooze,
    Start,
    Stop,
    Target,
    Thanks,
    Undo,
    Why,
)
from bot.understanding.languages.phrasebook import MARKS
from bot.understanding.sentence import Sentence

EXAMPLES = (
    "list",
    "next",
    "more",
    "undo",
    "done",
    "snooze",
    "why",
    "commands",
    "hi",
    "pm",
    "24 hour clock",
    "day first",
    "settings",
    "move",
    "I'm back home",
    "export",
    "forget me",
)

_LAST = Target(is_last=True)

_COMMANDS: dict[str, tuple[Callable[[], Command], str]] = {
    "stop_word": (lambda: Stop(is_carrier_word=True), "The word by which people opt out."),
    "stop": (lambda: Stop(is_carrier_word=False), "It asks me to stop texting."),
    "start_word": (lambda: Start(is_carrier_word=True), "The word by which people opt in again."),
    "start": (lambda: Start(is_carrier_word=False), "It asks for texts again."),
    "help_word": (lambda: Help(is_carrier_word=True), "The word for help that carriers answer."),
    "help": (Help, "It asks what I can do."),
    "greeting": (lambda: Help(is_greeting=True), "It says hello."),
    "settings": (lambda: ChangeSettings(name="show"), "It asks what is set."),
    "home": (lambda: SetTimezone(timezone=None, words="", is_home=True), "It says that a trip is over."),
    "move": (MoveAlong, "It asks that reminders keep their clock times in this zone."),
    "undo": (Undo, "It takes back the last thing done."),
    "keep": (lambda: Undo(keeps=True), "It keeps what was there before the last change."),
    "why": (Why, "It asks how the last text was understood."),
    "done": (lambda: Done(target=_LAST), "It says that the last reminder is done."),
    "snooze": (lambda: Snooze(target=_LAST), "It asks to be told again later."),
    "next": (lambda: ListReminders(only_next=True), "It asks for the next reminder."),
    "more": (lambda: ListReminders(more=True), "It asks for the rest of the list."),
    "list": (ListReminders, "It asks for the list of reminders."),
    "thanks": (Thanks, "Kind words; nothing to do."),
    "never_mind": (lambda: Cancel(target=_LAST, is_dismissal=True), "It says never mind."),
    "cancel_last": (lambda: Cancel(target=_LAST), "It takes back the reminder spoken of last."),
    "cancel_unnamed": (lambda: Cancel(target=Target()), "It takes back a reminder, but does not say which."),
    "cancel_next": (lambda: Cancel(target=Target(is_next=True)), "It takes back the next reminder."),
    "cancel_all": (CancelAll, "It takes back all reminders."),
    "pause": (lambda: Edit(target=Target(), pause=True), "It pauses the reminder spoken of last."),
    "pause_all": (lambda: Edit(target=Target(is_all=True), pause=True), "It pauses all reminders."),
    "resume_all": (lambda: Edit(target=Target(is_all=True), pause=False), "It lets all reminders go on."),
    "resume": (lambda: Edit(target=Target(), pause=False), "It resumes the reminder spoken of last."),
    "skip_next": (lambda: Edit(target=Target(), skip_next=True), "It skips the next time of a repeat."),
    "am": (lambda: Edit(target=Target(), meridiem="am"), "It changes the last reminder to am."),
    "pm": (lambda: Edit(target=Target(), meridiem="pm"), "It changes the last reminder to pm."),
    "clock_24": (lambda: ChangeSettings(name="clock", value="24"), "It asks for the 24-hour clock."),
    "clock_12": (lambda: ChangeSettings(name="clock", value="12"), "It asks for the 12-hour clock."),
    "day_first": (lambda: ChangeSettings(name="day_first", value="yes"), "It says that the day is written first."),
    "month_first": (lambda: ChangeSettings(name="day_first", value="no"), "It says that the month is written first."),
    "export": (lambda: ChangeSettings(name="export"), "It asks for a copy of its data."),
    "forget": (lambda: ChangeSettings(name="forget"), "It asks to be forgotten."),
}


# What a carrier's word means where the carrier may not have seen it as one.
_IN_OWN_WORDS = {"stop_word": "stop", "start_word": "start", "help_word": "help"}


def read_whole(sentence: Sentence) -> Reading | None:
    """The set phrase that the message is, greetings and courtesy left out; carriers' words only as they stand.

    With a mark ("stop.") no carrier may have acted on the word, so that it is the bot's to answer.
    """
    whole = sentence.book.whole
    everything = " ".join([word for word in sentence.words if word not in MARKS])
    meaning = whole.get(everything)
    if meaning in _IN_OWN_WORDS and any(character.isdigit() for character in sentence.text):
        return None
    is_as_written = len(everything.split()) == len(sentence.words) and carrier_keyword(sentence.text) is not None
    if meaning is None or not is_as_written:
        meaning = meaning or whole.get(sentence.plain, "")
        meaning = _IN_OWN_WORDS.get(meaning, meaning)
    if not meaning:
        return _question_mark(sentence) if not everything else None
    make, why = _COMMANDS[meaning]
    return Reading(make(), why)


def _question_mark(sentence: Sentence) -> Reading | None:
    return Reading(Help(), "A question mark asks for help.") if "?" in sentence.words else None
