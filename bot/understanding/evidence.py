"""What speaks against a reading: a topic of other services, a question for the world, words of another command."""

import itertools
from collections.abc import Mapping

from bot.understanding.command import AskTime, Cancel, Create, Done, Edit, ListReminders, Reading, Unknown
from bot.understanding.intents.creating import LEFT_IN_MESSAGE
from bot.understanding.intents.heads import Head, Kind, opened_head, read_head
from bot.understanding.intents.later_heads import later_head
from bot.understanding.match import is_own_plan
from bot.understanding.mentions import Mentions
from bot.understanding.remarks import asks_somebody, is_ragged, is_remark
from bot.understanding.sentence import Sentence

_ITEMS = ("ITEM", "ITEMS")
_WORLD = ("WEATHER", "TRAFFIC", "MUSIC")
# Verbs of requests that a question about what is set does not have.
REQUESTING = frozenset({"CANCEL", "SNOOZE", "PAUSE", "RESUME", "RENAME", "ADVANCE"})
_TRIGGERS = ("CANCEL", "DROP", "CHANGE", "MOVE", "SHOW", "ADD", "SUBTRACT", "LENGTHEN", "SHORTEN", "SNOOZE", "ADVANCE")


def features_of(mentions: Mentions, reading: Reading) -> Mapping[str, int]:
    """The features of a reading that no rule made."""
    command = reading.command
    if not mentions.words:
        return {}  # nothing but courtesy: "thanks now"
    if isinstance(command, Unknown):
        return {"base": 4 if command.moment is not None else 0}
    if isinstance(command, Create | AskTime):
        return _of_creation(mentions, reading)
    if isinstance(command, Done):
        is_asked = ("?" in mentions.sentence.words and mentions.is_a("DID", 0)) or asks_somebody(mentions)
        return {"base": 4 if is_asked else 16}
    if isinstance(command, ListReminders):
        return {"base": 16, "of the world": int(_is_of_the_world(mentions))}
    if isinstance(command, Edit | Cancel):
        is_named = bool(command.target.numbers) or _names_item(mentions) or _has(mentions, "EVENT")
        is_elsewhere = _has(mentions, "MUSIC") or (isinstance(command, Cancel) and _has(mentions, "NOT_OURS"))
        is_new = _is_new_item(mentions) or (isinstance(command, Cancel) and _sets_item(mentions))
        return {"base": 16, "of the world": int(is_elsewhere and not is_named), "new item": int(is_new)}
    return {"base": 16}


def _has(mentions: Mentions, *labels: str) -> bool:
    return not mentions.present.isdisjoint(labels)


def _names_item(mentions: Mentions) -> bool:
    """Whether a reminder or a list of them is named as such; not the alert of "weather alert"."""
    labels = mentions.labels
    for at, of_word in enumerate(labels):
        if ("ITEM" in of_word or "ITEMS" in of_word) and not any(world in labels[at - 1] for world in _WORLD if at):
            return True
    return is_own_plan(mentions, 0, len(labels)) or any(
        "PLAN" in of_word and at and "OWN_LIST" in labels[at - 1] for at, of_word in enumerate(labels)
    )


def _sets_item(mentions: Mentions) -> bool:
    """True for "set reminder for ..." and "schedule a daily alarm ...", whatever follows."""
    labels = mentions.labels
    item = next((at for at in range(1, min(5, len(labels))) if "ITEM" in labels[at]), None)
    return "SET" in labels[0] and item is not None and "DEF" not in labels[item - 1]


def _is_new_item(mentions: Mentions) -> bool:
    """True for "set two alarms" and "make an alarm"."""
    labels, words = mentions.labels, mentions.words
    verb = next((at for at in range(len(words)) if any(one in labels[at] for one in ("SET", "WANT", "REPEAT"))), None)
    item = next((at for at in range(len(words)) if "ITEM" in labels[at] or "ITEMS" in labels[at]), None)
    if verb is None or item is None or item <= verb:
        return False
    between = range(verb + 1, item)
    if any("DEF" in labels[at] or "ALL" in labels[at] for at in between):
        return False
    is_counted = any(mentions.sentence.tokens[mentions.tokens[at]].word.number is not None for at in between)
    return any("INDEF" in labels[at] for at in between) or ("ITEMS" in labels[item] and (is_counted or not between))


def _is_of_the_world(mentions: Mentions) -> bool:
    """True for a question whose answer is not among one's reminders: the weather, the way, facts."""
    if _names_item(mentions):
        return False
    if _has(mentions, *_WORLD, "TRIP", "OTHER_LIST"):
        return True
    words, labels = mentions.words, mentions.labels
    is_own = any("MY" in labels[at] and "EVENT" in labels[at + 1] for at in range(len(words) - 1))
    if _has(mentions, "WORLD", "FACT") and not is_own and not _has(mentions, "EVENT") and not _asks_for_own(mentions):
        return True
    if len(words) > 2 and "SHOULD" in labels[0] and "WEAR" in labels[2]:
        return True
    if len(words) > 2 and "MODAL" in labels[0] | labels[1] and _has(mentions, "WEAR") and not _has(mentions, "THINGS"):
        return True
    if "IS_THERE" in labels[0] and not _has(mentions, "THINGS", "PLAN", "EVENT", "ONE"):
        return True
    return "OF_THE_PAST" in labels[0] and not is_own


def _asks_for_own(mentions: Mentions) -> bool:
    """ "what do I have", "my": of oneself; not "tell me", "I would like to know"."""
    if _has(mentions, "OF_SELF"):
        return True
    return any(
        "I_WORD" in of_word and (mentions.is_a("AUX", at - 1) or mentions.is_a("HAVING", at + 1))
        for at, of_word in enumerate(mentions.labels)
    )


def _of_creation(mentions: Mentions, reading: Reading) -> Mapping[str, int]:
    sentence, command = mentions.sentence, reading.command
    head = read_head(sentence, sentence.first) or opened_head(sentence) or later_head(sentence)
    features = {"base": 17 if head is not None else 12, "leftover": int(_has_leftovers(mentions))}
    if _has(mentions, *_WORLD) and any(_is_alert_of_world(mentions, at) for at in range(1, len(mentions.labels))):
        return {**features, "of the world": 1}
    is_pasted = _has_pasted(mentions, is_commanded=head is not None) or _is_after_event(sentence, head)
    is_pasted = is_pasted or _has_bare_clock(mentions) or _mixes_things(mentions, reading)
    features["pasted"] = int(is_pasted or (isinstance(command, Create) and is_ragged(command.tasks[0].message)))
    has_clock = any(one.phrase.fields.clocks or (one.phrase.delay_seconds or 0) > 1 for one in sentence.timed)
    if head is None:
        is_remark_only = isinstance(command, Create) and is_remark(mentions, command.tasks[0].message)
        features["remark"] = int(is_remark_only or _leaves_time(mentions, reading))
        is_fact = _has(mentions, "FACT") and _has(mentions, "TELL_ME")
        is_topic = is_fact or _has(mentions, *_WORLD) or ("WORLD" in mentions.present and _has(mentions, "LOOK_UP"))
        is_weather = "WEATHER" in mentions.labels[0]  # "record high for today"
        starts_errand = (
            sentence.is_a(sentence.first, "errand") and not is_weather and not is_fact and not _has(mentions, "LOOK_UP")
        )
        features["of the world"] = int(is_topic and not has_clock and not starts_errand)
    elif not sentence.timed and _is_fact(mentions, head.last):
        features["of the world"] = 1
    elif head.kind is Kind.TELL or sentence.is_a(head.first, "let_word"):
        behind = next((at for at, token in enumerate(mentions.tokens) if token >= head.last), 0)
        is_asking, is_topic = mentions.is_a("ASKING", behind), _has(mentions, "FACT", *_WORLD)
        is_fact = behind < len(mentions.words) and (is_topic or is_asking)
        is_asked = is_asking and not mentions.is_a("WHEN", behind) and is_topic
        features["of the world"] = int(is_asked or (is_fact and not has_clock))
    return features


def _leaves_time(mentions: Mentions, reading: Reading) -> bool:
    """True for the "tonight" of "trash out tonight + cans in tomorrow at 7": another time, which describes no noun."""
    sentence = mentions.sentence
    tasks = reading.command.tasks if isinstance(reading.command, Create) else ()
    left = {
        trace.words
        for trace in reading.traces
        if trace.rule == LEFT_IN_MESSAGE and all(trace.words in task.message for task in tasks)
    }
    for one in sentence.timed if left else ():
        is_left = sentence.text[one.phrase.start : one.phrase.end] in left
        is_noun = one.last < sentence.last and sentence.words[one.last].isalpha()
        is_noun = is_noun and not sentence.is_a(one.last, "function")
        if is_left and not (is_noun or one.phrase.is_latent or one.phrase.introduced or one.phrase.is_delay):
            return True
    return False


_CLOCK_DIGITS = (3, 4)


def _has_bare_clock(mentions: Mentions) -> bool:
    """True for the 330 of "flight thursday 6am wake me 330", which is an hour that nobody read."""
    words, tokens, sentence = mentions.words, mentions.tokens, mentions.sentence
    return any(
        word.isdecimal()
        and len(word) in _CLOCK_DIGITS
        and at not in mentions.times
        and sentence.is_a(tokens[at - 1], "me")
        for at, word in enumerate(words[1:], start=1)
    )


def _mixes_things(mentions: Mentions, reading: Reading) -> bool:
    """True for "lisinopril 8am, metoprolol 9am, gabapentin 10pm daily" as one: each hour is that of another thing."""
    tasks = reading.command.tasks if isinstance(reading.command, Create) else ()
    if len(tasks) != 1 or tasks[0].repeat is None or "," not in tasks[0].repeat.rrule.partition("BYHOUR=")[2]:
        return False
    sentence = mentions.sentence
    clocks = [one for one in sentence.timed if one.phrase.fields.clocks]
    return any(
        any(
            word.isalpha() and word in tasks[0].message.lower().split() for word in sentence.words[one.last : two.first]
        )
        for one, two in itertools.pairwise(clocks)
    )


def _is_after_event(sentence: Sentence, head: Head | None) -> bool:
    """True for "when the oven is hot, remind me 10 minutes later": the length is counted from what nobody timed."""
    if head is None or head.first <= sentence.first or not sentence.is_a(sentence.first, "upon"):
        return False
    return any(one.phrase.is_delay and one.first >= head.last for one in sentence.timed)


def _is_alert_of_world(mentions: Mentions, at: int) -> bool:
    """True for the alert of "any hazardous weather alert"."""
    return "ITEM" in mentions.labels[at] and any(world in mentions.labels[at - 1] for world in _WORLD)


def _is_fact(mentions: Mentions, token: int) -> bool:
    """True for "remind me of | the address of my bank": a fact to be told, not something to be done."""
    at = next((at for at, one in enumerate(mentions.tokens) if one >= token), len(mentions.tokens))
    return mentions.is_a("THE", at) and "FACT" in mentions.labels[min(at + 1, len(mentions.labels) - 1)]


def _has_pasted(mentions: Mentions, *, is_commanded: bool) -> bool:
    """True where words that refer to what was said before would become part of the message."""
    labels = mentions.labels
    names_day = any(one.phrase.fields.day is not None for one in mentions.sentence.timed)
    names_event = names_day or len(mentions.sentence.timed) > 1
    if "LEFTOVER" in mentions.present or ("THAT_DAY" in mentions.present and not names_event):
        return True
    if is_commanded:
        return False
    timed = mentions.sentence.timed
    if timed and all(one.phrase.delay_seconds == 1 for one in timed):
        return True  # "leaving now"
    return "WEAK_LEFTOVER" in mentions.present or "OPENING_LEFTOVER" in labels[0] or "CLOSING_LEFTOVER" in labels[-1]


def _has_leftovers(mentions: Mentions) -> bool:
    """True where a verb that changes or removes stands before a reminder that is there: "scrub my alarms friday"."""
    labels = mentions.labels
    if not _has(mentions, *_ITEMS):
        return False
    for at in range(len(labels) - 1):
        is_change = any(one in labels[at] for one in ("CHANGE", "CANCEL", "MOVE", "LENGTHEN", "SHORTEN"))
        if is_change and "LONE_IT" in labels[at + 1]:
            return True  # "I have a one hour timer, change it to ..."
    verb = next((at for at, of_word in enumerate(labels[:4]) if not of_word.keys().isdisjoint(_TRIGGERS)), None)
    if verb is None:
        return False
    item = next((at for at in range(verb + 1, len(labels)) if any(one in labels[at] for one in _ITEMS)), None)
    if item is None:
        return False
    if "ADD" in labels[verb] and mentions.has("TO_WORD", verb, item):
        return False  # "add call john to my reminders"
    is_own = any("DEF" in labels[at] or "ALL" in labels[at] or at in mentions.times for at in range(verb + 1, item))
    return is_own or "ITEMS" in labels[item]
