"""Heads-ups: "a day before and an hour before my exam", "the night before at 8", "also an hour before 3".

The list of them is taken out of the text, and the rest is read as usual: it says what for and when.
"""

from dataclasses import replace
from datetime import date

from bot.domain.heads_ups import Lead
from bot.understanding.command import AskTime, Command, Create, Edit, Reading, Target, Task, Unknown
from bot.understanding.events import ReadWords, read_event
from bot.understanding.heads_up_lists import HeadsUps, find_heads_ups
from bot.understanding.intents.targets import number_of
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence

EXAMPLES = (
    "remind me a day before and an hour before my exam on dec 15 at 2pm",
    "the play is friday at 7pm, remind me the night before at 8 and an hour before",
    "dentist wednesday at 3pm, remind me 30 minutes before and when it starts",
    "remind me 30 minutes before my standup every weekday at 9am",
    "remind me 10 minutes before each of my 9am meetings",
    "also an hour before 3",
)

_MARKS = ".,;:!?()\"'"
_MONTH_DAYS, _DAY_SECONDS = 31, 86_400


def read_heads_ups(sentence: Sentence, whole: Reading | None, read: ReadWords) -> Reading | None:
    """The reading of a text with several heads-ups; None for any other text.

    With ``whole``, its reading without them, also that of a text with one heads-up of a series.
    """
    if find_heads_ups(sentence) is None:
        return None
    if (added := read_added(sentence)) is not None:
        return added
    sentence, found = _with_the_time_itself(sentence)
    if found is None:
        return None
    if whole is None and len(found.leads) == 1:
        return None
    rest = read_event(_rest(sentence, found), sentence.context, read)
    command = rest.command
    if rest.acts or not _is_in_own_words(command, sentence):
        return None
    if isinstance(command, AskTime) and command.message and len(found.leads) > 1:
        return _asked(rest, command, found)
    if not isinstance(command, Create) or len({task.message for task in command.tasks}) > 1:
        return None
    is_series = all(task.repeat is not None for task in command.tasks)
    is_told = whole is not None and _is_unread(whole.command)  # "I have an exam friday, tell me a day before"
    is_misread = whole is not None and (
        (is_series and _is_misread(sentence, found, whole.command, command)) or _is_single(whole.command, command)
    )
    if len(found.leads) == 1 and not (is_misread or (is_told and command.tasks[0].message)):
        return None
    if not all(_names_hour(task) for task in command.tasks) and any(_is_below_a_day(lead) for lead in found.leads):
        is_list = len(found.leads) > 1 or is_series
        return _asked(rest, AskTime(message=command.tasks[0].message), found) if is_list else None
    tasks = tuple(
        replace(task, leads=_on_the_day(found.leads, task), said_at=sentence.context.now) for task in command.tasks
    )
    words = " ".join(sentence.slice(found.first, found.last).split())
    return replace(rest, command=Create(tasks), why=f'{rest.why}; a text each "{words}"')


def _is_in_own_words(command: Command, sentence: Sentence) -> bool:
    """Whether the message is made of the words of the text, in their order: joining its parts adds some."""
    message = command.message if isinstance(command, AskTime) else ""
    message = command.tasks[0].message if isinstance(command, Create) else message
    said = (word.strip(_MARKS) for word in sentence.text.split())
    return all(any(one.startswith(word.strip(_MARKS)) for one in said) for word in message.split())


def _with_the_time_itself(sentence: Sentence) -> tuple[Sentence, HeadsUps | None]:
    """ "pay rent on the 1st at 9am, remind me 3 days before too" and "..., and at the time": at 9 as well.

    With the text that it was found in, without what was said behind everything else.
    """
    found = find_heads_ups(sentence)
    if found is None:
        return sentence, None
    end = found.last + sentence.match("as_well", found.last)
    if end > found.last and len(found.leads) == 1:
        return sentence, HeadsUps((*found.leads, Lead()), found.first, end)
    for at in range(found.last + 1, sentence.last):
        length, first = sentence.match("at_the_time", at), at
        while first > found.last and (sentence.is_a(first - 1, "joiner") or sentence.words[first - 1] == ","):
            first -= 1
        if length and first < at and sentence.before_marks(sentence.last) == at + length:
            shorter = make_sentence(sentence.text[: sentence.tokens[first - 1].end], sentence.context)
            earlier = find_heads_ups(shorter)
            return shorter, earlier and HeadsUps((*earlier.leads, Lead()), earlier.first, earlier.last)
    return sentence, found


def _on_the_day(leads: tuple[Lead, ...], task: Task) -> tuple[Lead, ...]:
    """ "on the day" of a birthday is its own time, as that of a date is the morning."""
    if _names_hour(task):
        return leads
    return tuple(Lead() if not lead.length and lead.clock is not None else lead for lead in leads)


def _asked(rest: Reading, command: AskTime, found: HeadsUps) -> Reading | None:
    """The question when the thing is."""
    seconds = tuple(_seconds(lead) for lead in found.leads if lead.clock is None)
    if command.problem not in ("none", "event") or len(seconds) < len(found.leads):
        return None
    event = AskTime(message=command.message, problem="event", part=command.message, leads=seconds, text=command.message)
    return replace(rest, command=event)


def _seconds(lead: Lead) -> int:
    return _DAY_SECONDS * (_MONTH_DAYS * lead.months + lead.days) + lead.seconds


def _names_hour(task: Task) -> bool:
    item = task.repeat or task.moment
    return item is not None and (item.has_clock or (task.moment is not None and task.moment.is_delay))


def _is_below_a_day(lead: Lead) -> bool:
    return lead.seconds > 0


def _is_unread(command: Command) -> bool:
    return command == Unknown() or (isinstance(command, AskTime) and command.problem == "unclear")


def _is_misread(sentence: Sentence, found: HeadsUps, whole: Command, rest: Create) -> bool:
    """Whether the one heads-up of a series is otherwise taken for something to say, for that of a single day, or left
    out: with it and without, ``rest`` comes on the same days.
    """
    words = sentence.slice(found.first, found.last).lower()
    if not isinstance(whole, Create):
        return isinstance(whole, AskTime)
    if any(task.repeat is None or words in task.message.lower() for task in whole.tasks):
        return True
    return not found.leads[0].seconds and _days_of(whole) == _days_of(rest)


def _days_of(command: Create) -> list[tuple[str, date]]:
    return [(task.repeat.rrule, task.repeat.first.date()) for task in command.tasks if task.repeat is not None]


def read_added(sentence: Sentence) -> Reading | None:
    """ "also an hour before 3": heads-ups for the reminder of a number; None for any other text."""
    found = find_heads_ups(sentence)
    number = _number_added_to(sentence, found) if found is not None else None
    if found is None or number is None:
        return None
    edit = Edit(target=Target(numbers=(number,)), leads=found.leads)
    return Reading(edit, "It adds heads-ups to a reminder.")


def _number_added_to(sentence: Sentence, found: HeadsUps) -> int | None:
    """The 3 of "also an hour before 3": the number of a reminder that exists."""
    end = found.last
    while sentence.is_a(end, "connector") or sentence.is_a(end, "determiner"):
        end += 1
    is_named = sentence.is_a(end, "reminder") or sentence.word(end) in ("number", "no", "#")
    while is_named and (sentence.is_a(end, "reminder") or sentence.word(end) in ("number", "no", "#")):
        end += 1
    words = (*sentence.words[: found.first], *sentence.words[end + 1 :])
    is_added = is_named or not sentence.book.classes["added_too"].isdisjoint(words)
    is_all = is_added and sentence.book.classes["heads_up_filler"].issuperset(words)
    return number_of(sentence, end) if is_all else None


def _rest(sentence: Sentence, found: HeadsUps) -> str:
    """The text without the list: what is to come, and when."""
    first = found.first
    while first > sentence.first and (
        sentence.is_a(first - 1, "joiner") or sentence.words[first - 1] == "," or sentence.is_a(first - 1, "once_more")
    ):
        first -= 1
    before = sentence.text[sentence.tokens[sentence.first].start : sentence.tokens[first].start].rstrip()
    after = sentence.text[sentence.tokens[found.last - 1].end :].lstrip()
    is_each = (length := sentence.match("each_of_them", found.last)) > 0
    if is_each:
        after = sentence.text[sentence.tokens[found.last + length - 1].end :].lstrip()
    says_what = found.last < sentence.last and sentence.words[found.last][:1].isalnum()
    is_plain = says_what and not sentence.is_a(found.last, "connector") and sentence.timed_from(found.last) is None
    link = (
        "about" if is_plain and sentence.is_a(first - 1, "me") else "for" if is_plain and first > sentence.first else ""
    )
    return " ".join(filter(None, (before, link, after, "every day" if is_each else "")))


def _is_single(whole: Command, command: Create) -> bool:
    """Whether both readings are of one reminder for a moment that is known: it keeps its heads-up when it moves."""
    if not isinstance(whole, Create) or len(whole.tasks) != 1 or len(command.tasks) != 1:
        return False
    moment = command.tasks[0].moment
    return moment is not None and moment.has_date and moment.has_clock
