"""Reports of verifications, kept."""

from sqlalchemy import Connection, insert, select

from vosdesk.contract.verification import Report
from vosdesk.storage.models import verifications


class VerificationRepository:
    """Statements over reports."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, report: Report) -> None:
        """Keep a report."""
        self._connection.execute(insert(verifications).values(time=report.ended, login=report.by, report=report))

    def last(self) -> Report | None:
        """The report that was kept last."""
        newest = select(verifications.c.report).order_by(verifications.c.id.desc()).limit(1)
        return self._connection.execute(newest).scalar_one_or_none()
