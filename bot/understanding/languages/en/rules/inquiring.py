"""Questions about one reminder ("is that am or pm?", "does 2 stop on the 18th?") and about a day ("what's on friday")."""

_THAT = "(that|it|this|that one|this one|the last one|the one)"

ROWS = {
    "is_repeated, 4": """
        (is|are) TIME
        > is 3 every day?
    """,
    "about IS_SET, 6": f"""
        (did|do|have) (you|that|it|this) [even|actually|all] (get|save|set|work|understand|catch|hear|receive|go through|take|add|got|gotten|saved|stick|send) [that|it|this|them|me|all|all of that|my THING|what i said|set|through]
        > did you get that? | did that work | did it save
        (is|was|so is) {_THAT} [all] (set|saved|done|in|noted|added|scheduled|booked|good|okay|in there|on there|still on|still set|right) [like this|like that]
        > is it set? | is that saved | is it good like this?
        (are|were) (those|these|they|both|them|all of them|all) [both|all] (set|saved|in|done|noted|good|right|there)
        > are those both set now?
    """,
    "about IS_SET, 8": """
        (did|have|has|do) (you|that|it) [also|already|ever|even] (set|save|add|make|put in|note|schedule|get|got|catch|understand|hear|added|saved|noted|scheduled) [up] REF
        > did you set the dress one? | have you got the pill reminder
    """,
    "still, 10": """
        (is|are|was|were) REF still (on|set|there|active|scheduled|coming|good|in|on there|in there|going) [for|on|at] [TIME]
        > is the gym one still on | is my haircut still scheduled
    """,
    "is_set_asked, 6": """
        (it|that|this) is (set|saved|good|ok|right|correct|done) [like this|like that]
        > it is good like this?
        you (got|get|have) (it|that|this|me|all that)
        > you got that?
    """,
    "about HALF, 8": f"""
        (is|was|are) ({_THAT}|REF) [set] [for|at] [TIME|NUMBER] [in the] (am or pm|pm or am|am or|pm or|or pm|or am|am|pm|morning or night|morning or evening|morning or afternoon|day or night|am or p|a or p) [am|pm|TIME]
        > wait is that 1 am or pm | is that am or pm? | is it morning or night
        (is|was|are) (that|it|this|that one|this one|REF) [set] [for|at|in] [the] (TIME|morning|evening|night|afternoon) or [at|in] [the] (TIME|evening|night|afternoon|morning)
        > is that in the morning or the evening?
        [which] [is it] (am or pm|pm or am)
        > am or pm?
    """,
    "when_not_clock, 6": f"""
        (when|what time|what day|which day|what date|when's|what time's) [is|was|will|does] {_THAT} [set] [for|again|at|on|be|come|coming|due|going off|go off]
        > when is that again? | what time was that for | what day is it on
    """,
    "when_asked, 4": f"""
        (is|was|so is) {_THAT} [set|supposed to be] [for|on|at] [a|the] TIME
        > is that tomorrow? | is that set for 5 pm?
    """,
    "when_asked, 2": """
        (is|was|are) REF [set] [for|at|on|in] TIME [or TIME]
        > is the pill reminder at 8?
    """,
    "about WHEN, 8": """
        what (time|day) [do|have] you (got|have|get) (me|it|that|this) [down] [for]
        > what time u got me down for
    """,
    "about END, 6": """
        (does|do|will|would|did|is|are) REF [ever] (stop|end|finish|run out|expire|go until|last until|go till|ending|stopping|run until) [on|by|at|after|in] [TIME]
        > does 2 stop on the 18th? | will the pill reminder stop in december
    """,
    "about END, 8": """
        (when|until when|how long|til when|till when|what day) (does|do|will|is|are) REF (stop|end|finish|last|run|keep going|repeat|go on|going|over|ending|run out|go)
        > when does 2 end | how long does it keep going
        (does|do|will|is|are) REF (go on|keep going|last|continue|repeat|carry on|keep on|keep coming|go) (forever|for ever|always|indefinitely)
        > does 2 go on forever?
    """,
    "about REPEAT, 6": """
        (does|do|will) REF [also] (repeat|recur|come|come back|happen again|come again|go off) [TIME|again|every time]
        > does 3 repeat? | will it come every day
    """,
    "repeat_asked, 4": f"""
        (is|are) ({_THAT}|REF) [set|just|only] [for] (once|one time|recurring|repeating|on repeat|TIME)
        > is that just once
    """,
    "day, 8": """
        [so] (what's|what is|what|anything) (on tap|in store|cooking|lined up|on deck|going on|up|happening|next up|the plan|on the menu|on the docket|on the agenda|on) [for] TIME
        > whats on tap tomorrow | anything going on friday
        what did i (ask|tell|say|text|give|want|have) [you|to you] [to remind me] [of|about|for|on] TIME
        > what did I tell you for wednesday
        what (does|do|has|have|is|are) (SOMEBODY|my SOMEBODY|the SOMEBODY) (have|got|need|doing|due) [to do|to take|going on|coming up|on] TIME
        > what does dad have today | what do the kids have tomorrow
    """,
    "things, 6": """
        (what do i have|what have i got|what i got|do i have anything|have i got anything|is there anything|anything) [set|planned|coming up] (for|about|with) THING
        > what do I have for school | anything about the dentist
    """,
    "things, 8": """
        (which|what) [of] [ones|one|reminders|them|those|these] (is|are) (for|about) THING
        > which of these are for mom | which reminders are for the dentist
    """,
    "whole_day, -2": """
        (what's|what is) [on|for] TIME
        > whats tomorrow
    """,
    "day, 6": """
        (which|what) [ones|one|reminders|of them|of those|things] (are|is|do i have|have i got|were) [there|set|due|coming] [for|on|at|in] TIME
        > which are today | which do I have for tomorrow
        [is there|do i have|have i got|is] (anything|something|nothing) [else] [for|on|due|set|at] TIME
        > anything thursday?
        (what have i got|what do i have|what do i got|what i got|what else [do] [i have|i got]|whatcha got [for me]|what do you have [for me]|what you got [for me]) [coming up|left|to do|on] [for|on] [TIME]
        > what have I got | what do you have for me
    """,
    "next, 8": """
        ((what's|what is|what comes|anything) [coming] [up] (after that|after this|next|after|afterwards|later)|when (do|will|are) you (text|texting|remind|message) me [next|again])
        > um whats after that
    """,
}
