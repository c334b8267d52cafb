"""English phrases of questions about existing reminders.

``languages/phrasebook.py`` describes the notation.
"""

# ruff: noqa: E501 - a line break would split a pattern in two

QUESTIONS = {
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
    # sets off an alarm
    "set_going": """
        (make sure|be sure|ensure) [that] (my|the|an|a) [next|morning|wake up] (alarm|timer|alarm clock) (goes off|rings|is set|sounds|wakes me|wakes me up|is on)
        (have|let|make|can|could|may) (my|the|an|a) [next|morning|wake up] (alarm|timer|alarm clock) [to] (go off|ring|sound|be set|wake me|wake me up|be on)
    """,
    "wish": """
        (i want|i'd like|i would like|i wanna|we want) to
        i wanna
        (want|would like|like) to
        (you|we) (can|may|could|should)
        (let's|i need to)
        (can|could|should|may) (we|i)
    """,
    "mine": """
        (all|my|our|the|current|active|pending|upcoming|remaining|outstanding|scheduled|existing|open|next|any) [my|of my|the|active|next|upcoming|pending|other|more]
    """,
    "on_plan": """
        (what's|what is|what|anything|anything going|what's up|what is coming|what's coming|is there anything|what's going|what is) [up|happening|planned|going] (on|in|for) [my|the] (schedule|calendar|agenda|plate|list|plan|day|diary)
        (what do|what did|what have|do|what) (i|we) (have|got) [to do|planned|scheduled|going on|coming up|due|on|set|left|anything]
        (what's|what is) (on|up|coming|next|due|planned|scheduled|happening|set) [up|next]
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
    # questions about one's reminders, whatever follows
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
        what (did|have) (i|you|we) (set|save|add|create|make|put down|schedule|note|saved|added|created|made|scheduled|noted)
        did you (get|see|note|save) (the one|the reminder|my reminder|my one)
        (is|are) (there|the|my) [still] (anything|something|any)
        (give|tell|get|send|show) me [the|some|any|all] (details|information|info) (on|about|of|for) (my|the)
        (give|get|tell|send|show) me [the|some|any|all] (details|information|info) [on|about|of|for]
    """,
    # questions for the time of one event
    "have_i": "(do i have|have i got|do we have|will i have|have we got) [a|an|any|my|the]",
    "ask_when": """
        (when|when's|at what time|what time|what date|which date|what day|which day) [is|are|does|will|do] [my|the|our|we|i]
    """,
    # a question about one reminder by its number: the words before and after it
    "ask_number": """
        (what|what's|when|when's|which|show|is|was|where's|where) [time] [is|was|does|'s|me] [the] [number|no|reminder|alarm|#]
        [tell me|give me] [the] (details|info|more) (of|about|on|for) [the] [number|no|reminder|alarm|#]
        (tell me about|read|read me|read out|remind me what) [the] [number|no|reminder|alarm|#]
    """,
    # words that start a question by its syntax
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
    "set_up": "set up",
    # before an indirect question: "i forgot if i have ..."
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
}
