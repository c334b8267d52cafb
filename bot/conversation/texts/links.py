"""A second address of the same person."""

from bot.domain.link_codes import shown

UNKNOWN_CODE = "That code doesn't work. Text link where you want your reminders, and send me the new code from here."
OWN_CODE = "That code is for your other number or WhatsApp: send it to me from there."
ALREADY_LINKED = "This is linked already: you share one list. Text unlink to have two."
HAS_REMINDERS = "You have reminders here, too. Text delete all here first, then send me the code again."
LINKED = "Linked. You share one list now, and reminders come to the other chat. Text unlink here to have two again."
START_AT_NUMBER = "To get texts again, text START from the phone that gets your reminders."
UNLINKED = "Unlinked. This chat has a list of its own now."
UNLINKED_OTHERS = "Unlinked. Only this chat has your list now."
NOT_LINKED = "Nothing is linked here. Text link to share one list with another number or WhatsApp."


def linked_notice(address: str) -> str:
    """To the owner of the list: somebody at ``address`` has used the code."""
    return f"{address[:1].upper()}{address[1:]} now shares your list and can change it. Text unlink to end that."


def code_made(code: str) -> str:
    return (
        f"To share this list, text me link {shown(code)} from your other number or WhatsApp within an hour. "
        "Reminders still come here."
    )
