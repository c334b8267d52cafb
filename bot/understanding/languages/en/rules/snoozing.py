"""Being reminded again later of what has come."""

_FOR = "(for|by|until|till|til|in|after|to|at|every|another|for another|for like|for about)"
_HIT = "(set|hit|press|push|tap|use|activate|turn on|switch on|start|put|enable|add|do|give me|put on|click|engage)"
_WHEN = f"([for|by|another|like|about] NUMBER|[{_FOR}] (LENGTH|NEW) [MORE])"
_ASK = "(REMIND|REASK|wake|hit|poke)"
_REASK = "(ask|try|catch|bug|hit|poke|prompt|buzz|check|check in with|check with|check back with|come back to|get back to|circle back to)"
_BUSY = "[(no|sorry|SOMEBODY)] [SOMEBODY] [am|are] [(still|too|really|very|super|kinda|pretty|sorry)] BUSY [it|that|yet|today|tonight|at the moment|atm|rn]"

ROWS = {
    "snoozed, 5": f"""
        SNOOZE [REF] [{_WHEN}|until|till|for]
        > snooze my alarm every 5 minutes | snooze the alarm 10 more minutes | snooze until 7 | snooze the meds 20
        {_HIT} [the|a|my|on] [ITEM] snooze [button|setting|function|feature|mode|time|ITEM|on REF] [on REF] [{_WHEN}]
        > hit the snooze button | set snooze for 10 minutes | set the alarm snooze for 10 minutes | press snooze on this alarm
        {_HIT} [the|a|my] snooze [ITEM] [to go off|to ring] [{_FOR}] (LENGTH|TIME) after REF
        > set snooze for 20 minutes after the wake up alarm
        put REF on [a|the] [LENGTH] snooze [for LENGTH]
        > put the alarm on a 10 minute snooze
        let (me|us) (sleep|rest|lie in|snooze|be|stay in bed) [for] LENGTH [MORE]
        > let me sleep 10 more minutes
        turn (REF back on|on REF again|REF on again) in LENGTH
        > turn the alarm back on in 5 minutes
        (NUMBER|LENGTH|TIME) snooze
        > 10 minute snooze please | tomorrow please snooze
    """,
    "snoozed, 7": """
        SNOOZE [REF] (until|till|til|when|once|after) SOMEBODY THING
        > snooze until i'm home
    """,
    "again, 6": f"""
        {_ASK} (me|us) [up] [again|back|later] (about|of|on) IT [again|later] [{_WHEN}]
        > remind me about it tomorrow at 10 | ping me about this again at 8
        ({_ASK} (me|us) [up]|try|ask) (again|back|later) [{_WHEN}]
        > remind me again in 10 minutes | wake me again at 7 | try again in 15
        REMIND (me|us) (TIME|LENGTH|in LENGTH) again
        > remind me in 15 again
    """,
    "again, 10": f"""
        {_ASK} (me|us) (about|of) IT (when|once|after) SOMEBODY THING NEW
        > remind me about it when i get in at 5:30
    """,
    "again, 4": f"""
        {_REASK} (me|us) [up|back|again] {_WHEN}
        > ask me in half an hour
    """,
    "snoozed, 8": f"""
        (give me|gimme|give us|wait|hang on|hold on|hang tight|i need|need) [like|just|about] ([like|about|for|another] (NUMBER|LENGTH) [MORE]|(till|until|til) NEW)
        > give me 15 | give me till 6 | hang on 5 min | gimme another half hour
        {_BUSY} ({_ASK} [me|us] [back|again|later] [about] [IT]|later|wait|hold on|give me|gimme|i need|need) [{_WHEN}]
        > busy, remind me in 20 min | in a meeting, later | i'm driving, give me 15 minutes | can't do it now, try me in an hour
    """,
    "snoozed, 6, MORE": """
        [another] (LENGTH|NUMBER) [MORE]
        > 5 more minutes | half an hour more | 15 more
    """,
    "snoozed, 6": f"""
        (one more time|once more|hold that thought|(come|circle) back (to|around) [IT]|(repeat|delay|postpone) IT [again]) {_WHEN}
        > hold that thought until 5
        ((will|gonna|going to|i'll|i will|i'm gonna|let me) (do|get to|handle|take care of)|will do|i'll do) [it|that|this|them] [later|then|on|today] {_WHEN}
        > i'll do it at 5 | will do at 7
    """,
    "snoozed, 0": f"""
        {_BUSY} (until|till|til) NEW
        > driving until 6 | I'm in a meeting until 5
    """,
    "set_off, 6": f"""
        {_BUSY} [another|like|about|for|maybe] (NUMBER|LENGTH|NEW)
        > busy. 30 mins | in a meeting, 20 min | hang on, 10
    """,
    "snoozed, 2": """
        (REPEAT REF|have REF (pop up|SOUND|come up|show up|go off|ring|come back) again) (in|after) LENGTH
        > repeat alarm in one hour | have the reminder pop up again in an hour
    """,
    "short, 10": """
        (silence|mute|quiet|hush|pause|delay) REF (for|after) LENGTH
        > silence the alarm for 6 minutes
    """,
    "snoozed, 9": """
        repeat (this|that|the|my) (alarm|reminder|timer) again
        > repeat this alarm again
    """,
}
