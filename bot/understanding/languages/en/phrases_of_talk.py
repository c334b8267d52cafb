"""English phrases about the person and to the bot: zones, preferences, thanks, done, opting out.

``languages/phrasebook.py`` describes the notation.
"""

# ruff: noqa: E501 - a line break would split a pattern in two

TALK = {
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
    # before a zone whose name ends in "time": "use eastern time"
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
    "send_overview": """
        (send|text|give|show|tell|message|get|ping|text) (me|us) [with|to] [my|the|a|an|your|our] [full|whole|complete|short] (list|reminders|reminder list|agenda|schedule|overview|summary|digest|rundown|recap|plan|plans|to-do list|todo list|to do list|todos|to-dos|day|week|day's list|week's list|list of reminders|list of my reminders|list of the day|list of what's on|summary of my reminders) [for|of] [the|that|each|my] [day|week|day ahead|week ahead]
        (send|text|give|show|tell|message|get|ping|text) (me|us) [my|the|a|an|your|our] (daily|morning|evening|nightly|weekly|today's) (list|reminders|reminder list|agenda|schedule|overview|summary|digest|rundown|recap|plan|plans)
        (send|text|give|show|tell|message) (me|us) (what's on|what is on|what's due|what is due|what i have|what i have on|what i have to do|everything i have) [today|that day|the same day|for the day|this week|that week]
    """,
    "named_overview": """
        [set up|start|turn on|i want|i'd like|add|give me|enable] [my|a|the] (daily|morning|weekly) (list|overview|summary|digest|rundown)
    """,
    # what is on the list, unless there is one that comes regularly
    "cancel_list": """
        (cancel|delete|remove) the list
    """,
    "stop_overview": """
        (stop|end|quit|cancel|delete|remove|turn off|switch off|disable|no more|unsubscribe from|unsubscribe me from|drop) [with] [the|my|that|your] (daily|morning|weekly|evening|nightly) (list|lists|overview|overviews|summary|summaries|digest|digests|agenda|recap|rundown|briefing)
        (stop|quit|don't|do not|dont) (sending|texting|giving|send|text|give) [me|us] [the|my|that|your] [daily|morning|weekly|evening|nightly] (list|overview|summary|digest|agenda|schedule|recap|rundown|day|week) [every morning|every day|every week|each morning|each day|in the morning|in the mornings|anymore|any more]
        (stop|end) (the|my) (list|overview|summary|digest|rundown|recap)
        turn [the|my] (daily|morning|weekly|evening) (list|overview|summary|digest|agenda|recap) off
        (no|stop) (lists|overviews|summaries|digests) [in the morning|in the mornings|anymore|any more]
    """,
    "my_week": """
        (what's|whats|what is|how's|how is|show|show me|give me|tell me|send me|list|text me) my week [like|ahead|looking|looking like]
        (how does|what does) my week look [like]
        (what's|what is|show me) [on|in|for] (the|my) week ahead
        my week
        week ahead
    """,
    "my_day": """
        (what's|whats|what is|how's|how is|show|show me|give me|tell me|send me|list|text me) my day [like|ahead|looking|looking like]
        (how does|what does) my day look [like]
        my day
    """,
    "quiet_hours": """
        [set|change|make|move|update|turn on|enable|have|use|add|start|put|i want|i'd like] [my|the] (quiet|silent|no text|no-text) (hours|hrs) [is|are|at|to|for|on|=|should be|to be]
        (what are|what're|when are|show|show me) [my|the] (quiet|silent|sleep|sleeping) (hours|hrs|time|times)
        (do not disturb|don't disturb|dont disturb|dnd) [me|hours]
    """,
    "quiet_time": """
        [set|change|make|my] (quiet|silent|sleep|sleeping) (hours|hrs|time|times) [is|are|at|to|for|on|=|should be|to be]
        i (sleep|am asleep)
        (i'm|i am) asleep
    """,
    "no_quiet_hours": """
        (no|stop|end|cancel|remove|delete|clear|drop|disable|turn off|switch off) [more|with] [my|the|all] (quiet|silent|sleep|sleeping) (hours|hrs|time|times)
        turn [my|the] (quiet|silent|sleep|sleeping) (hours|hrs|time|times) off
        [my|the] (quiet|silent|sleep|sleeping) (hours|hrs|time|times) (off|none|never)
        [you can|it's ok to|it's okay to|feel free to|okay to] (text|message|remind) me (anytime|any time|at any time|at any hour|24/7|day and night|day or night|around the clock)
        [you can|it's ok to|it's okay to|feel free to|okay to] (text|message) me at night [again|too|as well]
        (turn off|end|stop) do not disturb
        do not disturb off
        dnd off
    """,
    "no_texts": """
        [please] (don't|dont|do not|never|not) (text|message|remind|bother|ping|contact|disturb|wake|nag|buzz|send) [me|us] [anything|any texts|texts|any reminders|reminders|any messages|messages]
        (stop|quit) (texting|messaging|reminding|bothering|pinging|contacting|disturbing|waking|nagging|buzzing) (me|us)
        no [more] (texts|messages|reminders|texting|messaging|notifications|alerts) [me|us]
        (don't|dont|do not|never) (text|message)
        (mute|silence) me
        (hold|mute|silence) [my|all] (texts|messages|reminders|notifications|alerts)
    """,
    "only_texts": """
        only (text|message|remind|ping|contact) me
        (text|message|remind|ping|contact) me only
    """,
    "at_night": """
        (at night|at nights|at nighttime|at night time|overnight|nights|by night|at bedtime|at sleeping time)
        (during|in|through|throughout) the night
        [so|too|that|this] late [at night|in the night]
        at night late
        in the middle of the night
        (while|when|whilst) (i sleep|i'm sleeping|i am sleeping|i'm asleep|i am asleep|i'm in bed)
        when (it's|it is) night
    """,
    "every_night": """
        (every|each) (night|day|evening)
        (daily|nightly|anymore|any more|ever|always|again)
    """,
    "range_start": """
        (from|between)
    """,
    "range_end": """
        (to|till|til|until|through|thru|and|-)
    """,
    "later_than": """
        (after|past|later than|beyond|from)
    """,
    "earlier_than": """
        (before|earlier than)
    """,
    "and_or": """
        (and|or|nor|&)
    """,
    "thanks": """
        (thanks|thank you|thankyou|ty|tysm|thank u|cheers|much appreciated|appreciate it|appreciated|many thanks)
        (great|cool|nice|awesome|perfect|good|excellent|amazing|wonderful|brilliant) (job|work|one|bot|stuff|thanks)
        (you are|you're|ur|you) (great|awesome|the best|amazing|a lifesaver|helpful|wonderful|brilliant)
        well done
        i appreciate
        got it
    """,
    # before and after a proposed or accepted time
    "proposing": """
        (yes|yeah|yep|sure|okay|perfect|great|fine|say|perhaps|then|so|and|alright|right|well)
        (how|what) about
        (i think|i guess|i'd say|i suppose|i'd like|i prefer|i would prefer)
        let's (do|go with|try|take|use)
        (can|could) we (do|say|make it)
        (it's|it is|it'll be|it will be|it would be|it'd be|that's|that is|that'll be|that will be|that would be|that'd be)
    """,
    "agreeing": """
        (works|work|sounds good|sounds great|sounds fine|it is|then|i guess|i think|i suppose|i'd say|would do|will do) [for me|fine|then]
        (is|are|would be|will be|should be|seems|looks) (fine|good|great|perfect|okay|better|best|alright|ideal|nice) [for me|then|too|thanks]
        (sounds|works) (good|fine|great|okay|perfect|better|best) [to me|for me|then]
        (fine|good|great|okay|perfect) [for me|by me]
    """,
    # a statement of having done something: "just took my meds", "fed the dog"
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
    # after something that is done: "pills taken", "the dishes are done"
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
