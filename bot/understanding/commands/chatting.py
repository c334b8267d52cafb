"""What is said to the bot without asking for anything: kind words, farewells, complaints."""

# ruff: noqa: E501 - a line break would split a pattern in two

from bot.understanding.command import AskBot, Thanks, Topic
from bot.understanding.match import Match
from bot.understanding.rules import Rule


def _complaint(match: Match) -> AskBot | None:
    """A complaint that asks for nothing itself: "that's wrong", not "that's wrong, 3 pm"."""
    is_timed = any(not match.start <= at < match.end for at in match.mentions.times)
    return None if is_timed else AskBot(topic=Topic.COMPLAINT)


def _farewell(match: Match) -> Thanks | None:
    """Kind words and nothing else; the "now" of "goodbye for now" is no time."""
    mentions = match.mentions
    rest = mentions.words[match.end :]
    is_signed = len(rest) == 1 and mentions.text(match.end, match.end + 1).istitle()  # "God bless. Marge"
    return Thanks() if match.start == 0 and (is_signed or rest in ((), ("now",))) else None


ROWS: tuple[Rule, ...] = (
    Rule(
        pattern="(wish me luck|fingers crossed|so nervous|i'm nervous|i'm so nervous|here goes|here we go)",
        build=lambda _: AskBot(topic=Topic.LUCK),
        examples=("wish me luck",),
        weight=8,
    ),
    Rule(
        pattern="(how are you|how you doing|how's it going|how is it going|what are you doing|what are you up to|wyd|sup|wassup|how's your day) [doing|today|THING]",
        build=lambda _: AskBot(topic=Topic.MOOD),
        examples=("how are you doing today", "wyd"),
        weight=8,
    ),
    Rule(
        pattern="(shut up|you suck|this sucks|wtf|what the hell|omg|ugh|what??|huh|seriously|come on|stupid|stupid bot|dumb bot|bad bot|for real|jesus|argh|useless|this is ridiculous)",
        build=_complaint,
        examples=("shut up", "ugh", "stupid bot"),
        weight=8,
    ),
    Rule(
        pattern="(you|you're|you are|this|this is|ur|that's|it's) [so|really|such a|a|pretty|kind of|not] (useless|dumb|stupid|annoying|terrible|awful|hopeless|broken|worst|idiot|bad|worthless|trash|garbage|not helping|not working|helpful|listening)",
        build=_complaint,
        examples=("you are useless", "this is so annoying", "you're not helpful"),
        weight=6,
    ),
    Rule(
        pattern="(this|it|that) (isn't|doesn't|is not|does not|didn't) (working|work|help|right|correct) [at all|for me]",
        build=_complaint,
        examples=("this isn't working",),
        weight=6,
    ),
    Rule(
        pattern="(that's|that is|this is|it's|which is) [not|all] (what i (said|asked|meant|wanted|asked for|told you)|wrong|right|incorrect|it|correct|what i meant at all)",
        build=lambda match: _complaint(match) if {"not", "wrong", "incorrect"} & set(match.mentions.words) else None,
        examples=("that's not what I said", "that's wrong", "thats not right"),
        weight=6,
    ),
    Rule(
        pattern="(you got (it|that|this|me) wrong|you (misunderstood|misheard|didn't understand|don't understand|don't get it|didn't listen|forgot|keep doing that|messed up|messed that up))",
        build=_complaint,
        examples=("you got that wrong", "you don't get it"),
        weight=6,
    ),
    Rule(
        pattern="i didn't (say|ask for|want|mean|tell you) THING",
        build=_complaint,
        examples=("i didn't say 9am", "I didn't ask for that"),
        weight=2,
    ),
    Rule(
        pattern="stop (sending|texting|giving|showing) [me] (that|the|this|those|these) [same] (help|same|error|sorry) (text|message|texts|messages|thing|stuff) [every time|all the time|THING]",
        build=_complaint,
        examples=("stop sending me that help text every time",),
        weight=8,
    ),
    Rule(
        pattern="(that's|that is|that'll be|that will be|that would be) (it|all|everything) [folks] [for (now|today|tonight|the day|me|this week)]",
        build=_farewell,
        examples=("thats it for today thanks", "that's all for now"),
        weight=8,
    ),
    Rule(
        pattern="(ACK|ACK ACK|ACK ACK ACK|im out|i'm out|gtg|got to go|gotta go|ttyl|talk to you later|talk later|laters|later gator|take care|peace|peace out|have a good one|have a good (day|night|one|weekend|evening)|(bye|goodbye) for now|until next time|see you [later|soon|tomorrow]|talk soon|sleep well|sweet dreams|nighty night|im off|i'm off|off to bed|going to bed)",
        build=_farewell,
        examples=("lol ok cool", "k im out", "lol ok", "have a good night", "gtg"),
        weight=8,
    ),
)  # fmt: skip
