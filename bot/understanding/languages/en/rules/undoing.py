"""Wanting back what the last change took: "bring those back", "no no, return it", "put them back"."""

_THEM = "(it|that|those|them|these|this|that one|those ones|this one|both|all of them|them all|the last one|mine)"
_NO = "[no|no no|oops|wait|sorry]"

_FIRST = "(actually|wait|no|oh|oops|nevermind|nvm|never mind|sorry|hold on|ok|wait no|but)"

ROWS = {
    "undo, 12, overrules": f"""
        {_NO} [i|we] (bring|put|give|get|want|need|take|have) {_THEM} back [again|in|there]
        > bring those back | put them back | I want it back
        {_NO} (bring|put|give|get) back {_THEM}
        > bring back those
        {_NO} (return|restore|undelete|reinstate|recover|revive) {_THEM} [back|again]
        > return it | restore them
    """,
    "keep, 12, overrules": f"""
        [{_FIRST}] [{_FIRST}] [i|we|please|just] (keep|leave|still need|still want|do need|do want) (the|my|his|her|our|that|mom's|dad's) THING
        > actually keep the trash | wait, keep the vitamins
    """,
}
