"""What an intent makes of a sentence is the reading of the whole text: a command, why, and the phrases it came from."""

from bot.understanding.command import Reading

Answer = Reading
