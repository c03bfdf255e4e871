"""vosdesk: a desktop console for VoIP billing."""

__version__ = "0.1.0"
