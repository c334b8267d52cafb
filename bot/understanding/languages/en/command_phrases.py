"""English phrases of command by meaning, written as ``languages/phrasebook.py`` describes."""

# ruff: noqa: E501 - a pattern stays on one line, else it reads as two

_REMIND = "(remind|rmd|inform|notify|alert|ping|nudge|buzz|beep|poke|prompt|warn)"
_MAKE = "gimme|set|setup|set up|create|make|add|put|put in|place|schedule|start|turn on|switch on|activate|enable|ring|sound|give|send|get|plan|enter|insert|arrange|put down|program|do|save|begin|run|set up for|keep"
_CALENDAR = "(calendar|agenda|schedule|diary|planner|calendars|list of reminders|reminders)"

PHRASES = {
    "courtesy": """
        (can|could|will|would|won't|can't) you [please|kindly|also|just]
        (i need|i want|i'd like|i would like|i'd love) you to
        (i would|i'd|i'll) [really|also] appreciate [it] if you (could|can|would) [please]
        (i would|i'd) appreciate if you
        (i would|i'd|i'll) be (grateful|thankful|happy|glad) if you (could|can|would) [please]
        (it would|it'd) be (great|nice|good|lovely|wonderful|helpful|awesome) if you (could|can|would) [please]
        (i was|i am|i'm) (wondering|hoping) [if] you (could|can|would|might) [please]
        if you (could|can|would) [please|just]
        (would|will|is) it [be] possible [for you] to
        (any|is there any|is there a) chance (you|that you) (could|can|would) [please]
        (do|don't) you think you (could|can) [please]
        would you be (able|so kind as|kind enough|willing) to
        are you able to
        (can|could|may) i ask you to
        would you mind
        please
        kindly
        just
        also
        hey
        hi
        hello
        okay
        (ugh|argh|eh|meh|hm|hmm|umm|ah|ooh|mm|mhm|ok so|alright so)
        (hey|okay|hi|hello) (google|siri|alexa|olly|cortana|pda|bot|computer|there|assistant)
        so
        um
        uh
        oh
        well
        yo
        dear
        good (morning|afternoon|evening)
        (do me a favor|do me a favour) [and]
        do the needful [and]
        (can|could|may|might) i (trouble|bother) you (for|to)
        [i'd be|i would be] (grateful|thankful) for
        if you (wouldn't|would not|don't) mind [terribly|awfully|too much]
        go ahead and
        (please|kindly) to
        (bruh|bro|dude|gosh|geez|man)
        i wonder if you (could|can|might|would) [please]
        (i'd|i would) be (most|very|so|ever so) (grateful|thankful) if you (could|can|would)
        (would|could) you be so (good|kind) as to
        if it (isn't|is not|wouldn't be) too much trouble
        [so|i'm|i am] [very|so|terribly] sorry to (bother|trouble|disturb) you [again|but]
        [so|i'm|i am] [very|so|terribly] sorry to be a (nuisance|bother|pain|pest) [again|but]
        (make|be) sure (to|you)
        try to
        from now on
    """,
    "farewell": """
        please
        thanks
        (thank you|thanks) [ever so much|so much|very much|kindly|a lot|a bunch|a ton|a million|again|in advance]
        many thanks
        cheers
        [it is|it's|that's|would be] [much|greatly] appreciated
        appreciate it
        i (would|will) appreciate (it|that)
        (i'd|i'll) appreciate (it|that)
        (that|it|this) would be (great|nice|good|lovely|wonderful|helpful|awesome|perfect|appreciated|amazing|cool)
        (that'd|it'd) be (great|nice|good|lovely|wonderful|helpful|awesome|perfect|appreciated|amazing|cool)
        if (that's|that is|it's|it is) (okay|alright|possible|fine)
        if you (don't|do not|wouldn't) mind
        if you (can|could|would)
        when you (can|get a chance|have a moment)
        [if you] can you
        for me
        okay
        lol
        pretty please
        from now on
        and start (over|fresh|again|anew)
        will you
        would you
    """,
    "remind": f"""
        {_REMIND} (me|us|myself)
        remind [to]
        remindme
        remind my
        remember me
        don't forget to remind (me|us)
        don't let (me|us) forget
        (don't|do not|never) allow (me|us) to (forget|miss)
        (set|put|schedule) something up so [that] (i|we) (don't|won't|do not|will not) (miss|forget)
        (so|so that) (i|we) (don't|won't|do not|will not) (miss|forget)
        (do not|never|please don't) let (me|us) forget
        (don't|do not|never) let (me|us) miss
        reminding (me|us|myself)
        i (need|want|would like) reminding
        (i wanna|wanna|i have to|i should|i'd love to|i must) be (reminded|notified|alerted)
        i'd like reminding
        keep reminding (me|us)
        (how|what) about reminding (me|us)
        (make|be) sure (i|we)
        (i'm going to|i am going to|i'll|i will|we'll) need (a|another) reminder
        i'd (love|appreciate|need) (a|another) reminder
        i would (love|appreciate|need) (a|another) reminder
        (i'd|i would|i'll) be (grateful|thankful) for (a|another) reminder
        (i|we) could (use|do with) (a|another) reminder
        (hit|bug) (me|us) up
        (bug|pester|bother|nag|rem|page) (me|us)
        (don't|do not) (want|wanna) to (forget|miss)
        i (don't|do not|wouldn't|would not) (want|like|wanna) to (forget|miss)
        i'd hate to (forget|miss)
        (i|we) (mustn't|musn't|dare not|shouldn't|needn't) forget
        i (wish|hope|ought) to be (reminded|notified|alerted|told)
        (we|you) must not forget
        (what|how) about a reminder
        [a|another] reminder for (me|us)
        (set|schedule|put|add) something [up]
        (drop|send|shoot) me a line
        lmk
        (put|pencil|book) me (down|in) for
        (make|be) sure [that] (i|we) (remember|don't forget|know|know about|am aware of|get told)
        help (me|us) (remember|not forget|to remember|not to forget)
        i (need|could use|want) help (remembering|to remember|not forgetting)
        let (me|us) know
        give me a (reminder|nudge|ping|buzz|shout|heads up|heads-up|ring|call|warning|shout out|tap)
        (send|shoot|drop|leave) (me|us) (a|an) (text|message|reminder|note|ping|alert|line|sms)
        (send|give|shoot) me (reminder|an alert|a notification|alerts)
        i (need|want|have|would like) to be (reminded|notified|alerted|told)
        i (need|want|require) (a|another) (reminder|nudge)
        i'd like to be (reminded|notified|alerted)
        i'd like a reminder
        (i|we) must not forget
        i (can't|cannot|shouldn't) forget
        don't forget
        do not forget
        remember
        dont forget
        reminder
        (remind|reminder) for me
        note to self
        (make|take|write|jot) [down] a (note|memo)
        (make|take|write|put|add|jot|leave) [down] a (note|memo) (in|on|to|into) (my|the) {_CALENDAR}
        (write|note|mark|jot|pencil) [down] (in|on|into) (my|the) {_CALENDAR}
        save the date
        mark (my|the) calendar
        i (need|have|want) to remember
        i (must|should) remember
        (mind|care to) reminding (me|us)
        [just] [a] (quick|little|friendly|small) reminder
        this is [just] a reminder
    """,
    "tell": """
        (tell|text|message|sms|call|msg|ring|phone) (me|us) [up]
        (yell|shout) at (me|us)
        (let|have) me (know|told)
        (say|shout) to me
    """,
    "wake": """
        wake (me|us) [up]
        wake up (me|us)
        (get|have) me up
        (get|have) me (awake|woken up|woken|out of bed)
        (can|could|may) i [please] (get|be|have) (woken up|woken|awoken|a wake up call|a wakeup call)
        (don't|do not|never) let me (sleep|oversleep|snooze|stay in bed) [in|past|beyond|after|longer than|later than]
        rouse me
        (wakeup|wake up) call
        (wakeup|wake up)
    """,
    "getting_up": "(get up|getting up|wake up|out of bed|be up|up by)",
    "rise": """
        i (need|have|want|ought|got|gotta|must|should|wanna) [to] (get up|wake up|be up|be awake|get out of bed)
        (i'd like to|let's) (get up|wake up|be up)
        (need|have|want|got|gotta|must|should) [to] (get up|wake up|be up|be awake|get out of bed)
        (get up|rise)
        make sure (i'm|i am) (up|awake)
    """,
    "need": """
        i (need|have|want|got|ought|plan) to
        i (gotta|must|should|wanna|shall|will)
        (i've|i have) got to
        we (need|have|want) to
        (need|gotta|got|have) to
        gotta
        must
        i'll
        i'm (going|supposed|planning) to
        i am (going|supposed|planning) to
        i'm gonna
        (there is|there's|there will be|theres) [a|an|some]
    """,
    "make": f"""
        ({_MAKE})
        i (need|want|would like|need to have|have to) [to] [{_MAKE}]
        i'd like [to] [{_MAKE}]
        (need|want) [to] [{_MAKE}]
        the set
        (can|could|may) (i|we) [please] (get|have)
        (pop|stick|throw|chuck|slot|drop) [in]
        (time me|count down|countdown)
        let's ({_MAKE})
        use
        new
        have
        (remember|don't forget) to ({_MAKE})
    """,
    "entry": """
        (calendar|schedule|diary) (entry|event|item|reminder|appointment|notification)
        wake up (alarm|call)
        alarm clock
        wakeup (alarm|call)
        (wake up|wakeup) (text|message|reminder)
        (wakeup|wake up)
        (reminder|event|alarm) (alarm|alert|notification|reminder|event)
        (entry|calendar|to do|todo|task|to do item|todo item)
        (phone|text|sms) (alert|reminder|notification)
    """,
    "calendar": f"""
        [down] (to|on|in|into|onto|for|from|at) [my|the|our|your] {_CALENDAR}
        [to] calendar
        to my day
    """,
    "lead_calendar": f"""
        (to|on|in|into|onto) [my|the|our] {_CALENDAR}
        {_CALENDAR}
    """,
    "keep": """
        (set|schedule|add|put|place|plan|create|make|arrange|save|enter|insert|mark|note|write|pencil|include|log|jot) [it|this|that|them] [up|in|down|off|out]
        block (off|out) [time|some time]
    """,
    "to_go": """
        [to] go off
        going off
        to (ring|sound|start|alert|alarm)
        (which|that) [will|should] (goes|go|rings|ring) [off]
        (for|to|4|2) me
        (on|to) my phone
        to be (added|set|created|scheduled|made|put)
        to help (me|us) remember
        [with] (with|saying) [the|a] (message|note|text|label|title|name|caption)
        on for
        to alert me
        [to be|be] set
    """,
    "tail": """
        (remind|alert|notify|text|ping) (me|us) [of|about] [it|that|this|then]
        remind (me|us) [please]
        (set|create|make|add|need|send|keep|put|give) [me] [up] [a|an|the] (reminder|alarm|alert|notification|event) [for it|for that|for this|for me|please]
        (that|which) i (need|want|have) to be reminded [of|about]
        i (need|want|have) to be reminded [of|about]
        (please|and) (place|put|add|save|mark|set|note|schedule|enter) (this|it|that) [down] (on|in|to|into) [my|the] (calendar|agenda|schedule|diary)
        (place|put|add|save|mark|set|note|schedule|enter) (this|it|that) [down] (on|in|to|into) [my|the] (calendar|agenda|schedule|diary)
        (don't|do not|never) let me (forget|miss) [it|that|this|about it]
        (add|put|save|stick|pop) [it|this|that] (to|on|in|into) [my|the] (calendar|agenda|schedule|diary|planner)
        (remind|rmd)
        let me know [then]
        (put|write|jot|mark|note) (it|that|this) down
        (save|note) (it|that|this)
        (put|pencil|jot) (it|that|this) (in|down)
        (notify|alert)
        (heads up|heads - up)
        (tell|remind|alert|ping|text|buzz) me when (it's|that's|they're|it is|this is) (done|ready|up|over|finished)
        [please|so|and] (add|schedule|book|log|set|enter|save|note) (it|this|that) [please|in|down|for me]
        (please|so|and|can you|could you|will you) (put|write|pencil|add) (it|this|that) (in|down|on)
    """,
    "repeat_it": """
        [and] (set|make|have|let) (it|this|that) [to] (repeat|recur|repeating|recurring)
        [and] repeat [it|this] [weekly|every time]
        (on|and|as|,) repeat
        repeatedly
    """,
    "second": """
        [and|then] to (remind|alert|notify|tell) (me|us)
        to wake (me|us) [up]
        to wake up
        to remind
        (and|,) (remind|alert|notify) (me|us)
        (remind|alert|notify|tell) (me|us)
        so that i remember
        so i don't forget
        so i remember
        [and] (label|call|name|title) (it|this)
        with (the|a) (message|note|text|label|title|name|caption|words)
        [please|so] (set|create|make|put) [me] [up] [an|a|the|my] (alarm|reminder)
        so [that] i (can|could|remember to|don't forget to|know to)
        so [that] (i|we)
        for me
    """,
    "when": """
        (when|once|as soon as|if|until) (it's|it is|it gets|the time is|it becomes|it hits|the clock hits|the clock strikes|it turns)
        it's
        when
        some time
        sometime
        there is
    """,
    "dangling": """
        (at|and|or|of|to|the|a|an|from|until|every|each|by|on|in|for|which is|that is|@|&|then|over|during|sometime|starting|it is|it's|it will be|that's|because|happening|scheduled for)
        (which|that) (is|are|starts|begins|happens|takes place)
        (will be|is set|is scheduled|are scheduled|is planned|has been scheduled|is going to be)
        it (is|will be|starts)
        when (it's|it is)
        [when|once|as soon as] (it|the clock) (hits|turns|strikes|reaches)
        there is
    """,
    "list": """
        list
        (show|display|view) [me|us|out] [all|my|the|any|of]
        (what|what's|which|when|when's|how many|how much) [is|are|was]
        (what|which) (date|day|time) (is|are|was) [my|the]
        (do|did|have|has|are|is|were|was|am) (i|you|there|we|any|my|the|all)
        any
        (let's|let me|can i|could i|may i|i want to|i'd like to|i need to|i would like to|please) (know what|know which|know if|know about|go through|see|hear|check|look at|review|view)
        tell (me|us) (about|what|which|all|when|if|my|the)
        remind me (what|which)
        (pull up|go through|go over|run through|look over|look at|open up|look up|bring up)
        (give|get|send|read|check|see|review|open) [me|out] [all|all of] (my|the|all) [list of|active|current|pending|upcoming] (reminders|alarms|timers|notifications|alerts|events|appointments|meetings|schedule|calendar|agenda|list)
        is there
        how long (until|till|til|before)
        (where|where's|who|who's) [is|am|are]
        at (what|which) time
        (give|get|send|read) [me] [a|the] list [of]
        (check|see|find out) (if|whether|what|when)
    """,
    # an alarm that is to be made to ring
    "set_going": """
        (have|let|make|can|could|may) (my|the|an|a) [morning|wake up] (alarm|timer|alarm clock) [to] (go off|ring|sound|be set|wake me|wake me up|be on)
    """,
    "wish": """
        (i want|i'd like|i would like|i wanna|we want) to
        i wanna
        (want|would like|like) to
        (you|we) (can|may|could|should)
        (let's|i need to)
        (can|could|should|may) (we|i)
    """,
    "off_calendar": """
        (off|from|out of) [of] [my|the|our] (calendar|schedule|agenda|list|diary|planner)
    """,
    "mine": """
        (all|my|our|the|current|active|pending|upcoming|remaining|outstanding|scheduled|existing|open|next|any) [my|of my|the|active|next|upcoming|pending|other|more]
    """,
    "on_plan": """
        (what's|what is|what|anything|anything going|what's up|what is coming|what's coming|is there anything|what's going|what is) [up|happening|planned|going] (on|in|for) [my|the] (schedule|calendar|agenda|plate|list|plan|day|diary)
        (what do|what did|what have|do|what) (i|we) (have|got) [to do|planned|scheduled|going on|coming up|due|on|set|left|anything]
        (what's|what is) (on|up|coming|next|due|planned|scheduled|happening) [up|next]
        what are my (plans|reminders|tasks|appointments)
        (do|did|have) i (have|got|set|leave|tell|ask|make|schedule|create|put|add|forget|get|miss)
        did you (set|place|make|create|add|schedule|save|put|remember|get)
        have (i|you) (set|made|placed|created|scheduled|saved|added|got)
        am i (busy|free|booked)
        (when is|when's|what time is|what time) my (next|first|wakeup|wake)
        (how does|how is) my (day|week|schedule|calendar|agenda)
        remind me what (i|we) (have|got|need)
        anything (planned|scheduled|due|coming up|on|else)
    """,
    # questions that are about one's reminders whatever follows
    "about_day": """
        (what|how) (is|does|will|are|'s) (my|the|our) (day|week|weekend|month|morning|afternoon|evening|night|schedule|calendar|agenda|monday|tuesday|wednesday|thursday|friday|saturday|sunday) [be] [look|looking|like|looks]
        (what's|how's) (my|the|our) (day|week|weekend|month|morning|afternoon|evening|night|schedule|calendar|agenda|monday|tuesday|wednesday|thursday|friday|saturday|sunday) [be] [look|looking|like|looks]
        [(i want|i'd like|i would like|i need) to] (tell me|show|show me|see|know|let me know|check|read me|do you know|remind me) what (i have|i've got|i've|i am|i'm)
        anything (important|new|special|big|urgent|i should|i need|i have|i must|we need|we should)
        (is|are) (today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this week|next week|the weekend) (busy|free|open|booked|packed|full|clear|empty)
        how long (do i have|have i got|is it|before i|until i|till i) [until|till|before|have]
        (give|send|read) me (a|the) (rundown|overview|summary) of
        [(i want|i'd like|i would like|i need) to] (tell me|show me|see|know|let me know|check|read me|remind me) (what's|what is) (on my|on the|in my|on for|happening|planned|scheduled|coming|next|due)
        [(i want|i'd like|i would like|i need) to] (tell me|let me know|remind me of|remind me about|give me|know|see|check) my (schedule|agenda|calendar|day|week|plans)
        what (did|do) (i|we) (ask|tell|told|want) you to (remind|tell)
        what (am i|was i|are we) (supposed|meant) to (do|remember|be)
        what (do|must|did) i (need|have|want) to (do|remember)
        (when|what time|where) (do|should|must|will) i (have|need|get|wake|meet|see|start|leave) [to|up] [wake up|get up|be|leave|be up]
        who am i (meeting|seeing|having|with)
        do i (have|need) to (be|go|do|get)
        (list|show [me]|tell me|give me|read me) (everything|all|anything) (i have|i've got|i need|i've)
        (what's|what is|how's|how is|what does|how does) (tomorrow|today|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this week|next week|this weekend|the week|the weekend) (look|looking|looks)
        (is there|do i have|have i got|i have) (anything|something) (planned|scheduled|on|for|happening|due|at|going|coming|tomorrow|today|tonight|this|next)
        what (am i|are we|will i be) (doing|up to)
        what should i (be doing|remember)
        what else (do|have) i
        what all (do|have|did) i
        remind me again (what|what's|when|when's|where|who)
        did you (save|get|set|add|note|keep) (that|it|this)
        do you have me down
        what (have|did) i (plan|planned|schedule|scheduled|book|booked|arrange|arranged)
        (when|what time) (do|will|are|did) you (remind|wake|alert|tell|ping|reminding|waking|going to)
        (run|walk|talk|take) me through (my|the|today|tomorrow|tonight|this|next|monday|tuesday|wednesday|thursday|friday|saturday|sunday)
        any (conflict|conflicts|clash|clashes|overlap|overlaps)
        (what's|what is|what has) (today|tomorrow|tonight) (got|have)
        do you have (the|my) (dentist|doctor|meeting|appointment|reminder|alarm|event)
        (tell|talk to) me about (tomorrow|today|tonight|my day|this week|next week|the week|monday|tuesday|wednesday|thursday|friday|saturday|sunday)
        what else is (on|there|planned|scheduled|due|coming|happening)
        what was i (going to|gonna|about to|meant to)
        remind me (of|about) all [of] (my|the) (appointments|meetings|events|reminders|plans)
        anything (4|for) me
        (checking|looking for|looking at|checking on) [on|for|up on] (my|the)
        how many (things|items|plans|events|meetings|appointments|tasks) (do|have) i
        (tell me|let me know|show me|know) when i (need|have|should|must)
        (is|are) (anything|something) (planned|scheduled|on|happening|going on|coming up|set|due|booked)
        who (do|should|must|did) i (have|need|say)
        how soon is (my|the|our)
        (check|see|tell me|let me know|find out|can you check|know) (if|whether) (i'm|i am|i have|i've|there is|there's|anything|we have|we're)
        (what's|what is|what are|what're) (the|my|our) (plan|plans|program|game plan) [for|on]
        (is|are) there (a|any|some) (conflict|conflicts|clash|clashes|overlap)
        what (do|have) you (got|have|got there) [down] [for me]
        (got|you got|have you got|have you|do you have) (anything|something|any reminders|any) [on|planned|down] [for me|for us]
        what (am|was) i (forgetting|missing)
        (when|what time|where) (am|are|was|were) (i|we) (supposed|meant|meeting|seeing|due|going|doing|having|expected|scheduled) [to]
        (i forgot|i forget|i can't remember|i don't remember|i don't know|not sure) (what|when|which) [reminders|things] (i have|i've got|i've|i am|i'm|i was|i had|i set|my)
        (was there|is there|were there) (anything|something|somewhere)
        (can|could|would) you (remind|tell) me (of|about) what
        (remind me of|remind me about|tell me about) what (i have|i've got|i am|i'm|is|do i have)
        (remind|tell) me (when|what time|where|who|which) (my next|is my|am i|do i have|do i need|are my)
        did i (remember|forget) to (add|set|put|make|schedule|create)
        (what's|what is) (set|scheduled|planned|booked) (for|on|at|in|this|next|tomorrow|today|tonight)
        (tell|give|send|show|read) (me|us) (today's|tomorrow's|tonight's|friday's|monday's|saturday's|sunday's) (reminders|alarms|events|meetings|appointments|schedule|agenda|calendar)
        am i (available|doing|going|seeing|meeting|working|supposed|needed|expected)
        how (busy|free|booked) am i
        do i (work|start|meet|see)
        is there (anything|something) (i should|i need|i have|i must)
        (what's|what is) (going on|up|on) (this|next|tomorrow|today|tonight|on|for)
        (is|are) (anything|something) [up|happening|planned|going|scheduled] (on|in) (my|the|our)
        (can|could|may) i (get|have) (a|the|my) list
        (do|will) i have (any|some) [free] time
        do i have time (at|on|tomorrow|today|tonight|for|in)
        did you (remind|wake|alert|notify) me
        (what's|what is) (left|remaining|outstanding|pending|due|open)
        anything (tomorrow|today|tonight|this|next|on|for|left|after|before|around|at|between|by|until|past|due|later|else|from|in the)
        (when|what time) (do|should|must|am|did) i
        (are you going to|are you gonna|are you still going to|will you still|do you still|are you still gonna) (remind|wake|text|alert|tell|ping) me
        do you (remember|recall|know) (what|when|if|my|which) [reminders] (i|my)
        what did you (set|save|add|create|make|put down|schedule|note)
        did you (get|see|note|save) (the one|the reminder|my reminder|my one)
        (is|are) (there|the|my) [still] (anything|something|any)
        (give|tell|get|send|show) me [the|some|any|all] (details|information|info) (on|about|of|for) (my|the)
        (give|get|tell|send|show) me [the|some|any|all] (details|information|info) [on|about|of|for]
    """,
    # questions for the time of one thing
    "have_i": "(do i have|have i got|do we have|will i have|have we got) [a|an|any|my|the]",
    "ask_when": """
        (when|when's|at what time|what time|what date|which date|what day|which day) [is|are|does|will|do] [my|the|our|we|i]
    """,
    # a question about one reminder by its number, before and behind it
    "ask_number": """
        (what|what's|when|when's|which|show|is|was|where's|where) [time] [is|was|does|'s|me] [the] [number|no|reminder|alarm|#]
        [tell me|give me] [the] (details|info|more) (of|about|on|for) [the] [number|no|reminder|alarm|#]
        (tell me about|read|read me|read out|remind me what) [the] [number|no|reminder|alarm|#]
    """,
    # what opens a question by its build
    "which_one": """
        (what|what's|which|who|who's|where|where's)
        at (what|which) time
        (when's|how's)
        (when|how) (do|does|did|is|are|am|was|were|will|should|must|have|has|can)
        how (many|much|long|soon|late|early|far|full|free|busy|often)
    """,
    "what_time": """
        [at] (what time|what day|what date|when's) [is|are|does|do|will|was] [my|the|our]
        when (is|are|does|do|will|was) [my|the|our]
    """,
    "me_and": "(me|you) and",
    "or_not": "or not",
    "removing": "(get|getting) rid of",
    "asking_which": """
        (what|what's|which|whether|when|if there|is there|are there|if i|if my)
        (everything|all|anything) (i|i've|that|that's|we)
    """,
    "set_up": "set up",
    # before a question that it puts off: "i forgot if i have ..."
    "wondering": """
        (wait|hang on|hold on|hm|hmm)
        (i forgot|i forget|i have forgotten|i've forgotten|i can't remember|i don't remember|i don't recall|i don't know|i'm not sure|not sure|i'm wondering|i wonder|wondering|just wondering|quick question|question) [if|whether]
        (look|check|peek|have a look) (in|at|on|into|through) (my|the) (calendar|schedule|agenda|reminders|alarms|list) (and|to see|for)
        (do you|you) (know|remember|recall) [if|whether]
        (tell|show|inform) me [if|whether]
        let me know [whether]
        (see|check|find out|verify|confirm) (if|whether)
    """,
    "still_on": "still (on|there|set|scheduled|active|happening|coming|due|planned|up)",
    "of_number": """
        [is|was] [again|for|about|set for|on|still on|still set|still there|go off|say|says|still active|due|saying]
    """,
    "search": "(find|find me|search|search for|search through|look for|look through|confirm|check|verify|check on|read|read me|read out) [that|if|whether] [all|all of] [the|my|any|all]",
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
        nvm about
        (undo|unschedule|unset|erase)
        (get|take) (it|that|this) (off|out)
    """,
    # a request about what was spoken of before
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
    # at the end, of what will not be
    "called_off": """
        (is|was|got|has been|are|were|have been|been|'s|has) [just|been] (cancelled|canceled|called off|off|scrapped|not happening|not on|not needed|no longer needed|no longer happening|no longer on|not necessary|over with) [anymore|any more|now|today|tomorrow]
        (isn't|aren't|is not|are not|not|wasn't|won't be|will not be) (needed|necessary|happening|on|required|going ahead) [anymore|any more|now]
        [possibly|please|also|just] be (deleted|removed|cancelled|canceled|erased|scrapped|turned off|taken off)
        (can|may|should|must|needs to|need to|has to|have to|ought to|is to|are to) be (deleted|removed|cancelled|canceled|erased|scrapped|turned off|taken off|called off)
        (needs|need) (deleting|removing|cancelling|canceling|erasing)
        (anymore|any more)
    """,
    "my_day": "(my|the) [whole|entire] day",
    "mend_words": """
        (fix|correct|change|edit|update|adjust) [the|my] (spelling|typo|wording|text|name|title|words|message|label|description) (on|of|in|for)
    """,
    "spelled": "(:|=|[,|:|.|;|-] (it's|it is|its|it should be|it should say|should be|should say|to say|to|make it|i meant))",
    "naming_it": """
        (call|name|title|label|rename) (it|that|this|that one|this one)
        [just|have it|make it|let it|it can] say
    """,
    "its_words": "(change|fix|update|edit|correct|set|make) [the|its] (text|wording|message|title|name|words|description) (to|:)",
    "a_while": "(a bit|a while|a little while|a little bit|the time being|now|some time|the moment|a few days)",
    "supposed_to_say": """
        (it's|it is|it was|that's|that was|this is) (supposed|meant) to (say|read)
        (should|needs to|must) (say|read)
    """,
    "should_be": "(should|must|needs to|ought to|is supposed to|was supposed to) be",
    "this_time": "[just|only] (this|next|for this) (time|once|one time)",
    "for_good": "(for good|permanently|forever)",
    "all_of_them": "(all of (them|it)|the whole lot|every one of them|every last one)",
    "wanted_gone": "[to be] (taken away|wiped|cleared|erased|removed|deleted|cancelled|canceled|gone|off|turned off|scrapped)",
    "any_more": "(anymore|any more|any longer)",
    "just_made": """
        [that] (i|we|you) [just|recently|only just|last] (set|made|created|added|scheduled|asked|put|did)
        [that] i (set|made|created|added|scheduled) (last|earlier|before|now|recently|a minute ago|just now)
    """,
    "target_noise": """
        (the|and|&|activated|active|enabled|my|a|an|any|our|this|that|of|for|on|at|from|w|called|named|about|to|with|titled|off|please|by|in|which|is|are|was|set|scheduled|going|one|ones|number|no|#|both|s|'s|reminder|reminders|alarm|alarms|timer|timers|event|events|notification|notifications|alert|alerts|entry|task|tasks|regarding|labeled|labelled|saying|says|it|it's|just|then|have|has|i|me|up|calendar|calender|schedule|out|off|today's|coming|upcoming|item|items|nr|time|date of|whole|entire|complete|remaining|outstanding|completely|entirely|totally|got|been|anymore|any more)
        (go|goes|going) off
        for good
        due
        (i|we) (made|created|added|put|put in|asked for|told you about)
    """,
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
    # behind a correction, before what is so: "wrong day, it's thursday"
    "it_is": "(it's|it is|that's|that is|its) [actually|really|supposed to be|meant to be] [at|on|for|in]",
    # at the end, of a time that is liked better: "monday would be better"
    "is_better": """
        (works|work|would be|would work|is|seems|sounds|'d be) better [for me|actually|i think]
    """,
    "to_new_time": "(to be|so it's|it should be|should be|it's|to come|to go off|to ring|is|needs to be) [at|on|for]|[back|up|out|over|go off|ring|come] (to|for|at|on|until|till|be|be at)",
    # of what is to come but once: "don't repeat it", "make 2 a one time thing"
    "no_repeat": """
        (don't|do not|no need to) repeat
        (stop|quit) repeating
        (turn|switch) off [the] (repeat|repeating|repeats|recurrence) [on|for|of]
        (no|not a) repeat
    """,
    "just_once": """
        [to|a|come|be|happen|only|just] (just|only) once
        once
        [to|be|a|just a|into a] (one time|one off|onetime|single|non repeating) [thing|reminder|one|only|event|deal]
        (once|one time) only
    """,
    # by a day or a week, as seen from the day that the reminder has
    "day_after": "(the day after|the next day|the following day|the day after that|next day|a day later|one day later)",
    "day_before": "(the day before|the previous day|the day before that|a day earlier|one day earlier|a day sooner)",
    "week_after": "(the week after|the following week|the week after that|a week later|one week later)",
    "week_before": "(the week before|the previous week|a week earlier|one week earlier)",
    # of a thing that is wanted at another time: "i need the pill reminder later, like 10pm"
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
    # between a thing and its time, where the time is a new one
    # behind a thing, before a length: "my interview got pushed back an hour"
    "restated_by": """
        [has|have|got|was|were|is|are|just got|'s] [been|being] (moved|pushed|postponed|shifted|changed|delayed|bumped|brought|set) [back|up|forward|out|ahead|down] [by|for|another]
        (is|are|will be|starts|begins|is now|is running|is gonna be|is going to be) [now]
    """,
    "must_change": """
        (i|we) (need|have|want|got|would like) to
        (i've|we've|i have|we have) got to
        (need|want|gotta|have) to
        (i|we) (gotta|should|must)
        gotta
        (i'd|we'd) like to
    """,
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
    # before a thing that is to come at another time: "make my meeting start at 3 instead of 2"
    "wanted_so": """
        (i need|i want|i'd like|i would like|can|could|make|have|let|set|put|do|get|schedule|book|can you make|should) [to have]
        let's (meet|do it|do that|go|have it|start)
    """,
    "no_more": "(not|instead of|rather than|and not|no longer|but not) [at|on]",
    "change_it": """
        [so|and] [please|can you|could you] (change|update|fix|move|adjust|correct|edit|reschedule) (it|that|this) [please|for me]
        [so|and] [please|can you|could you] (change|update|fix|move|adjust|correct|edit|reschedule) (my|the) (reminder|alarm|alert|calendar|schedule|time) [please|for me]
    """,
    # before a request that takes back the one before
    "second_thoughts": """
        [actually|no|wait|sorry|oops] (i|i've|i have) changed my mind [and|so]
        on second thought
        (actually|wait|sorry|oops|hmm|changed my mind) [no|please]
        (no|nope) ,
    """,
    "never_mind": "(nvm|never mind|nevermind) [please|just]",
    # what only says that something was wrong or is to be otherwise, before a change
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
    # what takes back the reminder spoken of, before the time that it is to have instead
    "taking_back": """
        (scratch|cancel|forget|strike|disregard|ignore|scrap|delete|undo) (that|it|this) [one]
        not that
    """,
    # behind which the old time stands, before a new one: "don't remind me at 5, remind me at 6"
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
    # before the reminder that a change is about: "about the dentist, make it 4"
    "as_for": """
        (about|for|regarding|re|as for|concerning|with|on)
    """,
    "back": """
        back
        (by|for|forward|ahead|out|later|earlier|to|until|till|into|on|off|at|in|sooner)
    """,
    # at the end, of what is counted from the time that was set: "an hour later than that"
    "than_that": "(than|then) (that|it|this|planned|usual|before|i said|now|the original|originally|it is now)",
    "before_that": "(before|ahead of) (that|it|this|then)",
    "after_that": "(after|past|nolater) (that|it|this|then|planned|usual|before|i said)",
    "taking_off": "(take|shave|cut|knock|subtract|trim|drop)",
    "shifted_by": "(it|that|this|the reminder|the alarm|back|by|forward|up|out|on|me|for|another)",
    # what is put off until another time
    "put_off": "(put|hold) off [on] [with]",
    "earlier": "(forward|earlier|ahead|sooner|up)",
    "pause": """
        pause
        (take|taking|need|want) a break from
        (put|place) on hold
        suspend
        hold
        mute
    """,
    # with a stretch of time behind it: "stop 2 for now"
    "stopped_for": """
        (stop|silence|no|turn off|switch off)
        (don't|do not) send [me]
    """,
    "on_hold": "on (hold|pause)",
    "back_on": """
        [back] on [again]
        again
        back
    """,
    "resume": """
        resume
        unpause
        unmute
        restart
        continue
        reactivate
        un pause
    """,
    "skip": """
        skip [the] [next]
        leave out
    """,
    # before a pause or what is left out, why: "i'm sick, skip today"
    "excuse": """
        (i'm|i am|we're|we are|i've|i have|i|we|feeling|got|on vacation|on holiday|back|home|out of town|away)
    """,
    # with a stretch of time behind it, of all reminders: "no reminders until monday"
    "quiet": """
        (quiet|silence|do not disturb|dnd|hush|shh|no reminders|no alerts|no notifications|no texts|no more reminders|no alarms) [please]
        (mute|silence|hold|stop|pause|suspend) (all|everything|all of it|all of them|all [my|the] (reminders|alerts|alarms))
        (stop|pause) all
    """,
    "snooze": """
        snooze [it|that|this|the alarm|the reminder|me|alarm|all] [for|by|until|till|to|another]
        [hit|press] snooze
        (bug|hit|poke|prompt|buzz|check|come back to|get back to|check back with|come back|check in with) me [up] [again] [later|for]
        (remind|tell|ask|ping|nudge|text|alert|bug|poke) (me|us) (about|of) (it|this|that) (again|later|again later|later on|another time) [today]
        hold that thought [for|until|till]
        (will|gonna|going to|i'll) [get to|do|handle|take care of] (it|that|this) [later]
        [i'll|i will|gonna|i'm gonna|let me] do (it|that|this) later [on|today|then|at]
        (i'll|i will|gonna|i'm gonna) do (it|that|this|them) [later|then]
        (remind|tell|ask|ping|nudge|text|alert|try|wake) (me|us) [up] (later|again) [today]
        (remind|tell) me again
        (try|ask) again
        later
        not now
        (give me|i need) (another|more)
        (give me|gimme) (till|until|til)
        (delay|postpone) (it|this|that) [by|for]
        (remind|tell|ask|ping|nudge|text|alert|bug|poke|buzz|prompt) (me|us) (about|of) (it|this|that)
        (try|ask|catch) me [back] (at|in|after|around|tomorrow|tonight|back|later)
        (ping|text|hit) me back [at|in|after|around]
        repeat (it|that|this) [again] (in|at|on)
        (one more time|once more)
        (will do|i'll do) (at|in|after|around)
        (come|circle) back (to|around) [this|it|that|me]
    """,
    # why one cannot now, before the time when one can
    "busy_now": """
        [i'm|i am|still|sorry|sorry i'm] [too|really|very|super|kinda|pretty] (busy|driving|sleeping|eating|cooking|working|swamped|tied up|not home|not home yet|not there yet|not ready|not done) [right now|now|at the moment|atm|rn]
        [i'm|i am|still|sorry|sorry i'm] (in a meeting|in class|on a call|on the phone|at work|on the bus|on the train|in bed|in the shower|on my way) [right now|now|at the moment|atm|rn]
        [sorry|i|no i|no|nope] (cannot|can not) [do it|do that] [right now|now|at the moment|atm|rn|yet|today|tonight]
        [sorry|i|no i|no|nope] can't [do it|do that] [right now|now|at the moment|atm|rn|yet|today|tonight]
        (not done|not finished|still not done|haven't done it|didn't do it|still working on it) [yet|with it]
        (give me|i need|need|gimme) [a bit|a little|a little bit|some] more time
        (not now|not right now|not yet|not today|not tonight|nope not yet|no not yet|not just yet)
        [i'm|i am|sorry|still] [still] (in the middle of something|in the middle of it|out|away|with people|with someone|with a client|at lunch|at dinner|having dinner|having lunch|in traffic|on the road|at the gym|at the store|not at home) [right now|now|at the moment|atm|rn]
        (hold on|hang on|one sec|one second|one moment|in a sec|give me a sec)
    """,
    # before a length of time that is asked for: "give me 5 more minutes"
    "time_wanted": """
        (give me|gimme|i need|need) [like|just|about]
        (wait|hang on|hold on|hang tight) [like|just|about|for|another]
    """,
    "ask_later": """
        (try|ask|catch|get|text|ping|hit|remind|nudge|tell|bug|check with|check back with) (me|us) [up|back] [again|about it|about this|about that] [later]
        (try|ask|check) [back] [again|later]
    """,
    "more_wanted": "(give me|gimme|i need|i want|need|just|wait|hold on) [another|just|like]",
    "timezone": """
        [set|change|switch|update|make] [my|the] timezone [is|to|=|:|should be|as]
        [set|change|switch|update|make] [my|the] time zone [is|to|=|:|should be|as]
        [set|change|switch|update] [my] (zone|location|city) [is|to|=|:]
        my (city|location|zone) is
        i use
    """,
    "live_in": """
        (i'm|i am|we're|we are|am) [now|currently|back|still|here|based|living|staying|located] in
        (i|we) (live|moved|am living|stay|work|landed|arrived|have moved|just moved|just landed|just arrived) (in|to|at)
        (i've|i have) (moved|arrived|landed) (in|to)
        (i'm|i am) (moving|visiting|traveling|travelling|flying|on vacation|on holiday|on a trip) [in|to]
        (just) (moved|landed|arrived) (in|to)
        (moved|moving|landed|back) (to|in)
        [i|we|just|i just|we just] (flew|drove|got|made it|arrived|touched down|came) [over|out|down|up] (to|into|in)
        (staying|living|visiting|based|located) in
        (traveling|travelling|flying|visiting|headed|heading|off) (to|in)
        here in
        (i'm|i am) (on|at)
        i'll be in
    """,
    # before a zone that is called a time: "use eastern time"
    "keeping_time": """
        [i'm|i am|we're|we are|now] [now|currently|back] on
        (i'm|i am|we're|we are) [now|currently|in]
        [please|i|we] (use|switch to|switching to|changing to|moving to|change to|go by|go with|follow|keep|run on|put me on|set me to|move to|move me to|switch me to|change me to|set it to|set to)
    """,
    "clock_here": """
        (it's|it is|it's now|it is now|it is currently|it's currently|time is|the time is|my time is|my clock says|now it's|now it is|right now it's|current time is|local time is|its)
    """,
    "here": "(here|now|right now|over here|for me|where i am|my time|at the moment|local time|locally|here now|in my city|currently)",
    "day_part_setting": """
        [my] (morning|mornings|noon|afternoon|evening|evenings|night|nights|default time|default) (is|are|means|=|starts at|start at|should be|at|begins at|to|time is|:)
        (set|change) [my] (morning|noon|afternoon|evening|night|default time) [time] (to|as|at)
    """,
    "stop_please": """
        (stop|quit) (texting|messaging|contacting|bothering|spamming|sending|annoying|msging) [me]
        (don't|do not|never) (text|message|contact|bother|spam|msg) me [anymore|again|any more|ever again]
        (remove|take) me (from|off) [of] [your|this|the] (list|texts)
        unsubscribe [me]
        leave me alone
        no more (texts|messages)
        opt [me] out
        i want to (unsubscribe|opt out|stop|quit)
        (stop|end) (all|the|these|your) (texts|messages|texting)
        wrong number
        stop it
        stop now
        stop please
    """,
    "thanks": """
        (thanks|thank you|thankyou|ty|tysm|thank u|cheers|much appreciated|appreciate it|appreciated|many thanks)
        (great|cool|nice|awesome|perfect|good|excellent|amazing|wonderful|brilliant) (job|work|one|bot|stuff|thanks)
        (you are|you're|ur|you) (great|awesome|the best|amazing|a lifesaver|helpful|wonderful|brilliant)
        well done
        i appreciate
        got it
    """,
    # before and behind a time that is proposed or agreed to
    "proposing": """
        (yes|yeah|yep|sure|okay|perfect|great|fine|say|perhaps|then|so|and|alright|right|well)
        (how|what) about
        (i think|i guess|i'd say|i suppose|i'd like|i prefer|i would prefer)
        let's (do|go with|try|take|use)
        (can|could) we (do|say|make it)
    """,
    "agreeing": """
        (works|work|sounds good|sounds great|sounds fine|it is|then|i guess|i think|i suppose|i'd say|would do|will do) [for me|fine|then]
        (is|are|would be|will be|should be|seems|looks) (fine|good|great|perfect|okay|better|best|alright|ideal|nice) [for me|then|too|thanks]
        (sounds|works) (good|fine|great|okay|perfect|better|best) [to me|for me|then]
        (fine|good|great|okay|perfect) [for me|by me]
    """,
    # what somebody says to have done: "just took my meds", "fed the dog"
    "did_it": """
        [yes|yep|yeah|okay|yup] [i|i've|we|we've] [have] [just|already|finally] (took|taken|called|paid|fed|sent|watered|bought|picked up|dropped off|emailed|texted|submitted|finished|cleaned|washed|walked|mailed|booked|ordered|folded|emptied|returned|signed|filled|fixed|turned in|handed in|took out|talked to|spoke to|spoke with|vacuumed|mowed|locked|charged|changed|packed|renewed|scheduled|did)
    """,
    "done": """
        [already|just|all|finally|i'm|i am] (done|finished|completed) [with|w]
        [i|i've|already|just] (checked|crossed|ticked) off
        (i|i've|i have) [already|just] (did|done|finished|completed|called|paid|took|taken|bought|sent|fed|watered|cleaned|emailed|texted|submitted) [it|that|this|my|the]
        (mark|set|check|tick) [off]
        (i'm|i am) done [with]
        (complete|finish)
        did
    """,
    # what has been seen to: "pills taken", "the dishes are done"
    "seen_to": """
        (is|are|has been|have been|got|was|were|'s|been) [all|already|just|now|finally] (done|taken|paid|finished|completed|fed|watered|sorted|sent|handled|emptied|submitted|mailed|washed|folded|cleaned|walked|called|bought|booked|taken care of|taken out|picked up|dropped off)
        [all|already|just|now|finally] (done|taken|paid|finished|completed|fed|watered|sorted|sent|handled|emptied|submitted|mailed|washed|folded|walked|taken care of|taken out|picked up|dropped off)
    """,
    "as_done": "(as done|as complete|as completed|as finished|done|complete|completed|off|finished)",
    "how_to": """
        how (do|does|can|to|should) [i|you|one]
        (what can|what do|what could|what else can) (you|i) (do|say|text|ask|use)
    """,
}
