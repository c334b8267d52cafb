"""What a recipient answers to those who want to have them reminded: accept, decline, block. Both sides are told."""

from datetime import timedelta

from bot.conversation.context import ReplyContext
from bot.conversation.handlers.questions import is_open
from bot.conversation.recently_sent import recently_sent_reminders, sent_at
from bot.conversation.texts import others
from bot.domain.changes import AskedBy, ContactText, Decision, SentReminder
from bot.domain.contacts import Contact, ContactState
from bot.domain.model import Person
from bot.domain.records import replace
from bot.understanding import command as c
from bot.understanding.recipients import Answer, answer_to_asker

S = ContactState
ANSWER_WITHIN = timedelta(days=7)  # a bare "ok"; with the asker's name it may come later
# How texts are read that say neither yes nor no, from somebody who has never texted the bot.
_NO_ANSWER = (c.Unknown, c.Help, c.Thanks, c.AskBot, c.AskTime, c.AskAbout, c.Why)

_BECOMES = {Answer.ACCEPT: S.ACCEPTED, Answer.DECLINE: S.DECLINED, Answer.BLOCK: S.BLOCKED}
_REPLIES = {S.ACCEPTED: others.accepted, S.DECLINED: others.declined, S.BLOCKED: others.blocked}
_NEWS = {
    S.ACCEPTED: others.accepted_to_asker,
    S.DECLINED: others.declined_to_asker,
    S.BLOCKED: others.ended_by_contact,
}


def answer_request(command: c.Command, context: ReplyContext) -> Decision | None:
    """Take the text as an answer to somebody who wants to have its sender reminded; None if it is not one."""
    asked_by = tuple(one for one in context.person_context.asked_by if one.contact.asked_at is not None)
    if not asked_by or context.person.opted_out_at is not None:
        return None
    said = answer_to_asker(context.text)
    if said is None:
        return _explained(command, asked_by, context)
    answer, name = said
    if name:
        meant = [one for one in asked_by if _is_called(one.contact, name)]
        if not meant:
            # "block party at 6pm" is a reminder
            is_about_askers = context.text.casefold().startswith(("block", "allow", "unblock"))
            if not is_about_askers or not isinstance(command, c.Unknown):
                return None
            return Decision(reply=others.nobody_to_block(name), person=context.person)
    else:
        meant = _meant_by(answer, asked_by, context)
    if len(meant) > 1:
        names = " or ".join(dict.fromkeys(one.contact.asker_name for one in meant))
        return Decision(reply=others.which_asker(names), person=context.person)
    return _decided(answer, meant[0], context) if meant else None


def _is_called(contact: Contact, name: str) -> bool:
    digits = "".join(filter(str.isdigit, name))
    by_number = len(digits) >= 7 and contact.asker_number.endswith(digits)
    return by_number or contact.asker_name.casefold() == name.casefold()


def _meant_by(answer: Answer, asked_by: tuple[AskedBy, ...], context: ReplyContext) -> list[AskedBy]:
    """Whom a bare "ok", "no" or "block" answers: only a request that nothing else has come after."""
    if answer is Answer.BLOCK:
        return [one for one in asked_by if not one.contact.refuses]
    memory = context.person.memory
    later = [sent_at(sent) for sent in recently_sent_reminders(context)]
    later += [at for at in (memory.pending_since,) if at is not None and is_open(context)]
    since = max(later, default=context.now - ANSWER_WITHIN)
    since = max(since, context.now - ANSWER_WITHIN)
    return [
        one
        for one in asked_by
        if one.contact.state is S.ASKED and one.contact.asked_at is not None and one.contact.asked_at >= since
    ]


def _decided(answer: Answer, asked: AskedBy, context: ReplyContext) -> Decision:
    contact = asked.contact
    state = S.BLOCKED if answer is Answer.DECLINE and contact.accepts else _BECOMES[answer]
    person = replace(context.person, introduced=True)
    reply = _REPLIES[state](contact.asker_name)
    if contact.state is state:
        return Decision(reply=reply, person=person)
    after = replace(contact, state=state, decided_at=context.now)
    return Decision(
        reply=reply, person=person, contacts=(after,), contact_texts=_news(_NEWS[state](contact.name), asked)
    )


def _news(body: str, asked: AskedBy) -> tuple[ContactText, ...]:
    return (ContactText(body=body, to=asked.asker),) if asked.asker.opted_out_at is None else ()


def _explained(command: c.Command, asked_by: tuple[AskedBy, ...], context: ReplyContext) -> Decision | None:
    """Say once who asks, to somebody who was asked and has never texted the bot."""
    waiting = [one.contact for one in asked_by if one.contact.state is S.ASKED]
    if context.person.introduced or not waiting or not isinstance(command, _NO_ANSWER):
        return None
    reply = others.who_is_it(waiting[-1].asker_name, waiting[-1].asker_number)
    return Decision(reply=reply, person=replace(context.person, introduced=True))


def with_consents_ended(decision: Decision, before: Person, context: ReplyContext) -> Decision:
    """``decision``; whoever opts out or is forgotten gets nothing from others either, and these are told."""
    was_reachable = before.opted_out_at is None and before.forgotten_at is None
    is_reachable = decision.person.opted_out_at is None and decision.person.forgotten_at is None
    ended = [one for one in context.person_context.asked_by if not one.contact.refuses and one.contact.asked_at]
    if not was_reachable or is_reachable or not ended:
        return decision
    contacts = tuple(
        replace(one.contact, state=S.BLOCKED if one.contact.accepts else S.DECLINED, decided_at=context.now)
        for one in ended
    )
    news = tuple(text for one in ended for text in _news(others.ended_by_contact(one.contact.name), one))
    return replace(decision, contacts=contacts, contact_texts=news)


def with_report(decision: Decision, sent: SentReminder, context: ReplyContext) -> Decision:
    """``decision``, that what somebody else has set is done, with the news for them if they want to hear of it."""
    asked = next((one for one in context.person_context.asked_by if one.contact.id == sent.message.contact_id), None)
    if asked is None or not sent.reminder.reports_done:
        return decision
    words = sent.reminder.message.removesuffix(f"(from {asked.contact.asker_name})").strip()
    return replace(decision, contact_texts=_news(others.done_to_asker(asked.contact.name, words), asked))
