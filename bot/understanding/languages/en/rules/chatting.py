"""What is said to the bot without asking for anything: kind words, farewells, complaints."""

ROWS = {
    "luck, 8": """
        (wish me luck|fingers crossed|so nervous|i'm nervous|i'm so nervous|here goes|here we go)
        > wish me luck
    """,
    "mood, 8": """
        (how are you|how you doing|how's it going|how is it going|what are you doing|what are you up to|wyd|sup|wassup|how's your day) [doing|today|THING]
        > how are you doing today | wyd
    """,
    "complaint, 8": """
        (shut up|you suck|this sucks|wtf|what the hell|omg|ugh|what??|huh|seriously|come on|stupid|stupid bot|dumb bot|bad bot|for real|jesus|argh|useless|this is ridiculous)
        > shut up | ugh | stupid bot
        stop (sending|texting|giving|showing) [me] (that|the|this|those|these) [same] (help|same|error|sorry) (text|message|texts|messages|thing|stuff) [every time|all the time|THING]
        > stop sending me that help text every time
    """,
    "complaint, 6": """
        (you|you're|you are|this|this is|ur|that's|it's) [so|really|such a|a|pretty|kind of|not] (useless|dumb|stupid|annoying|terrible|awful|hopeless|broken|worst|idiot|bad|worthless|trash|garbage|not helping|not working|helpful|listening)
        > you are useless | this is so annoying | you're not helpful
        (this|it|that) (isn't|doesn't|is not|does not|didn't) (working|work|help|right|correct) [at all|for me]
        > this isn't working
        (you got (it|that|this|me) wrong|you (misunderstood|misheard|didn't understand|don't understand|don't get it|didn't listen|forgot|keep doing that|messed up|messed that up))
        > you got that wrong | you don't get it
    """,
    "wrong, 6": """
        (that's|that is|this is|it's|which is) [not|all] (what i (said|asked|meant|wanted|asked for|told you)|wrong|right|incorrect|it|correct|what i meant at all)
        > that's not what I said | that's wrong | thats not right
    """,
    "complaint, 2": """
        i didn't (say|ask for|want|mean|tell you) THING
        > i didn't say 9am | I didn't ask for that
    """,
    "farewell, 8": """
        (that's|that is|that'll be|that will be|that would be) (it|all|everything) [folks] [for (now|today|tonight|the day|me|this week)]
        > thats it for today thanks | that's all for now
        (ACK|ACK ACK|ACK ACK ACK|im out|i'm out|gtg|got to go|gotta go|ttyl|talk to you later|talk later|laters|later gator|take care|peace|peace out|have a good one|have a good (day|night|one|weekend|evening)|(bye|goodbye) for now|until next time|see you [later|soon|tomorrow]|talk soon|sleep well|sweet dreams|nighty night|im off|i'm off|off to bed|going to bed)
        > lol ok cool | k im out | lol ok | have a good night | gtg
    """,
}
