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
# What nobody is called who only wants to remind somebody of something: words, ...
NOT_A_FIRST_NAME = """
    bank police service services official admin security alert alerts team tax taxes customs delivery parcel post
    postal court doctor hospital clinic pharmacy emergency help stop start bot reminder winner prize lottery
    government account carrier card visa mastercard credit debit loan loans irs ssa fbi dhs ice uscis dmv medicare
    medicaid school office agency department dept bureau authority customer client store shop market insurance mail
    email payroll refund billing http https www com net org ok okay yes yeah yep no nope sure si unsubscribe info
    fire embassy consulate city county state federal national social company corp inc llc
"""
# ... names of companies and offices, also in two words ("pay pal"), ...
COMPANIES = """
    paypal venmo zelle cashapp stripe square klarna affirm chase citi citibank wellsfargo amex americanexpress
    capitalone boa hsbc barclays santander bbva revolut wise westernunion moneygram coinbase binance usps ups fedex
    dhl amazon google apple microsoft facebook meta instagram whatsapp netflix spotify hulu disney ebay walmart
    target costco uber lyft airbnb doordash verizon tmobile att vodafone comcast xfinity twilio telnyx icloud gmail
    outlook socialsecurity homeland turbotax equifax experian
"""
# ... and how words of that kind begin.
INSTITUTION_STEMS = """
    bankof banking govern verif secur deliver insur support servic offici admin depart immigra financ
"""
LEADS_IN_WORDS = (
    r"\b(?:dot|punto)\s+(?:com|net|org|co|io|info|biz|me|us|app|link|xyz|ly)\b"
    r"|[(\[{<]\s*(?:dot|punto|at|\.)\s*[)\]}>]|\s\.\s?(?:com|net|org|co|io|info|biz|xyz|ly)\b"
)
# What would pass for words of the bot in a consent request.
TELLS_HOW_TO_ANSWER = (
    r"\brepl(?:y|ies)\b|\brespond[ea]?\b|\bcontesta\b|\b(?:ok|okay|yes|stop|start|no) to\b"
    r"|\b(?:text|send|say|answer|type)\W+(?:ok|okay|yes|y|no|stop|start|help|si)\b"
)
ACCEPTING = "ok okay yes yeah yep sure accept agree allow unblock k"
DECLINING = "no nope nah decline refuse reject"
BLOCKING = "block mute ban"
# Around an answer, these add nothing: "no thanks", "block dana please".
COURTESIES = """
    thanks thank you thx ty please pls plz sorry im i'm am i all good fine ok okay very much that's thats is now the and
"""
ACCEPTING_AS_A_WHOLE = (
    "go ahead|sounds good|of course|that works|works for me|that's fine|thats fine|fine by me|all right"
)
DECLINING_AS_A_WHOLE = """
    not interested|i'm not interested|im not interested|not for me|i'm good|im good|i'm good thanks|im good thanks
    |i'd rather not|id rather not|rather not|please don't|please dont|i don't want it|i don't want that
    |i don't want this|i don't want reminders|i dont want it|i dont want this|i dont want reminders|don't want it
"""
# Words behind "block" and "from" for whoever it is.
WHOEVER_ASKS = "her him them it this that they person sender number one contact someone somebody this the"
ENDS_AN_ASKER = (
    r"(?:please )?(?:stop|quit|end|no more|unsubscribe)(?: (?:the|all|any|getting))*"
    r"(?: (?:reminders|reminding me|texts|texting me|messages|messaging me|stuff))?( from| by)? (.+)"
)
ASKS_WHO = (
    r"^who$|^who\b.*\b(?:this|dis|you|u|that|she|he|they|is|asked|asks|wants|sent)\b"
    r"|\bwho(?:'s| is|s| are| r|) (?:this|dis|you|u|that|she|he|they|asking|it)\b"
    r"|\b(?:don't|dont|do not) know (?:you|this|that|who|her|him|them|any|\w+$)|\bdo i know\b|\bwrong number\b"
    r"|\bhow did you get\b"
)
HEDGES = "but wait not don't dont if unless why what"  # behind a yes, one of these makes it none
