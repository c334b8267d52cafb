"""Giving a reminder another time, another repeat or other words."""

_TO = "(to|for|at|until|till|into|with|be|to be|on|over to|to (go off|ring|sound|come) [at|on|for]|so it's at|as)"
_WAY = "[back|up|out|over|forward]"
_CHANGED = "(CHANGE+ED|MOVE+ED|ADVANCE+ED)"

ROWS = {
    "to, 2": f"""
        (CHANGE|MOVE|ADVANCE) REF {_TO} NEW
        > alter my gym alarm to 7 am | replace my noon alarm with 1 pm | prepone the coffee reminder to 4:30
        (CHANGE|MOVE|ADVANCE) REF {_TO} TIME INSTEAD
        > change that reminder to 8 am instead
        [WANT|get|have|like] REF [MODAL|needs to|need to|has to|must|ought to|to] [be] {_CHANGED} [back|up] {_TO} NEW
        > I need my 6:00 pm reminder changed to 6:30 pm | my alarm should be moved to 8
    """,
    "to, 9": f"""
        (CHANGE|MOVE|ADVANCE) REF {_WAY} (to|until|till|2) NEW
        > move dentist to friday | reschedule the boat trip to friday at nine | drag 2 out till friday
        (CHANGE|MOVE|ADVANCE) [the|my|its] TIMEWORD (of|on|for|in) REF {_TO} NEW
        > adjust the time of my alarm to 7
    """,
    "to, 6": """
        CHANGE REF [it|that] (should|needs to|has to|is supposed to|must) be [at|on] NEW
        > fix number 2 it should be 8pm
        [about|for|as for|regarding] REF [MODAL] [you|i|we] (CHANGE|MOVE|make|set|do|have|put) it [to|at|for|on|be] NEW
        > my dentist reminder, can you move it to 5 | the gym one, can you do it at 7 | reminder 2: make it friday
    """,
    "reset, 2": """
        set REF (to|for) NEW
        > set my 4 pm alarm to 5 pm
    """,
    "to, 4": """
        (set|put|bring) REF back to NEW
        > set the reminder back to five
        CANCEL REF and (MOVE|CHANGE) [REF|one] (for|to|on|at) NEW
        > cancel the pilates reminder and reschedule it for friday
    """,
    "from_to, 16": f"""
        (CHANGE|MOVE|ADVANCE) REF [TIMEWORD] [back|over] from THING (to|until) NEW
        > update the movie reminder from 4 pm to 3 pm | change my pill reminder from daily to weekly
        [WANT|get|have|like] REF [MODAL|needs to|need to|has to|must|ought to|to] [be] {_CHANGED} from THING to NEW
        > the timer needs to be changed from 10 seconds to 15 minutes
    """,
    "to_from, 4": f"""
        (CHANGE|MOVE|ADVANCE) REF {_TO} (TIME|LENGTH) (from|INSTEAD) THING
        > change the reminder to 9 pm from 8 pm
    """,
    "made, 0": """
        ((make|have) REF [be] [to|for|at|on|into]|turn REF into|put REF (to|until)) NEW
        > make my alarm 6:30 now | turn the 8 am one into 8:30 | make my pill reminder a daily reminder
    """,
    "words, 5": """
        (CHANGE|rename) REF (to|into|to say|to be|so it says|as) THING
        > update the trash reminder to taking out the recycling | change "meet ann" into "meet anna"
    """,
    "same_verb, 16": """
        CHANGE REF (to|into) THING
        > change walk the dog to walk the cat
    """,
    "half, 9": """
        (CHANGE|MOVE|make|set|turn) REF [from (am|pm|a m|p m)] (to|into|for) (am|pm|a m|p m)
        > change my alarm from am to pm
    """,
    "exchanged, 8": """
        (swap|switch|exchange) NUMBER (with|and|for) NUMBER
        > swap 1 with 2
    """,
    "unsaid, -2": """
        (CHANGE|MOVE|ADVANCE) REF [TIMEWORD] [to]
        > alter my morning alarm | amend timer | can you revise the dentist reminder
    """,
    "to, 13": """
        (put off REF|put REF off|hold off on REF) (until|till|to) NEW
        > put off the dishes until sunday | put the dishes off until sunday
    """,
    "shifted, 13": """
        (put off REF|put REF off) [by|for] LENGTH
        > put off the car wash by a day
    """,
    "made, 4": """
        (make|have|let|set) REF (repeat|recur|come|go|ring) NEW
        > have 2 repeat every monday | have the gym one come every tuesday
    """,
    "unsaid, 2": """
        (add|include) TIME to REF
        > add saturday to my morning alarm
    """,
    "unchanged, 4": """
        (CHANGE|MOVE) (a|an|some|any|one of my|one of the) [LAST] (ITEM|ITEMS) [(for|at|to) NEW]
        > I need to edit a reminder
    """,
    "unsaid, 3": """
        CHANGE (the|my|its) TIMEWORD [(of|on|for|in) REF]
        > change the time | adjust the time of my alarm
    """,
    "unsaid_event, 0": """
        MOVE REF
        > postpone the checkup | reschedule my haircut appointment
    """,
    "of_alarm, 1": """
        REPEAT REF [NUMBER more times] [in a row]
        > repeat all alarms | repeat my alarm | repeat the alarm two more times
    """,
    "unsaid, 1": """
        REF [MODAL] [you|i] CHANGE it
        > my reminder about withdrawing cash, can you update it?
    """,
    "unsaid, 0": """
        REF (needs|need|has|should|must) [to] (change|be CHANGE+ED|be MOVE+ED)
        > my alarm needs to be changed
    """,
}
