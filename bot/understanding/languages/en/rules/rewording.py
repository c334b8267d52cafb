"""Giving a reminder other words, or more of them."""

_NAMING = "(text|words|wording|message|title|name|label|spelling|typo|description)"
_SAYS = "(say|read|says|reads)"

ROWS = {
    "added, 2": """
        (add|append|include|attach|tack|tack on|put|write|stick) THING (to|on|onto|in|into) REF
        > add bring id to 3 | add oat milk to the shopping one
    """,
    "added, 5": """
        (add|append|include|attach|tack on|write) [a|another] [note|comment|line|detail] (to|on|onto|in) REF THING
        > add a note to 2: use the side door | add to 2: bring id
    """,
    "reworded, 3": """
        (rename|retitle|relabel|reword|rephrase) REF [to|as|into] THING
        > rename the gym one pilates | reword 2: pick up kids at school
        (make|let|have|set) REF say THING
        > make 2 say pick up dry cleaning
    """,
    "numbered_reworded, 8": """
        (call|name|label|title) REF THING INSTEAD
        > call 2 buy oat milk instead
    """,
    "last_reworded, 3": """
        (rename|retitle|relabel|reword|rephrase) it [to|as] THING
        > rename it pilates
    """,
    "last_reworded, 8": """
        (call|name|label|title) it THING instead
        > call it pick up meds instead
    """,
    "last_reworded, 4": f"""
        [it|it's|that|this|that's] (supposed to|meant to|should|must|needs to|has to|ought to) {_SAYS} THING
        > it's supposed to say renew passport | should say dr. kim
    """,
    "last_reworded, 9": f"""
        (CHANGE|RENAME) (the|its) {_NAMING} (to|into) [be|say] THING
        > change the text to "call the vet"
    """,
    "reworded, 6": f"""
        (CHANGE|RENAME) (the|its) {_NAMING} (of|on|for|in) REF [to|into|it's|it is|it should be|should be] [say] THING
        > fix the spelling on 3, it's Pilates | change the wording of the gym one to pilates
    """,
}
