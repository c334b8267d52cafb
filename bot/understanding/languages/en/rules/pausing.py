"""Pausing a reminder and letting it go on, leaving out the next time: "pause 2", "resume 2", "skip next"."""

_END = "[while SOMEBODY THING] (UNTIL NEW|UNTIL SOMEBODY THING NEW|for NEW|for LENGTH during THING|for [AWHILE])"
_QUIET = (
    "(quiet|silence|do not disturb|dnd|hush|shh|no (ITEMS|texts)|(PAUSE|HOLD) (ALL|all [of] [my|the|them] [ITEMS]))"
)
_THIS_TIME = "[only] (this|next|for this) (time|once|one time)"

ROWS = {
    "pause, 8": f"""
        PAUSE [REF] [{_END}]
        > pause 2 | pause the gym for a week | pause my pills until i get back on the 28th | pause the standup this week | suspend my alarm
        (put|place|hold) REF on (hold|pause) [{_END}]
        > put 3 on hold until friday | put the walk on pause
    """,
    "pause_named, 8": f"""
        HOLD REF [off] [{_END}]
        > hold my reminders while i'm away till monday | mute 2 for a month
    """,
    "pause_long, 0": f"""
        (stop|silence|turn off|switch off|don't send [me]|do not send [me]) REF {_END}
        > stop 2 for now | turn off my swim reminders until monday | stop the water one for this week
    """,
    "pause_all, 12": f"""
        {_QUIET} (UNTIL NEW|for NEW|NEW)
        > quiet until monday | no reminders today | pause all until the 5th
        (no more ITEMS|stop ALL [my|the] [ITEMS]) UNTIL NEW
        > no more reminders until monday
        SOMEBODY THING {_QUIET}
        > i'm away, no reminders
        SOMEBODY THING UNTIL TIME {_QUIET}
        > i'm on vacation till sunday, no reminders please
    """,
    "pause, 14": """
        SOMEBODY THING UNTIL TIME PAUSE REF
        > i'm away till sunday, pause 2
    """,
    "resume, 6": """
        RESUME REF
        > resume 2 | resume walks | unpause the gym
    """,
    "resume_named, 8": """
        (start|turn|switch|bring|put|get) REF (back [on] [again]|on again|again)
        > start 2 again | turn 2 back on | turn everything back on
    """,
    "skip_named, 4": """
        (skip|leave out) [next] REF
        > skip 2 | skip this alarm
    """,
    "skip_thing, 8": """
        skip [next] REF
        > skip the standup on friday | skip coffee
    """,
    "skip_day, 8": """
        skip TIME
        > skip tomorrow | skip next week
    """,
    "this_time, 12": f"""
        (no|skip) REF {_THIS_TIME}
        > no reminder for trash this time | skip yoga this time
    """,
    "none_then, 2": """
        no REF
        > no gym reminder this week
    """,
}
