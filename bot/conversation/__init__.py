"""The answer to a command, and every text the bot can say."""
