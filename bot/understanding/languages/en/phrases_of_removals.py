"""English phrases that delete reminders, and phrases that identify them.

``languages/phrasebook.py`` describes the notation.
"""

# ruff: noqa: E501 - a line break would split a pattern in two

REMOVALS = {
    "turn_off": """
        (turn|switch|shut) off
        (get|be) rid of
        (i|we) (won't|will not|don't|do not|no longer) (be needing|need) [the|my|a|an]
        (i|we) (don't|do not|no longer) (have|need|want) to be (woken up|woken|awakened|reminded|notified|alerted|told) [about|of|to|up]
        no longer (need|want) [to be] (reminded of|reminded about|reminded|[a|any] (reminder|reminders|alarm|alarms) [for|about]|the|my)
        (don't|do not) bother [with] (reminding|waking|alerting|notifying|pinging|telling) (me|us) [up|about|of|to]
        (don't|do not) bother with
        (make it so|make sure|see to it) [that] (my|the) (alarm|alarms|reminder|reminders) (doesn't|does not|don't|won't|do not) (go off|ring|sound|go)
        (don't|do not) (ring|go off|sound|buzz|beep)
        clear (off|out|up)
        wipe (out|off)
        take (off|out|away)
        call off
        empty
        no (alarms|reminders|alarm|events|meetings)
        cross (off|out)
        wipe [out|off]
        throw (away|out)
        (don't|do not) (remind|wake|alert|notify|text|tell|ping|nudge) (me|us) [up|about|of|to|again]
        (stop|quit|no more) (reminding|waking|alerting|notifying|pinging|nudging) (me|us) [up|about|of|to]
        (no more|stop) reminders (about|for|of)
        (stop|quit) (bugging|nagging|bothering|texting|messaging|telling|pestering) (me|us) (about|to|of)
        (forget|scrap|drop|cancel|delete|scratch) about
        (forget|disregard|ignore|scratch) what i (said|asked|told you) about
        (don't|do not|no longer) (need|have|want) to be (woken up|woken|awakened|reminded|notified|alerted|told) [about|of|to|up]
        (i|we) (don't|do not|no longer) need [to be] [reminded of|reminded about|reminded|a reminder for|a reminder about|a reminder|the|my]
        (i|we) (don't|do not) want
        (i|we) (shan't|shall not) (be needing|need) [the|my|a|an]
        (i|we) no (want|need) [anymore|any more|more] [the|my|a|an]
        (don't|do not) need
        no need (to|for) [remind me] [of|about|to]
        (you|u) (don't|do not|no longer) (need|have) to (remind|wake|alert|notify|tell) (me|us) [up|about|of|to]
        (no longer|never) (remind|wake|alert|notify) (me|us) [up|about|of|to|again]
        (forget|skip) [about] reminding (me|us) [of|about|to]
        never mind [about]
        nevermind [about]
        (nvm|nevermind) [about]
        (undo|unschedule|unset|erase)
        (get|take) (it|that|this) (off|out)
    """,
    # a request about the reminder mentioned last
    "take_it_back": """
        [so|and|just|please|now|then] [you can|can you|could you|please|just] (delete|remove|cancel|drop|scrap|clear|erase|scratch|get rid of|forget|ditch|lose|kill|nix|undo|turn off|disregard|ignore) (it|that|this|them|them all|all of them|that one|this one|it all) [off|out|away|now|too]
        [so|and|just|please|now|then] [you can|can you|could you|please|just] (delete|remove|cancel|drop|scrap|clear|erase|scratch|get rid of|forget|ditch|lose|kill|nix|undo|turn off|disregard|ignore) (that|the|this|my) (one|reminder|alarm|event|alert|appointment)
        (so|just|please|so please|so just) (delete|remove|cancel|drop|scrap|erase) [please]
        [so|and|just|please|now|then] [you can|can you|could you|please|just] (take|turn|switch) (it|that|this|them|them all) (off|out|away|down)
        [so|and|just|please|now|then] [you can|can you|could you|please|just] (delete|remove|clear|erase|drop) (it|that|this|them) (from|off) [of] (my|the) (calendar|schedule|list|agenda)
        [so|and|just|please|now|then] [you can|can you|could you|please|just] take (it|that|this|them) (off|out of) (my|the) (calendar|schedule|list|agenda)
        [so|and|just|please|now|then] [you can|can you|could you|please|just] (pull|strike|yank|knock|take|get) (it|that|this|them) (off|from|out of) [of] (my|the) (calendar|schedule|list|agenda|diary)
        [so] (don't|do not) remind me [of it|about it|of that|about that] [anymore|any more]
        [so] no need to remind me [of it|about it|of that|about that] [anymore|any more]
        [so] (no need|no more need|don't need) [for|to have] (the|that|my|a) (reminder|alarm|alert) [anymore|any more]
    """,
    # after an event that is cancelled
    "called_off": """
        (is|was|got|has been|are|were|have been|been|'s|has) [just|been] (cancelled|canceled|called off|off|scrapped|not happening|not on|not needed|no longer needed|no longer happening|no longer on|not necessary|over with) [anymore|any more|now|today|tomorrow]
        (isn't|aren't|is not|are not|not|wasn't|won't be|will not be) (needed|necessary|happening|on|required|going ahead) [anymore|any more|now]
        [possibly|please|also|just] be (deleted|removed|cancelled|canceled|erased|scrapped|turned off|taken off)
        (can|may|should|must|needs to|need to|has to|have to|ought to|is to|are to) be (deleted|removed|cancelled|canceled|erased|scrapped|turned off|taken off|called off)
        (needs|need) (deleting|removing|cancelling|canceling|erasing)
        (anymore|any more)
    """,
    "should_be": "(should|must|needs to|ought to|is supposed to|was supposed to) be",
    "this_time": "[just|only] (this|next|for this) (time|once|one time)",
    "wanted_gone": "[to be] (taken away|wiped|cleared|erased|removed|deleted|cancelled|canceled|gone|off|turned off|scrapped)",
    "just_made": """
        [that] (i|we|you) [just|recently|only just|last] (set|made|created|added|scheduled|asked|put|did)
        [that] i (set|made|created|added|scheduled) (last|earlier|before|now|recently|a minute ago|just now)
    """,
    "target_noise": """
        (the|and|&|activated|active|enabled|my|a|an|any|our|this|that|of|for|on|at|from|w|called|named|about|to|with|titled|off|please|by|in|which|is|are|was|set|scheduled|going|one|ones|number|no|#|both|s|'s|reminder|reminders|alarm|alarms|timer|timers|event|events|notification|notifications|alert|alerts|entry|task|tasks|regarding|labeled|labelled|saying|says|it|it's|just|then|have|has|i|me|up|calendar|calender|schedule|out|off|today's|coming|upcoming|item|items|nr|time|date of|whole|entire|complete|remaining|outstanding|completely|entirely|totally|got|been|anymore|any more|too|as well)
        (go|goes|going) off
        for good
        due
        (i|we) (made|created|added|put|put in|asked for|told you about)
    """,
}
