"""What is said after a reminder has come: that it is done ("he took it", "ok ate"), or not now ("still in class")."""

_WHO = "[(SOMEBODY|my SOMEBODY|the SOMEBODY)] [have|has|all|finally|both]"
_NOW = "[now|already|too|as well|today|earlier|this morning|tonight|again|thanks]"

ROWS = {
    "again, 4": """
        REASK [me|us] [again|back] [about|on] [IT] [again] [in|at|after|around|by|for|on|every] (LENGTH|NEW)
        > try again in 15 | ask me in half an hour | check back at 5
        [(can|could|will|would)] [we|you|i] (do|have|get|make|see to|take care of|handle) IT [again|instead] [in|at|after|around|by|for|on] (LENGTH|NEW) [INSTEAD|from now]
        > will do it in 20 minutes
        (again|another|one more|more) [time] [in|at|after|around] (LENGTH|NEW)
        > again in an hour
    """,
    "snoozed, 4": """
        (gimme|give me|give us|give him|give her|need|let me have|try again in|ask me in|ask again in|another) [about|like|just] [another|like] (NUMBER|LENGTH|NEW) [MORE]
        > give me 15 | ask me in 20 | another 10 | gimme another half hour | give her 10 minutes
    """,
    "done, 2": f"""
        {_WHO} SEE_TO+ED [HIM] {_NOW}
        > he took it | got her | ok ate | she already called them | we did both
        (SOMEBODY|my SOMEBODY|the SOMEBODY) [have|has|all|finally|both] SEE_TO+ED THING
        > she took her pill | I gave dad his eye drops | he ate all his lunch
        (SOMEBODY|my SOMEBODY|the SOMEBODY) [is|are|was|were] [all|now|finally|both|in|on|at] (fed|dressed|asleep|home|here|in bed|bed|on the bus|bathed|ready|picked up|dropped off|done|back|safe|at school|aboard|up|awake|washed)
        > she's in bed | the kids are home | they're on the bus | he is fed
        [all] [is|are] [now|all] (up|awake|home|fed|dressed|bathed|in bed|picked up|dropped off|back home|safe|ready|washed up) [now|already|too]
        > up! | all fed | home now
    """,
    "done, 3": f"""
        [(HIM|the|my|his|her)] (ones|one|one's|one is|that's|is|are|it's|they're|it is|they are) [all|been] (done|finished|done with it|done with that|sorted|handled|over|complete|taken care of|SEE_TO+ED) {_NOW}
        > okay that ones done | that one's been handled | it's all taken care of now
    """,
    "done, 0": """
        [i'm|i am|we're] [all] (done|finished|through) [with] [the] (HIM|THING)
        > yep all done with that | I'm done with the dishes
    """,
    "done, 1": """
        THING (is|are|was|were|looks|look) [all|now|both] (good|fine|ok|great|clean|empty|full|ready|set|done|in|out|paid|locked|closed|charged|packed|sent|fed|made|fixed|taken care of|handled|covered|SEE_TO+ED)
        > tires are good | the trash is out
        SEE_TO+ED [HIM] THING
        > gave him the meds | got the milk | paid rent
    """,
    "not_now, 4": """
        (half|almost|nearly|partly|mostly) (done|there|finished|through)
        > ok half done | almost there
        (hold on|hang on|one sec|one second|a sec|one minute|one moment|wait|in a sec|in a minute|in a moment|soon|almost|nearly|getting to it|on it)
        > hold on | almost
    """,
    "thanks, 5": """
        [SOMEBODY] [are|am|is] (on my way|omw|doing it|doing that|on it|will do it|do it|on our way|on the way|in the car|leaving|heading out|headed out|headed there|heading there|going|go|we go|out the door|walking out|driving there|getting ready|about to|off) [now|there|then|to THING]
        > in the car, thanks | ok we go now | on my way | leaving now
    """,
    "not_now, 0": """
        (not yet|not now|EXCUSE|can't|cannot|SOMEBODY EXCUSE|SOMEBODY NEG) [THING]
        > not yet he's sleeping | still in class | I'm driving | can't talk | he's not home yet
    """,
}
