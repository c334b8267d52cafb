"""The keywords that carriers act on by themselves, if they are the whole text.

https://help.twilio.com/articles/223134027 and https://support.telnyx.com/en/articles/1270091. Telnyx does not act on
REVOKE and OPTOUT; the bot obeys them all the same.
"""

from collections.abc import Mapping

from bot.domain.model import OptOut

KEYWORDS: Mapping[OptOut, frozenset[str]] = {
    OptOut.STOP: frozenset(
        {"stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"},
    ),
    OptOut.START: frozenset({"start", "unstop", "yes"}),
    OptOut.HELP: frozenset({"help", "info"}),
}


def carrier_keyword(body: str) -> OptOut | None:
    """What a carrier does with this text by itself; None if it is just passed on to the bot."""
    text = " ".join(body.split()).casefold()
    return next((action for action, keywords in KEYWORDS.items() if text in keywords), None)
