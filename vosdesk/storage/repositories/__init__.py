"""One repository a noun: every statement of that noun, built from bound parameters alone."""
