"""English words at the joints between several requests in one text."""

# ruff: noqa: E501, SIM905 - an entry stays on the line of its class

JOINERS = frozenset("and then also plus & but n so or".split())
# Between a joint and the request behind it.
LEADS = frozenset("and then also plus & but n so please pls ok okay oh um uh well just now , - . ! ? ; :".split())
# How a request that changes or asks something starts, besides the verbs of the lexicon.
OPENERS = frozenset(
    """
    undo make skip what what's whats when when's whens how text wake list done set put take turn which who is do does
    instead rename snooze later scratch ditch push bump keep leave call finish finished
    """.split()
)
# Verbs of the lexicon with which a request starts.
OPENING_LABELS = frozenset(
    "CHANGE MOVE ADVANCE CANCEL DROP PAUSE RESUME SNOOZE RENAME SHOW REMIND SURE_VERB LENGTHEN SHORTEN".split()
)
# What people say before a request, and mean nothing by for the bot.
PARTICLES = frozenset(
    """
    no nope nah wait oops whoops sorry actually ok okay k kk yes yeah yep yup hey hi hello hmm hm um uh ugh oh ah lol lmao
    haha great good cool nice perfect awesome thanks thx ty please well alright right fine sure bet wow what huh damn shit
    dang omg yo bro dude sweet excellent amazing done morning afternoon evening night there that's thats wrong you thank
    so much a lot again not is my bad mb i the bot a very
    """.split()
)
# A single one of these in front of a verb is no part of the request: "no delete 4", "wait make it 5:30".
BEFORE_VERB = frozenset(
    "no nope nah wait oops whoops sorry actually ok okay k yes yeah yep hey hmm oh lol thanks ty great good nice cool perfect awesome alright bet well".split()
)
# How a clause starts that only says why.
REASONS = frozenset(
    """
    i'm im i he's hes she's shes they they're theyre we we're were it's its he she because cause cuz bc since already
    there's theres my our his her their that's thats
    """.split()
)
# ... also without a comma before it.
REASONS_WITHOUT_PAUSE = frozenset(
    "already im i'm they they're she's he's because cuz bc already we're it's hes shes theyre".split()
)
# Words that join such a clause to the request: "hold them while i'm away".
CONJUNCTIONS = frozenset("while when if until till that what where after before than as who which".split())
# What comes before a request that says something again: "I meant move the deck one".
RESTATING = (("i", "meant"), ("i", "mean"), ("i", "said"), ("i", "wanted"), ("meant",), ("i", "meant", "to", "say"))
# How a thing starts for which the verb was said before: "call mom at 5 and | dad at 6".
BORROWING = frozenset(
    """
    the my our your his her their its a an some him them mom mum dad grandma grandpa nana papa granny auntie uncle
    """.split()
)
# Particles of verbs: "pick up", "drop off".
PARTICLES_OF_VERBS = frozenset("up off out in down over back away on".split())
# How a clause starts that says why, behind or before the request for which it is the reason.
REASON_STARTS = frozenset(
    """
    i'm im i ive i've i'll ill i'd he hes he's she shes she's they they're theyre we we're we've it's its it because cuz
    cause bc coz since as there's theres my our his her their that's thats already so got turns apparently
    they'll he'll she'll we'll it'll they've she'd he'd nobody everyone were
    """.split()
)
# What stands before the request in such a text, besides marks: "it rains so | cancel the walk".
BEFORE_REQUEST = frozenset("so and then , . ! ? ; - : that means".split())
# Words of a reason that nobody need hear of: "i already did it today".
NO_NEWS = frozenset("today tonight now already yesterday".split())
# Nobody deals with these: "i changed my mind".
NO_THINGS = frozenset("mind way life time day".split())
# A verb that is left of "iron goes at 8" where the time is cut.
LEFT_VERBS = frozenset("goes comes is".split())
# How news about what was spoken of start.
IT_IS = frozenset("it's its it that that's thats them this".split())
