"""English words that tell how the clauses of a text hang together, and what may not be left over in a reminder."""

# ruff: noqa: SIM905 - an entry stays on the line of its class

# What may stand between two requests, besides marks.
BETWEEN = frozenset("and then also plus & n so but oh yeah um uh again".split())
# Before a request, it says that what was told before is to be set, too.
ALSO = frozenset(("also", "plus"))
# "..., can you please": before a request.
COURTEOUS = frozenset("can could will would you please kindly".split())
JOINING = frozenset("and then also plus & n".split())
# A clause that starts so belongs to the one before it.
SUBORDINATE = frozenset(
    """
    if when because cuz bc since so while before after as that who which until till til unless where whether with
    without for to in or from of about by than but except how why whatever whenever
    """.split()
)
# What leads to a thing behind its time: "at 4 to fill the form".
LEADING = frozenset(("to", "about", "that"))
# These make a time that follows one of what is told: "because she posted at 12".
CLAUSE_WORDS = frozenset("if when because cuz bc since while that who which whether where is are was were".split())
# How a sentence starts that tells something: "he is at home until noon".
TELLING = frozenset("he she they we it it's he's she's they're i'm i we're there's there".split())
# Words that a clause of nothing but a time may hold.
EMPTY = frozenset(
    """
    all both each of them it these those that this the a an and or for in on at to by please pls reminder reminders
    reminding too also again then just only make is be it's its i need want would like lovely nice good thanks daily
    same ones one another other second first next last alarm alarms timer timers time times repeat repeating set thing
    things every day me us my
    """.split()
)
# How a text starts that corrects what was said before.
CORRECTING = frozenset("that's thats no not nope wait wrong actually sorry oops instead".split())
# "all daily", "both every day": what is said of each of several things.
OF_ALL = frozenset("all both each them these those everything".split())
# Before a verb such as "remind me", these show that it is somebody else who is to do so.
TOLD = frozenset(
    "to don't you he she they will would could should must not doesn't didn't never who that who's".split()
)
# ... but not behind these: "can you remind me".
ASKING = frozenset("can could will would".split())
# Who is told by the bot.
SELF = frozenset(("me", "us"))
# Words of a repeat or its bounds that say nothing else.
STARTING = frozenset("starting beginning".split())
UNTIL = frozenset("until till til".split())
EXCEPTING = frozenset("except excepting unless cept".split())
STOPPING = frozenset("stop end quit".split())
COUNTING = frozenset("twice thrice times".split())
PER = frozenset("a per each every today tomorrow daily tonight".split())
EVERY = frozenset("every each".split())
# Days that only the person knows: "every school night", "every shift day".
OWN_DAYS = frozenset("school shift work game practice class".split())
# What is told to somebody, its times with it: "say the show is at 6 and the party at 8".
SAYING = frozenset("say mention announce".split())
# The end of a text that asks for a heads-up which stood behind it.
ASKED_LAST = (
    r"[\s,.;!-]*\b(?:and |so |please |pls |kindly |can you |could you |will you |i )*"
    r"(?:(?:remind|tell|ping|text|advise|alert|nudge|buzz|notify|warn|message|remember) me|need reminding"
    r"|(?:need|want|would like|'?d like) (?:a reminder|to be reminded)"
    r"|(?:(?:send|give|set|make|shoot|get|drop|add) (?:me |us )?)?(?:a|an) (?:reminder|alert|nudge|warning))"
    r"\b[\s,.!?]*(?:please|pls)?[\s,.!?]*$"
)
# Behind a length that counts from the time before it.
AFTER_IT = ("later", "after that", "after it", "afterwards", "afterward", "after this", "after then", "thereafter")
# How a clause starts that asks for a second time in case the first one is missed, and what it says.
IN_CASE = frozenset("if incase".split())
AGAIN = frozenset("again try".split())
# What is done on the way to an event, on its day.
LEAVING = frozenset("leave go head get depart walk drive ready home start".split())
