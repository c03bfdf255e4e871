"""Typed settings, connection profiles, secrets: what a machine and its user remember. Knows nothing of Qt."""
