"""Questions about what has come: "did I take my pill?", "did I miss anything?"."""

_WHO = "(i|we|he|she|they|SOMEBODY|my SOMEBODY|the SOMEBODY)"

ROWS = {
    "about_thing, 10": f"""
        (did|have|has|had) {_WHO} [already|ever|even|just|actually|remember to] (SEE_TO|SEE_TO+ED) THING
        > did I take my pill | has dad had his eye drops | have we fed the dog yet
        (did|have|has) {_WHO} [already|ever|even|just|actually] (SEE_TO|SEE_TO+ED) [yet|already]
        > did he go | has she eaten yet
    """,
    "about_any, 10": """
        [what] (did|have) (i|we) (miss|missed|forget|forgot|skip|skipped) [anything|something|any|one|it|any of them|a reminder|any reminders] [TIME|so far|already|yet]
        > did i miss anything | what did I miss | have I missed any today
        what (did you|have you) (send|sent|text|texted|remind|reminded) me [of|about] [TIME|so far|already|lately|last]
        > what did you send me today
    """,
}
