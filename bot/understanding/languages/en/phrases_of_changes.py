"""English phrases that change, postpone, pause and repeat reminders.

``languages/phrasebook.py`` describes the notation.
"""

# ruff: noqa: E501 - a line break would split a pattern in two

CHANGES = {
    "instead": """
        (no|nope|actually|sorry|wait|oops|rather|instead|correction|err|make it|make that|i meant|i mean|i said|change it to|change that to|change to|move it to|move that to|set it to|should be|it should be|let's say|better|wrong|that's wrong|repeat it|repeat that|repeat this)
        (make|let|have) (it|that) (repeat|recur)
        (can|could|should) (we|you|i) (make it|make that|do it|move it to|change it to)
        let's (make it|move it to|change it to)
        [no] (my|the|that|this) (alarm|reminder|appointment|meeting|event) should be
        change it so (it|that it) (goes off|rings|is|comes)
        (it's|it is) now
        (now it's|now it is)
        (i want|i need|i'd like|i would like) (it|that)
        (can|could|should) (it|that) be
        wrong (day|date|time|hour)
        (i|it) (got|was|is|said) the wrong (day|date|time|hour)
        (move|reschedule|postpone|push|push back|shift|switch) to
        (do|have|set|put|schedule|get|keep) (it|that|this) [one] [back|up|out|over] [to|for|until|till|at|on|in]
        (reschedule|push|bump|move|shift|switch|slide) (it|that|this) [one] [back|up|out|over] (to|until|till|on|at)
        (it|that|this) [one] (should have been|should've been|was supposed to be|is supposed to be|was meant to be|needs to be|has to be|must be) [at|on|for|in]
        (i asked for|i wanted|you were supposed to say)
        supposed to be [at|on|for|in]
        more like
        (should've|should have|shoulda|should of) been [at|on|for]
        (we|they|he|she) (said|meant|agreed on|agreed|wanted)
        (turns out|apparently|looks like|it turns out) [that|it's|it is|its]
        (have|make|let|get) it (go|ring|come|fire|go off|happen|go out) [at|on|for]
        i'd rather [have it|do it|it be|have that|make it] [at|on|for]
        [go|change it|put it|set it|move it|switch it|change that] back to
        [a bit|a little|a little bit|much|way] (earlier|sooner) [,] (like|maybe|say|around|more like|at|perhaps) [at]
        (a bit|a little|a little bit|much|way) later [,] (like|maybe|say|around|more like|at|perhaps) [at]
        [keep the|keep it|at the|at] same (time|day|date|hour) (, but|but|just|,) [on|at|make it|move it to]
        keep the (time|day|date|hour) [the same|as it is] [,] [but|and|just] (change|move|make) (the|it) [time|day|date|hour] [to]
        (set|change|move|have) the (time|date|day|hour) (to|be|for|to be)
        make the (time|date|day|hour) [be]
        [the] (time|date|day|hour) (should be|needs to be|has to be|must be|should have been|was supposed to be|is supposed to be|is actually) [at|on]
        (it's|that's) (supposed|meant) to be [at|on|for|in]
        (leave|keep) (it|that) [at|on|for]
        it's [actually|really|now] (at|on|supposed to be|meant to be) [at|on]
        it's (actually|really)
        (make|set|have|put) (it|that|this) one
        can this be
    """,
    # after a correction, before the right value: "wrong day, it's thursday"
    "it_is": "(it's|it is|that's|that is|its) [actually|really|supposed to be|meant to be] [at|on|for|in]",
    # after a preferred time: "monday would be better"
    "is_better": """
        (works|work|would be|would work|is|seems|sounds|'d be) better [for me|actually|i think]
    """,
    # stop repeating: "don't repeat it", "make 2 a one time thing"
    # by a day or a week, relative to the reminder's date
    "day_after": "(the day after|the next day|the following day|the day after that|next day|a day later|one day later)",
    "day_before": "(the day before|the previous day|the day before that|a day earlier|one day earlier|a day sooner)",
    "week_after": "(the week after|the following week|the week after that|a week later|one week later)",
    "week_before": "(the week before|the previous week|a week earlier|one week earlier)",
    # a reminder wanted at another time: "i need the pill reminder later, like 10pm"
    "at_another_time": """
        [a bit|a little|a little bit|much|way] (later|earlier|sooner) [, |.] [like|maybe|say|around|more like|perhaps|preferably|so] [at|to|for|by|around|about]
        (moved|pushed|changed|switched|shifted|bumped|rescheduled|postponed|delayed|put off|brought forward|moved up|pushed back|pushed out|set|put) [back|up|out] (to|for|until|till) [like|maybe|say|around|about]
    """,
    "wanting": """
        (i|we|i'm|i am) [will|would|'d|gonna|am going to|going to] (need|want|like|love|prefer) [to have|to get]
        [gonna|going to] (need|want)
        i'd (like|love|prefer|need|want) [to have|to get]
        (can|could|may) (i|we|you|u) [please] (get|have|make)
        would (like|love|prefer) [to have]
    """,
    # between an event and a duration: "my interview got pushed back an hour"
    "restated_by": """
        [has|have|got|was|were|is|are|just got|'s] [been|being] (moved|pushed|postponed|shifted|changed|delayed|bumped|brought|set) [back|up|forward|out|ahead|down] [by|for|another]
        (is|are|will be|starts|begins|is now|is running|is gonna be|is going to be) [now]
    """,
    # between an event and its new time
    "restated": """
        (is|are|will|'s) now [be] [at|on|for|set for|moved to|scheduled for]
        now (is|starts|begins) [at|on]
        (starts|begins|comes|rings) now [at|on]
        [has|have] [been|got|gotten|was|were|is|are|is being|just got] (moved|rescheduled|pushed|pushed back|postponed|shifted|changed|delayed|bumped|brought forward|moved up|moved back|put off|switched) (to|until|till|for)
        (should|must|needs to|ought to|was supposed to|is supposed to) (be|start|begin|ring|come|go off|happen|repeat|recur) [set] [at|on|for]
        (- >|= >|= =)
    """,
    "should_say": "(should|must|needs to|ought to) [now] (say|read)",
    "stated": """
        (is|are|was) [at|on|for]
        (starts|begins|should start|will be|will start|takes place|happens) [at|on]
        (is|are) (coming|arriving|starting|happening|coming over|coming by) [at|on]
    """,
    "placed": """
        [to] (start|begin|be|ring|go off|happen|come|fire|go|come in|come up) (at|on|for)
        (at|on|for|to|:)
    """,
    # before an event to move: "make my meeting start at 3 instead of 2"
    "wanted_so": """
        (i need|i want|i'd like|i would like|can|could|make|have|let|set|put|do|get|schedule|book|can you make|should) [to have]
        let's (meet|do it|do that|go|have it|start)
    """,
    "no_more": "(not|instead of|rather than|and not|no longer|but not) [at|on]",
    "change_it": """
        [so|and] [please|can you|could you] (change|update|fix|move|adjust|correct|edit|reschedule) (it|that|this) [please|for me]
        [so|and] [please|can you|could you] (change|update|fix|move|adjust|correct|edit|reschedule) (my|the) (reminder|alarm|alert|calendar|schedule|time) [please|for me]
    """,
    # before a request that replaces the previous one
    "never_mind": "(nvm|never mind|nevermind) [please|just]",
    # before a change, words that only say that something was wrong
    "second_thought": """
        (no|nope|nah|actually|sorry|wait|oops|whoops|oopsie|ooops|hmm|ugh|argh|damn|shoot|crap|darn|dang|correction|err|nvm|nevermind|rather)
        (my bad|my mistake|my fault|wait wait|hold on|hang on|hold up|never mind|on second (thought|thoughts)|second thought)
        [i|i've|i have] changed my mind
        (that's|that is|that was|this is|it's|it is|you got (it|that)) (wrong|not right|not what i (said|meant|asked for|wanted)|incorrect)
        [that's|that is|that] not what i (said|meant|asked for|wanted)
        (yeah|yes|okay|well|oh|ah) no
        (change of plans|change of plan|plans changed|plans have changed|[my|our|the] (plan|plans) (changed|have changed|has changed)|slight change|small change|new plan)
        (the|that) (time|date|day|hour|month) (is|was) (wrong|off|not right|incorrect)
        wrong (month|year|week|one)
        (too|way too) (early|late|soon)
        (i|it) [had|have] (got|typed|put|wrote|gave|entered|said|gave you|told you) [in] the wrong (day|date|time|hour|one)
        (i messed up|i made a mistake|i misspoke|i mistyped|typo|my brain|wrong|not quite)
        i (meant to say|meant to type|take that back)
        (i got|you got) (that|it) wrong
        (wrong (day|date|time|hour)|i (got|said|gave you|put) the wrong (day|date|time|hour)) [it's|its|it is]
    """,
    "going_on": "(oh and|and|oh also|ps|one more thing|btw|oh btw|by the way)",
    # cancels the last reminder, before its new time
    "taking_back": """
        (scratch|cancel|forget|strike|disregard|ignore|scrap|delete|undo) (that|it|this) [one]
        not that
    """,
    # before the old time, with a new one to follow: "don't remind me at 5, remind me at 6"
    "refused": """
        (don't|do not) (remind|wake|tell|text|ping|alert|nudge|buzz|notify|bug) (me|us) [up] [about|of]
        (don't|do not) (do|set|make|send|schedule|put) [it|that] [for]
        [i|we] (can't|cannot) (make it|do it|make|do)
    """,
    "set_instead": """
        (remind|wake|tell|text|ping|alert|nudge|buzz|notify|bug) (me|us) [up] [about it|of it|again]
        [please|just|can you|could you] (set|make|do|have|put|move|change|schedule|reschedule|reset|try|switch|push) (it|that|one|this) [instead] [to|for|be|until]
        [please|just] (set|make|add|schedule|put) [me] (one|a new one|another|another one|a reminder|an alarm|a new reminder) [instead] [for]
        let's (do|make it|say|try|go with)
        (do|say|make|use|try)
        (i want|i'd like|i need) (it|that|one) [to be]
    """,
    # before the reminder to change: "about the dentist, make it 4"
    # at the end, relative to the current time of the reminder: "an hour later than that"
    # postpones until another time
    "pause": """
        pause
        (take|taking|need|want) a break from
        (put|place) on hold
        suspend
        hold
        mute
    """,
    # before a period: "stop 2 for now"
    "resume": """
        resume
        unpause
        unmute
        restart
        continue
        reactivate
        un pause
    """,
    "managing_it_to": "(make|set) (it|that) [to|for|at]",
    "managing_it": """
        (push|pause|move|skip|cancel|delete|stop|reschedule|postpone|snooze|change) (it|that|this|them|tonight|today|tomorrow)
        no more
        (turn|switch) (off|on) the
    """,
    "skip": """
        skip [the] [next]
        leave out
    """,
}
