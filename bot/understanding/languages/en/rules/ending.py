"""When a series ends."""

_UNTIL = "(until|till|til|through|thru|for|for the next|for another)"

ROWS = {
    "named, 20": f"""
        (make|keep|run|have|let|leave|do|continue) REF [only|just] [going|go|run|on|last|running] {_UNTIL} THING
        > make 1 until friday | keep 2 going for 10 days | run the pill reminder until jan 18
        (end|finish|stop|quit) REF after THING
        > stop 1 after 10 days
        (end|finish) REF (on|at|by|with) THING
        > end 1 on friday | end the pill reminder on the 18th
        REF (ends|end|should end|must end|stops|should stop|is over|is done|finishes) (on|at|by|after|with) THING
        > 2 ends on the 18th | that should stop after friday
        REF (is|only|just|goes|runs|lasts|should go|should run|goes on|should be) [only|just|on] {_UNTIL} THING
        > 1 is only until friday | the pill reminder runs for 10 days
    """,
    "last, 10": f"""
        [it's|that's|but|oh] [only|just] [do it] {_UNTIL} THING
        > until jan 18 | just for 10 days
    """,
}
