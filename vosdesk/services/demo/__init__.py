"""The demo company: two years of a carrier's work, made by the program through its own operations.

The same time gives the same company: everything is drawn from one seed, under a clock of its own.
"""

from vosdesk.services.demo.logins import LOGINS, PASSWORD, DemoLogin
from vosdesk.services.demo.making import FULL, Progress, Scale, build

__all__ = ["FULL", "LOGINS", "PASSWORD", "DemoLogin", "Progress", "Scale", "build"]
