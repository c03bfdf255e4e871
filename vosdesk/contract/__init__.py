"""What both sides of the one door share: values, operations, errors. Imports nothing of ours."""
