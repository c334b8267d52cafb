"""Corrections of a reminder that is set: "the boys one is every weekday too", "not 9, 9:30", "add 8 am to 2"."""

_BE = "(is|are|'s|should be|shud be|needs to be|has to be|must be|was supposed to be|is supposed to be|should have been|was meant to be|ought to be)"
_DUE = "(is due|are due|'s due|due|got extended to|is extended to|was extended to|has been extended to|got pushed to|got bumped to|runs|goes|meets)"
_STARTS = "(starts|start|begins|begin|ends|end|finishes|closes|opens|lets out|gets out|is over|leaves)"
_SAME_TIME = "[at] [the] same time"

ROWS = {
    "stated, 4, overrules": f"""
        REF {_BE} [now] [at|on|for] NEW
        > the gym one is every weekday | 2 is at 7 pm | reminder 3 should be at noon
    """,
    "stated, 7, overrules": f"""
        REF {_DUE} [now] [at|on|for|by] NEW
        > 2 is due saturday | the gym one meets at noon | 3 got extended to monday
    """,
    "not_old, 16, overrules": f"""
        REF ({_DUE}|{_STARTS}) [at|on|for|by] THING (NEG|INSTEAD) [at|on] THING
        > 2 is due saturday not sunday | 3 ends at 5:45 not 5:15
    """,
    "not_old, 14, overrules": f"""
        REF {_BE} [at|on|for] THING (NEG|INSTEAD) [at|on] THING
        > thursday should be 5:15 not 5:45 | 2 should be 5:15 pm not 5:45 | my shift reminder should be at 9 instead of 10
    """,
    "last_said, 10, overrules": f"""
        REF {_BE} [at|on|for] THING RECONSIDER [at|on|for|make that] THING
        > the 3 is at 7 pm, no at 6
    """,
    "instead, 8, overrules": """
        (make|set|put|move|change|switch|have|do|start|begin) REF [to|at|for|on|be] THING INSTEAD
        > make number 3 5:15 instead | make that wednesday noon instead | set 2 for 9 instead
    """,
    "mine, 5, overrules": """
        (start|begin|do|have) IT (at|on|for|to) NEW
        > start it at 7:30 | do it at 9 pm
    """,
    "sure, 6, overrules": """
        make REF [a|an] (recurring|repeating|regular|weekly|daily) [thing|one|reminder|alarm] NEW
        > make that a recurring thing every friday | make 2 a repeating reminder every monday
    """,
    "old_then_new, 6, overrules": """
        NEG [at|on] THING [but|it's|its|i said|i meant|i mean|make it] [at|on] THING
        > not 9, 9:30 | not sunday, monday
    """,
    "mine, 9, overrules": """
        (SOMEBODY|my SOMEBODY|the SOMEBODY) (asked|wants|wanted|said|says|needs|told|prefers|can do) [me|us|it] [to] [come|be there|do it|meet|make it] (at|for|on) TIME INSTEAD
        > she wants it at 2 instead
    """,
    "mine_now, 9, overrules": """
        (she|he|they|it|she's|he's|they're|it's|we|we're) THING (at|for|on) TIME [INSTEAD|now]
        > she is in at 5 instead
    """,
    "mine, 8, overrules": """
        [it] is better [at|on|for] NEW
        > is better at 7pm
    """,
    "mine, 6, overrules": """
        (start|begin|starting|beginning) (at|from) NEW
        > start at 2pm
    """,
    "mine, -1": """
        [nvm|nevermind] TIME (is|works|would be|'s|will be|was) (fine|good|better|great|perfect|best|right)
        > 6 is fine | friday is better
    """,
    "timed, 5, overrules": f"""
        (CHANGE|MOVE|ADVANCE) REF [back|over] (to|for|until) TIME {_SAME_TIME}
        > move 2 to monday same time | push 3 to friday same time
        (CHANGE+ED|MOVE+ED|ADVANCE+ED) [back|up|over|out] (to|until|for) TIME [{_SAME_TIME}]
        > moved to friday same time | pushed to next week
    """,
    "stated, 6, overrules": f"""
        REF [MODAL|has|have|was|were|got|get|is|needs to|need to|had] [been|be] (CHANGE+ED|MOVE+ED|ADVANCE+ED) [back|up|over|out] (to|until|for) TIME [{_SAME_TIME}]
        > 2 got moved to friday same time | 3 was pushed back to 4 pm | my gym alarm has been moved to 8
    """,
    "said, 8, overrules": """
        REF (should|must|needs to|ought to|has to|is supposed to|was supposed to) (say|read|be called|be) THING
        > 4 should say dad's statin | 5 should just be leave for soccer | 2 3 and 4 should say midterm paper
    """,
    "several_times, 8, overrules": """
        (CHANGE|MOVE|make) REF [to|at|for|be] THING
        > change 1 to 7am and 8pm | make 2 8am, 12pm and 4pm
        REF (should be|needs to be|ought to be) [at] THING
        > 2 should be at 8am and 8pm
    """,
    "added, 6, overrules": """
        (ADD|include) [a|an|another|one] [at] THING [one|time|dose] to REF
        > add 8am to my pills alarm | add 8 pm to 2
        you (left out|missed|forgot|skipped|left off|dropped|omitted) [the|about] THING [one|dose|time]
        > you left out 8 am | you missed 4pm
    """,
}
