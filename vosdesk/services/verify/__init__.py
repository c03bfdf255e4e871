"""Proves that the books are in order, on one moment of a live database, and names what is not."""

from vosdesk.services.verify.engine import verify
from vosdesk.services.verify.watch import Cancelled, Watch

__all__ = ["Cancelled", "Watch", "verify"]
