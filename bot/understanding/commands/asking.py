"""Questions to the bot about itself: "are you a person?", "what does this cost?", "can you text my dad?"."""

# ruff: noqa: E501 - a line break would split a pattern in two

from collections.abc import Callable

from bot.understanding.command import AskBot, Help, Topic
from bot.understanding.match import Match
from bot.understanding.rules import Rule


def _of(topic: Topic) -> Callable[[Match], AskBot]:
    return lambda _: AskBot(topic=topic)


def _if_timeless(topic: Topic) -> Callable[[Match], AskBot | None]:
    """As ``_of``; a text with a time asks for something then: "can you call mom at 5"."""
    return lambda match: None if match.mentions.times else AskBot(topic=topic)


def _human(match: Match) -> AskBot | None:
    """ "are you a real person", "is this a bot": words for a bot are courtesy, so that nothing may be left of it."""
    last = match.mentions.words[match.end - 1]
    is_kind = match.end - match.start > 2 and last not in ("a", "an", "the")
    said = match.mentions.sentence.words[match.mentions.tokens[match.start] :]
    return AskBot(topic=Topic.PERSON) if is_kind or not {"bot", "robot", "assistant"}.isdisjoint(said) else None


def _if_question(topic: Topic) -> Callable[[Match], AskBot | None]:
    """As ``_of``, for what is a question by its mark or by "how" or "can i"; without it, it asks to be done."""

    def build(match: Match) -> AskBot | None:
        sentence = match.mentions.sentence
        said = {"how", "can", "could", "do", "will"} & {*sentence.words[: sentence.first + 2]}
        is_asked = "?" in sentence.words or not said.isdisjoint(("how", "can"))
        return AskBot(topic=topic) if is_asked and (said or "?" in sentence.words) else None

    return build


def _if_asked(topic: Topic) -> Callable[[Match], AskBot | None]:
    """As ``_if_timeless``, where the bot is asked: "can you text my dad", not "text my dad"."""

    def build(match: Match) -> AskBot | None:
        sentence = match.mentions.sentence
        is_asked = "you" in (*sentence.words[: sentence.first], *match.mentions.words[:4])
        return AskBot(topic=topic) if is_asked and not match.mentions.times else None

    return build


def _phone_off(match: Match) -> AskBot | None:
    """A question about a phone without power or signal, not a request that mentions one."""
    sentence = match.mentions.sentence
    said = {*match.mentions.words[match.start : match.end]}
    is_asked = not _ASKING.isdisjoint(sentence.words[: sentence.first + 1])
    is_about_signal = not said.isdisjoint(_SIGNAL) and not match.mentions.times
    return AskBot(topic=Topic.PHONE_OFF) if is_asked and is_about_signal else None


_ASKING = frozenset(["what", "will", "would", "do", "can", "what's"])
_SIGNAL = frozenset(
    [
        "phone",
        "cell",
        "battery",
        "signal",
        "service",
        "reception",
        "airplane",
        "charge",
        "data",
        "wifi",
        "off",
        "abroad",
        "roaming",
    ]
)
_THIS = "(this|all this|it|you|that|these|this thing|this service|the texts|these texts|this number|the service)"
_HUMAN = (
    "(person|human|human being|robot|bot|machine|computer|ai|chatbot|somebody|someone|program|app|live person|real one)"
)
_PEOPLE = "(him|her|them|people|others|someone|somebody|anyone|anybody|my THING|someone else|somebody else|other people|another THING|SOMEBODY)"
_TONGUE = "(spanish|french|german|italian|portuguese|chinese|mandarin|arabic|hindi|polish|russian|korean|vietnamese|tagalog|japanese|turkish|dutch|english|creole|urdu|another language|other languages|any other language)"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern=f"(are you|you are|you're|is this|is that|am i talking to|am i texting|is it|who am i texting) [really|even|just] [a|an|the] [real|actual|live|human] [{_HUMAN}] [or THING]",
        build=_human,
        examples=("are you a person?", "is this a bot or what", "am I talking to a real person"),
        weight=8,
    ),
    Rule(
        pattern="(are you|you) [like|really|actually|just] (a|an) [real|actual] THING",
        build=_if_timeless(Topic.PERSON),
        examples=("are you like a real nurse",),
        weight=4,
    ),
    Rule(
        pattern="(what|who) (are|r) you [like|a|an|some|kind of] THING",
        build=_if_timeless(Topic.PERSON),
        examples=("what r u like chatgpt",),
        weight=6,
    ),
    Rule(
        pattern="(is|are|will|do|does) (she|he|they|my SOMEBODY|the SOMEBODY|SOMEBODY) [going to|gonna|also|too] (get|see|receive|getting) (these|this|the|it|them|a|my) [texts|text|messages|message|reminders|reminder] [too|also|or me|THING]",
        build=_of(Topic.OTHERS),
        examples=("is she going to get these texts or me?",),
        weight=8,
    ),
    Rule(
        pattern="how (do|can|would) i (skip|pause|tell you|let you know|say|miss out) [that|THING]",
        build=_of(Topic.SKIPPING),
        examples=("how do I skip one", "how do I tell you there's no school friday"),
        weight=10,
    ),
    Rule(
        pattern="[what's|what is|how] [the] (thelatest|latest|earliest|late|early) [time] [you can|can you|you'll|you will|do you] (text|remind|send|message) [me]",
        build=_of(Topic.HOURS),
        examples=("whats the latest you can text", "how late can you text me"),
        weight=8,
    ),
    Rule(
        pattern="(are you|is this) (real|human|automated|alive|automatic)",
        build=_of(Topic.PERSON),
        examples=("are you real?",),
        weight=8,
    ),
    Rule(
        pattern="[(can|could|do) i] (talk|speak|get through) (to|with) [a|an|real|actual|live] (person|human|somebody|someone|real person)",
        build=_of(Topic.PERSON),
        examples=("can I talk to a person",),
        weight=6,
    ),
    Rule(
        pattern=f"((what's|what is|do you have) (your|a) name|(who|who's|who is|whos) [the] [(person|one|company|people)] (made|built|created|runs|owns|programmed|behind|running|operating|in charge of) {_THIS} [service|number|bot|thing])",
        build=_of(Topic.NAME),
        examples=("what's your name?", "who made you", "whos behind this number"),
        weight=8,
    ),
    Rule(
        pattern="(are you|you|anyone|anybody|is anyone|is anybody|are you still|you still) (there|here|working|awake|on|listening|alive)",
        build=_of(Topic.PRESENCE),
        examples=("are you there?", "you still there", "is anyone there"),
        weight=8,
    ),
    Rule(
        pattern=f"[how|what] (much|what|does|do|is|are|will|would) [is|does|do|are|will|would] {_THIS} (cost|charge|charging|costing) [me|us|money|anything|THING]",
        build=_of(Topic.COST),
        examples=("what does this cost?", "how much do you charge", "do u cost money lol", "is this costing me anything"),
        weight=8,
    ),
    Rule(
        pattern=f"(how much|what) [is|does|will|would|do] {_THIS} [going to|gonna|be] (run|set|put|running|setting) me [back]",
        build=_if_timeless(Topic.COST),
        examples=("how much is this gonna run me", "what will it set me back"),
        weight=8,
    ),
    Rule(
        pattern=f"(what's|what is|whats) the (price|cost|charge|fee|damage|catch|rate|monthly fee) [of|for] [{_THIS}] [per|a] [month|text]",
        build=_if_timeless(Topic.COST),
        examples=("what's the catch", "whats the price of this"),
        weight=8,
    ),
    Rule(
        pattern="(what (do|will) i owe [you|for THING]|is there [a|any] (charge|fee|cost|bill) [for] [this|it|THING])",
        build=_of(Topic.COST),
        examples=("what do I owe you", "is there a charge for this?"),
        weight=8,
    ),
    Rule(
        pattern=f"(is|are) {_THIS} [really|all|still|completely] (free|paid|for free|a paid service) [of charge|to use|or THING]",
        build=_of(Topic.COST),
        examples=("is this free?", "is this service free to use"),
        weight=8,
    ),
    Rule(
        pattern="(do|will|would|am|are) (i|we) [get|have to|need to|gonna|going to|be|getting|being] (pay|charged|billed|paying) [for|by] [THING]",
        build=_if_timeless(Topic.COST),
        examples=("do I have to pay for this", "am I being charged"),
        weight=6,
    ),
    Rule(
        pattern=f"[do|can|does|could] [you|it|this] [also|even] (speak|understand|talk|read|do|write|know|text) [me] [in] {_TONGUE} [too|THING]",
        build=_if_asked(Topic.LANGUAGE),
        examples=("do you speak Spanish?", "can you understand other languages"),
        weight=8,
    ),
    Rule(
        pattern=f"(can|could|may) (i|we|she|he|my THING) (text|write|talk|speak|type) [to you|you|this] in {_TONGUE}",
        build=_of(Topic.LANGUAGE),
        examples=("can I text you in French",),
        weight=8,
    ),
    Rule(
        pattern=f"[is] [it] [this] [possible|available|works|ok] in {_TONGUE} [possible|available]",
        build=_if_question(Topic.LANGUAGE),
        examples=("is possible in Spanish?",),
        weight=8,
    ),
    Rule(
        pattern="(habla|hablas|habla usted|se habla) (espanol|ingles)",
        build=_of(Topic.LANGUAGE),
        examples=("hablas espanol?",),
        weight=8,
    ),
    Rule(
        pattern="what (languages|language) (do|can|are) you (speak|understand|know|in|speaking)",
        build=_of(Topic.LANGUAGE),
        examples=("what languages do you speak",),
        weight=8,
    ),
    Rule(
        pattern=f"[(can|could|will|would|do|are) you] [able to|also|just|ever] (text|email|message|contact|notify|send a text to|send texts to|send it to|send this to|send reminders to|remind|tell) {_PEOPLE} [directly|instead|too|as well|for me|too]",
        build=_if_asked(Topic.OTHERS),
        examples=("can you text my dad?", "can you text my dad directly?", "could you remind him too"),
        weight=8,
    ),
    Rule(
        pattern="[(can|could|will|would|do) you] [also|ever|actually] (call|ring|phone) (me|us|people|him|her|my THING) [instead|up|too]",
        build=_if_asked(Topic.CALLS),
        examples=("can you call me instead",),
        weight=8,
    ),
    Rule(
        pattern="[(can|do|are|will) you] [able to|also] (see|know|read|track|access|have access to|watch|hear) (my|where|who) [location|contacts|phone|messages|emails|texts|photos|pictures|i am|i live|address|name|i'm at]",
        build=_if_asked(Topic.PRIVACY),
        examples=("can you see my location", "do you know where I am"),
        weight=8,
    ),
    Rule(
        pattern="(is|are) (this|it|you|my texts|my data|my number|this number) [really] (private|secure|safe|confidential|spying THING|legit|a scam|spam)",
        build=_of(Topic.PRIVACY),
        examples=("is this private?", "is this a scam"),
        weight=8,
    ),
    Rule(
        pattern="(who|can anyone|does anyone|do people|does anybody) [else] [can] (see|sees|read|reads|has|have|get|gets) (this|these|my texts|it|my messages|my number|my data|what i text|what i write) [else]",
        build=_of(Topic.PRIVACY),
        examples=("who else can see my messages",),
        weight=8,
    ),
    Rule(
        pattern="[can|will|do|does|could] (the THING|my THING|SOMEBODY|anyone|anybody|people|others) [also] (see|read|look at) (this|these|it|that|them|my texts|my messages|what i write|my numbers) [too]",
        build=_if_question(Topic.PRIVACY),
        examples=("can the parents see this?",),
        weight=6,
    ),
    Rule(
        pattern="(do|will|are) you (keep|share|sell|store|save|give|keeping|sharing|selling) my (number|data|texts|messages|info|information|name) [private|safe|secret|to anyone|with anyone|away|out]",
        build=_of(Topic.PRIVACY),
        examples=("do you keep my number private?",),
        weight=8,
    ),
    Rule(
        pattern="[do] you [ever|even] sleep",
        build=_of(Topic.HOURS),
        examples=("you ever sleep?",),
        weight=8,
    ),
    Rule(
        pattern="how (do|can) i make (it|that|them) (stop|pause|wait|skip) [for|on|until|during|over|in] TIME",
        build=_of(Topic.SKIPPING),
        examples=("how do I make it stop until monday",),
        weight=8,
    ),
    Rule(
        pattern="(is|are) (somebody|someone|anyone|anybody|people|a person|they|you) (reading|watching|looking at|listening to|tracking|seeing|selling|sharing|keeping) (my|this|these|it|us|what i THING) [THING]",
        build=_of(Topic.PRIVACY),
        examples=("is somebody reading my numbers?",),
        weight=8,
    ),
    Rule(
        pattern="how (many|much|often) [texts|messages|times] (are|will|do|would|is|does) [you|this|it] [be|gonna|going to] (send|text|get|sending|texting|message|bug) [me] [THING]",
        build=_of(Topic.NUMBER_OF_TEXTS),
        examples=("how many texts are you gonna send me", "how often will you text me"),
        weight=8,
    ),
    Rule(
        pattern="(how do i|how can i|how to|can i) [make (this|it|you)|get (this|it|you) to] (stop|quit|unsubscribe|opt out|cancel this|get off this list|sign out) [this|these|the] [texts|texting me|messages|service|THING]",
        build=_if_timeless(Topic.OPTING_OUT),
        examples=("how do I make this stop",),
        weight=8,
    ),
    Rule(
        pattern="THING what should (i|we) (prepare|bring|wear|say|do|eat|make|ask|buy|expect|know)",
        build=_of(Topic.ADVICE),
        examples=("the social worker visits tomorrow, what should I prepare",),
        weight=9,
    ),
    Rule(
        pattern="[(can|could) i|how (do|can) i] (CHANGE|MOVE) [the|a|my] [time|day|date|message|text|it|one|reminder|them|hour] [(of|for|on) THING] [later|afterwards|again|too]",
        build=_if_question(Topic.CHANGING),
        examples=("can I change the time later?", "how do I move one"),
        weight=6,
    ),
    Rule(
        pattern="[(can|could) i|how (do|can) i] (delete|cancel|remove|get rid of) [the|a|my] (it|one|reminder|them|reminders|single one) [later|afterwards|again|too]",
        build=_if_question(Topic.DELETING),
        examples=("how do I delete one",),
        weight=6,
    ),
    Rule(
        pattern="(what happens|what|what do you do) if i (don't|do not|never|forget to|can't) (answer|reply|respond|see it|text back|do it) [THING]",
        build=_of(Topic.UNANSWERED),
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
        build=_if_timeless(Topic.HOURS),
        examples=("how late can i set reminders",),
        weight=14,
    ),
    Rule(
        pattern="(how far|how long) (ahead|in advance|out|into the future) (can|could|do) (i|you) [set|make|plan|go|remind|THING]",
        build=_of(Topic.FAR),
        examples=("how far ahead can I set one",),
        weight=8,
    ),
    Rule(
        pattern="(do|are|will|can) you (work|working|text|up|on|available|remind|open|awake) [me] [even] [on|at|in|over|during|all] [the] (weekends|weekend|night|holidays|nights|christmas|day and night|TIME)",
        build=_of(Topic.HOURS),
        examples=("do you work on weekends?",),
        weight=6,
    ),
    Rule(
        pattern="[can|could|will] [you] (help|remind me (about|of|with) (stuff|things|everything)|help me (out|with things|remember|remember things))",
        build=lambda match: Help() if not match.mentions.times else None,
        examples=("can you remind me about things?", "can you help me remember things"),
        weight=12,
    ),
)  # fmt: skip
