"""Access rules: pure functions over who asks and what a row is. No I/O."""
