"""A decision that saves given values for whoever asks."""

from dataclasses import replace

from bot.domain.changes import Changes


def saving(reply="OK", *, reminders=(), outbound=()):
    def decide(known):
        return Changes(
            person=known.person,
            reply=reply,
            intent="create",
            reminders=tuple(replace(reminder, person_id=known.person.id) for reminder in reminders),
            outbound=tuple(replace(text, person_id=known.person.id) for text in outbound),
        )

    return decide
