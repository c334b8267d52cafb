"""Making a reminder repeat, or come only once."""

_SINGLE = "(one time|one off|onetime|single|non repeating) [thing|reminder|one|only|event|deal]"
_ONCE = f"(once [only]|(only|just) once|(a|just a) {_SINGLE}|{_SINGLE})"

ROWS = {
    "repeated, 4": """
        (repeat|continue) REF [only] [on|for] NEW
        > repeat alarm every monday | repeat my stretching reminder every day at 4pm
    """,
    "once, 8": f"""
        (don't|do not|never|no need to|stop|quit) (repeat|repeating) [REF]
        > don't repeat it | stop repeating the pills reminder
        (turn|switch) off [the] (repeat|repeating|repeats|recurrence) (on|for|of) REF
        > turn off repeat on 4
        [(make|do|set|have|change|turn|let) REF [come|be|happen|ring|go off] [to|into]] {_ONCE}
        > just once | do it just once | make the gym one a one time thing | change 2 to a one off
    """,
}
