"""Asking what is there, or when one of them comes."""

_BACK = "[back|again|out|out loud|aloud|back to me|to me|on screen|on the screen|up]"
_THAT_I = "[are|is|was|were] [it] [the|those] [THINGS] [it] [that] [are|was|were|did|do|am] [i] [did|do|was|am|had|made|have] [note of]"

ROWS = {
    "ours, 0": f"""
        SHOW [me|us] [about|of|on|for|out|up|off] REF {_BACK}
        > read my reminder list back to me | brief me about my alarms | open my reminders
        all [of] REF [TIMEWORD]
        > all alarm times
    """,
    "plans, 0": f"""
        (repeat|play|give|get|send|text|message|resend) [me|us] REF {_BACK}
        > repeat my list back to me | give me my agenda | send me all my reminders
    """,
    "list, 8, names_thing": """
        [(SHOW|KNOW) [me|us]] how (much|many) [MORE] [time|minutes|hours|seconds|longer] [is|are|do i have|i have|does] [REF] [there] LEFT [(on|for|in|of|until|till|before) THING]
        > how much time do I have left | how many minutes are left in the second half
        [(on|for) REF] how much longer [(on|for|in|of|until|till|before|does|is) THING]
        > how much longer on the quiche | on my quiche timer how much longer
    """,
    "list, 8": """
        [SHOW|KNOW] [me] [of|about] [what|what's] [the|my] (time|minutes|hours|seconds) LEFT [(on|for|in|of|until|till|before) REF]
        > time left on the timer
        [SHOW|KNOW] [me] [of|about] [what|what's] [is] [the|my] LEFT (time|minutes|hours|seconds) [(on|for|in|of|until|till|before) REF]
        > remaining time on the reading timer | let me know the remaining time on my timer
        do i have [a lot of|lots of|enough|much|any] time LEFT [(on|for|in|of|until|till|before) REF]
        > do I have a lot of time left
        (when's|when is|is) [the|my] time up
        > when's the time up
    """,
    "ours, 4": """
        REF [time] LEFT [time]
        > alarm time left | baking timer's remaining time
        (put|throw|bring) REF [up] on [the|my] (screen|display)
        > put the timer on screen
        how (close|far along|near) is REF [to|from|until] [THING]
        > how close is the timer to done
        REF (status|statuses|details|settings|info)
        > alarm status
    """,
    "of_text, 4": """
        [SHOW|KNOW] [me] how long [it] (is|are|has|have|do|does|will|before|until|till) THING
        > how long is left on the timer? | tell me how long before the timer goes off
    """,
    "ours, 6": """
        REF (is|are) [set] [for|to] WH [time|day]
        > our sewing club reminder is set for what time? | the list of my reminders is what
        WH (do|does|did) REF (say|list|show|have|hold|contain|include|look like) [on it]
        > what does my running list of stuff to do list
    """,
    "on_plan, 6, names_thing": """
        (is|are) THING on REF
        > is checking the mail on my list of reminders
        on REF (is|are) there [a|an|any] THING
        > on my reminder list, is there a dentist appointment
    """,
    "list, 6": f"""
        ((KNOW|SHOW|remind) [me] [of|about] [WH]|WH) {_THAT_I} [not] [WANT+ED|WANT|trying|supposed|meant] [not] [to] [not] (REMEMBER|forget) [again]
        > what did I want to remember | what things did I want to remember
        [i] (WANT+ED|WANT|meant|had|was supposed|am supposed) to REMEMBER [THINGS] WH [is|was|were|are] [it|that|they|those|again]
        > I wanted to remember something, what was it
    """,
    "on_plan, 6": """
        (SHOW|remind) [me|us] [of|about] [all] [the] THINGS [that|which|that are] on REF
        > remind me of the items on my list of things to remember
    """,
    "of_text, -2": """
        WH (do|does|did|is|are) THING
        > what does my to do list say
    """,
    "of_text, 3": """
        SHOW [me|us] (what|which|everything|all|anything|whatever|if|whether|how many) THING
        > read what I added to the reminder list
    """,
    "list, 5": """
        [now] [please] SHOW [me|us] (everything|all) [that|which] (you have|you've got|you got|i have|i've got|there is|is there|is set|i set) [set] [for me|for us]
        > show me everything you have for me | tell me all I have set
    """,
    "of_items, 2": """
        remind me (of|about) REF [i have] [set]
        > remind me of all the alarms I have for today | remind me of my next reminders
    """,
}
