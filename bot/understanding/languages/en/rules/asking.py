"""Questions to the bot about who it is and whom it texts: "are you a person?", "can you text my dad?"."""

THIS = "(this|all this|it|you|that|these|this thing|this service|the texts|these texts|this number|the service)"
_HUMAN = (
    "(person|human|human being|robot|bot|machine|computer|ai|chatbot|somebody|someone|program|app|live person|real one)"
)
_PEOPLE = "(him|her|them|people|others|someone|somebody|anyone|anybody|my THING|someone else|somebody else|other people|another THING|SOMEBODY)"

ROWS = {
    "human, 8": f"""
        (are you|you are|you're|is this|is that|am i talking to|am i texting|is it|who am i texting) [really|even|just] [a|an|the] [real|actual|live|human] [{_HUMAN}] [or THING]
        > are you a person? | is this a bot or what | am I talking to a real person
    """,
    "if_timeless PERSON, 4": """
        (are you|you) [like|really|actually|just] (a|an) [real|actual] THING
        > are you like a real nurse
    """,
    "if_timeless PERSON, 6": """
        (what|who) (are|r) you [like|a|an|some|kind of] THING
        > what r u like chatgpt
    """,
    "of_topic OTHERS, 8": """
        (is|are|will|do|does) (she|he|they|my SOMEBODY|the SOMEBODY|SOMEBODY) [going to|gonna|also|too] (get|see|receive|getting) (these|this|the|it|them|a|my) [texts|text|messages|message|reminders|reminder] [too|also|or me|THING]
        > is she going to get these texts or me?
    """,
    "of_topic PERSON, 8": """
        (are you|is this) (real|human|automated|alive|automatic)
        > are you real?
    """,
    "of_topic PERSON, 6": """
        [(can|could|do) i] (talk|speak|get through) (to|with) [a|an|real|actual|live] (person|human|somebody|someone|real person)
        > can I talk to a person
    """,
    "of_topic NAME, 8": f"""
        ((what's|what is|do you have) (your|a) name|(who|who's|who is|whos) [the] [(person|one|company|people)] (made|built|created|runs|owns|programmed|behind|running|operating|in charge of) {THIS} [service|number|bot|thing])
        > what's your name? | who made you | whos behind this number
    """,
    "of_topic PRESENCE, 8": """
        (are you|you|anyone|anybody|is anyone|is anybody|are you still|you still) (there|here|working|awake|on|listening|alive)
        > are you there? | you still there | is anyone there
    """,
    "if_asked OTHERS, 8": f"""
        [(can|could|will|would|do|are) you] [able to|also|just|ever] (text|email|message|contact|notify|send a text to|send texts to|send it to|send this to|send reminders to|remind|tell) {_PEOPLE} [directly|instead|too|as well|for me|too]
        > can you text my dad? | can you text my dad directly? | could you remind him too
    """,
    "if_asked CALLS, 8": """
        [(can|could|will|would|do) you] [also|ever|actually] (call|ring|phone) (me|us|people|him|her|my THING) [instead|up|too]
        > can you call me instead
    """,
    "if_asked PRIVACY, 8": """
        [(can|do|are|will) you] [able to|also] (see|know|read|track|access|have access to|watch|hear) (my|where|who) [location|contacts|phone|messages|emails|texts|photos|pictures|i am|i live|address|name|i'm at]
        > can you see my location | do you know where I am
    """,
    "of_topic PRIVACY, 8": """
        (is|are) (this|it|you|my texts|my data|my number|this number) [really] (private|secure|safe|confidential|spying THING|legit|a scam|spam)
        > is this private? | is this a scam
        (who|can anyone|does anyone|do people|does anybody) [else] [can] (see|sees|read|reads|has|have|get|gets) (this|these|my texts|it|my messages|my number|my data|what i text|what i write) [else]
        > who else can see my messages
        (do|will|are) you (keep|share|sell|store|save|give|keeping|sharing|selling) my (number|data|texts|messages|info|information|name) [private|safe|secret|to anyone|with anyone|away|out]
        > do you keep my number private?
        (is|are) (somebody|someone|anyone|anybody|people|a person|they|you) (reading|watching|looking at|listening to|tracking|seeing|selling|sharing|keeping) (my|this|these|it|us|what i THING) [THING]
        > is somebody reading my numbers?
    """,
    "if_question PRIVACY, 6": """
        [can|will|do|does|could] (the THING|my THING|SOMEBODY|anyone|anybody|people|others) [also] (see|read|look at) (this|these|it|that|them|my texts|my messages|what i write|my numbers) [too]
        > can the parents see this?
    """,
    "of_topic ADVICE, 9": """
        THING what should (i|we) (prepare|bring|wear|say|do|eat|make|ask|buy|expect|know)
        > the social worker visits tomorrow, what should I prepare
    """,
    "help_timeless, 12": """
        [can|could|will] [you] (help|remind me (about|of|with) (stuff|things|everything)|help me [to] (out|with (things|stuff)|remember [my] [things|stuff|everything]))
        > can you remind me about things? | can you help me remember things
    """,
}
