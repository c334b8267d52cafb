"""Questions to the bot about its service: what it costs, its languages, when it texts, how one changes what is set."""

from bot.understanding.languages.en.rules.asking import THIS

_TONGUE = "(spanish|french|german|italian|portuguese|chinese|mandarin|arabic|hindi|polish|russian|korean|vietnamese|tagalog|japanese|turkish|dutch|english|creole|urdu|another language|other languages|any other language)"

ROWS = {
    "of_topic SKIPPING, 10": """
        how (do|can|would) i (skip|pause|tell you|let you know|say|miss out) [that|THING]
        > how do I skip one | how do I tell you there's no school friday
    """,
    "of_topic HOURS, 8": """
        [what's|what is|how] [the] (thelatest|latest|earliest|late|early) [time] [you can|can you|you'll|you will|do you] (text|remind|send|message) [me]
        > whats the latest you can text | how late can you text me
        [do] you [ever|even] sleep
        > you ever sleep?
    """,
    "of_topic COST, 8": f"""
        [how|what] (much|what|does|do|is|are|will|would) [is|does|do|are|will|would] {THIS} (cost|charge|charging|costing) [me|us|money|anything|THING]
        > what does this cost? | how much do you charge | do u cost money lol | is this costing me anything
        (what (do|will) i owe [you|for THING]|is there [a|any] (charge|fee|cost|bill) [for] [this|it|THING])
        > what do I owe you | is there a charge for this?
        (is|are) {THIS} [really|all|still|completely] (free|paid|for free|a paid service) [of charge|to use|or THING]
        > is this free? | is this service free to use
    """,
    "if_timeless COST, 8": f"""
        (how much|what) [is|does|will|would|do] {THIS} [going to|gonna|be] (run|set|put|running|setting) me [back]
        > how much is this gonna run me | what will it set me back
        (what's|what is|whats) the (price|cost|charge|fee|damage|catch|rate|monthly fee) [of|for] [{THIS}] [per|a] [month|text]
        > what's the catch | whats the price of this
    """,
    "if_timeless COST, 6": """
        (do|will|would|am|are) (i|we) [get|have to|need to|gonna|going to|be|getting|being] (pay|charged|billed|paying) [for|by] [THING]
        > do I have to pay for this | am I being charged
    """,
    "if_asked LANGUAGE, 8": f"""
        [do|can|does|could] [you|it|this] [also|even] (speak|understand|talk|read|do|write|know|text) [me] [in] {_TONGUE} [too|THING]
        > do you speak Spanish? | can you understand other languages
    """,
    "of_topic LANGUAGE, 8": f"""
        (can|could|may) (i|we|she|he|my THING) (text|write|talk|speak|type) [to you|you|this] in {_TONGUE}
        > can I text you in French
        (habla|hablas|habla usted|se habla) (espanol|ingles)
        > hablas espanol?
        what (languages|language) (do|can|are) you (speak|understand|know|in|speaking)
        > what languages do you speak
    """,
    "if_question LANGUAGE, 8": f"""
        [is] [it] [this] [possible|available|works|ok] in {_TONGUE} [possible|available]
        > is possible in Spanish?
    """,
    "of_topic SKIPPING, 8": """
        how (do|can) i make (it|that|them) (stop|pause|wait|skip) [for|on|until|during|over|in] TIME
        > how do I make it stop until monday
    """,
    "of_topic NUMBER_OF_TEXTS, 8": """
        how (many|much|often) [texts|messages|times] (are|will|do|would|is|does) [you|this|it] [be|gonna|going to] (send|text|get|sending|texting|message|bug) [me] [THING]
        > how many texts are you gonna send me | how often will you text me
    """,
    "if_timeless OPTING_OUT, 8": """
        (how do i|how can i|how to|can i) [make (this|it|you)|get (this|it|you) to] (stop|quit|unsubscribe|opt out|cancel this|get off this list|sign out) [this|these|the] [texts|texting me|messages|service|THING]
        > how do I make this stop
    """,
    "if_question CHANGING, 6": """
        [(can|could) i|how (do|can) i] (CHANGE|MOVE) [the|a|my] [time|day|date|message|text|it|one|reminder|them|hour] [(of|for|on) THING] [later|afterwards|again|too]
        > can I change the time later? | how do I move one
    """,
    "if_question DELETING, 6": """
        [(can|could) i|how (do|can) i] (delete|cancel|remove|get rid of) [the|a|my] (it|one|reminder|them|reminders|single one) [later|afterwards|again|too]
        > how do I delete one
    """,
    "of_topic UNANSWERED, 8": """
        (what happens|what|what do you do) if i (don't|do not|never|forget to|can't) (answer|reply|respond|see it|text back|do it) [THING]
        > what happens if I don't answer
    """,
    "phone_off, 10": """
        [(what happens|what|what do you do)] [(will|would|do|can) (you|i|it)] [still] [(remind|text|message|reach|work|get|see|miss) [me|it|them|the text|the reminder]] (if|when|while|even if) (my THING|i) (is|am|are|goes|go|gets|get|dies|have|has|lose|loses|turn off|turn|switch off|run out of|don't have|out of|in) [off|dead|broken|no|out of|out|abroad] [my|the] [THING]
        > what happens if my phone is off | will you still remind me if i turn off my phone | what if I have no signal
    """,
    "if_timeless HOURS, 14": """
        how (late|early) can (i|you|we) (set|get|have|make|text|remind|schedule|send) [me] [a|an] [reminders|reminder|texts|text|them|one]
        > how late can i set reminders
    """,
    "of_topic FAR, 8": """
        (how far|how long) (ahead|in advance|out|into the future) (can|could|do) (i|you) [set|make|plan|go|remind|THING]
        > how far ahead can I set one
    """,
    "of_topic HOURS, 6": """
        (do|are|will|can) you (work|working|text|up|on|available|remind|open|awake) [me] [even] [on|at|in|over|during|all] [the] (weekends|weekend|night|holidays|nights|christmas|day and night|TIME)
        > do you work on weekends?
    """,
}
