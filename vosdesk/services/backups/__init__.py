"""Backups of the embedded database: made by hand and every day, and put back after they were checked."""

from vosdesk.services.backups.acts import handlers
from vosdesk.services.backups.keeper import Keeper
from vosdesk.services.backups.restore import By, prepare, put_back

__all__ = ["By", "Keeper", "handlers", "prepare", "put_back"]
