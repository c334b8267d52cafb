"""Questions that are answered in a line: about the bot ("are you a person?") or a reminder ("is that am or pm?")."""

# ruff: noqa: E501 - a line break would split a pattern in two

from collections.abc import Callable
from dataclasses import replace

from bot.understanding.command import AskAbout, AskBot, Asked, ListReminders, Target, Thanks, Topic
from bot.understanding.intents.targets import period_in
from bot.understanding.match import SURE, Match, Named
from bot.understanding.rules import Rule
from bot.understanding.times.resolve import resolve

_LAST = Target(is_last=True)
_CLOCK = ("what", "time", "is", "it")  # asks for the time of day


def _of(topic: Topic) -> Callable[[Match], AskBot]:
    return lambda _: AskBot(topic=topic)


def _if_timeless(topic: Topic) -> Callable[[Match], AskBot | None]:
    """As ``_of``; a text with a time asks for something then: "can you call mom at 5"."""
    return lambda match: None if match.mentions.times else AskBot(topic=topic)


def _complaint(match: Match) -> AskBot | None:
    """A complaint that asks for nothing itself: "that's wrong", not "that's wrong, 3 pm"."""
    is_timed = any(not match.start <= at < match.end for at in match.mentions.times)
    return None if is_timed else AskBot(topic=Topic.COMPLAINT)


def _if_question(topic: Topic) -> Callable[[Match], AskBot | None]:
    """As ``_of``, for what is a question by its mark or by "how" or "can i"; without it, it asks to be done."""

    def build(match: Match) -> AskBot | None:
        sentence = match.mentions.sentence
        said = {"how", "can", "could", "do", "will"} & {*sentence.words[: sentence.first + 2]}
        return AskBot(topic=topic) if said and ("?" in sentence.words or "how" in said or "can" in said) else None

    return build


def _if_asked(topic: Topic) -> Callable[[Match], AskBot | None]:
    """As ``_if_timeless``, where the bot is asked: "can you text my dad", not "text my dad"."""

    def build(match: Match) -> AskBot | None:
        sentence = match.mentions.sentence
        is_asked = "you" in (*sentence.words[: sentence.first], *match.mentions.words[:4])
        return AskBot(topic=topic) if is_asked and not match.mentions.times else None

    return build


def _is_repeated(match: Match) -> AskAbout | None:
    """ "is 3 every day?", where the number is read as the hour."""
    mentions = match.mentions
    number = mentions.sentence.tokens[mentions.tokens[match.start + 1]].word.number
    if number is None or match.phrase is None or not match.phrase.is_repeat:
        return None
    phrase = replace(match.phrase, fields=replace(match.phrase.fields, clocks=()))
    repeat = resolve(phrase, mentions.sentence.context).repeat
    return AskAbout(asked=Asked.REPEAT, target=Target(numbers=(int(number),)), repeat=repeat)


def _about(asked: Asked) -> Callable[[Match], AskAbout | None]:
    """A question about REF, or about the reminder mentioned last."""

    def build(match: Match) -> AskAbout | None:
        if match.span("REF") is not None and match.named not in SURE and match.named is not Named.EVENT:
            return None
        target = _LAST if match.target == Target() else match.target
        phrase = match.phrase
        resolved = resolve(phrase, match.mentions.sentence.context) if phrase is not None else None
        if resolved is None:
            return AskAbout(asked=asked, target=target)
        return AskAbout(asked=asked, target=target, moment=resolved.moment, repeat=resolved.repeat)

    return build


def _day(match: Match) -> ListReminders:
    first, last = match.mentions.token_span(match.start, match.end)
    return ListReminders(period=period_in(match.mentions.sentence, first, last))


_THIS = "(this|it|you|that|these|this thing|this service|the texts|these texts|this number|the service)"
_THAT = "(that|it|this|that one|this one|the last one|the one)"
_HUMAN = (
    "(person|human|human being|robot|bot|machine|computer|ai|chatbot|somebody|someone|program|app|live person|real one)"
)
_PEOPLE = "(him|her|them|people|others|someone|somebody|anyone|anybody|my THING|someone else|somebody else|other people|another THING|SOMEBODY)"
_TONGUE = "(spanish|french|german|italian|portuguese|chinese|mandarin|arabic|hindi|polish|russian|korean|vietnamese|tagalog|japanese|turkish|dutch|english|creole|urdu|another language|other languages|any other language)"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern=f"(are you|is this|is that|am i talking to|am i texting|is it|who am i texting) [a|an|the|really|even|real|actual] {_HUMAN} [or THING]",
        build=_of(Topic.PERSON),
        examples=("are you a person?", "is this a bot or what", "am I talking to a real person"),
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
        pattern="((what's|what is|do you have) (your|a) name|who (made|built|created|runs|owns|programmed) you)",
        build=_of(Topic.NAME),
        examples=("what's your name?", "who made you"),
        weight=8,
    ),
    Rule(
        pattern="(how are you|how you doing|how's it going|how is it going|what are you doing|what are you up to|wyd|sup|wassup|how's your day) [doing|today|THING]",
        build=_of(Topic.MOOD),
        examples=("how are you doing today", "wyd"),
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
        pattern=f"(do|can|does|could) [you|it|this] [also|even] (speak|understand|talk|read|do|write|know|text) [me] [in] {_TONGUE} [too|THING]",
        build=_if_timeless(Topic.LANGUAGE),
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
        pattern="(can|do|are|will) you [able to|also] (see|know|read|track|access|have access to|watch|hear) (my|where|who) [location|contacts|phone|messages|emails|texts|photos|pictures|i am|i live|address|name|i'm at]",
        build=_if_timeless(Topic.PRIVACY),
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
        pattern="how (many|much|often) [texts|messages|times] (are|will|do|would|is|does) [you|this|it] [be|gonna|going to] (send|text|get|sending|texting|message|bug) [me] [THING]",
        build=_of(Topic.NUMBER_OF_TEXTS),
        examples=("how many texts are you gonna send me", "how often will you text me"),
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
        pattern="(how do i|how can i|how to|can i) [make (this|it|you)|get (this|it|you) to] (stop|quit|unsubscribe|opt out|cancel this|get off this list|sign out) [this|these|the] [texts|texting me|messages|service|THING]",
        build=_if_timeless(Topic.OPTING_OUT),
        examples=("how do I make this stop", "how can I unsubscribe"),
        weight=8,
    ),
    Rule(
        pattern="THING what should (i|we) (prepare|bring|wear|say|do|eat|make|ask|buy|expect|know)",
        build=_of(Topic.ADVICE),
        examples=("the social worker visits tomorrow, what should I prepare",),
        weight=9,
    ),
    Rule(
        pattern="[(can|could) i|how (do|can) i] (change|move|reschedule|edit|fix|adjust|update) [the|a|my] [time|day|date|message|text|it|one|reminder|them] [of THING] [later|afterwards|again|too]",
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
    # about what is there
    Rule(
        pattern="(is|are) TIME",
        build=_is_repeated,
        examples=("is 3 every day?",),
        weight=4,
    ),
    Rule(
        pattern="(did|do|have) (you|that|it|this) [even|actually|all] (get|save|set|work|understand|catch|hear|receive|go through|take|add|got|gotten|saved|stick|send) [that|it|this|them|me|all|all of that|my THING|what i said|set|through]",
        build=_about(Asked.IS_SET),
        examples=("did you get that?", "did that work", "did it save"),
        weight=6,
    ),
    Rule(
        pattern=f"(is|was|so is) {_THAT} [all] (set|saved|done|in|noted|added|scheduled|booked|good|okay|in there|on there|still on|still set)",
        build=_about(Asked.IS_SET),
        examples=("is it set?", "is that saved"),
        weight=6,
    ),
    Rule(
        pattern="you (got|get|have) (it|that|this|me|all that)",
        build=lambda match: AskAbout(asked=Asked.IS_SET, target=_LAST) if "?" in match.mentions.sentence.words else None,
        examples=("you got that?",),
        weight=6,
    ),
    Rule(
        pattern=f"(is|was|are) ({_THAT}|REF) [set] [for|at] [TIME|NUMBER] [in the] (am or pm|pm or am|am or|pm or|or pm|or am|morning or night|morning or evening|morning or afternoon|day or night|am or p|a or p) [am|pm|TIME]",
        build=_about(Asked.HALF),
        examples=("wait is that 1 am or pm", "is that am or pm?", "is it morning or night"),
        weight=8,
    ),
    Rule(
        pattern="[which] [is it] (am or pm|pm or am)",
        build=_about(Asked.HALF),
        examples=("am or pm?",),
        weight=8,
    ),
    Rule(
        pattern=f"(when|what time|what day|which day|what date|when's|what time's) [is|was|will|does] {_THAT} [set] [for|again|at|on|be|come|coming|due|going off|go off]",
        build=lambda match: None if match.mentions.words[match.start : match.end] == _CLOCK else _about(Asked.WHEN)(match),
        examples=("when is that again?", "what time was that for", "what day is it on"),
        weight=6,
    ),
    Rule(
        pattern=f"(is|was|so is) {_THAT} [set|supposed to be] [for|on|at] TIME",
        build=lambda match: _about(Asked.WHEN)(match) if "?" in match.mentions.sentence.words else None,
        examples=("is that tomorrow?", "is that set for 5 pm?"),
        weight=4,
    ),
    Rule(
        pattern="(does|do|will|would|did|is|are) REF (stop|end|finish|run out|expire|go until|last until|go till|ending|stopping|run until) [on|by|at|after|in] [TIME]",
        build=_about(Asked.END),
        examples=("does 2 stop on the 18th?", "will the pill reminder end in december"),
        weight=6,
    ),
    Rule(
        pattern="(when|until when|how long|til when|till when|what day) (does|do|will|is|are) REF (stop|end|finish|last|run|keep going|repeat|go on|going|over|ending|run out|go)",
        build=_about(Asked.END),
        examples=("when does 2 end", "how long does it keep going"),
        weight=8,
    ),
    Rule(
        pattern="(does|do|will|is|are) REF (go on|keep going|last|continue|repeat) (forever|for ever|always|indefinitely)",
        build=_about(Asked.END),
        examples=("does 2 go on forever?",),
        weight=8,
    ),
    Rule(
        pattern="(does|do|will) REF [also] (repeat|recur|come back|happen again|come again|go off) [TIME|again|every time]",
        build=_about(Asked.REPEAT),
        examples=("does 3 repeat?", "will it come every day"),
        weight=6,
    ),
    Rule(
        pattern=f"(is|are) ({_THAT}|REF) [set|just|only] [for] (once|one time|recurring|repeating|on repeat|TIME)",
        build=lambda match: _about(Asked.REPEAT)(match) if match.phrase is None or match.phrase.is_repeat else None,
        examples=("is that just once", "is the pill one every day"),
        weight=4,
    ),
    # what there is
    Rule(
        pattern="[so] (what's|what is|what|anything) (on tap|in store|cooking|lined up|on deck|going on|up|happening|next up|the plan|on the menu|on the docket|on the agenda|on) [for] TIME",
        build=_day,
        examples=("whats on tap tomorrow", "anything going on friday"),
        weight=8,
    ),
    Rule(
        pattern="what (does|do|has|have|is|are) (SOMEBODY|my SOMEBODY|the SOMEBODY) (have|got|need|doing|due) [to do|to take|going on|coming up|on] TIME",
        build=_day,
        examples=("what does dad have today", "what do the kids have tomorrow"),
        weight=8,
    ),
    Rule(
        pattern="(what have i got|what do i have|what do i got|what i got|what else [do] [i have|i got]|whatcha got [for me]|what do you have [for me]|what you got [for me]) [coming up|left|to do|on] [for|on] [TIME]",
        build=_day,
        examples=("what have I got", "what do you have for me", "what else do i have tomorrow"),
        weight=6,
    ),
    Rule(
        pattern="(ACK|ACK ACK|ACK ACK ACK|im out|i'm out|gtg|got to go|gotta go|ttyl|talk to you later|talk later|laters|later gator|take care|peace|peace out|have a good one|have a good (day|night|one|weekend|evening)|sleep well|sweet dreams|nighty night|im off|i'm off|off to bed|going to bed)",
        build=lambda match: Thanks() if match.end - match.start == len(match.mentions.words) else None,
        examples=("bet. thx", "k im out", "lol ok", "have a good night", "gtg"),
        weight=8,
    ),
)  # fmt: skip
