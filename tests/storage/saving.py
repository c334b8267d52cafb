"""A decision that saves the given values for its person."""

from dataclasses import replace

from bot.domain.model import Changes


def saving(reply="OK", *, reminders=(), outbound=()):
    def decide(context):
        return Changes(
            person=context.person,
            reply=reply,
            intent="create",
            reminders=tuple(replace(reminder, person_id=context.person.id) for reminder in reminders),
            outbound=tuple(replace(text, person_id=context.person.id) for text in outbound),
        )

    return decide
