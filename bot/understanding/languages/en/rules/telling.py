"""News about a reminder that is set: "doctor changed metformin to 7", "no school friday, so no pickup"."""

_TOLD = "(CHANGE+ED|MOVE+ED|ADVANCE+ED|switched|put|set|made|wants|wanted|says|said|say|told me|told us|thinks|asked for|asked|prescribed|ordered|decided)"
_TO = "(to|at|for|on|until|should be|is|are|now|be|at the|goes to|go to|needs to be|has to be|every)"
_SAYING = "[that|to take|to give|take|give|to do|to have]"
_OFF = "(isn't|is not|isnt|won't be|wont be|will not be|ain't|not|aint|doesn't|does not|doesnt|didn't|can't|cannot|cant|won't|wont) [be] [coming|happening|here|in|there|on|working|come|make it|making it|meeting|held|due|needed|have|do|going]"
_CALLED_OFF = "(is|are|was|were|has been|got|'s|been) [all] (off|CANCEL+ED|cancelled|canceled|called off|closed|out|away|not on|not happening|not needed)"

ROWS = {
    "changed, 12, overrules": f"""
        THING {_TOLD} {_SAYING} REF [back|over|up] [{_TO}] NEW [now|instead|from now on|going forward|INSTEAD]
        > doctor changed 1 to 7 in the evening | my boss moved 2 to 4 pm | doc says 3 every 6 hours now
    """,
    "changed, 6, overrules": """
        REF (is|are|has been|was|got|'s) [now|being] [CHANGE+ED|MOVE+ED|CHANGE|MOVE] [to|at|on|every] NEW [now|instead|from now on]
        > 2 is now tuesdays and thursdays at 11
        REF [only|just] (need it|needs it|need them|needs to be done|comes|goes|happens|starts|runs|meets|is only|are only) [at|on|every] NEW [now|instead|from now on]
        > 2 only needs it mondays and thursdays now
    """,
    "changed_from, 14, overrules": """
        [it's|its|it is|make it|make that|do|i meant|i said] [at] THING [and] (not|instead of|rather than) [at] THING (for|on|with) REF
        > 8 not 9 for 2 | it's 8 pm not 9 for reminder 2
        not [at|on] THING [but|it's|its|i meant|make it] [at|on] THING (for|on|with) REF
        > not tuesday, wednesday for 2
    """,
    "changed_from, 10, overrules": """
        (for|on|with|about) REF [it's|its|make it|do] [at] THING not [at] THING
        > for 2 it's 8 not 9
    """,
    "off_then, 16, overrules": """
        [THING] TIME [so|then|and|that means] (no|skip|no need for|don't need) REF [that day|then|that morning|that night|that evening|either]
        > no school friday so no 2 that day | blood test thursday so skip 3
        THING [so|then|and|that means] (no|skip|no need for|don't need) REF [on] TIME
        > coach is sick so no gym reminder on tuesday
    """,
    "off_then, 10, overrules": f"""
        REF {_OFF} TIME
        > 2 isn't happening this friday
        REF {_CALLED_OFF} TIME
        > 2 is off on friday
    """,
    "off_then, 14, overrules": f"""
        TIME REF {_CALLED_OFF} [THING]
        > thursday 2 is off
    """,
    "not_then, 14, overrules": """
        [i|we] (don't|dont|do not|never|no need to|stop) [want to be|be|WANT] (remind|reminding|text|texting|ping|tell|bug|nudge|reminded) [me|us] [about|of|to|for|with] THING (on|in|at|during|every|each) THING
        > don't remind me about 1 on weekends
    """,
}
