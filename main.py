"""Starts vosdesk."""

from vosdesk.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
