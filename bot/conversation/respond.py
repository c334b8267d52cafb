"""Answers a command by calling its handler, and adds what every reply may need."""

from collections.abc import Callable

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import zone_words
from bot.conversation.handlers.consent import answer_request, with_consents_ended
from bot.conversation.handlers.create import create
from bot.conversation.handlers.delete import delete, delete_all
from bot.conversation.handlers.done import done
from bot.conversation.handlers.edit import edit
from bot.conversation.handlers.explain import explain, show_help
from bot.conversation.handlers.fallback import not_understood, with_failures_reset
from bot.conversation.handlers.inquiries import ask_about, ask_bot
from bot.conversation.handlers.list_reminders import line, list_reminders
from bot.conversation.handlers.opt_out import answer_regret, opt_in, opt_out
from bot.conversation.handlers.others import about_contacts, answer_about_contact, is_too_often, recipient_named
from bot.conversation.handlers.overviews import send_overview
from bot.conversation.handlers.preferences import change_settings
from bot.conversation.handlers.privacy import forget, without_forget_request
from bot.conversation.handlers.questions import (
    ASIDES,
    answer,
    ask_message,
    ask_time,
    completed_command,
    is_open,
    reading_context,
    without_question,
)
from bot.conversation.handlers.resuming import resumed
from bot.conversation.handlers.snooze import snooze, snooze_until
from bot.conversation.handlers.timezone import move_along, set_timezone, with_move_offer
from bot.conversation.handlers.undo import remember_change, undo
from bot.conversation.offers import accepted_task
from bot.conversation.proposals import ask_first, ask_whether_new
from bot.conversation.quiet_hours import with_quiet_hours_of
from bot.conversation.recently_sent import last_sent, recently_sent_reminders
from bot.conversation.said_again import just_changed, said_again
from bot.conversation.several_acts import carry_out
from bot.conversation.targets import choose
from bot.conversation.texts import account, delivery, guidance, others, refusals
from bot.conversation.trips import has_trip_ended, returned_home, with_trip_restored
from bot.domain.changes import Decision
from bot.domain.model import OptOut, ZoneSource
from bot.domain.records import replace
from bot.domain.wall_time import LAST_YEAR
from bot.understanding import command as c
from bot.understanding.agreement import says_yes
from bot.understanding.hints import times_of


def respond(
    command: c.Command,
    context: ReplyContext,
    opt_out_word: OptOut | None = None,
    acts: tuple[c.Reading, ...] = (),
) -> Decision:
    """Decide on ``command``, or on all ``acts`` of a text with several requests.

    The reply also reports the end of a trip and reminders that could not be delivered.

    ``opt_out_word`` is set if the provider has recognised and answered the text itself; the bot then changes its
    state but usually sends no reply.
    """
    before = context.person
    trip_is_over = has_trip_ended(before, context.now)
    context = context.of(returned_home(before)) if trip_is_over else context
    if command != c.ChangeSettings(name="forget"):
        context = context.of(without_forget_request(context.person))
    # a trip ends without a text of its own: its end is reported once there is a reply
    decision = _with_introduction(_decided(command, context, opt_out_word, acts), context)
    decision = with_consents_ended(decision, before, context)
    decision = with_quiet_hours_of(decision, before, context)
    if decision.reply is None or isinstance(command, c.Stop):  # an opt-out gets its confirmation and nothing else
        return replace(decision, person=with_trip_restored(decision.person, before)) if trip_is_over else decision
    if trip_is_over and decision.person.opted_out_at is None and decision.person.forgotten_at is None:
        news = account.back_home(zone_words(context.person.timezone))
        decision = _with_line(with_move_offer(news, context.of(decision.person)), decision)
    unreported = context.person_context.unreported
    if not unreported:
        return decision
    count = len(unreported) + context.person_context.more_unreported
    first = unreported[0]
    note = delivery.not_delivered(
        first.body, context.moment_words(first.due_at), count, is_unsure=first.outcome_unknown
    )
    return replace(_with_line(note, decision), reported=unreported)


def _decided(
    command: c.Command, context: ReplyContext, opt_out_word: OptOut | None, acts: tuple[c.Reading, ...]
) -> Decision:
    is_answer = context.recipient is None and (opt_out_word is None or _accepts_offer(context))
    answered = resumed(context) if is_answer else None
    if is_answer and answered is None:
        answered = said_again(context)
    if answered is not None:
        acts, context = answered
        command, opt_out_word, acts = acts[0].command, None, acts if len(acts) > 1 else ()
    if acts and context.recipient is not None:
        return Decision(reply=others.ONE_BY_NAME, person=context.person)
    if not acts or opt_out_word is not None:
        return _within_reach(command, context, opt_out_word)
    return carry_out(acts, context, lambda one, current: _within_reach(one, current, None))


def _with_line(news: str, decision: Decision) -> Decision:
    """Return ``decision`` with ``news`` as a further line of its reply."""
    decision_with_line = replace(decision, reply=f"{decision.reply}\n{news}")
    word_reply = decision.reply_for_outcomes
    if word_reply is None:
        return decision_with_line
    return replace(decision_with_line, reply_for_outcomes=lambda outcomes: f"{word_reply(outcomes)}\n{news}")


def _within_reach(command: c.Command, context: ReplyContext, opt_out_word: OptOut | None) -> Decision:
    """The answer, unless it would plan something after ``LAST_YEAR``.

    The reader refuses such a time, but a long delay can still add up to one ("snooze for 8000 years"). Past the year
    9999, Python's dates overflow.
    """
    try:
        decision = _answer(command, context, opt_out_word)
    except OverflowError:
        return Decision(reply=refusals.TOO_FAR, person=context.person)
    if is_too_often((*decision.made, *decision.changed)):
        return Decision(reply=others.NOT_OFTEN, person=context.person)
    before = {reminder.id: reminder.due_at for reminder in context.person_context.reminders}
    moved = [reminder for reminder in (*decision.made, *decision.changed) if before.get(reminder.id) != reminder.due_at]
    if any(reminder.due_at.year > LAST_YEAR for reminder in moved):
        return Decision(reply=refusals.TOO_FAR, person=context.person)
    return decision


def _answer(command: c.Command, context: ReplyContext, opt_out_word: OptOut | None) -> Decision:
    is_consent = opt_out_word is None or (opt_out_word is OptOut.START and says_yes(context.text))
    if is_consent and (consented := answer_request(command, context)) is not None:
        return consented
    if opt_out_word is not None and not _accepts_offer(context):
        return _after_provider(opt_out_word, context)
    if context.person.opted_out_at is not None and not isinstance(command, c.Start):
        return _while_opted_out(command, context)
    if (about_contact := answer_about_contact(command, context) or about_contacts(context)) is not None:
        return remember_change(about_contact, context) if about_contact.cancelled else about_contact
    if context.is_unclear:
        return Decision(reply=others.ONE_BY_NAME, person=context.person)
    if context.recipient is not None and not isinstance(command, c.Create | c.AskTime):
        return Decision(reply=others.HOW_TO, person=context.person)
    command = _end_or_time(command, context)
    if isinstance(command, c.Unknown):
        command = completed_command(command, context) or command
    # a new command drops the open question
    without_open_question = context if isinstance(command, ASIDES) else context.of(without_question(context.person))
    decision = (
        answer(command, _for_pending_recipient(context))
        or _retimed(command, context)
        or _unsure(command, context)
        or _respond(command, without_open_question)
    )
    if not isinstance(command, c.Unknown) or decision.made:
        decision = replace(decision, person=with_failures_reset(decision.person))
    if isinstance(command, c.Stop | c.Start):
        return decision
    return remember_change(decision, context, is_undo=isinstance(command, c.Undo))


def _for_pending_recipient(context: ReplyContext) -> ReplyContext:
    """The context of an answer to "When?", which may be about a reminder for somebody else."""
    name = context.person.memory.pending_recipient
    if name is None or context.recipient is not None:
        return context
    return replace(context, recipient=recipient_named(name, "", context))


def _accepts_offer(context: ReplyContext) -> bool:
    """Whether the text is the "yes" to an offer of the bot's, which carriers take for START."""
    is_offer = is_open(context) and (accepted_task(context) or context.person.memory.pending_text) is not None
    return is_offer and context.person.opted_out_at is None and says_yes(context.text)


def _while_opted_out(command: c.Command, context: ReplyContext) -> Decision:
    """No reply to someone who opted out, because carriers would block it. "Forget me" still works, without a reply."""
    if command == c.ChangeSettings(name="forget"):
        return replace(forget(context), reply=None, reply_for_outcomes=None)
    if isinstance(command, c.Stop):
        return replace(opt_out(command, context), reply=None, reply_for_outcomes=None)
    if (regretted := answer_regret(command, context)) is not None:
        return regretted
    return Decision(reply=None, person=context.person)


def _with_introduction(decision: Decision, context: ReplyContext) -> Decision:
    """Introduce the bot and say how to opt out in the first reply to someone, as carriers require.

    The zone guessed for them is mentioned with their first reminder.
    """
    person = decision.person
    if context.person.introduced or decision.reply is None or person.opted_out_at or person.forgotten_at:
        return decision
    if not decision.made and person.zone_source is not ZoneSource.SAID:
        person = replace(person, memory=replace(person.memory, zone_unannounced=True))
    if person.introduced:
        return replace(decision, person=person)
    return replace(decision, reply=guidance.introduced(decision.reply), person=replace(person, introduced=True))


def _after_provider(word: OptOut, context: ReplyContext) -> Decision:
    if word is OptOut.STOP:
        return opt_out(c.Stop(is_carrier_word=True), context)
    if word is OptOut.START:
        return opt_in(c.Start(), context)
    return Decision(reply=None, person=context.person)


def _respond(command: c.Command, context: ReplyContext) -> Decision:
    if isinstance(command, c.Cancel | c.Edit | c.Done) and (asked := ask_first(command, context)) is not None:
        return asked
    if isinstance(command, c.Create) and (asked := ask_whether_new(command, context)) is not None:
        return asked
    return _ANSWERS[type(command)](command, context)


def _unknown(command: c.Unknown, context: ReplyContext) -> Decision:
    """A bare time snoozes the reminder just sent, or starts a new one. Anything else is not understood."""
    return snooze_until(command, context) or ask_message(command, context) or not_understood(command, context)


def _retimed(command: c.Command, context: ReplyContext) -> Decision | None:
    """ "every day of course", "maybe wed", right after a reminder was set or moved: the time of that one; else None."""
    if not isinstance(command, c.Unknown) or is_open(context):
        return None
    numbers = just_changed(context)
    if any(one.number == command.number for one in context.listed_reminders if one.number not in numbers):
        return None  # "8", which may be another reminder
    moment, repeat = command.moment, command.repeat
    if numbers and repeat is not None:
        return None if repeat.has_clock else edit(c.Edit(target=c.Target(numbers=numbers), repeat=repeat), context)
    if len(numbers) != 1:
        return None
    if moment is not None:  # "tomorrow at 5" says enough for another reminder
        is_full = moment.has_date and moment.has_clock
        return None if is_full else edit(c.Edit(target=c.Target(), moment=moment), context)
    moments = [task.moment for task in times_of(context.text, reading_context(context))]
    clocks = tuple(one for one in moments if one is not None and not one.has_date)
    if len(clocks) < 2 or len(clocks) < len(moments):
        return None
    return edit(c.Edit(target=c.Target(), moment=clocks[0], also=clocks[1:]), context)


def _end_or_time(command: c.Command, context: ReplyContext) -> c.Command:
    """ "until friday" ends the series spoken of; as an answer, or where that is no series, it is just a time."""
    if not isinstance(command, c.Edit) or command.until is None or command.target != c.Target():
        return command
    spoken_of = choose(command.target, context).reminders
    is_series = len(spoken_of) == 1 and spoken_of[0].rrule is not None
    return command if is_series and not is_open(context) else c.Unknown(moment=command.until)


def _unsure(command: c.Command, context: ReplyContext) -> Decision | None:
    """Ask whether "no, at 2" is about the reminder mentioned last, if another text came between that the bot missed."""
    memory = context.person.memory
    if not isinstance(command, c.Edit) or command.target != c.Target() or not memory.not_understood_at:
        return None
    mentioned_at = memory.last_mentioned_at
    if mentioned_at is None or mentioned_at > memory.not_understood_at[-1] or last_sent(context) is not None:
        return None
    (*_, reminder) = choose(command.target, context).reminders or (None,)
    if reminder is None:
        return None
    reply = guidance.about_reminder(reminder.number, line(reminder, context), repeats=reminder.rrule is not None)
    return Decision(reply=reply, person=context.person)


def _snooze(command: c.Snooze, context: ReplyContext) -> Decision:
    """Snooze; but without a recently sent reminder, "remind me about it at 6" moves the one mentioned last."""
    is_about_last = command.target in (c.Target(), c.Target(is_last=True))
    if (
        is_about_last
        and command.moment is not None
        and not recently_sent_reminders(context)
        and choose(c.Target(), context).reminders
    ):
        return edit(c.Edit(target=c.Target(), moment=command.moment), context)
    return snooze(command, context)


def _silence(_: c.Thanks, context: ReplyContext) -> Decision:
    return Decision(reply=None, person=context.person)


_ANSWERS: dict[type, Callable[..., Decision]] = {
    c.Create: create,
    c.AskTime: ask_time,
    c.ListReminders: list_reminders,
    c.Cancel: delete,
    c.CancelAll: delete_all,
    c.Edit: edit,
    c.Snooze: _snooze,
    c.Done: done,
    c.Undo: undo,
    c.SetTimezone: set_timezone,
    c.Stop: opt_out,
    c.Start: opt_in,
    c.Help: show_help,
    c.Why: explain,
    c.MoveAlong: move_along,
    c.ChangeSettings: change_settings,
    c.SendOverview: send_overview,
    c.Thanks: _silence,
    c.AskBot: ask_bot,
    c.AskAbout: ask_about,
    c.Unknown: _unknown,
}
