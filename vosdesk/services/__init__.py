"""What the program does: one dispatcher, and a file of handlers for each noun."""
