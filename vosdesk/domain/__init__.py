"""Pure rules of the field: cover, ledger, matching, billing. No I/O."""
