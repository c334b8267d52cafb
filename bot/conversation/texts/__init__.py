"""Every text the bot sends, by subject. Plain, warm, ASCII, one segment unless the person's own words are longer."""
