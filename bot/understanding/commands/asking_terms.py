"""Questions to the bot about its service: what it costs, its languages, when it texts, how one changes what is set."""

# ruff: noqa: E501 - a line break would split a pattern in two

from bot.understanding.command import AskBot, Topic
from bot.understanding.commands.about_the_bot import THIS, if_asked, if_question, if_timeless, of_topic
from bot.understanding.match import Match
from bot.understanding.rules import Rule


def _phone_off(match: Match) -> AskBot | None:
    """A question about a phone without power or signal, not a request that mentions one."""
    sentence = match.mentions.sentence
    said = {*match.mentions.words[match.start : match.end]}
    is_asked = not _ASKING.isdisjoint(sentence.words[: sentence.first + 1])
    is_about_signal = not said.isdisjoint(_SIGNAL) and not match.mentions.times
    return AskBot(topic=Topic.PHONE_OFF) if is_asked and is_about_signal else None


_ASKING = frozenset(["what", "will", "would", "do", "can", "what's"])
_SIGNAL = frozenset(
    {"phone", "cell", "battery", "signal", "service", "reception", "charge", "data", "wifi", "off", "abroad"}
)
_TONGUE = "(spanish|french|german|italian|portuguese|chinese|mandarin|arabic|hindi|polish|russian|korean|vietnamese|tagalog|japanese|turkish|dutch|english|creole|urdu|another language|other languages|any other language)"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern="how (do|can|would) i (skip|pause|tell you|let you know|say|miss out) [that|THING]",
        build=of_topic(Topic.SKIPPING),
        examples=("how do I skip one", "how do I tell you there's no school friday"),
        weight=10,
    ),
    Rule(
        pattern="[what's|what is|how] [the] (thelatest|latest|earliest|late|early) [time] [you can|can you|you'll|you will|do you] (text|remind|send|message) [me]",
        build=of_topic(Topic.HOURS),
        examples=("whats the latest you can text", "how late can you text me"),
        weight=8,
    ),
    Rule(
        pattern=f"[how|what] (much|what|does|do|is|are|will|would) [is|does|do|are|will|would] {THIS} (cost|charge|charging|costing) [me|us|money|anything|THING]",
        build=of_topic(Topic.COST),
        examples=("what does this cost?", "how much do you charge", "do u cost money lol", "is this costing me anything"),
        weight=8,
    ),
    Rule(
        pattern=f"(how much|what) [is|does|will|would|do] {THIS} [going to|gonna|be] (run|set|put|running|setting) me [back]",
        build=if_timeless(Topic.COST),
        examples=("how much is this gonna run me", "what will it set me back"),
        weight=8,
    ),
    Rule(
        pattern=f"(what's|what is|whats) the (price|cost|charge|fee|damage|catch|rate|monthly fee) [of|for] [{THIS}] [per|a] [month|text]",
        build=if_timeless(Topic.COST),
        examples=("what's the catch", "whats the price of this"),
        weight=8,
    ),
    Rule(
        pattern="(what (do|will) i owe [you|for THING]|is there [a|any] (charge|fee|cost|bill) [for] [this|it|THING])",
        build=of_topic(Topic.COST),
        examples=("what do I owe you", "is there a charge for this?"),
        weight=8,
    ),
    Rule(
        pattern=f"(is|are) {THIS} [really|all|still|completely] (free|paid|for free|a paid service) [of charge|to use|or THING]",
        build=of_topic(Topic.COST),
        examples=("is this free?", "is this service free to use"),
        weight=8,
    ),
    Rule(
        pattern="(do|will|would|am|are) (i|we) [get|have to|need to|gonna|going to|be|getting|being] (pay|charged|billed|paying) [for|by] [THING]",
        build=if_timeless(Topic.COST),
        examples=("do I have to pay for this", "am I being charged"),
        weight=6,
    ),
    Rule(
        pattern=f"[do|can|does|could] [you|it|this] [also|even] (speak|understand|talk|read|do|write|know|text) [me] [in] {_TONGUE} [too|THING]",
        build=if_asked(Topic.LANGUAGE),
        examples=("do you speak Spanish?", "can you understand other languages"),
        weight=8,
    ),
    Rule(
        pattern=f"(can|could|may) (i|we|she|he|my THING) (text|write|talk|speak|type) [to you|you|this] in {_TONGUE}",
        build=of_topic(Topic.LANGUAGE),
        examples=("can I text you in French",),
        weight=8,
    ),
    Rule(
        pattern=f"[is] [it] [this] [possible|available|works|ok] in {_TONGUE} [possible|available]",
        build=if_question(Topic.LANGUAGE),
        examples=("is possible in Spanish?",),
        weight=8,
    ),
    Rule(
        pattern="(habla|hablas|habla usted|se habla) (espanol|ingles)",
        build=of_topic(Topic.LANGUAGE),
        examples=("hablas espanol?",),
        weight=8,
    ),
    Rule(
        pattern="what (languages|language) (do|can|are) you (speak|understand|know|in|speaking)",
        build=of_topic(Topic.LANGUAGE),
        examples=("what languages do you speak",),
        weight=8,
    ),
    Rule(
        pattern="[do] you [ever|even] sleep",
        build=of_topic(Topic.HOURS),
        examples=("you ever sleep?",),
        weight=8,
    ),
    Rule(
        pattern="how (do|can) i make (it|that|them) (stop|pause|wait|skip) [for|on|until|during|over|in] TIME",
        build=of_topic(Topic.SKIPPING),
        examples=("how do I make it stop until monday",),
        weight=8,
    ),
    Rule(
        pattern="how (many|much|often) [texts|messages|times] (are|will|do|would|is|does) [you|this|it] [be|gonna|going to] (send|text|get|sending|texting|message|bug) [me] [THING]",
        build=of_topic(Topic.NUMBER_OF_TEXTS),
        examples=("how many texts are you gonna send me", "how often will you text me"),
        weight=8,
    ),
    Rule(
        pattern="(how do i|how can i|how to|can i) [make (this|it|you)|get (this|it|you) to] (stop|quit|unsubscribe|opt out|cancel this|get off this list|sign out) [this|these|the] [texts|texting me|messages|service|THING]",
        build=if_timeless(Topic.OPTING_OUT),
        examples=("how do I make this stop",),
        weight=8,
    ),
    Rule(
        pattern="[(can|could) i|how (do|can) i] (CHANGE|MOVE) [the|a|my] [time|day|date|message|text|it|one|reminder|them|hour] [(of|for|on) THING] [later|afterwards|again|too]",
        build=if_question(Topic.CHANGING),
        examples=("can I change the time later?", "how do I move one"),
        weight=6,
    ),
    Rule(
        pattern="[(can|could) i|how (do|can) i] (delete|cancel|remove|get rid of) [the|a|my] (it|one|reminder|them|reminders|single one) [later|afterwards|again|too]",
        build=if_question(Topic.DELETING),
        examples=("how do I delete one",),
        weight=6,
    ),
    Rule(
        pattern="(what happens|what|what do you do) if i (don't|do not|never|forget to|can't) (answer|reply|respond|see it|text back|do it) [THING]",
        build=of_topic(Topic.UNANSWERED),
        examples=("what happens if I don't answer",),
        weight=8,
    ),
    Rule(
        pattern="[(what happens|what|what do you do)] [(will|would|do|can) (you|i|it)] [still] [(remind|text|message|reach|work|get|see|miss) [me|it|them|the text|the reminder]] (if|when|while|even if) (my THING|i) (is|am|are|goes|go|gets|get|dies|have|has|lose|loses|turn off|turn|switch off|run out of|don't have|out of|in) [off|dead|broken|no|out of|out|abroad] [my|the] [THING]",
        build=_phone_off,
        examples=("what happens if my phone is off", "will you still remind me if i turn off my phone", "what if I have no signal"),
        weight=10,
    ),
    Rule(
        pattern="how (late|early) can (i|you|we) (set|get|have|make|text|remind|schedule|send) [me] [a|an] [reminders|reminder|texts|text|them|one]",
        build=if_timeless(Topic.HOURS),
        examples=("how late can i set reminders",),
        weight=14,
    ),
    Rule(
        pattern="(how far|how long) (ahead|in advance|out|into the future) (can|could|do) (i|you) [set|make|plan|go|remind|THING]",
        build=of_topic(Topic.FAR),
        examples=("how far ahead can I set one",),
        weight=8,
    ),
    Rule(
        pattern="(do|are|will|can) you (work|working|text|up|on|available|remind|open|awake) [me] [even] [on|at|in|over|during|all] [the] (weekends|weekend|night|holidays|nights|christmas|day and night|TIME)",
        build=of_topic(Topic.HOURS),
        examples=("do you work on weekends?",),
        weight=6,
    ),
)  # fmt: skip
