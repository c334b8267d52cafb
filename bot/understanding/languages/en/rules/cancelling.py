"""Taking reminders back: "cancel 2", "delete the dentist reminder", "don't wake me tomorrow"."""

_OFF_PLAN = "(off|from|out of) [of] [my|the|our|this] [whole|entire] PLAN"
_REMINDING = "(REMIND|wake|text|tell|bug|nag)"
_REMINDED = "(REMIND+ED|woken|awakened|waked|told)"

ROWS = {
    "any, 3": """
        CANCEL REF
        > delete 2 | delete 1 and 3 | cancel my 6:15 alarm | cancel everything tomorrow | delete flashcards | abolish all my alarms | remove saturday's party
        CANCEL (a|an|any|new|another) REF
        > delete an alarm for 6pm tomorrow
    """,
    "called_off, 9": """
        CALL_OFF REF
        > cancel dinner on sunday
    """,
    "sure, 3": """
        CANCEL REF (off|down|out)
        > clear my alarms out
    """,
    "some, 6": """
        (dismiss|abort)
        > dismiss
        CANCEL and SET (a|an|one|another) THING
        > cancel and start a new timer
    """,
    "cancelled, 10": f"""
        (CANCEL|TAKE) REF {_OFF_PLAN} [NEW]
        > remove lunch with kim from my calendar | take the dentist appointment off my calendar | take everything off my calendar for tomorrow
    """,
    "about, 6": """
        CROSS off THING [(off|from|on) [my|the] PLAN]
        > cross off email my doctor on my reminder list
    """,
    "on_day, 6": """
        (CLEAR|CANCEL) [the|my|that|this] [whole|entire] [day] TIME
        > clear tomorrow | nix the 4pm | clear my whole day tomorrow
    """,
    "sure, -4": """
        DROP REF
        > close the pills reminder | halt alarms | toss number 6
    """,
    "short, 4": """
        SCRAP REF
        > drop yoga
    """,
    "definite, 6": """
        (forget|never mind|nevermind|nvm) [about|what i (said|asked|told you) about] REF
        > you can forget the oil change
    """,
    "about, 4": """
        (never mind|nevermind|nvm|forget|forget what i (said|asked|told you)) (about|on|with) [REMIND+ING me] [about|to|of] THING
        > forget what i said about milk | forget about reminding me to bake | nvm about the call
        (stop|quit|enough|knock it off|lay off|no more|give it a rest|that's enough|drop it) [it|that|already] (with|about|on|of) THING
        > stop it with the insurance | enough about the flashcards
    """,
    "about, 8": """
        (stop|quit|no more|never mind|forget) [about] (REMIND+ING|waking|bugging|nagging|bothering|texting|messaging|telling|pestering) (me|us) [up] [[about|to|of] THING]
        > stop reminding me about the gym | stop reminding me at 8 | quit bugging me at night
        (stop|quit) (sending|giving) (me|us) (reminders|texts|messages|alerts|notifications) THING
        > stop sending me texts at 3am
    """,
    "about, 13": f"""
        [you|u|i|we] DONT [need|have|want] [to] [bother] [with] ({_REMINDING}|REMIND+ING|waking) (me|us) [up] [again] [about|of|to|for] THING
        > don't wake me tomorrow | you don't need to remind me about the bins | don't bother reminding me about jo
        [i|we] NEG (have|need|want) [to] be {_REMINDED} [up] [about|of|to|for] THING
        > i don't have to be woken up tomorrow | no longer need to be reminded about the car
        no need (to|for) [REMIND me] [about|of|to] THING
        > no need to remind me about the car
        no need to REMIND me
        > no need to remind me
        DONT (ring|go off|sound|buzz|beep) THING
        > don't ring tomorrow
    """,
    "named, 2": """
        [i|we|you] NEG [be] (WANT|need|needing|SET) REF [ANYMORE]
        > I no longer need the snack reminder | don't set the alarm today | we don't want that timer any more | I won't be needing the six o'clock alarm
    """,
    "named, 4": """
        [i|we] NEG (WANT|need) REF to FINISH [TIME]
        > i do not want my alarm to go off tomorrow
        no more REF
        > no more reminders about the gym
        TURN REF off NEW
        > turn alarms off on sunday
    """,
    "named, 8": """
        (make it|make sure|see to it) [that] REF NEG FINISH [TIME]
        > make it so my alarm doesn't go off tomorrow
    """,
    "item, 2": """
        no REF
        > no alarm sunday | no alarms tomorrow
    """,
    "sure, 4": """
        TURN REF (off|of|down|out) [for good|for now|permanently|forever]
        > turn my reminder off | shut the alarm off
    """,
    "asked, 4": """
        take REF off
        > could you take the haircut off
    """,
    "sure, 0": """
        ((turn|switch|shut|shot) (of|off)|off) REF
        > turn of the alarm | off the alarm
    """,
    "sure, 2": """
        (WANT|get|have|make|like) REF [to] [be] (CANCEL+ED|DROP+ED|off|gone)
        > I want the alarm terminated | I want the alerts for the plants stopped
    """,
    "thing_off, 2": """
        REF (off|CANCEL [IT]|CANCEL+ED|should be CANCEL+ED)
        > alarm off | reminder 3 delete
    """,
    "off, 8": """
        REF (is|was|got|has been|have been|are|were) [just|been] (cancelled|canceled) [CANCEL IT]
        > my call with ann is cancelled | the dentist got canceled, remove it
    """,
    "keeping_others, 14, overrules": """
        [i|we] (don't|dont|do not|no need to|stop|quit) [want to be|be|WANT] (remind|reminding|text|texting|ping|pinging|tell|telling|bug|nudge|reminded) [me|us] [about|of|to|for|with] REF [ANYMORE|from now on] [and|but|just] (keep|leave|keep on|but not) [all|on] [the|of the|my] (others|rest|other ones|other|other reminders|everything else)
        > don't remind me of 2 anymore, keep all the others
    """,
}
