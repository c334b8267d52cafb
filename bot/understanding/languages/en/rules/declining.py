"""Requests about reminders that the bot cannot carry out: doing something else instead would be wrong."""

ROWS = {
    "declined, 9": """
        CHANGE [the|my] snooze [TIMEWORD] [from LENGTH] to LENGTH
        > change the snooze from 10 minutes to 15 minutes
        (SET|CHANGE) [the|my|a] snooze (setting|length|time|duration|interval|period) [on REF] (to|at) LENGTH
        > set the snooze time to 9 minutes
        SET [the|my|a] snooze (for|to|at) LENGTH (on|for) (all|every) [my|the] [THING] (ITEM|ITEMS)
        > set snooze for 5 minutes on all my alarms
    """,
}
