"""Reminding somebody else: asking the asker for a number and a name, the recipient for consent, and what comes of it.

Whom a text names is in the asker's words: "my husband" is "your husband" to the asker.
"""

from bot.conversation.formatting import fitted, joined, shortened

_LONGEST_NAME = 24


def your(name: str) -> str:
    """``name`` as the bot says it to the asker: "my husband" is "your husband"."""
    words = shortened(name, _LONGEST_NAME)
    return f"your {words[3:]}" if words.lower().startswith("my ") else words or "they"


def _start(words: str) -> str:
    return words[:1].upper() + words[1:] if words[:1].isascii() else words  # GSM-7 has few capitals with accents


def for_whom(name: str) -> str:
    """Ahead of the words of a reminder in a list."""
    return f"for {your(name)}: "


def from_asker(asker_name: str, when: str, message: str) -> str:
    """A line of the recipient's list: what somebody else has set for them."""
    return f"from {asker_name}, {when}: {message}"


def ask_number(name: str, when: str, message: str) -> str:
    """``when`` and ``message`` are those of the reminder, "" without one."""

    def text(words: str) -> str:
        start = f"OK, {': '.join(filter(None, (when, words)))}. " if when else ""
        return f"{start}What's {possessive(name)} phone number? I'll ask their OK first."

    return fitted(text, message)


def possessive(name: str) -> str:
    who = your(name)
    return f"{who}'" if who.endswith("s") else f"{who}'s"


def no_number(name: str) -> str:
    return f"I need {possessive(name)} phone number, with the country code, e.g. +13125550199. Or text never mind."


def ask_own_name(name: str) -> str:
    return f"And what's your first name? {_start(your(name))} will see it with your number."


BAD_NAME = "Please text just your first name, letters only, e.g. Dana."


def request(asker_name: str, asker_number: str, message: str) -> str:
    """The one text to somebody who has not accepted: who asks, for what, and how to answer."""
    quoted = message.replace('"', "'")  # so that nothing in it passes for the bot's own words

    def text(words: str) -> str:
        what = f': "{words}"' if words else ""
        start = f"{asker_name} ({asker_number}) wants me, a reminder bot, to remind you{what}."
        return f"{start} Reply OK to accept or STOP for no texts."

    return fitted(text, quoted)


def asked(name: str, later: str) -> str:
    """``later`` is the clock time at which they are asked, "" if that was now: nobody is asked at night."""
    done = _will_ask(name, later) if later else f"I asked {your(name)} and will tell you the answer."
    return f"{done} Not right? Text undo."


def _will_ask(name: str, later: str) -> str:
    return f"It's night there. I'll ask {your(name)} at {later}."


def set_and_asked(number: int, when: str, message: str, name: str, later: str) -> str:
    """A reminder that waits for the consent of its recipient, who has just been asked, or is ``later``."""
    asked_now = f"I asked {your(name)} and will text them once they say OK."
    done = _will_ask(name, later) if later else asked_now

    def text(words: str) -> str:
        what = f": {words}" if words else ""
        return f"Reminder {number}, {when}{what}. {done}"

    return joined(fitted(text, message), f"Not right? Text delete {number}.")


def will_report(name: str) -> str:
    return f"I'll tell you when {your(name)} replies done."


def set_for(name: str) -> str:
    """A note in the confirmation of a reminder for somebody who accepted."""
    return f"I'll text {your(name)}."


def set_for_in_zone(name: str) -> str:
    return f"I'll text {your(name)} then, by your clock."


def set_once_accepted(name: str) -> str:
    return f"I'll text {your(name)} once they say OK."


def accepted_to_asker(name: str) -> str:
    return f"{_start(your(name))} said OK. I'll send your reminders there from now on. Text list to see them."


def declined_to_asker(name: str) -> str:
    return f"{_start(your(name))} said no, so I won't remind them. Tell me if I should remind you instead."


def ended_by_contact(name: str) -> str:
    return f"{_start(your(name))} doesn't want reminders through me any more. What you set for them is cancelled."


def not_accepted(words: str, name: str) -> str:
    """Due, but the recipient has not said OK."""
    return fitted(lambda shown: f"{_start(your(name))} hasn't said OK yet, so I couldn't send this: {shown}", words)


def done_to_asker(name: str, words: str) -> str:
    return fitted(lambda shown: f"{_start(your(name))} is done: {shown}", words)


def accepted(asker_name: str) -> str:
    return (
        f"OK, you'll get reminders from {asker_name}. Text block {asker_name} to end that, STOP for no texts at all, "
        "? for help."
    )


def declined(asker_name: str) -> str:
    return f"OK, no reminders from {asker_name}. Changed your mind? Text allow {asker_name}."


def blocked(asker_name: str) -> str:
    return f"Blocked. {asker_name} can't send you reminders any more. Text allow {asker_name} to undo that."


def who_is_it(asker_name: str, asker_number: str) -> str:
    """A recipient who was asked and answers with something else."""
    return (
        f"I'm a reminder bot. {asker_name} ({asker_number}) wants me to remind you. "
        "Reply OK to accept, NO to decline, STOP for no texts."
    )


def who_sends(asker_name: str, asker_number: str) -> str:
    """A recipient who accepted and wants to know who it was."""
    return (
        f"I'm a reminder bot. {asker_name} ({asker_number}) sends you reminders. Text block {asker_name} to end that."
    )


def which_asker(names: str, answer: str) -> str:
    """``names`` as "Dana or Sam", ``answer`` as "block Dana"."""
    return fitted(lambda words: f'{words}? Text e.g. "{answer}".', names)


def nobody_to_block(name: str) -> str:
    return fitted(lambda words: f"Nobody called {words} sends you reminders through me.", name)


def refuses(name: str) -> str:
    return f'{_start(your(name))} doesn\'t want reminders through me. For yourself, text e.g. "remind me at 6 to call".'


def waiting(name: str) -> str:
    return f"{_start(your(name))} hasn't said OK yet. I asked once, and can't ask again."


def stopped_for(name: str, count: int) -> str:
    what = "1 reminder" if count == 1 else f"{count} reminders"
    return f"Deleted {what} for {your(name)}. {UNDO}"


UNDO = "Text undo to revert that."
NOTHING_SET_FOR = "I have nothing set for them. Text list to see your reminders."
ONE_BY_NAME = 'One reminder for one person at a time, please, by name: "remind my husband at 6 to buy milk".'
HOW_TO = 'For somebody else, text e.g. "remind my husband at 6 to buy milk". I ask them first, and they can say no.'
NOT_OFTEN = "For somebody else, I can repeat a reminder once a day at most."
NO_LINKS = "Until they say OK, I can't send them links, phone numbers or how to answer. Please word it without."
NOT_A_PHONE = "I can't text that number. Please check it, with the country code, e.g. +13125550199."
MY_OWN_NUMBER = "That's my own number. Please text the number of the person I should remind."
YOUR_OWN_NUMBER = "That's your own number. For yourself, text e.g. remind me at 6 to buy milk."
OPTED_OUT = "I can't text that number: they want no texts from me. I can remind you to tell them."
ASKED_BEFORE = "I asked that number for you before and can't ask again. They can text me: allow, and your name."
ASKED_OFTEN = "That number was asked often lately. I can't ask it again this month."
TOO_MANY = "You've asked enough new people for one day. Please try again tomorrow."
CHAIN = "You were just asked yourself. From tomorrow on, you can set reminders for others."
CHANNEL = "I can remind others by SMS only. Please text me by SMS for that."
BUSY = "I couldn't ask them just now. Please text the number again in a minute."
TOO_MANY_CONTACTS = "You have too many people for reminders. I can't add another."
