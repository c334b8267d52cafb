"""Words of reminders for somebody else: where a name ends, and how the people concerned agree or refuse."""

# After the name of a recipient, one of these begins the rest: "remind my son john | at 7pm to ...".
AFTER_A_NAME = """
    to about that at on in by every each tomorrow tonight today this next when before after again for from until daily
    weekly monthly yearly hourly noon midnight weekdays weekends monday tuesday wednesday thursday friday saturday
    sunday mon tue tues wed thu thurs fri sat sun of it's its not don't never please around there how why what if once
    twice early late later morning afternoon evening nightly @ - , : and
"""
# Behind a name that is a person's there is one of these, or the name begins with "my".
AHEAD_OF_A_TASK = "to about that of not don't it's its never"
OF_THE_SENDER = "my our"
TO_ONESELF = "me us myself ourselves yourself you"
NO_NAME = "her him them it everyone everybody all people folks somebody someone anyone anybody one that this which"
REPORTS_DONE = (
    r"[\s,;]*(?:and |then |also )*(?:please )?(?:tell|let|text|inform|notify) me (?:know )?"
    r"(?:when|once|after|as soon as) (?:he|she|they|it|\w+)(?:'s|'re| is| are| was| has| have)? ?"
    r"(?:been )?(?:done|finished|did)(?: it| that| so)?\W*$"
)
ENDS_A_RECIPIENT = (
    r"(?:please )?(?:stop|quit|no more|don'?t|do not|cancel) "
    r"(?:reminding|remind|reminders (?:for|to)|texts (?:for|to)) (.+)"
)
OWN_NAME = r"(?:(?:hi|hey|ok|it's|its|i'm|im|i am|this is|my name is|my name's|name is|the name is|call me|just) )*(.+)"
# What nobody is called who only wants to remind somebody of something.
NOT_A_FIRST_NAME = """
    bank support police service services official admin security alert team paypal amazon google apple microsoft irs
    tax customs delivery parcel post ups fedex dhl court doctor hospital clinic emergency help stop start bot reminder
    winner prize lottery government account verify carrier verizon twilio telnyx http https www com net org
"""
ACCEPTING = "ok okay yes yeah yep sure accept agree allow unblock k"
DECLINING = "no nope decline refuse reject"
BLOCKING = "block mute ban"
ALONE = "allow accept block mute decline refuse"  # as a whole text, besides yes and no
