"""What a recipient answers to those who want to have them reminded: accept, decline, block. Both sides are told."""

import re
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
from bot.understanding.recipients import Answer, answer_to_asker, is_same_name

S = ContactState
ANSWER_WITHIN = timedelta(days=7)  # a bare "ok"; with the asker's name it may come later
# How texts are read that say neither yes nor no, from somebody who has never texted the bot.
_NO_ANSWER = (c.Unknown, c.Help, c.Thanks, c.AskBot, c.AskTime, c.AskAbout, c.Why)

SHORT_NUMBER = 7  # digits at the end of a phone number that tell people apart
_DIALLED_ABROAD = re.compile("^(?:00|011|0)")  # ahead of the country code, or of a number without one
_WORDS = {Answer.ACCEPT: "ok", Answer.DECLINE: "no", Answer.BLOCK: "block"}
_BECOMES = {Answer.ACCEPT: S.ACCEPTED, Answer.DECLINE: S.DECLINED, Answer.BLOCK: S.BLOCKED}
_REPLIES = {S.ACCEPTED: others.accepted, S.DECLINED: others.declined, S.BLOCKED: others.blocked}
_NEWS = {
    S.ACCEPTED: others.accepted_to_asker,
    S.DECLINED: others.declined_to_asker,
    S.BLOCKED: others.ended_by_contact,
}


def answer_request(command: c.Command, context: ReplyContext) -> Decision | None:
    """Take the text as an answer to somebody who wants to have its sender reminded; None if it is not one."""
    asked_by = tuple(one for one in context.person_context.asked_by if _has_been_asked(one, context))
    if not asked_by or context.person.opted_out_at is not None:
        return None
    said = answer_to_asker(context.text)
    if said is None:
        return _explained(command, asked_by, context)
    answer, name = said
    if answer is Answer.ASK_WHO:
        return _told_who(command, asked_by, context)
    meant = _called(name, answer, asked_by) if name else _meant_by(answer, asked_by, context)
    if not meant:
        # "block party at 6pm" is a reminder
        is_about_askers = name and context.text.casefold().startswith(("block", "allow", "unblock"))
        if not is_about_askers or not isinstance(command, c.Unknown):
            return None
        return Decision(reply=others.nobody_to_block(name), person=context.person)
    is_all_of_a_name = name and answer is not Answer.ACCEPT
    if len(meant) > 1 and not is_all_of_a_name:
        return Decision(reply=_which(meant, answer), person=context.person)
    return _decided(answer, meant, context)


def _has_been_asked(one: AskedBy, context: ReplyContext) -> bool:
    """Whether the request has left. At night it waits for the morning, and nothing they say is an answer to it."""
    return one.contact.asked_at is not None and one.contact.asked_at <= context.now


def _called(name: str, answer: Answer, asked_by: tuple[AskedBy, ...]) -> list[AskedBy]:
    """Those whom ``name``, a first name or a number, means; to accept, those who are not accepted yet if any."""
    meant = [one for one in asked_by if _is_called(one.contact, name)]
    return [one for one in meant if answer is not Answer.ACCEPT or not one.contact.accepts] or meant


def _is_called(contact: Contact, name: str) -> bool:
    digits = _DIALLED_ABROAD.sub("", "".join(filter(str.isdigit, name)))
    by_number = len(digits) >= SHORT_NUMBER and contact.asker_number.endswith(digits)
    return by_number or is_same_name(contact.asker_name, name)


def _which(meant: list[AskedBy], answer: Answer) -> str:
    """Ask whom of these askers the answer is for: by name, by number too if several have the same name."""
    people = sorted((one.contact.asker_name, one.contact.asker_number) for one in meant)
    names, numbers = [name for name, _ in people], [number for _, number in people]
    if len(set(names)) == len(names):
        return others.which_asker(" or ".join(names), f"{_WORDS[answer]} {names[0]}")
    short = [number[-SHORT_NUMBER:] for number in numbers]
    numbers = short if len(set(short)) == len(short) else numbers
    shown = [f"{name} {number}" for name, number in zip(names, numbers, strict=True)]
    return others.which_asker(" or ".join(shown), f"{_WORDS[answer]} {numbers[0]}")


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


def _decided(answer: Answer, meant: list[AskedBy], context: ReplyContext) -> Decision:
    contacts: list[Contact] = []
    news: list[ContactText] = []
    reply = ""
    for asked in meant:
        contact = asked.contact
        state = S.BLOCKED if answer is Answer.DECLINE and contact.accepts else _BECOMES[answer]
        reply = _REPLIES[state](contact.asker_name)
        if contact.state is not state:
            contacts.append(replace(contact, state=state, decided_at=context.now))
            news += _news(_NEWS[state](contact.name), asked)
    person = replace(context.person, introduced=True)
    return Decision(reply=reply, person=person, contacts=tuple(contacts), contact_texts=tuple(news))


def _news(body: str, asked: AskedBy) -> tuple[ContactText, ...]:
    return (ContactText(body=body, to=asked.asker),) if asked.asker.opted_out_at is None else ()


def _told_who(command: c.Command, asked_by: tuple[AskedBy, ...], context: ReplyContext) -> Decision | None:
    """Say who asks or sends reminders, and how to end that, as often as they want to know."""
    concerned = [one.contact for one in asked_by if not one.contact.refuses]
    if not concerned or not isinstance(command, _NO_ANSWER):
        return None
    words = context.text.replace("?", " ").split()
    named = [one for one in concerned if any(is_same_name(one.asker_name, word) for word in words)]
    waiting = [one for one in concerned if one.state is S.ASKED]
    contact = (named or waiting or concerned)[-1]
    word_reply = others.who_sends if contact.accepts else others.who_is_it
    return Decision(
        reply=word_reply(contact.asker_name, contact.asker_number), person=replace(context.person, introduced=True)
    )


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
