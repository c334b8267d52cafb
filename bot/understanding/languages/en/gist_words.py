"""Words by which a text that is not understood as a whole tells what it wants done to a reminder."""

# ruff: noqa: E501, SIM905 - a pattern stays on its line

# What takes a reminder back, or says that it is not needed.
REMOVING = """
    cancel|cancelled|canceled|delete|deleted|remove|erase|forget|drop|kill|lose|scrap|scratch|ditch|dump|nvm|nevermind
    |never mind|no need|not needed|not need|not necessary|don't need|don't want|doesn't need|didn't need|won't need
    |wont need|no longer|anymore|any more|called off|is off|not going|no go|not go|no going|no come|no coming|can't go|won't go|not coming|isn't coming|isn't happening
    |not happening|stop|skip|get rid|take off|take out|take it off|already|unnecessary|needless|not do|not have to
    |cross off|no more|pass on|leave out|got cancelled|bail on|can't make|won't make|isn't on|not on
"""
# Before a time that holds no longer: "saturday not sunday", "from 5 to 6".
DENYING = frozenset("not from instead was were isn't rather than of no".split())
# How a question starts that asks for an answer, not for a change.
ASKING = frozenset(
    "anything what what's whats when when's whens which who who's whose how why is are was were does did do am where".split()
)
# What says that something is at another time than it was.
CHANGING = """
    now|moved|move|change|changed|instead|rather|is due|are due|extended|actually|wait|from now on|can wait|more late|later
    |earlier|starts at|ends at|starts|ends|back to|rescheduled|postponed|pushed|shifted|switched|not at|should be|was wrong
    |bumped|due|from today|it's at|meant|supposed to be|closes at|begins|is at|are at|make that|make it|delayed|brought forward
    |this week|can be|wants|going forward|same time|same hour|put it
"""
# With these, a text without a verb of the bot's changes what is there, and asks for nothing new.
SURELY_CHANGING = """
    from now on|can wait|more late|more early|going forward|same hour|same time|back to|is change|got extended|extended to
    |was extended|is extended|until further notice|can be|is moved|wants
"""
# Questions to somebody else, or requests in the form of one: "why don't you", "how about".
NOT_ASKED = frozenset({("how", "about"), ("why", "don't"), ("why", "not"), ("what", "if")})
WANTING_TO_KNOW = frozenset({("remind", "me", "what"), ("remind", "me", "when"), ("tell", "me", "when"), ("tell", "me", "what"), ("and", "what"), ("and", "when"), ("so", "what"), ("so", "when"), ("wait", "when"), ("wait", "what"), ("ok", "when"), ("ok", "what")})  # fmt: skip
NAMING_NUMBER = frozenset({"number", "#", "no", "nr"})
HOW = ("how can", "how do", "how i ", "how to", "how would", "is it possible", "can i ", "could i ")
DEFINITE = ("the ", "my ", "his ", "her ", "our ")
FROM_NOW = frozenset("in later again".split())
