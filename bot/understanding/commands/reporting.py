"""What is said after a reminder has come: that it is done ("he took it", "ok ate"), or not now ("still in class")."""

# ruff: noqa: E501 - a line break would split a pattern in two

from bot.understanding.command import Done, Snooze, Target, Thanks
from bot.understanding.commands.snoozing import snoozed
from bot.understanding.intents.targets import read_target
from bot.understanding.match import Match
from bot.understanding.remarks import asks_somebody
from bot.understanding.rules import Rule

_MOST_WORDS = 6
_FEWEST_MINUTES = 5


def _done(match: Match) -> Done | None:
    """A report about what THING names, or about the reminder that came last. Wishes and questions report nothing."""
    mentions = match.mentions
    if "?" in mentions.sentence.words or any(mentions.has(kind, match.start, match.end) for kind in _NO_REPORT):
        return None
    if asks_somebody(mentions):
        return None
    span = match.span("THING")
    if span is None:
        return Done(target=Target(is_last=True), is_report=True)
    if span[1] - span[0] > _MOST_WORDS or mentions.has("REMIND", *span) or mentions.has("ITEM", *span):
        return None
    if any(mention.phrase.delay_seconds or mention.phrase.is_repeat for _, mention in _times(match, *span)):
        return None  # "did it in 2 hours"
    named = read_target(mentions.sentence, *mentions.token_span(*span))
    is_named = named.words and not mentions.has("HIM", span[0], span[0] + 1)
    return Done(target=Target(words=named.words) if is_named else Target(is_last=True), is_report=True)


def _times(match: Match, first: int, last: int):  # type: ignore[no-untyped-def]
    return [entry for at in range(first, last) for entry in match.mentions.times.get(at, ())]


def _in_minutes(match: Match) -> Snooze | None:
    """ "give me 15": a number by itself is of minutes."""
    first, _ = match.span("NUMBER") or (0, 0)
    minutes = match.mentions.sentence.tokens[match.mentions.tokens[first]].word.number
    return (
        Snooze(target=Target(is_last=True), delay_seconds=int(60 * minutes))
        if minutes and minutes >= _FEWEST_MINUTES
        else None
    )


def _not_now(match: Match) -> Snooze | None:
    """The default pause, for an excuse that names no time."""
    span, mentions = match.span("THING"), match.mentions
    is_long = span is not None and span[1] - span[0] > _MOST_WORDS
    if is_long or mentions.times or "?" in mentions.sentence.words or mentions.has("REMIND", match.start, match.end):
        return None
    return Snooze(target=Target(is_last=True))


def _again(match: Match) -> Snooze | None:
    """Again at the time that is named, or after the default pause."""
    if "?" in match.mentions.sentence.words and match.phrase is None and not match.seconds:
        return None
    return snoozed(match)


_NO_REPORT = ("NEG", "MODAL", "WH")
_WHO = "[(SOMEBODY|my SOMEBODY|the SOMEBODY)] [have|has|all|finally|both]"
_NOW = "[now|already|too|as well|today|earlier|this morning|tonight|again|thanks]"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern=f"{_WHO} SEE_TO+ED [HIM] {_NOW}",
        build=_done,
        examples=("he took it", "got her", "ok ate", "she already called them", "we did both"),
        weight=2,
    ),
    Rule(
        pattern="(SOMEBODY|my SOMEBODY|the SOMEBODY) [have|has|all|finally|both] SEE_TO+ED THING",
        build=_done,
        examples=("she took her pill", "I gave dad his eye drops", "he ate all his lunch"),
        weight=2,
    ),
    Rule(
        pattern=f"[(HIM|the|my|his|her)] (ones|one|one's|one is|that's|is|are|it's|they're|it is|they are) [all|been] (done|finished|done with it|done with that|sorted|handled|over|complete|taken care of|SEE_TO+ED) {_NOW}",
        build=_done,
        examples=("okay that ones done", "that one's been handled", "it's all taken care of now"),
        weight=3,
    ),
    Rule(
        pattern="[i'm|i am|we're] [all] (done|finished|through) [with] [the] (HIM|THING)",
        build=_done,
        examples=("yep all done with that", "I'm done with the dishes"),
        weight=0,
    ),
    Rule(
        pattern="(SOMEBODY|my SOMEBODY|the SOMEBODY) [is|are|was|were] [all|now|finally|both|in|on|at] (fed|dressed|asleep|home|here|in bed|bed|on the bus|bathed|ready|picked up|dropped off|done|back|safe|at school|aboard|up|awake|washed)",
        build=_done,
        examples=("she's in bed", "the kids are home", "they're on the bus", "he is fed"),
        weight=2,
    ),
    Rule(
        pattern="THING (is|are|was|were|looks|look) [all|now|both] (good|fine|ok|great|clean|empty|full|ready|set|done|in|out|paid|locked|closed|charged|packed|sent|fed|made|fixed|taken care of|handled|covered|SEE_TO+ED)",
        build=_done,
        examples=("tires are good", "the trash is out"),
        weight=1,
    ),
    Rule(
        pattern="(half|almost|nearly|partly|mostly) (done|there|finished|through)",
        build=_not_now,
        examples=("ok half done", "almost there"),
        weight=4,
    ),
    Rule(
        pattern="[SOMEBODY] [are|am|is] (on my way|omw|doing it|doing that|on it|will do it|do it|on our way|on the way|in the car|leaving|heading out|headed out|headed there|heading there|going|go|we go|out the door|walking out|driving there|getting ready|about to|off) [now|there|then|to THING]",
        build=lambda _: Thanks(),
        examples=("in the car, thanks", "ok we go now", "on my way", "leaving now"),
        weight=5,
    ),
    Rule(
        pattern="REASK [me|us] [again|back] [about|on] [IT] [again] [in|at|after|around|by|for|on|every] (LENGTH|NEW)",
        build=_again,
        examples=("try again in 15", "ask me in half an hour", "check back at 5"),
        weight=4,
    ),
    Rule(
        pattern="(gimme|give me|give us|give him|give her|need|let me have|try again in|ask me in|ask again in|another) [about|like|just|another] NUMBER [MORE]",
        build=_in_minutes,
        examples=("give me 15", "ask me in 20", "another 10"),
        weight=4,
    ),
    Rule(
        pattern="[all] [is|are] [now|all] (up|awake|home|fed|dressed|bathed|in bed|picked up|dropped off|back home|safe|ready|washed up) [now|already|too]",
        build=_done,
        examples=("up!", "all fed", "home now"),
        weight=2,
    ),
    Rule(
        pattern="[(can|could|will|would)] [we|you|i] (do|have|get|make|see to|take care of|handle) IT [again|instead] [in|at|after|around|by|for|on] (LENGTH|NEW) [INSTEAD|from now]",
        build=_again,
        examples=("will do it in 20 minutes",),
        weight=4,
    ),
    Rule(
        pattern="SEE_TO+ED [HIM] THING",
        build=_done,
        examples=("gave him the meds", "got the milk", "paid rent"),
        weight=1,
    ),
    Rule(
        pattern="(again|another|one more|more) [time] [in|at|after|around] (LENGTH|NEW)",
        build=_again,
        examples=("again in an hour",),
        weight=4,
    ),
    Rule(
        pattern="(gimme|give me|give us|give him|give her|need|let me have) [about|like|just] [another|like] (LENGTH|NEW) [MORE]",
        build=_again,
        examples=("gimme another half hour", "give her 10 minutes"),
        weight=4,
    ),
    Rule(
        pattern="(not yet|not now|EXCUSE|can't|cannot|SOMEBODY EXCUSE|SOMEBODY NEG) [THING]",
        build=_not_now,
        examples=("not yet he's sleeping", "still in class", "I'm driving", "can't talk", "he's not home yet"),
        weight=0,
    ),
    Rule(
        pattern="(hold on|hang on|one sec|one second|a sec|one minute|one moment|wait|in a sec|in a minute|in a moment|soon|almost|nearly|getting to it|on it)",
        build=_not_now,
        examples=("hold on", "almost"),
        weight=4,
    ),
)  # fmt: skip
