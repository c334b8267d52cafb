"""Leaving out days of a series: "skip pickup friday", "no gym tomorrow", "make 1 skip wednesdays"."""

ROWS = {
    "skipped, 10, overrules": """
        (skip|omit|miss) REF [on|for|in|during] THING
        > skip 1 and 2 on friday | skip number 2 this sunday | skip my gym alarm on the 24th and 25th | skip 1 in january
    """,
    "none_then, 8, overrules": """
        no REF [on|for|in|during] THING
        > no reminder 2 on friday
    """,
    "but_weekdays, 8, overrules": """
        (make|have|let) REF skip THING
        > make 1 skip wednesdays
        REF [is|should be] (not|except|but not) on THING
        > 2 not on fridays | my gym alarm should be not on weekends
    """,
    "but_weekdays, 11, overrules": """
        (skip|omit) REF [on|every] THING
        > skip 1 on wednesdays
    """,
    "holidays, 12, overrules": """
        ((skip|omit) REF [on|for|during|over]|REF [is|should be] (not|except|but not) on|don't send REF on) [the|all|public|bank|federal] holidays
        > skip 2 on holidays | reminder 1 not on holidays
    """,
    "other_time, 14, overrules": """
        TIME (is|are|has|have) [an|a] [early|half|late|short] [release|day|dismissal|start|out|pickup] [so] [at] THING for REF
        > weds is early release so 1:50 for 1
    """,
    "other_time, 10, overrules": """
        TIME (make|move|set|change) REF [to|at|for] THING
        > on wednesdays make 1 1:50
    """,
}
