"""English words of commands. ``languages/phrasebook.py`` describes the notation of phrases."""

# ruff: noqa: E501 - a line break would split a pattern in two

from bot.domain.carrier_keywords import KEYWORDS
from bot.domain.model import OptOut
from bot.understanding.languages.en.command_words import CLASSES
from bot.understanding.languages.en.phrases_of_changes import CHANGES
from bot.understanding.languages.en.phrases_of_questions import QUESTIONS
from bot.understanding.languages.en.phrases_of_removals import REMOVALS
from bot.understanding.languages.en.phrases_of_requests import REQUESTS
from bot.understanding.languages.en.phrases_of_talk import TALK

__all__ = ["CLASSES", "CORRECT", "MENDABLE", "PHRASES", "SPELLINGS", "WHOLE"]

PHRASES = REQUESTS | QUESTIONS | REMOVALS | CHANGES | TALK

# The spelling used in the tables below, and the variants that people write.
SPELLINGS = {
    "remind": "remnd rmnd remnid remidn reimnd rmind remid remined rember reming remimd remindd remind's rmind reminde",
    "reminder": "remainder remider reminer remindr rminder remnder",
    "reminders": "remainders remiders",
    "reschedule": "resched resch",
    "move": "mv moove",
    "should": "shd shld shoud shud",
    "that's": "thats",
    "no": "nono nonono nooo",
    "snooze": "snz snoz snooz snoooze",
    "change": "chnage chage",
    "please": "pls plz pleas plse",
    "don't": "dont",
    "can't": "cant",
    "what's": "whats wats what're",
    "what": "wat wut waht",
    "which": "wich whch",
    "have": "hav",
    "show": "shw sho",
    "next": "nxt",
    "coming": "comming",
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
    "alarm": "alram alrm alaram alarn",
    "list": "lsit lits",
    "okay": "ok k kk okey",
    "because": "cause cuz coz",
    "about": "bout abt",
    "text": "txt",
    "could": "cud",
    "schedule": "sched",
    "something": "smth smthg sth smthn",
    "so": "soo",
}

# Command words whose typos are corrected, and real words one edit away that must not be.
MENDABLE = """
    remind reminder reminders cancel delete snooze alarm alarms calendar schedule appointment notification remove timer
    reschedule postpone timezone
"""
CORRECT = """
    reminds reminded reminding cancels cancer canceled cancelled deleted deletes snoozed snoozes alarmed scheduled
    schedules appointments notifications removed remover removes timers postponed calendars rescheduled time-zone
    timed times tuner tamer timer's alarm's alarming deplete elate cance dancer
"""

# Whole messages by meaning.
WHOLE = {
    "stop_word": f"({'|'.join(sorted(KEYWORDS[OptOut.STOP]))})",
    "start_word": f"({'|'.join(sorted(KEYWORDS[OptOut.START]))})",
    "start": """
        (resubscribe|subscribe|opt in|start again|restart|start texting me [again]|you can text me again|come back)
    """,
    "help_word": f"({'|'.join(sorted(KEYWORDS[OptOut.HELP]))})",
    "help": """
        (commands|command|help me|help me out|help please|menu|usage|instructions|options|manual|guide|tutorial|examples|how to)
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
        (who is|who's|whos) this
        what's this
        what are [the|your] commands
        (show|list) [me] [the|all] (commands|help)
        (get|more) help
        [how (do|can) i] (set|change|update) [my|the] (timezone|time zone|settings|preferences)
    """,
    "greeting": """
        (hi|hello|hey|heya|hiya|yo|howdy|greetings|good day|good morning|good afternoon|good evening) [there|bot|again|everyone]
        (hi|hello|hey) (hi|hello|hey)
    """,
    "settings": """
        [show|view|see] [me] [my|the|your] (settings|setting|preferences|preference|profile)
        (what are|what're|what's|what is) my (settings|preferences)
        [show|what's|what is] my (timezone|time zone)
        (what|which) (timezone|time zone) (am i (in|on)|do you have [for me]|is set|is it)
        (timezone|time zone)
        (what's|what is) the time [now|here|there]
        (what time is it|what's my time|time now) [now|here|there]
    """,
    "home": """
        (i'm|i am|we're|we are) (back|home|back home|home again|back again) [now]
        (back|home again|back home|back home again|i got back|i got home)
        (my|the|our) trip is over
    """,
    "move": "(move|move them [all|along|too]|move all [of them|my reminders|reminders]|move [my] reminders [along|too]|move everything|move along|keep their clock times)",
    # "last thing" is normalised to one word, the "late" of "last thing at night"
    "undo": """
        (undo|oops|whoops|undo (that|it|this|last|the last one|please|delete)|take (that|it) back|i take that back)
        (revert|revert that|rollback|go back|put it back|restore|restore it|bring it back|undelete|ctrl z)
        (oops|whoops) (undo|wrong|my bad|mistake|sorry)
        (that|this) was (a mistake|wrong|an accident)
        my (mistake|bad)
        i didn't (mean|want) (that|to|it|to do that|this|to do it|to delete (it|that|this))
        [go|change it|put it|set it|put that|change that|switch it|move it] back to (how|what|where|the way) it (was|used to be) [before]
        (put|bring|get|change|switch|set|give me|want) (that|it|that one|this|the last one|it all|them) back [again|how it was|as it was|the way it was]
        (that|this|it) was (a mistake|wrong|an accident) (bring|put|get|change) (it|that) back
        undo [the|my|that] (last|latest|previous) (change|thing|edit|one|delete|deletion|action|message|text|move|command)
        (i|i'll) take (it|that) back
        undo [the|my|that] late
        un (delete|do|cancel|move) [it|that|this|the last one]
        (cancel|discard|revert|reverse) (the|that|my) [last] (change|edit|move|update)
        [i] want (it|that|them|that one) back
        undo [the|my|that] (cancel|delete|deletion|cancellation|move|edit|snooze|pause|skip|rename|swap)
        (restore|recover|bring back|give back) [my|the] [last|deleted|cancelled|old] (reminder|alarm|one)
        undo (what|whatever) (i|you|that|we) [just] (did|was|changed)
        (undo|reverse|revert) (the|that|this|my) (change|edit|delete|deletion|last|move)
        (restore|recover|bring back) (that|the last one|what i [just] deleted|the one i [just] deleted|the deleted one)
        i [just] (deleted|cancelled|canceled|removed|changed|moved) the wrong (one|reminder|thing) [sorry|oops]
        (can|could|may) i (get|have) (that|it|that one|them) back
        [i want|give me|go with|use|back to|keep|i'd like] the (old|previous|original|first|other) (time|one|date|day) [back|again] [please]
        (wrong one|not that one|reverse that|reverse it|unsend|un do|undo undo|nvm undo|rewind)
    """,
    "keep": """
        (leave|keep) (it|that) (as|how|like|the way) it was
        (don't|do not) (change|move|touch|delete|cancel|remove) (it|that|this|anything|mine)
        [no|nah|wait|actually|okay] keep (it|that|them|this|that one|mine|them all|both)
        [never mind|nevermind|nvm|no|nah|actually] leave (it|that|them) [alone|be|as is|there|in]
    """,
    "why": """
        (why|how come|why that|why then|why so|why not|why is that|why this|why at that time|explain|explain that|explain why)
        (why that time|why that day|why did you (do|say|pick|choose|set) (that|it)|how did you (get|read|understand) that)
    """,
    "done": """
        (paid|paid it|called (him|her|them)|bought (it|them)|sent it|took (it|them)|submitted|yes done|yep done|yes i did|yes did it)
        (done|did it|did that|finished|completed|all done|done that|i did|i did it|i did that|done it|it's done|i'm done|complete)
        (done thanks|done thank you|already (did|done) [it|that]|i already did [it|that]|taken care of|took care of it|handled|checked|check)
        (mark|set) (it|that|this) [as] (done|complete|completed)
        task (done|complete|completed)
        (i have|i've) done it
        (yep|yes|yeah|yup|okay|cool) [it's|that's] all (done|set|sorted|finished)
        (yep|yes|yeah|yup|okay|cool|no) [i] [already] (did|done|finished|got) [it|that|that one|them|this one]
        (done and dusted|done and done|got that done|got it all done|knocked it out|wrapped it up|wrapped up)
        (all set|we're all set|we're good|i'm all set|good to go|mission accomplished|check that off|cross it off|mark it off|tick it off)
        (just|already|finally) (did|finished|done|took|paid|called|sent) [it|that|them|this|him|her]
        (all|it's all|that's|that's all|it's been) (done|sorted|finished|handled|taken care of|completed|set and done)
        (sorted|handled it|got it done|done and done|done deal|dealt with|dealt with it|dealt with that|took them|taken|did them|did it already|ive done it|did so|been done|done with (it|that|this|them)|already handled|already sorted)
        (crossed|checked|ticked) (it|that) off
        i (took|did|sent|paid|finished|called|bought|fed|gave|handled|got) (it|them|that|him|her|those) [already|just now|thanks]
    """,
    "snooze": """
        (snooze|snooze it|snooze that|snooze this|later|not now|remind me later|remind me again|ask me later|tell me later|in a bit)
        (snooze please|later please|remind me again later|remind me again please|remind me later please|snooze me|zzz|bit later|a bit later|snooze [the|my] (alarm|reminder))
        (ask|tell|ping|text) me again
        (again|one more time|remind me one more time|try me later|ask later|try later|try again later|in a while|in a little bit|after a bit)
        (a little|a bit|little|much|maybe|maybe a bit) later [please]
        (remind|ask|tell|ping|text|nudge|bug) me (in a bit|in a while|in a little while|in a little|a bit later|a little later)
        (remind|ask|tell|ping|text|nudge|bug) me [again] [about|of] (that|it|this) (later|again)
        (can you|could you) (remind|ask) me (again|later)
        (busy|i'm busy|busy now|i'm busy right now|busy rn|can't right now|can't rn|can't now|i can't right now|not yet|not right now|haven't yet|haven't done it yet)
    """,
    "next": """
        (next|next one|next reminder|what's next|what is next|whats next|what's up next|what's coming up next|up next|next up|coming up)
        (my|the) next (one|reminder|alarm|event|appointment|meeting)
        (what's|what is|when's|when is) [my|the] next (thing|one|item|task|up)
        next (thing|item|task)
    """,
    "more": "(more|show more|next page|more please|show me more|and more|see more|list more|the rest|rest|continue)",
    "list": """
        (list|ls|how many|how many (do i have|are there)|count|show|show all|list all|all|my list|show list|show me [all]|the list|list please|see all|view all|status|agenda|schedule|overview|calendar|list them [all]|show them [all]|what's up|whats up|reminders|alarms|timers|alerts|tasks|events|appointments|pending|upcoming|what have i got|what do i have|what's left|what's pending|list [my|all|all my] everything)
        what's on
        what is on
        (which|what) (ones|reminders) (repeat|are repeating|are recurring|are paused|are daily|are weekly|come back)
        what's (paused|repeating|recurring)
    """,
    "thanks": """
        (okay|alright|great|cool|nice|awesome|perfect|good|super|sweet|excellent|fine|yay|woohoo|wow|lovely|wonderful|amazing|fantastic|brilliant|yep|yup|yeah|sure|right|correct|exactly|gotcha|roger|understood|noted|good bot|good job|well done|nice one|thumbs up|love it|good one)
        (sounds|looks) (good|great|fine|right|perfect)
        (okay|great|cool|perfect|awesome|good|nice|yes|yep|no) (thanks|thank you|thx|ty)
        (okay|alright) (cool|great|good|perfect|fine|then|bot)
        (that's|that is|this is) (great|good|right|fine|perfect|correct|all|cool|it|awesome)
        (all good|no problem|no worries|np|will do|on it|you rock|much appreciated|you're welcome|good night|goodnight|bye|goodbye|see you|no thanks|no thank you|that works|works for me|works|it works)
    """,
    "never_mind": """
        (never mind|nevermind|nvm) [about] [it|that|this|that one|all that|that then]
        (don't|do not) bother [with (it|that)]
        [sorry|oops|actually|never mind] (i|i've) changed my mind
    """,
    "cancel_last": """
        (forget it|forget that|forget about it|scratch that|delete|remove|delete (that|it|this|last|the last one|last one)|remove (that|it|this|last|the last one)|cancel (that|it|this|last|the last one|that one)|delete that one|get rid of (it|that)|ignore that|disregard that|disregard|skip that)
    """,
    "cancel_unnamed": "(stop|quit) reminding (me|us) [anymore|any more|again|now]",
    "cancel_next": "(cancel|delete|remove) [the|my] next [one]",
    "cancel_all": """
        (delete|clear|cancel|remove|erase|wipe) (all|everything|it all|the lot|the whole lot|all of them|them all|list|my list|the list|all of it|every one|all please|everything please)
        (delete|clear|cancel|remove|erase|wipe) all [my|the|of my] (reminders|alarms|timers|events)
        clear
        (clear|wipe|empty|erase) [out] (my|the) [whole|entire|full|complete] list
        (i want|i'd like|i need) all [of] [my|the] (alarms|reminders|events|alerts|timers|meetings) [to be] (off|deleted|gone|cancelled|canceled|cleared|removed)
        (clear|reset) (my|the) (calendar|schedule|agenda|reminders|alarms)
        (wipe|clear) (my|the) [whole|entire] (calendar|schedule|agenda) (clean|completely|out)
        no more (reminders|alarms)
    """,
    "pause": "(pause|pause (it|that|this))",
    "pause_all": "(pause|hold) (all|everything|all [of] (them|my reminders|reminders))",
    "resume": "([you can|go ahead and|now] resume [now|again]|resume|unpause|resume (it|that|this))",
    "resume_all": """
        (resume|unpause) (all|everything|all [of] (them|my reminders|reminders))
        (start|restart|turn|switch|turn on) [all] [my|the] (reminders|alarms|notifications) [back] (again|on|back on)
    """,
    "skip_next": "(skip|skip next|skip the next|skip the next one|skip (it|this|this one|next one|once|next time|this time))",
    "am": "(am (i mean|i meant|sorry|oops)|(i mean|sorry|oops|wait|no) am|[it's|that's|make it|set it|i said|i want|should be|set it to|set it for|supposed to be] am not pm|(am|in the morning) (instead|rather) [of pm]|[make|do|have|set] (it|that) in the am|(switch|change|flip) (it|that) (to|from pm to) am|[it|that|this] should be am [not pm]|am|make it am|make that am|it's am|change it to am|no am|i meant am|in the morning i meant|i mean am|am please|am not pm|not pm)",
    "pm": "(pm (i mean|i meant|sorry|oops|please)|(i mean|sorry|oops|wait|no) pm|[it's|that's|make it|set it|i said|i want|should be|set it to|set it for|supposed to be] pm not am|pm (instead|rather) [of am]|[make|do|have|set] (it|that) in the pm|(switch|change|flip) (it|that) (to|from am to) pm|[it|that|this] should be pm [not am]|pm|make it pm|make that pm|it's pm|change it to pm|no pm|i meant pm|i mean pm|pm please|pm not am|not am)",
    "clock_24": "([use|use the] 24 hr [clock|time|format]|set [the|my] clock to 24 [hours|hour|h]|24 hour clock|24 hours clock|24h|24 h|24 hour time|24 hour format|24 hour|24h clock|use 24 hour [clock|time|format]|use 24h [clock|time]|use 24 h [clock|time]|24 h clock|use [the] 24 hour clock|military time|use military time)",
    "clock_12": "([use|use the] 12 hr [clock|time|format]|set [the|my] clock to 12 [hours|hour|h]|12 hour clock|12 hours clock|12h|12 h|12 hour time|12 hour format|12 hour|12h clock|use 12 hour [clock|time|format]|use 12h [clock|time]|use 12 h [clock|time]|12 h clock|use [the] 12 hour clock|am pm clock|use am pm)",
    "day_first": "(day first|dates are day first|the day goes first|day before month|day month|dd mm|dd mm yyyy|use day first|european dates|day then month)",
    "month_first": "(month first|month before day|month day|mm dd|mm dd yyyy|use month first|american dates|us dates|month then day|not day first)",
    "export": "(what do you (know|have|keep|store) (about|on|of) me|what data do you (have|keep|store) [about me|on me|of me]|export|export [all] [my|me] (data|reminders|everything)|download my data|send me my data|give me my data|my data|export it)",
    "forget": "(forget me|forget everything|forget me please|forget all about me|delete my data|delete my account|delete all my data|erase my data|erase me|forget everything about me|remove my data|delete me|delete everything about me|close my account|remove my account|(forget|delete|erase|wipe|remove) [all] [of] my [personal] (data|information|info) [please]|(delete|erase|wipe|remove) (everything|all [that]) you (know|have|store|keep) (about|on|of) me|(erase|wipe|remove) (everything|all) about me)",
}
