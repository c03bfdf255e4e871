"""vosdesk: a desktop console for VoIP billing."""
