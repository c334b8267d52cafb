"""English words of command. Phrases are written as ``languages/phrasebook.py`` describes."""

# ruff: noqa: E501 - a pattern stays on one line, else it reads as two

# One word for another: what people write, to what the tables below say.
SPELLINGS = {
    "remind": "remnd rmnd remnid remidn reimnd rmind remid remined rember reming remimd remindd remind's rmind",
    "reminder": "remainder remider reminer reminde",
    "reminders": "remainders remiders",
    "please": "pls plz pleas plse",
    "don't": "dont",
    "can't": "cant",
    "what's": "whats wats what're",
    "when's": "whens",
    "it's": "its",
    "i'm": "im",
    "i've": "ive",
    "i'll": "ill",
    "i'd": "id",
    "let's": "lets",
    "didn't": "didnt",
    "you": "u ya",
    "are": "r",
    "thanks": "thx thnx thanx tnx thks",
    "wakeup": "wake-up",
    "calendar": "calender calandar calander",
    "appointment": "appt apt appointmnt",
    "appointments": "appts apts",
    "timezone": "tz time-zone",
    "cancel": "cancle cancell",
    "okay": "ok k kk okey",
    "because": "cause cuz coz",
}

# Words of command worth mending when one letter is wrong, and real words that are so near.
MENDABLE = """
    remind reminder reminders cancel delete snooze alarm alarms calendar schedule appointment notification remove timer
    reschedule postpone timezone
"""
CORRECT = """
    reminds reminded reminding cancels cancer canceled cancelled deleted deletes snoozed snoozes alarmed scheduled
    schedules appointments notifications removed remover removes timers postponed calendars rescheduled time-zone
    timed times tuner tamer timer's alarm's alarming deplete elate cance dancer
"""

CLASSES = {
    "name": "olly pda google siri alexa cortana bixby assistant jarvis bot computer reminderbot",
    "skip": "a an the my me us up our your his her new another and on this one some quick in for down myself two three both for two three couple both multiple several "
    "repeating recurring regular single little extra wake",
    "repeating": "repeating recurring repeated repeat repetitive",
    "container": "reminder reminders alarm alarms timer timers notification notifications alert alerts event events "
    "alerting ping",
    "alarm": "alarm alarms",
    "timer": "timer timers stopwatch countdown",
    "reminder": "reminder reminders alarm alarms timer timers notification notifications alert alerts event events "
    "appointment appointments meeting meetings schedule calendar agenda entry entries task tasks",
    "event": "meeting meetings appointment appointments event birthday anniversary lunch dinner brunch breakfast party "
    "visit conference interview class lesson practice checkup call date wedding reunion trip flight session "
    "rehearsal deadline exam test dentist doctor vet haircut entry",
    "connector": "again to that about of for regarding re : - , ; and called named titled saying labeled labelled says",
    "function": "to that about of for and or but with at on in by from when until before after as if so because than the "
    "a an my our your please is are was will be i we you he she it they he's it's i'm there not no do me us "
    "every each this next",
    "determiner": "the my a an our your his her their this that these those",
    "before": "before prior ahead earlier advance beforehand early",
    "negated": "not haven't hasn't hadn't never",
    "phrasal": "take log sign turn switch check drop put come go stop clock plug fill hand tune move carry pass stand swing get "
    "keep hold try leave bring lights light heater have weigh dial",
    "question": "what what's when when's where where's who who's why how how's which is are am was were do does did can could "
    "will would should has have had",
    "greeting": "hi hello hey hiya yo howdy",
    "chatter": "i'm you're it's that's see good happy nice love sorry lol haha talk wow congrats welcome cheers thats "
    "yes no nope yeah yep maybe sure he she they he's she's they're everything nothing",
    "service_verb": "play stream tweet define translate shuffle mute unmute dim brighten increase decrease lower raise set "
    "tell show search google find describe explain navigate recommend calculate convert listen repeat sing",
    "service_for_me": "book order give get make bring call find send read fetch buy play",
    "service": "weather forecast rain snow joke jokes song songs music playlist radio podcast podcasts news headlines taxi cab "
    "uber lyft volume traffic stock stocks temperature facebook twitter tweet spotify netflix youtube audiobook bluetooth wifi "
    "brightness jazz album recipe",
    # things in the house that an assistant would switch, and the verbs of switching
    "device": "lights light lamp lamps thermostat vacuum roomba speaker speakers tv television fan heater ac heating blinds",
    "device_verb": "turn switch set dim put start stop change adjust activate shut make open close raise lower increase decrease",
    # verbs of asking an assistant, which are errands elsewhere
    "asking": "get give send read tell set make check play find order book call show turn put start stop open add have plan",
    # what is ordered from others, and the verbs of ordering
    "order_verb": "book order reserve",
    "ordered": "train ticket tickets pizza food takeaway takeout sushi flight hotel bus ride car",
    "speaker": "i we he she they you it",
    "past": "was were did had went",
    "have": "have got have set set made scheduled",
    "cancel_verb": "cancel delete del rm remove disable erase deactivate dismiss abort scratch unset kill",
    "loose_cancel_verb": "forget drop clear scrap stop silence",
    "everything": "all everything every each",
    "last": "that it this last latest",
    "next": "next",
    "edit_verb": "move change reschedule push postpone shift delay edit update rename bump bring make set modify adjust switch "
    "extend",
    "message_verb": "change edit rename update reword",
    "shift_verb": "push postpone delay shift move bump extend reschedule",
    "snooze": "snooze snoozed later",
    # verbs with which an errand starts: they tell "pay rent at 9" from "milk at 9"
    "errand": "call phone text email mail pay buy get take pick drop send go come visit meet see ask tell check "
    "clean wash cook bake feed walk water fix book order write read finish start submit return bring put "
    "make do give leave turn move pack print renew schedule cancel sign study practice prepare collect "
    "deliver order empty charge change replace file update review post reply message ping remind join "
    "attend watch record drive fill mow vacuum iron fold brush exercise run swim stretch drink eat have "
    "plan set tidy invite wish thank apply register vote order ring catch remember grab let lock close "
    "open refill talk speak work wake shower shave pray meditate help confirm order back download upload "
    "shop stop",
    "done_sign": "\U0001f44d \u2705 \u2714 \u2611 \U0001f44c \u2713",
    "thanks_sign": "\U0001f64f \u2764 \U0001f60a \U0001f642 \U0001f44f \U0001f389 \U0001f60d \U0001f970 \U0001f603 \U0001f600 "
    "\U0001f499 \U0001f49a \U0001f602 \U0001f60e \U0001f618 \U0001f4af \U0001f525",
    "sign_part": "\ufe0f \u200d \U0001f3fb \U0001f3fc \U0001f3fd \U0001f3fe \U0001f3ff",
    # phones send a reaction to a text as words before that text in quotation marks
    "like": "liked loved emphasized emphasised",
    "reaction": "liked loved laughed emphasized emphasised disliked questioned removed reacted",
    "arithmetic": "divided multiplied plus minus squared percent remainder",
    "joiner": "and then also plus",
    "filter": "about regarding called named with labeled labelled titled concerning mentioning",
    "anything": "anything something nothing plans",
    "plan": "schedule calendar agenda list",
    "number_mark": "# number no nr num and & , + the reminder reminders alarm alarms both item items my of",
    # words that decide a single question of one reader, named by what they say there
    "am_i": "am",
    "article": "a an",
    "ask_what": "what what's",
    "before_word": "before b4",
    "by_word": "by",
    "clause_opener": "and to so",
    "digit_for_to": "2",
    "done_word": "done",
    "for_word": "for",
    "forgetting": "forget",
    "happening": "appointment appointments meeting meetings",
    "instead_end": "instead",
    "list_word": "list",
    "loose_end": "on in by for over",
    "more": "more another",
    "next_or_last": "next last",
    "next_word": "next",
    "of_word": "of",
    "off": "off",
    "one_of_them": "one ones",
    "open_question": "what what's anything is",
    "own_clock": "my local",
    "place_end": "until till til now here for today ,",
    "possessive": "my",
    "possessive_ending": "'s s'",
    "range": "to through thru",
    "remaking": "make set",
    "remind_word": "remind",
    "reword_sign": "to : =",
    "scheduling": "schedule",
    "sure_refusal": "don't do no stop quit never nevermind i we",
    "surely_done": "done finished completed i'm mark set check tick",
    "taken_back": "removed",
    "taking": "take get cross",
    "tell_time": "to that at on in",
    "the": "the",
    "them": "appointments meetings them",
    "ticking": "mark set check tick",
    "to_target": "to by until till back",
    "to_time": "to by until till for at on",
    "to_word": "to",
    "unsure_cancel_verb": "remove rm erase kill disable",
    "until": "until till to",
    "up_or_down": "up down",
    "wake": "wake wakeup",
    "wakeup": "wakeup",
    "whole_of_it": "everything",
    "zero_letter": "oh",
    "me": "me us myself",
    "pronoun": "one",
    "topic": "about for of with",
    "switch": "turn switch shut put",
    "day_or_name": "tom",
    "before_name": "with for to from about and of uncle mr dr dear by",
    "list_maker": "make create add put new start open build",
    "particle": "on in by off over up this that",
    "preposition": "at on in by around @",
    "late_thing": "bed sleep bedtime asleep",
    "meal": "breakfast lunch dinner supper brunch bed work",
    # what is done for a length of time, and what bears a number that is no time
    "lasting": "run walk jog swim cycle bike hike study read practice practise cook bake boil simmer steam soak fry roast grill "
    "charge rest sleep nap meditate pray exercise stretch train hold wait play watch work soak ice marinate chill stay stand "
    "sit plank write draw clean vacuum row drive park fast focus breathe relax freeze cool leave away rent borrow",
    "numbered": "page pages chapter chapters version number verse section line lines exercise exercises room bus gate flight "
    "channel episode episodes problem problems question questions unit units step level size route psalm lesson part step pp "
    "score ratio item items model act scene figure table apartment",
    "am": "am",
    "pm": "pm",
}

_REMIND = "(remind|rmd|inform|notify|alert|ping|nudge|buzz|prompt|warn)"
_MAKE = "set|setup|set up|create|make|add|put|put in|place|schedule|start|turn on|switch on|activate|enable|ring|sound|give|send|get|plan|enter|insert|arrange|put down|program|do|save|begin|run|set up for"
_CALENDAR = "(calendar|agenda|schedule|diary|planner|calendars|list of reminders|reminders)"

PHRASES = {
    "courtesy": """
        (can|could|will|would|won't|can't) you [please|kindly|also|just]
        (i need|i want|i'd like|i would like|i'd love) you to
        (i would|i'd) appreciate if you
        would you mind
        please
        kindly
        just
        also
        hey
        hi
        hello
        okay
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
        go ahead and
        (make|be) sure (to|you)
        try to
    """,
    "farewell": """
        please
        thanks
        thank you [so much|very much]
        ty
        [if you] can you
        for me
        asap
        okay
        lol
        pretty please
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
        do not let (me|us) forget
        (make|be) sure (i|we) (remember|don't forget)
        help (me|us) (remember|not forget|to remember)
        let (me|us) know
        give me a (reminder|nudge|ping|buzz|shout|heads up|heads-up|ring|call)
        (send|shoot|drop) me a (text|message|reminder|note|ping)
        (send|give|shoot) me (reminder|an alert|a notification|alerts)
        i (need|want|have|would like) to be (reminded|notified|alerted|told)
        i (need|want) (a|another) (reminder|nudge)
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
        make a note
        save the date
        mark (my|the) calendar
        i (need|have|want) to remember
        i (must|should) remember
    """,
    "tell": """
        (tell|text|message|sms|call|msg|ring|phone) (me|us)
        (yell|shout) at (me|us)
        (let|have) me (know|told)
        (say|shout) to me
    """,
    "wake": """
        wake (me|us) [up]
        wake up (me|us)
        (get|have) me up
        (wakeup|wake up) call
        (wakeup|wake up)
    """,
    "rise": """
        i (need|have|want|ought|got|gotta|must|should|wanna) [to] (get up|wake up|be up|be awake|get out of bed)
        i'd like to (get up|wake up|be up)
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
    """,
    "make": f"""
        ({_MAKE})
        i (need|want|would like|need to have|have to) [to] [{_MAKE}]
        i'd like [to] [{_MAKE}]
        (need|want) [to] [{_MAKE}]
        the set
        (can|could|may) (i|we) [please] (get|have)
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
        (wakeup|wake up)
        (reminder|event|alarm) (alarm|alert|notification|reminder|event)
        (entry|calendar|to do|todo)
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
        (set|schedule|add|put|place|plan|create|make|arrange|save|enter|insert|mark|note|write|pencil) [it|this|that|them] [up|in|down]
    """,
    "to_go": """
        [to] go off
        going off
        to (ring|sound|start|alert|alarm)
        (which|that) [will|should] (goes|go|rings|ring) [off]
        (for|to) me
        to help (me|us) remember
        to alert me
    """,
    "tail": """
        (remind|alert|notify|text|ping) (me|us) [of|about] [it|that|this|then]
        remind (me|us) [please]
        (set|create|make|add|need|send) [me] [up] [a|an|the] (reminder|alarm|alert|notification|event) [for it|for that|for this|for me|please]
        (that|which) i (need|want|have) to be reminded [of|about]
        i (need|want|have) to be reminded [of|about]
        (please|and) (place|put|add|save|mark|set|note|schedule|enter) (this|it|that) [down] (on|in|to|into) [my|the] (calendar|agenda|schedule|diary)
        (place|put|add|save|mark|set|note|schedule|enter) (this|it|that) [down] (on|in|to|into) [my|the] (calendar|agenda|schedule|diary)
        don't let me forget [it|that|this|about it]
        let me know [then]
        put it down
        (save|note) (it|that|this)
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
        (which|that) (is|are)
        it (is|will be|starts)
        there is
    """,
    "list": """
        list
        (show|display|view) [me|us|out] [all|my|the|any|of]
        (what|what's|which|when|when's|how many|how much) [is|are|was]
        (do|did|have|has|are|is|were|was|am) (i|you|there|we|any|my|the)
        any
        (let's|let me|can i|could i|may i|i want to|i'd like to|i need to|i would like to|please) (know what|know which|know if|know about|go through|see|hear|check|look at|review|view)
        tell (me|us) (about|what|which|all|when|if|my|the)
        remind me (what|which)
        (pull up|go through|look at|open up|look up|bring up)
        (give|get|send|read|check|see|review|open) [me|out] [all|all of] (my|the|all) [list of|active|current|pending|upcoming] (reminders|alarms|timers|notifications|alerts|events|appointments|meetings|schedule|calendar|agenda|list)
        is there
        at (what|which) time
        (give|get|send|read) [me] [a|the] list [of]
        (check|see) (if|whether|what)
    """,
    "wish": """
        (i want|i'd like|i would like|i wanna|we want) to
        i wanna
    """,
    "off_calendar": """
        (off|from|out of) [of] [my|the|our] (calendar|schedule|agenda|list)
    """,
    "mine": """
        (all|my|our|the|current|active|pending|upcoming|open|next|any) [my|of my|the|active|next|upcoming|pending|other|more]
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
    "turn_off": """
        (turn|switch|shut) off
        (get|be) rid of
        clear (off|out|up)
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
        (forget|scrap|drop|cancel|delete|scratch) about
        (i|we) (don't|do not|no longer) need [to be] [reminded of|reminded about|reminded|a reminder for|a reminder about|a reminder|the|my]
        (i|we) (don't|do not) want
        no need (to|for) [remind me] [of|about|to]
        never mind [about]
        nevermind [about]
        (undo|unschedule|unset|erase)
        (get|take) (it|that|this) (off|out)
    """,
    "just_made": """
        [that] (i|we|you) [just|recently|only just|last] (set|made|created|added|scheduled|asked|put|did)
        [that] i (set|made|created|added|scheduled) (last|earlier|before|now|recently|a minute ago|just now)
    """,
    "target_noise": """
        (the|my|a|an|any|our|this|that|of|for|on|at|from|called|named|about|to|with|titled|off|please|by|in|which|is|are|was|set|scheduled|going|one|ones|number|no|#|both|s|'s|reminder|reminders|alarm|alarms|timer|timers|event|events|notification|notifications|alert|alerts|entry|task|tasks|regarding|labeled|labelled|saying|says|it|just|then|have|has|i|me|up|calendar|calender|schedule|out|off|today's|coming|upcoming|item|items|nr)
    """,
    "instead": """
        (no|nope|actually|sorry|wait|oops|rather|instead|correction|err|make it|make that|i meant|i mean|i said|change it to|change that to|change to|move it to|move that to|set it to|should be|it should be|let's say|better)
    """,
    "back": """
        back
        (by|for|forward|ahead|out|later|earlier|to|until|till|into|on|off|at|in|sooner)
    """,
    "earlier": "(forward|earlier|ahead|sooner|up)",
    "pause": """
        pause
        (put|place) on hold
        suspend
        hold
    """,
    "resume": """
        resume
        unpause
        restart
        continue
        reactivate
        un pause
    """,
    "skip": "skip [the] [next]",
    "snooze": """
        snooze [it|that|this|the alarm|the reminder|me|alarm|all] [for|by|until|till|to|another]
        (remind|tell|ask|ping|nudge|text|alert|try|wake) (me|us) [up] (later|again) [today]
        (remind|tell) me again
        (try|ask) again
        later
        not now
        (give me|i need) (another|more)
        (delay|postpone) (it|this|that) [by|for]
    """,
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
        here in
        (i'm|i am) (on|at)
        i'll be in
    """,
    "clock_here": """
        (it's|it is|it is currently|it's currently|time is|the time is|my time is|my clock says|now it's|now it is|right now it's|current time is|local time is|its)
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
    "done": """
        (done|finished|completed) [with]
        (i|i've|i have) [already|just] (did|done|finished|completed|called|paid|took|taken) [it|that|this]
        (mark|set|check|tick) [off]
        (i'm|i am) done [with]
        (complete|finish)
    """,
    "as_done": "(as done|as complete|as completed|as finished|done|complete|completed|off|finished)",
    "how_to": """
        how (do|does|can|to|should) [i|you|one]
        (what can|what do|what could|what else can) (you|i) (do|say|text|ask|use)
    """,
}

WHOLE = {
    "stop_word": """
        (stop|stopall|stop all|unsubscribe|cancel|end|quit|revoke|optout)
    """,
    "start_word": "(start|unstop|yes)",
    "start": """
        (resubscribe|subscribe|opt in|start again|restart|start texting me [again]|you can text me again|come back)
    """,
    "help_word": "(help|info)",
    "help": """
        (commands|command|help me|help please|menu|usage|instructions|options|manual|guide|tutorial|examples|how to)
        (what can|what do|what all can) you do [for me]
        (what can|what do|what should) i (say|text|do|ask|type|send)
        how (do|can) i use (this|you|it)
        how does (this|it) work
        how do you work
        how to use [this|it|you]
        (i need|need) (help|some help)
        (can|could) you help [me]
        (who|what) are you
        what is this
        what's this
        what are [the|your] commands
        (show|list) [me] [the|all] (commands|help)
        (get|more) help
    """,
    "undo": """
        (undo|oops|whoops|undo (that|it|this|last|the last one|please|delete)|take (that|it) back|i take that back)
        (revert|revert that|rollback|go back|put it back|restore|restore it|bring it back|undelete|ctrl z)
        (oops|whoops) (undo|wrong|my bad|mistake|sorry)
        (that|this) was (a mistake|wrong|an accident)
        my (mistake|bad)
        i didn't mean (that|to|it|to do that)
    """,
    "why": """
        (why|how come|why that|why then|why so|why not|why is that|why this|why at that time|explain|explain that|explain why)
        (why that time|why that day|why did you (do|say|pick|choose|set) (that|it)|how did you (get|read|understand) that)
    """,
    "done": """
        (done|did it|did that|finished|completed|all done|done that|i did|i did it|i did that|done it|it's done|i'm done|complete)
        (done thanks|done thank you|already (did|done) [it|that]|i already did [it|that]|taken care of|took care of it|handled|checked|check)
        (mark|set) (it|that|this) [as] (done|complete|completed)
        task (done|complete|completed)
        (i have|i've) done it
    """,
    "snooze": """
        (snooze|snooze it|snooze that|snooze this|later|not now|remind me later|remind me again|ask me later|tell me later|in a bit)
        (snooze please|later please|remind me again later|remind me again please|remind me later please|snooze me|zzz|bit later|a bit later|snooze [the|my] (alarm|reminder))
        (ask|tell|ping|text) me again
    """,
    "next": """
        (next|next one|next reminder|what's next|what is next|whats next|what's up next|what's coming up next|up next|next up|coming up)
        (my|the) next (one|reminder|alarm|event|appointment|meeting)
    """,
    "more": "(more|show more|next page|more please|show me more|and more|see more|list more|the rest|rest|continue)",
    "list": """
        (list|ls|show|show all|list all|all|my list|show list|show me [all]|the list|list please|see all|view all|status|agenda|schedule|overview|calendar|list them [all]|show them [all]|what's up|whats up|reminders|alarms|timers|alerts|tasks|events|appointments|pending|upcoming|what have i got|what do i have|what's left|what's pending|list [my|all|all my] everything)
        what's on
        what is on
    """,
    "thanks": """
        (okay|alright|great|cool|nice|awesome|perfect|good|super|sweet|excellent|fine|yay|woohoo|wow|lovely|wonderful|amazing|fantastic|brilliant|yep|yup|yeah|sure|right|correct|exactly|gotcha|roger|understood|noted|good bot|good job|well done|nice one|thumbs up|love it|good one)
        (sounds|looks) (good|great|fine|right|perfect)
        (okay|great|cool|perfect|awesome|good|nice|yes|yep|no) (thanks|thank you|thx|ty)
        (okay|alright) (cool|great|good|perfect|fine|then|bot)
        (that's|that is|this is) (great|good|right|fine|perfect|correct|all|cool|it|awesome)
        (all good|no problem|no worries|np|will do|on it|you rock|much appreciated|you're welcome|good night|goodnight|bye|goodbye|see you|no thanks|no thank you|that works|works for me|works|it works)
    """,
    "cancel_last": """
        (never mind|nevermind|nvm|forget it|forget that|forget about it|scratch that|delete|remove|delete (that|it|this|last|the last one|last one)|remove (that|it|this|last|the last one)|cancel (that|it|this|last|the last one|that one)|delete that one|get rid of (it|that)|ignore that|disregard that|disregard|skip that)
    """,
    "cancel_next": "(cancel|delete|remove) [the|my] next [one]",
    "cancel_all": """
        (delete|clear|cancel|remove|erase|wipe) (all|everything|it all|all of them|them all|list|my list|the list|all of it|every one|all please|everything please)
        (delete|clear|cancel|remove|erase|wipe) all [my|the|of my] (reminders|alarms|timers|events)
        clear
        (clear|reset) (my|the) (calendar|schedule|agenda|reminders|alarms)
        no more (reminders|alarms)
    """,
    "pause": "(pause|pause (it|that|this|all|everything))",
    "resume": "(resume|unpause|resume (it|that|this|all|everything))",
    "skip_next": "(skip|skip next|skip the next|skip the next one|skip (it|this|this one|next one|once|next time|this time))",
    "am": "(am|make it am|no am|i meant am|in the morning i meant|i mean am|am please|am not pm|not pm)",
    "pm": "(pm|make it pm|no pm|i meant pm|i mean pm|pm please|pm not am|not am)",
    "clock_24": "(24 hour clock|24 hours clock|24h|24 h|24 hour time|24 hour format|24 hour|24h clock|use 24 hour [clock|time|format]|use 24h [clock|time]|use [the] 24 hour clock|military time|use military time)",
    "clock_12": "(12 hour clock|12 hours clock|12h|12 h|12 hour time|12 hour format|12 hour|12h clock|use 12 hour [clock|time|format]|use 12h [clock|time]|use [the] 12 hour clock|am pm clock|use am pm)",
    "day_first": "(day first|day before month|day month|dd mm|dd mm yyyy|use day first|european dates|day then month)",
    "month_first": "(month first|month before day|month day|mm dd|mm dd yyyy|use month first|american dates|us dates|month then day|not day first)",
    "export": "(export|export [all] [my|me] (data|reminders|everything)|download my data|send me my data|give me my data|my data|export it)",
    "forget": "(forget me|delete my data|delete my account|delete all my data|erase my data|erase me|forget everything about me|remove my data|delete me|remove me|delete everything about me|close my account|remove my account|delete my number)",
}
