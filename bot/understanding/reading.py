"""Entry point: read a whole text as a command, or as nothing but a time."""

from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from bot.domain.text import without_invisible
from bot.understanding.acts.accounting import with_nothing_unused
from bot.understanding.acts.agenda import with_agenda
from bot.understanding.acts.asked import with_question
from bot.understanding.acts.details import with_detail
from bot.understanding.acts.exceptions import with_exception
from bot.understanding.acts.later_ones import with_later_ones
from bot.understanding.acts.listed import with_what_is_left_out
from bot.understanding.acts.occasions import with_occasion, with_span
from bot.understanding.acts.places import with_time_of_event
from bot.understanding.acts.reasons import is_of_something_else, without_reason
from bot.understanding.acts.repeats import with_additions
from bot.understanding.acts.rest import with_rest_read
from bot.understanding.acts.second_changes import with_second_change
from bot.understanding.acts.splitting import split
from bot.understanding.acts.subjects import with_same_time, with_subject
from bot.understanding.acts.told_events import with_times_of_event
from bot.understanding.acts.weeks import with_other_days
from bot.understanding.command import AskTime, Command, Create, Moment, Reading, Stop, Task, Thanks, Trace, Unknown
from bot.understanding.context import Context, Locale
from bot.understanding.detecting import in_own_language
from bot.understanding.explain import Scored, gsm7_words, moment_words
from bot.understanding.heads_ups import read_heads_ups
from bot.understanding.intents.order import readers_for
from bot.understanding.intents.time_alone import not_understood
from bot.understanding.mentions import find_mentions
from bot.understanding.nagging import read_nagging
from bot.understanding.opt_out import is_opt_out
from bot.understanding.overviews import read_overview
from bot.understanding.preprocessing import make_sentence
from bot.understanding.quiet_hours import read_quiet_hours
from bot.understanding.reactions import may_be_reaction, read_reaction
from bot.understanding.scoring import Candidate, best, ranked
from bot.understanding.sentence import Sentence
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.foreign_dates import has_foreign_day, read_foreign_date
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.times.resolve import resolve
from bot.understanding.until_done import read_until_done

_LONGEST_WITH_ADDITIONS = 40  # tokens
_MOST_CANDIDATES = 3
MOST_PARTS = 12  # of one text
_THEN = "then"  # "I must leave by noon, remind me then"
_PUNCTUATION = " \t\n.,;:!?"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeReading:
    """The result of ``read_time``: ``moment`` is set unless ``problem`` is.

    ``problem`` is "unclear", "past", "too_far", "no_such_day" or "repeat", and ``part`` the words at fault.
    """

    moment: Moment | None = None
    problem: str = ""
    part: str = ""


def read(
    text: str,
    *,
    now: datetime,
    zone: tzinfo,
    locale: Locale = Locale(),  # noqa: B008 - frozen
    known: tuple[str, ...] = (),
) -> Reading:
    """Return what ``text`` asks for when a person in ``zone`` sends it at ``now`` (aware). Never raises.

    ``known`` are the messages of the person's reminders, see ``Context``.
    """
    if (reaction := read_reaction(text)) is not None:
        return reaction
    visible = without_invisible(text)
    reading = read_in(visible, Context(now, zone, in_own_language(visible, locale), known))
    if isinstance(reading.command, Create | AskTime | Unknown) and may_be_reaction(visible):
        return Reading(Thanks(), "A reaction to a text; nothing to do.")
    if visible != text and isinstance(reading.command, Stop):  # no carrier acts on the decorated word
        return Reading(Stop(is_carrier_word=False), reading.why)
    return reading


def read_in(text: str, context: Context) -> Reading:
    """Like ``read``, with everything a reading depends on in one value. Nothing that was not read is confirmed."""
    return _Reader().read_in(text, context)


class _Reader:
    """Reads one text. Its parts are read like whole texts, and so are theirs, until ``MOST_PARTS`` were.

    Further ones get the best single reading: else a text of parts within parts could take minutes.
    """

    def __init__(self) -> None:
        self._left = MOST_PARTS

    def read_in(self, text: str, context: Context) -> Reading:
        return with_nothing_unused(text, self._once(text, context), context, self._once)

    def _once(self, text: str, context: Context) -> Reading:
        """The reading of a text, with no look at what its messages hold."""
        sentence = make_sentence(text, context)
        if is_opt_out(text) and sentence.plain not in sentence.book.whole:
            return Reading(Stop(is_carrier_word=False), "It asks me to stop texting.")
        if not sentence.tokens:
            return Reading(Unknown(), "There are no words in it.")
        if self._left == 0:
            return _read_piece(text, context)[1].reading
        self._left -= 1
        if has_foreign_day(sentence.words) and has_foreign_day(_words_outside_times(sentence)):
            answer = _reading_of_foreign_date(text, context)
            if answer is not None:
                return answer
        preference = read_quiet_hours(sentence) or read_overview(sentence, self.read_in) or read_nagging(sentence)
        return preference or self._of_what_is_set(text, sentence) or self._of_whole(text, sentence)

    def _of_what_is_set(self, text: str, sentence: Sentence) -> Reading | None:
        """A change of what is there, in words that only changes have."""
        context = sentence.context
        return (
            with_same_time(text, context, self.read_in)
            or with_other_days(text, context, self.read_in)
            or with_occasion(text, context, self.read_in)
            or with_span(text, context)
            or with_detail(sentence, context)
        )

    def _of_whole(self, text: str, sentence: Sentence) -> Reading:
        context, mentions = sentence.context, find_mentions(sentence)
        whole = best(mentions, _read_in_order(sentence), read_plainly)
        in_parts = (
            read_until_done(sentence, self._once)
            or with_second_change(text, context, _read_piece)
            or read_heads_ups(sentence, None, self._once)
            or without_reason(mentions, whole, _read_piece)
        )
        if in_parts is not None:
            return in_parts
        if _THEN in sentence.words:
            told = with_times_of_event(sentence, whole.reading, self._once)
            if told is not whole.reading:
                return told
        several = split(mentions, whole, _read_piece)
        if is_of_something_else(mentions, several or whole.reading):
            return Reading(Unknown(), "It takes back something that I do not know.")
        if several is not None:
            return with_rest_read(several, context, _read_piece)
        return self._completed(text, sentence, with_question(mentions, with_subject(mentions, whole.reading)))

    def _completed(self, text: str, sentence: Sentence, whole: Reading) -> Reading:
        """``whole``, with what other parts of the text say of it."""
        context = sentence.context
        completed = with_agenda(sentence, with_what_is_left_out(sentence, whole))
        if len(sentence.tokens) > _LONGEST_WITH_ADDITIONS:
            return completed
        for look_again in (with_times_of_event, with_later_ones):
            if (found := look_again(sentence, completed, self._once)) is not completed:
                return found
        added = with_additions(sentence, completed, self._once)
        if (announced := read_heads_ups(sentence, added, self._once)) is not None:
            return announced
        if added is completed:
            added = with_exception(sentence, completed, self._once)
        return with_rest_read(with_time_of_event(text, added, context, self._once), context, _read_piece)


def _read_piece(text: str, context: Context) -> tuple[Sentence, Candidate]:
    """A piece of a text, read as one request."""
    sentence = make_sentence(text, context)
    return sentence, best(find_mentions(sentence), _read_in_order(sentence), read_plainly)


def read_candidates(text: str, *, now: datetime, zone: tzinfo, locale: Locale = Locale()) -> list[Scored]:  # noqa: B008
    """The best readings of ``text`` and what speaks for each, the one that ``read`` chooses first."""
    sentence = make_sentence(without_invisible(text), Context(now, zone, in_own_language(text, locale)))
    chosen = read(text, now=now, zone=zone, locale=locale)
    scored = []
    if sentence.tokens:
        scored = [
            Scored(one.reading, one.score, dict(one.features), one.rule)
            for one in ranked(find_mentions(sentence), _read_in_order(sentence), read_plainly)
        ]
    if scored and scored[0].reading.command == chosen.command:
        return scored[:_MOST_CANDIDATES]
    return [Scored(chosen, 0, {}, ""), *scored][:_MOST_CANDIDATES]


def read_plainly(text: str, context: Context) -> Command:
    """The command of a request in the plainest words, for a rule that puts a roundabout one so."""
    return _read_in_order(make_sentence(text, context)).command


def _read_in_order(sentence: Sentence) -> Reading:
    """The first answer of the readers."""
    for read_intent in readers_for(sentence):
        answer = read_intent(sentence)
        if answer is not None:
            return answer
    return not_understood(sentence)


def read_time(text: str, context: Context) -> TimeReading:
    """Read ``text`` as a time from end to end ("friday noon", "in 2 hours"), courtesy aside. Never raises."""
    context = replace(context, locale=in_own_language(text, context.locale))
    sentence = make_sentence(text, context)
    phrase = read_phrase(text, context) or _phrase_of_core(sentence)
    if phrase is None:
        moment = _foreign_moment(text, context, sentence)
        return TimeReading(moment=moment) if moment else TimeReading(problem="unclear", part=_unread(text, sentence))
    resolved = resolve(phrase, context)
    if resolved.moment is not None:
        return TimeReading(moment=resolved.moment)
    return TimeReading(problem=resolved.problem or "repeat", part=text.strip())


def warm(now: datetime, zone: tzinfo) -> None:
    """Load the word tables at start-up rather than during the first person's text."""
    read("remind me every monday at 9 to stretch", now=now, zone=zone)


def warm_rest(now: datetime, zone: tzinfo) -> None:
    """Load what few texts need: dateparser, and the calendars of lunar holidays.

    On a busy machine that takes longer than a text may take, and a text that needs it waits for it. So the bot loads it
    beside the first texts, too late to delay its start.
    """
    read("call mom 5 d\u00e9cembre", now=now, zone=zone)
    read("call mom on chinese new year", now=now, zone=zone)


def _words_outside_times(sentence: Sentence) -> tuple[str, ...]:
    """The words that the grammar has not read as a time, unlike "cinco de mayo" and "mardi gras"."""
    read_already = {at for one in sentence.timed for at in range(one.first, one.last)}
    return tuple(word for at, word in enumerate(sentence.words) if at not in read_already)


def _reading_of_foreign_date(text: str, context: Context) -> Reading | None:
    """A reminder whose date is in another language; None unless only the time is missing without that date."""
    found = read_foreign_date(text, context)
    if found is None:
        return None
    phrase, rest, moment = found
    command = read_in(rest, context).command
    if not isinstance(command, AskTime) or command.problem != "none":
        return None
    trace = Trace(words=phrase, rule="dateparser", known=("date", "clock") if moment.has_clock else ("date",))
    why = f'"{gsm7_words(phrase)}" = {moment_words(moment.at, context.locale.clock_hours)}'
    return Reading(Create(tasks=(Task(message=command.message, moment=moment),)), why, (trace,))


def _phrase_of_core(sentence: Sentence) -> TimePhrase | None:
    """The one phrase that covers the whole core."""
    whole = (one.phrase for one in sentence.timed if one.first <= sentence.first and one.last >= sentence.last)
    return next(whole, None)


def _foreign_moment(text: str, context: Context, sentence: Sentence) -> Moment | None:
    """The moment of a text that is a date in another language and nothing else."""
    found = read_foreign_date(text, context) if has_foreign_day(sentence.words) else None
    if found is None:
        return None
    _, rest, moment = found
    return None if rest.strip(_PUNCTUATION) else moment


def _unread(text: str, sentence: Sentence) -> str:
    """The words before the first time, or else after the last; the whole text if it names no time."""
    if not sentence.timed:
        return text.strip()
    first, last = sentence.timed[0].phrase, sentence.timed[-1].phrase
    before, after = text[: first.start].strip(_PUNCTUATION), text[last.end :].strip(_PUNCTUATION)
    return before or after or text.strip()
