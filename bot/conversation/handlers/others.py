"""Reminds somebody else: asks for their number, asks them for consent, and ends it when either side wants."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.conversation.context import ReplyContext
from bot.conversation.heads_up_words import next_words
from bot.conversation.texts import others, questions
from bot.domain.changes import ContactText, Decision, PersonContext
from bot.domain.contacts import AskRefusal, Contact, ContactState, ask_refusal, next_day_time
from bot.domain.model import Person, Reminder
from bot.domain.records import replace
from bot.domain.recurrence import Recurrence
from bot.understanding import command as c
from bot.understanding.agreement import says_no
from bot.understanding.recipients import ended_recipient, leads_away, own_name, wants_report

NAME = "name"  # the verb of the open question for the asker's own name
OPEN_FOR = timedelta(days=1)
MOST_CONTACTS = 50
# A text that is one of these is no answer to "What's your husband's number?".
_OTHER_COMMANDS = (
    c.ListReminders,
    c.Create,
    c.Cancel,
    c.CancelAll,
    c.Edit,
    c.Snooze,
    c.Done,
    c.Undo,
    c.Stop,
    c.Start,
    c.Why,
    c.ChangeSettings,
)
_REFUSALS = {
    AskRefusal.NOT_TEXTED: others.NOT_A_PHONE,
    AskRefusal.OWN_NUMBER: others.MY_OWN_NUMBER,
    AskRefusal.SELF: others.YOUR_OWN_NUMBER,
    AskRefusal.OPTED_OUT: others.OPTED_OUT,
    AskRefusal.ASKED_BEFORE: others.ASKED_BEFORE,
    AskRefusal.ASKED_OFTEN: others.ASKED_OFTEN,
    AskRefusal.TOO_MANY: others.TOO_MANY,
    AskRefusal.CHAIN: others.CHAIN,
    AskRefusal.CHANNEL: others.CHANNEL,
    AskRefusal.BUSY: others.BUSY,
}


def recipient_named(name: str, number: str, context: ReplyContext) -> Contact:
    """The person's contact with this number, else with this name; a new one if there is none."""
    contacts = context.person_context.contacts
    by_number = next((one for one in contacts if number and one.number == number), None)
    by_name = next((one for one in reversed(contacts) if name and one.name.casefold() == name.casefold()), None)
    if by_number is not None:
        return by_number
    if by_name is not None and (not number or not by_name.number):
        return replace(by_name, number=by_name.number or number)
    return Contact(
        id=context.new_id(),
        asker_id=context.person.id,
        name=name or number,
        created_at=context.now,
        number=number,
    )


def refused_for_recipient(command: c.Create, contact: Contact, context: ReplyContext) -> Decision | None:
    """Why the reminders cannot be set for ``contact``; None if they can."""
    reply, limit = "", None
    if contact.refuses:
        reply = others.refuses(contact.name)
    elif not contact.accepts and any(leads_away(task.message) for task in command.tasks):
        reply = others.NO_LINKS
    elif _is_new(contact, context) and len(context.person_context.contacts) >= MOST_CONTACTS:
        reply, limit = others.TOO_MANY_CONTACTS, "contacts"
    elif contact.state is ContactState.NEW and contact.number and (reason := _number_refusal(context)) is not None:
        reply, limit = _REFUSALS[reason], reason.value
    return Decision(reply=reply, person=context.person, over_limit=limit) if reply else None


def _is_new(contact: Contact, context: ReplyContext) -> bool:
    return all(one.id != contact.id for one in context.person_context.contacts)


def note_for(contact: Contact, context: ReplyContext) -> str:
    """What the confirmation of a reminder for ``contact`` adds."""
    if not contact.accepts:
        return others.set_once_accepted(contact.name)
    zone = context.zone_of(contact.number)
    return others.set_for(contact.name) if zone == context.person.timezone else others.set_for_in_zone(contact.name)


def with_consent_asked(decision: Decision, contact: Contact, context: ReplyContext) -> Decision:
    """``decision``, which sets reminders for ``contact``, with the next question until they can be asked."""
    if contact.state is not ContactState.NEW or not decision.made:
        return decision
    # The question takes the place of the confirmation, and of the introduction in it.
    decision = replace(decision, person=replace(decision.person, introduced=context.person.introduced))
    return _next_step(decision, contact, decision.made, context)


def _next_step(
    decision: Decision, contact: Contact, reminders: tuple[Reminder, ...], context: ReplyContext
) -> Decision:
    """Ask for the number, then for the person's own name, then the contact for consent."""
    first = next(iter(reminders), None)
    person = decision.person
    if not contact.number:
        when = next_words(first, context) if first is not None else ""
        reply = others.ask_number(contact.name, when, first.message if first is not None else "")
        person = _with_question(person, contact, context, verb=None)
        return replace(decision, reply=reply, person=person, contacts=(contact,))
    name = person.preferences.name
    if name is None:
        person = _with_question(person, contact, context, verb=NAME)
        return replace(decision, reply=others.ask_own_name(contact.name), person=person, contacts=(contact,))
    asked_at = next_day_time(context.now, context.zone_of(contact.number))
    asked = replace(contact, state=ContactState.ASKED, asked_at=asked_at, asker_name=name, asker_number=person.number)
    message = first.message if first is not None and not leads_away(first.message) else ""
    text = others.request(name, person.number, message)
    later = context.clock_words(asked_at) if asked_at > context.now else ""
    reply = others.asked(contact.name, later)
    if first is not None:
        reply = others.set_and_asked(first.number, next_words(first, context), first.message, contact.name, later)
    return replace(
        decision,
        reply=reply,
        person=without_contact_question(person),
        contacts=(asked,),
        contact_texts=(ContactText(body=text, contact=asked),),
    )


def _with_question(person: Person, contact: Contact, context: ReplyContext, *, verb: str | None) -> Person:
    memory = replace(
        person.memory,
        pending_contact=contact.id,
        pending_verb=verb,
        pending_since=context.now,
        pending_asked_twice=False,
    )
    return replace(person, memory=memory)


def without_contact_question(person: Person) -> Person:
    memory = replace(
        person.memory, pending_contact=None, pending_verb=None, pending_since=None, pending_asked_twice=False
    )
    return replace(person, memory=memory)


def answer_about_contact(command: c.Command, context: ReplyContext) -> Decision | None:
    """Take the number of a contact or the person's own name; None if the text is no such answer."""
    memory = context.person.memory
    contact = pending_contact(context.person_context, context.now)
    if context.recipient is not None:
        return None
    if contact is None:
        return _late_number(command, context)
    if says_no(context.text) or (isinstance(command, c.Cancel) and command.is_dismissal):
        dropped = _set_for(contact, context)
        return Decision(
            reply=questions.QUESTION_DROPPED, person=without_contact_question(context.person), cancelled=dropped
        )
    if memory.pending_verb == NAME:
        return _own_name_given(command, contact, context)
    facts = context.person_context.number_facts
    if facts is not None:
        return _number_given(contact, facts.number, context)
    if isinstance(command, _OTHER_COMMANDS) or memory.pending_asked_twice:
        return None
    memory = replace(memory, pending_asked_twice=True)
    return Decision(reply=others.no_number(contact.name), person=replace(context.person, memory=memory))


def pending_contact(person_context: PersonContext, now: datetime) -> Contact | None:
    """The contact that the open question is about; None if it is about something else, or too old."""
    memory = person_context.person.memory
    if memory.pending_since is None or now - memory.pending_since > OPEN_FOR:
        return None
    about = (one for one in person_context.contacts if one.id == memory.pending_contact)
    return next((one for one in about if one.state is ContactState.NEW), None)


def _late_number(command: c.Command, context: ReplyContext) -> Decision | None:
    """A number, long after the question or in place of one that was refused, is that of the latest new contact."""
    facts = context.person_context.number_facts
    if facts is None or not isinstance(command, c.Unknown):
        return None
    waiting = [
        one for one in context.person_context.contacts if one.state is ContactState.NEW and _set_for(one, context)
    ]
    return _number_given(waiting[-1], facts.number, context) if waiting else None


def _own_name_given(command: c.Command, contact: Contact, context: ReplyContext) -> Decision | None:
    name = own_name(context.text)
    if isinstance(command, _OTHER_COMMANDS):
        return None
    if not name:
        return Decision(reply=others.BAD_NAME, person=context.person)
    if (reason := _number_refusal(context)) is not None:
        return Decision(reply=_REFUSALS[reason], person=context.person, over_limit=reason.value)
    person = replace(context.person, preferences=replace(context.person.preferences, name=name))
    decision = Decision(reply=None, person=person)
    return _next_step(decision, contact, _set_for(contact, context), context)


def _number_given(contact: Contact, number: str, context: ReplyContext) -> Decision:
    reminders = _set_for(contact, context)
    same = next((one for one in context.person_context.contacts if number and one.number == number), None)
    if same is not None and same.id != contact.id:
        return _merged(contact, same, reminders, context)
    if (reason := _number_refusal(context)) is not None:
        return Decision(reply=_REFUSALS[reason], person=context.person, over_limit=reason.value)
    decision = Decision(reply=None, person=context.person)
    return _next_step(decision, replace(contact, number=number), reminders, context)


def _merged(contact: Contact, same: Contact, reminders: tuple[Reminder, ...], context: ReplyContext) -> Decision:
    """The number is that of a contact whom the person called something else: one contact, by the latest name."""
    person = without_contact_question(context.person)
    if same.refuses:
        return Decision(reply=others.refuses(contact.name), person=person, cancelled=reminders)
    both = (replace(contact, name=""), replace(same, name=contact.name))
    moved = tuple(replace(reminder, contact_id=same.id) for reminder in reminders)
    if same.state is ContactState.NEW:
        return _next_step(Decision(reply=None, person=person, changed=moved), both[1], moved, context)
    return Decision(reply=note_for(both[1], context), person=person, changed=moved, contacts=both)


def _number_refusal(context: ReplyContext) -> AskRefusal | None:
    facts = context.person_context.number_facts
    if facts is None:
        return AskRefusal.BUSY
    asked_by = [one.contact for one in context.person_context.asked_by]
    return ask_refusal(
        facts,
        asker_number=context.person.number,
        asker_was_asked_at=max((one.asked_at for one in asked_by if one.asked_at is not None), default=None),
        asked_by_number=any(one.asker_number == facts.number for one in asked_by),
        own_numbers=context.limits.own_numbers | {context.person.bot_number},
        countries=context.limits.countries,
        now=context.now,
    )


def _set_for(contact: Contact, context: ReplyContext) -> tuple[Reminder, ...]:
    return tuple(one for one in context.listed_reminders if one.contact_id == contact.id)


def about_contacts(context: ReplyContext) -> Decision | None:
    """ "stop reminding my husband", "tell me when he's done"; None for any other text."""
    if wants_report(context.text):
        last = set(context.person.memory.last_mentioned)
        about = [one for one in context.open_reminders if one.contact_id is not None]
        about = [one for one in about if one.id in last] or about[-1:]
        if not about:
            return None
        contact = context.person_context.contact_of(about[0])
        changed = tuple(replace(one, reports_done=True) for one in about)
        reply = others.will_report(contact.name if contact is not None else "")
        return Decision(reply=reply, person=context.person, changed=changed)
    name = ended_recipient(context.text)
    contacts = context.person_context.contacts
    contact = next((one for one in reversed(contacts) if name and one.name.casefold() == name.casefold()), None)
    if contact is None:
        return None
    ended = _set_for(contact, context)
    reply = others.stopped_for(contact.name, len(ended)) if ended else others.NOTHING_SET_FOR
    return Decision(reply=reply, person=context.person, cancelled=ended)


def is_too_often(reminders: Iterable[Reminder]) -> bool:
    """Whether one of these is for somebody else and would come more than once a day."""
    return any(
        one.until_done is not None or (one.rrule is not None and Recurrence.parse(one.rrule).is_below_a_day)
        for one in reminders
        if one.contact_id is not None
    )
