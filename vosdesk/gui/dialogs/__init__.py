"""Dialogs, one file for each noun."""
