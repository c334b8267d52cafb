"""What the operator does from the command line besides serving: check, connect, look after people's reminders."""
