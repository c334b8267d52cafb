"""Questions to the bot about who it is and whom it texts: "are you a person?", "can you text my dad?"."""

# ruff: noqa: E501 - a line break would split a pattern in two

from bot.understanding.command import AskBot, Help, Topic
from bot.understanding.commands.about_the_bot import THIS, if_asked, if_question, if_timeless, of_topic
from bot.understanding.match import Match
from bot.understanding.rules import Rule


def _human(match: Match) -> AskBot | None:
    """ "are you a real person", "is this a bot": words for a bot are courtesy, so that nothing may be left of it."""
    last = match.mentions.words[match.end - 1]
    is_kind = match.end - match.start > 2 and last not in ("a", "an", "the")
    said = match.mentions.sentence.words[match.mentions.tokens[match.start] :]
    return AskBot(topic=Topic.PERSON) if is_kind or not {"bot", "robot", "assistant"}.isdisjoint(said) else None


_HUMAN = (
    "(person|human|human being|robot|bot|machine|computer|ai|chatbot|somebody|someone|program|app|live person|real one)"
)
_PEOPLE = "(him|her|them|people|others|someone|somebody|anyone|anybody|my THING|someone else|somebody else|other people|another THING|SOMEBODY)"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern=f"(are you|you are|you're|is this|is that|am i talking to|am i texting|is it|who am i texting) [really|even|just] [a|an|the] [real|actual|live|human] [{_HUMAN}] [or THING]",
        build=_human,
        examples=("are you a person?", "is this a bot or what", "am I talking to a real person"),
        weight=8,
    ),
    Rule(
        pattern="(are you|you) [like|really|actually|just] (a|an) [real|actual] THING",
        build=if_timeless(Topic.PERSON),
        examples=("are you like a real nurse",),
        weight=4,
    ),
    Rule(
        pattern="(what|who) (are|r) you [like|a|an|some|kind of] THING",
        build=if_timeless(Topic.PERSON),
        examples=("what r u like chatgpt",),
        weight=6,
    ),
    Rule(
        pattern="(is|are|will|do|does) (she|he|they|my SOMEBODY|the SOMEBODY|SOMEBODY) [going to|gonna|also|too] (get|see|receive|getting) (these|this|the|it|them|a|my) [texts|text|messages|message|reminders|reminder] [too|also|or me|THING]",
        build=of_topic(Topic.OTHERS),
        examples=("is she going to get these texts or me?",),
        weight=8,
    ),
    Rule(
        pattern="(are you|is this) (real|human|automated|alive|automatic)",
        build=of_topic(Topic.PERSON),
        examples=("are you real?",),
        weight=8,
    ),
    Rule(
        pattern="[(can|could|do) i] (talk|speak|get through) (to|with) [a|an|real|actual|live] (person|human|somebody|someone|real person)",
        build=of_topic(Topic.PERSON),
        examples=("can I talk to a person",),
        weight=6,
    ),
    Rule(
        pattern=f"((what's|what is|do you have) (your|a) name|(who|who's|who is|whos) [the] [(person|one|company|people)] (made|built|created|runs|owns|programmed|behind|running|operating|in charge of) {THIS} [service|number|bot|thing])",
        build=of_topic(Topic.NAME),
        examples=("what's your name?", "who made you", "whos behind this number"),
        weight=8,
    ),
    Rule(
        pattern="(are you|you|anyone|anybody|is anyone|is anybody|are you still|you still) (there|here|working|awake|on|listening|alive)",
        build=of_topic(Topic.PRESENCE),
        examples=("are you there?", "you still there", "is anyone there"),
        weight=8,
    ),
    Rule(
        pattern=f"[(can|could|will|would|do|are) you] [able to|also|just|ever] (text|email|message|contact|notify|send a text to|send texts to|send it to|send this to|send reminders to|remind|tell) {_PEOPLE} [directly|instead|too|as well|for me|too]",
        build=if_asked(Topic.OTHERS),
        examples=("can you text my dad?", "can you text my dad directly?", "could you remind him too"),
        weight=8,
    ),
    Rule(
        pattern="[(can|could|will|would|do) you] [also|ever|actually] (call|ring|phone) (me|us|people|him|her|my THING) [instead|up|too]",
        build=if_asked(Topic.CALLS),
        examples=("can you call me instead",),
        weight=8,
    ),
    Rule(
        pattern="[(can|do|are|will) you] [able to|also] (see|know|read|track|access|have access to|watch|hear) (my|where|who) [location|contacts|phone|messages|emails|texts|photos|pictures|i am|i live|address|name|i'm at]",
        build=if_asked(Topic.PRIVACY),
        examples=("can you see my location", "do you know where I am"),
        weight=8,
    ),
    Rule(
        pattern="(is|are) (this|it|you|my texts|my data|my number|this number) [really] (private|secure|safe|confidential|spying THING|legit|a scam|spam)",
        build=of_topic(Topic.PRIVACY),
        examples=("is this private?", "is this a scam"),
        weight=8,
    ),
    Rule(
        pattern="(who|can anyone|does anyone|do people|does anybody) [else] [can] (see|sees|read|reads|has|have|get|gets) (this|these|my texts|it|my messages|my number|my data|what i text|what i write) [else]",
        build=of_topic(Topic.PRIVACY),
        examples=("who else can see my messages",),
        weight=8,
    ),
    Rule(
        pattern="[can|will|do|does|could] (the THING|my THING|SOMEBODY|anyone|anybody|people|others) [also] (see|read|look at) (this|these|it|that|them|my texts|my messages|what i write|my numbers) [too]",
        build=if_question(Topic.PRIVACY),
        examples=("can the parents see this?",),
        weight=6,
    ),
    Rule(
        pattern="(do|will|are) you (keep|share|sell|store|save|give|keeping|sharing|selling) my (number|data|texts|messages|info|information|name) [private|safe|secret|to anyone|with anyone|away|out]",
        build=of_topic(Topic.PRIVACY),
        examples=("do you keep my number private?",),
        weight=8,
    ),
    Rule(
        pattern="(is|are) (somebody|someone|anyone|anybody|people|a person|they|you) (reading|watching|looking at|listening to|tracking|seeing|selling|sharing|keeping) (my|this|these|it|us|what i THING) [THING]",
        build=of_topic(Topic.PRIVACY),
        examples=("is somebody reading my numbers?",),
        weight=8,
    ),
    Rule(
        pattern="THING what should (i|we) (prepare|bring|wear|say|do|eat|make|ask|buy|expect|know)",
        build=of_topic(Topic.ADVICE),
        examples=("the social worker visits tomorrow, what should I prepare",),
        weight=9,
    ),
    Rule(
        pattern="[can|could|will] [you] (help|remind me (about|of|with) (stuff|things|everything)|help me [to] (out|with (things|stuff)|remember [my] [things|stuff|everything]))",
        build=lambda match: Help() if not match.mentions.times else None,
        examples=("can you remind me about things?", "can you help me remember things"),
        weight=12,
    ),
)  # fmt: skip
