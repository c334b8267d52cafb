"""Asking for a reminder in a roundabout way. Each row says the same as "remind me to ..." or "set a timer for ..."."""

ROWS = {
    "in_time, 20": """
        (REMIND|wake|get) (me|us) [up] (in time|early enough|in plenty of time|in good time) (for|to) THING
        > wake me in time for a 7am flight | remind me early enough to catch the bus
    """,
    "remind, 8": """
        [i|we] NEG (WANT|like) to (forget|miss) [about|to] THING
        > I don't want to forget to feed the fish | we do not want to miss the bus at 5
    """,
    "remind, 4": """
        (SET|WANT) [INDEF] ITEM [for me] to THING
        > set a reminder for me to request time off
    """,
    "alarm, 4": """
        WANT (my|the|an|a) ITEM set (for|at|to) [TIME|NEW]
        > I want my alarm set for 4 am on saturday
    """,
    "ask_time, 4": """
        time me
        > time me
    """,
    "timed_thing, 0": """
        time (my|our|this|the) THING
        > time my shower
    """,
    "named_only, -3": """
        THING (reminder|reminders)
        > game of thrones reminder
    """,
    "timer, 6": """
        LENGTH (is|be) [THING] ITEM [MODAL] [be] [set] [to|for|at]
        > 10 minutes is what the timer should be set at
    """,
    "named_timer, 2": """
        (set|start|put|begin|run|do) LENGTH (for|on) THING
        > set 1 hour for my online job
    """,
    "named_timer, 4": """
        (set|put|make) THING time (to|for|at) LENGTH
        > set baking time to ten minutes
    """,
}
