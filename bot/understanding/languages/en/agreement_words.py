"""Words that answer an offer or a question, and that take back an opt-out."""

# A text that begins with one of these says yes. YES is an opt-in word of carriers, so no reply asks for it.
YES = "ok okay k kk yes yeah yea yep yup ya y sure please definitely absolutely"
# Texts that say yes as a whole.
YES_AS_A_WHOLE = """
    go ahead|go for it|do it|do that|sounds good|that would be great|that would be nice|that'd be great|of course
    |correct|right|that's right|exactly|perfect|great|good|fine|set it|i guess|why not|remind me|remind me please|cool
    |if you can|if you could|that works|works for me|would be great|why yes|you should|good idea
"""
NOT_YES = "no not don't dont but nope actually wait why what"  # with one of these, nothing says yes
NO_AS_A_WHOLE = "no|nope|nah|nothing|none|neither|no thanks|no thank you|no need|not needed"
REGRETS = "mean to stop|mean stop|not everything|didn't mean|didnt mean|not all of|come back|just the"

# Before the name of a reminder in an answer: "yeah that one", "no, the other", "i meant the gym".
BEFORE_NAME = """
    ok okay k kk yes yeah yea yep yup ya sure no nope nah not oh sorry um uh just please thanks actually definitely
    right correct i mean meant said wanted think it's its it is was about for that's thats , . ! - :
"""
# Behind it: "2 please", "the first i think".
BEHIND_NAME = "please thanks thx ty i mean meant think guess sorry only . , ! ?"
THIS_ONE = "it|that|this|that one|this one|the one|that's it|that is it|that's the one|yes that one"
