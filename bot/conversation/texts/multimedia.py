"""Pictures and group texts."""

ONE_PERSON_AT_A_TIME = (
    "I text one person at a time, so I did nothing in this group. "
    'Text just me, e.g. "remind me at 6pm to call mom". Text STOP to opt out.'
)
PICTURE_NOT_KEPT = "I keep the words, not the picture."
NO_PICTURE = "(No picture.)"
