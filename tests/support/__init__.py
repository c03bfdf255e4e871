"""Helpers for the tests of every package."""
