"""Lengthening and shortening a timer, or moving a reminder by a length of time."""

_ON = "(to|on|onto|on to|in|into|for)"
_FROM = "(from|off|off of|out of|on|to|of)"
_VERB = "(set|make|do|put|MOVE|CHANGE|ADVANCE|have|bring)"
_LATER = "(LATER|later)"
_EARLIER = "(EARLIER|earlier|sooner)"
_THAN = "[[than] (that|it|this|planned|usual|i said|now|it is now|before)]"

ROWS = {
    "later_then, 13": f"""
        [{_VERB} [REF]|wake (me|us) [up]|remind (me|us) [about REF]|[MODAL] REF [MODAL] [be]] LENGTH {_LATER} {_THAN} [TIME]
        > an hour later than that | set the alarm 15 minutes later | can my dentist reminder be a day later
    """,
    "earlier_then, 13": f"""
        [{_VERB} [REF]|wake (me|us) [up]|remind (me|us) [about REF]|[MODAL] REF [MODAL] [be]] LENGTH {_EARLIER} {_THAN} [TIME]
        > 30 minutes earlier | wake me up an hour earlier tomorrow | shift tomorrow's call an hour earlier
    """,
    "sure_later, 6": f"""
        {_VERB} [REF] (LATER|later) [by] LENGTH
        > set my alarm back by 15 minutes | put number 2 back an hour
    """,
    "sure_earlier, 6": f"""
        {_VERB} [REF] {_EARLIER} [by] LENGTH
        > do 2 earlier by 15 minutes | move the meeting up an hour
    """,
    "later, 0": """
        (MOVE|LENGTHEN) LENGTH
        > delay 1h
        LENGTHEN REF [by|for|with|an] LENGTH [MORE|LONGER]
        > increase my next timer by 30 seconds | extend the roast timer another 10 minutes
        LENGTHEN [by|for] LENGTH [MORE|LONGER]
        > extend by 5 minutes
    """,
    "sure_later, 2": """
        (MOVE|LENGTHEN) REF LENGTH
        > push the laundry timer 10 minutes
    """,
    "later, 9": """
        (delay|postpone|defer) REF LENGTH
        > delay 3 10 min | delay dinner 30 minutes
    """,
    "by_days, 14": """
        (CHANGE|MOVE|ADVANCE) REF [to|for] (the (day|week) after|the (next|following) (day|week))
        > move the vet to the day after
    """,
    "by_days_back, 14": """
        (CHANGE|MOVE|ADVANCE) REF [to|for] (the (day|week) before|the previous (day|week))
        > move 2 to the week before
    """,
    "later_by_minutes, 5": """
        (MOVE|LENGTHEN) REF by NUMBER
        > push back 1 by 45
    """,
    "earlier_by_minutes, 5": """
        (ADVANCE|SHORTEN) REF by NUMBER
        > bring forward 2 by 15
    """,
    "earlier, 13": """
        remind (me|us) LENGTH before (that|it|this) [INSTEAD]
        > remind me 15 min before that instead
    """,
    "earlier, 20": """
        (CHANGE|MOVE|make|set|put|do) REF [to|for|at] LENGTH (before|EARLIER|beforehand|ahead|early|in advance)
        > change 2 to 2 days before | make my dentist reminder an hour before
    """,
    "more, 13": """
        give REF LENGTH
        > give the cookies 5 more minutes
    """,
    "later, 3": f"""
        ADD LENGTH [MORE] [on|more] [{_ON} REF]
        > add 5 minutes to the timer | add another 10 min | tack an extra hour on to my laundry alarm
        REF (needs to|need to|has to|should|must|MODAL) be (MOVE+ED|LENGTHEN+ED) [back|out|LATER] [by] LENGTH
        > my 6 am alarm needs to be pushed back an hour
        (LENGTHEN|ADD) [the|my] TIMEWORD by LENGTH
        > extend the time by 4 minutes
    """,
    "later, 1": """
        (give REF|put) LENGTH [MORE] [on the clock] [for REF]
        > give the timer two more minutes | put another 5 minutes on the clock for the pasta timer
    """,
    "earlier, 3": f"""
        (SUBTRACT|SHORTEN) LENGTH [off|away] [{_FROM} REF]
        > subtract 15 seconds | remove 10 minutes from my timer | knock 5 min off the nap alarm
        (SHORTEN|SUBTRACT) REF by LENGTH
        > reduce the timer by 30 seconds | cut the egg timer by a minute
    """,
    "earlier, 9": """
        ADVANCE REF by LENGTH
        > move up my haircut by 20 minutes
    """,
    "later, 4": """
        make REF [a|an] LENGTH (LONGER|LATER)
        > make tomorrow's alarm a half hour later | make the timer 5 minutes longer
    """,
    "earlier, 4": """
        make REF [a|an] LENGTH (SHORTER|EARLIER)
        > make my alarm 10 minutes earlier | make the timer 5 minutes shorter
    """,
    "later_then, 9": """
        MOVE REF by LENGTH [TIME]
        > delay my alarm by 1 hour tomorrow | push back my haircut by 20 minutes
    """,
    "to_length, 1": """
        (SHORTEN|LENGTHEN) REF [down|up|out] to [a|an] LENGTH
        > reduce the timer for the brownies to 15 minutes | extend the nap timer to an hour
    """,
    "unsaid, -1": f"""
        (ADD|LENGTHEN|SUBTRACT|SHORTEN) [MORE] [the|some|MORE] [TIMEWORD] ({_ON}|{_FROM}) REF
        > add some more time to my bread timer | remove time from my coffee timer | add to my timer
        (LENGTHEN|SHORTEN) REF
        > extend my timer | shorten the pasta timer
    """,
    "unsaid, 1": """
        make REF (LONGER|SHORTER|later|earlier|sooner)
        > make the timer longer | make my alarm earlier
    """,
    "moved_later, 14, overrules": """
        [REF|IT] (is|was|got|has been|'s been|were) [now|been] (MOVE+ED|CHANGE+ED|delayed|pushed back|moved back|pushed) [back|by] LENGTH [later|back]
        > 2 was moved a day later | it got pushed back a week
    """,
    "moved_earlier, 14, overrules": """
        [REF|IT] (is|was|got|has been|'s been|were) [now|been] (ADVANCE+ED|MOVE+ED|moved up|brought forward) [up|forward|by] LENGTH (earlier|sooner|up|forward)
        > 2 was moved a day earlier
        [REF|IT] (is|was|got|has been|'s been|were) [now|been] (moved up|brought forward|pushed up) [by] LENGTH
        > it got moved up an hour
    """,
}
