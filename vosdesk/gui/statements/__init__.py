"""Statements of accounts: one content, shown on the screen, on paper, and in files."""
