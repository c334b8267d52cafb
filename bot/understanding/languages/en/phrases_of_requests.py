"""English phrases that create reminders: commands, courtesy, and words dropped from the message.

``languages/phrasebook.py`` describes the notation.
"""

# ruff: noqa: E501 - a line break would split a pattern in two

_REMIND = "(remind|rmd|inform|notify|alert|ping|nudge|buzz|beep|poke|prompt|warn|advise|advice)"
_MAKE = "gimme|set|setup|set up|create|make|add|put|put in|place|schedule|start|turn on|switch on|activate|enable|ring|sound|give|send|get|plan|enter|insert|arrange|put down|program|do|save|begin|run|set up for|keep|establish|initiate|launch|implement|input|generate|set off (a|an|the|my)|kick off (a|an)|fire up|fix (a|an)|play|repeat (a|an)|have (a|an)|setting|setting up|starting|create me|trigger"
_CALENDAR = "(calendar|agenda|schedule|diary|planner|calendars|list of reminders|reminders)"

REQUESTS = {
    "courtesy": """
        (can|could|will|would|won't|can't) you [please|kindly|also|just]
        (i need|i want|i'd like|i would like|i'd love) you [to]
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
        (bruh|bro|dude|gosh|geez|man|honey|dear|pal|buddy|boss|chief|mate|ma'am|madam|sir)
        (yes|yeah|yep|yup)
        (hiya|heya|yoo|n|hola|bonjour|salut|ciao|hallo|aloha|greetings)
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
        would be (great|nice|good|lovely|wonderful|helpful|perfect)
        (reminders|reminder) for (all|both|each)
        if you (can|could|would)
        when you (can|get a chance|have a moment)
        [if you] can you
        for me
        okay
        lol
        of course
        obviously
        (honey|hun|dear|sweetie|darling|pal|bro|dude|mate)
        i (suppose|guess|think|reckon)
        pretty please
        from now on
        and start (over|fresh|again|anew)
        will you
        would you
    """,
    # between a length and an event: "one week in advance of my anniversary"
    "before_event": """
        (before|prior|ahead|earlier|advance|beforehand|early)
        (prior to|ahead of|in advance of|in advance|leading up to|b4|before the start of|before the beginning of)
    """,
    # behind a heads-up: not instead of the time itself
    "as_well": """
        (too|also|as well)
    """,
    # asks to be reminded again and again
    "nag_me": """
        (nag|pester|hound|badger|harass) (me|us)
        (keep|keep on|don't stop|dont stop|never stop|don't quit|continue) (nagging|pestering|hounding|bugging|bothering|badgering|harassing) (me|us)
        keep (on|at) (me|us)
        (remind|text|ping|tell) (me|us) (repeatedly|relentlessly|persistently|nonstop|non-stop|over and over|again and again|constantly) [again]
        (nag|pester|hound|badger) (me|us) (repeatedly|constantly|over and over)
    """,
    # how often something is repeated until it is done
    "at_most": """
        (at most|up to|no more than|not more than|no about|not about|max|maximum|a maximum of|maximum of|at the most|tops|only|or so)
    """,
    "times_word": """
        (times|x|texts|reminders|tries|messages)
    """,
    "once_or_twice": """
        (once|twice)
    """,
    "always": """
        (always|every time|each time|from now on|every single time|all the time)
    """,
    "stop_nagging": """
        (stop|quit|no more|don't|dont|do not|no longer) (nagging|nag|pestering|pester|hounding|hound|badgering|badger) [me|us]
    """,
    "keep_reminding": """
        (keep|keep on|don't stop|dont stop|never stop|don't quit|continue) (reminding|bugging|texting|pinging|telling|asking|bothering|nudging|poking) (me|us)
    """,
    # of these, "until it's done" makes the same
    "bug_me": """
        (bug|bother|annoy|hassle|poke|ping|page) (me|us)
    """,
    "do_not_let_off": """
        (don't|dont|do not) let (me|us) (off|off the hook|off easy|get away with it|slide|weasel out|skip it)
        (don't|dont|do not) (give up|let up|stop asking|stop nagging|stop reminding) [on me|me]
        (don't|dont|do not) take no for an answer
        (be|stay) (persistent|relentless|annoying) [about it]
    """,
    # the last of several heads-ups: "an hour before and when it starts"
    "at_the_time": """
        [right] (at|on) (the time|that time|start time|the start|the moment|the dot|time) [itself|too|as well|of it]
        [right] when (it|they|that) (starts|start|begins|begin|happens|opens|is|are) [on|due|time]
        (when it's|when it is) [time|due|on]
        (right|just) then
        (at it|on it) itself
    """,
    # behind a length: "15 minutes before it starts"
    "it_starts": """
        (it|they|that) (starts|start|begins|begin|opens|open|leaves|kicks off)
    """,
    # ends a series: "for 5 days only then stop"
    "bound_end": """
        [only] (and|then|and then) (stop|done|i'm done|finish)
        only
    """,
    # behind other heads-ups: "a week before and on the day"
    "on_the_day": """
        (on|at) (the|that|its) (day|date) [itself|too|as well|of]
        (on the|the) (same|actual|very) day [itself|too|as well]
        (on it|that day)
    """,
    # a thing that comes each day: "30 minutes before each of my 9am meetings"
    "each_of_them": """
        (each|every|all) [one] [of] (my|our|the|these|those)
        each [and every] [one] [of] (my|our|the)
    """,
    # leaves a series without an end, or starts it at once
    "endless": """
        [from now] (until|till|til|unless) [i|it's|it is|it|further|you're|otherwise|i'm] [say|tell you|tell you to|ask you to|get|turn|is|am] [it] (deleted|cancelled|canceled|stopped|told|notice|stop|off|cancel|stop it|cancel it|done|removed|instructed|told otherwise|turned off)
        from now [on|onwards|onward]
        (indefinitely|forever)
        (starting|beginning|from) (now|right now|right away)
        continuously
    """,
    # asks politely or says that one has to, before a command: "help me", "I really need to"
    "opener": """
        (i|we) [really|just|also|do] (need|want|have|would like|wanna|got|am going|ought) [you] to
        (i|we) [really|just|also] (gotta|wanna|should|must|will|can)
        (i'd|we'd) [really] (like|love|need) [you] to
        (i|we|i'd|we'd) [really] (want|need|like|wish|would like) that you
        (i'll|we'll|i'm) (need|going|gonna|trying) to
        (can|could|may|should) (i|we)
        (help|let|lemme|assist) [me] [to]
        i said [to]
        (need|want|got|like) to
        (make sure|be sure) (you|to)
        you (can|could|should|may|need to)
        would like [you] to
        lets
    """,
    "remind": f"""
        {_REMIND} (me|us|myself) [one more time|once more|one last time]
        remind [to]
        remindme
        remind my
        (remember|reminds|say) me
        me remind
        don't forget to remind (me|us)
        don't let (me|us) forget
        (don't|do not|never) allow (me|us) to (forget|miss)
        (set|put|schedule) something up so [that] (i|we) (don't|won't|do not|will not) (miss|forget)
        (so|so that) (i|we) (don't|won't|do not|will not) (miss|forget)
        (do not|never|please don't) let (me|us) forget
        (don't|do not|never) let (me|us) miss
        [start|begin|keep] reminding (me|us|myself)
        i (need|want|would like) reminding
        (i'd like|i would like|i should like|we should like) to be reminded
        (i wanna|wanna|i have to|i should|i'd love to|i must) be (reminded|notified|alerted)
        i'd like reminding
        keep reminding (me|us)
        (how|what) about [you] (reminding|remind) (me|us) [one more time|once more|again]
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
        (set|schedule|put|add) (something|sumthin|sumthing|smth|smthn|sumn|sum) [up|down|in]
        (drop|send|shoot) me a line
        lmk
        (put|pencil|book) me (down|in) for
        (make|be) sure [that] (i|we) (remember|don't forget|know|know about|am aware of|get told)
        help (me|us) (remember|not forget|to remember|not to forget)
        i (need|could use|want) help (remembering|to remember|not forgetting)
        (let (me|us)|lemme) know
        give me a (reminder|nudge|ping|buzz|shout|heads up|heads-up|ring|call|warning|shout out|tap)
        (send|shoot|drop|leave) (me|us) (a|an) (text|message|reminder|note|ping|alert|line|sms)
        (send|give|shoot) me (reminder|an alert|a notification|alerts)
        i (need|want|have|would like) to be (reminded|notified|alerted|told)
        i (need|want|require|would like) (a|another) (reminder|nudge) [(to be|that is)] [set|created|made|scheduled|sent|added|put|set up] [for me|for myself|for us]
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
        (i|i'm|i am|we) (need|have|want) [to] remember
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
        (make|be) sure (i'm|i am) (up|awake|out of bed)
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
        (count down|stop watch)
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
        [to be|be] (added|set|created|scheduled|made|put|set up|setup|programmed|saved)
        (to indicate|indicating|to signal|to announce|signaling|to signify|showing|telling me|that tells me|that says|which says|to say|to tell me) [to|that]
        (on|in|to) (the|my) (phone|cell|cellphone|mobile|device|tablet|watch)
        (for|to) (myself|yourself)
        (that|which) (is|are|will be) (recurring|repeating|reoccurring)
        to help (me|us) remember
        [with] (with|saying) [the|a] (message|note|text|label|title|name|caption)
        on for
        to alert me
        [to be|be] set
    """,
    "tail": """
        (remind|alert|notify|text|ping) (me|us) [of|about] [it|that|this|then]
        remind (me|us) [please]
        please (tell|say) (me|us)
        (tell|say) (me|us) [it|that|this] please
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
        (its|it's|it is) due
        when (it's|it is)
        [when|once|as soon as] (it|the clock) (hits|turns|strikes|reaches)
        there is
    """,
}
