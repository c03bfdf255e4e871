"""What loss protection has to say of a choice before it is made, and of a change after it."""

from typing import Any

from PySide6.QtWidgets import QWidget

from vosdesk.contract.coverage import CheckAssignment, CheckPrefix, Losses, LossMode, ReportLosses
from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import AccountId, RateGroupId, Time
from vosdesk.contract.operations import RATES_CHECK_ASSIGNMENT, RATES_CHECK_PREFIX, RATES_LOSS_REPORT
from vosdesk.contract.permissions import Right
from vosdesk.contract.rate_imports import RateImportRow
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs import coverage_texts as texts
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.jobs import Job
from vosdesk.gui.ops import Call
from vosdesk.gui.text import tr
from vosdesk.gui.theme import Tone


def protects(context: Context) -> bool:
    """Whether this user is told of losses at all."""
    off = context.me.parameters.get("rates.loss_protection") == LossMode.OFF
    return not off and context.may(Right.RATES_VIEW) and context.may(Right.ACCOUNTS_VIEW)


def sentence_of(losses: Losses, context: Context) -> str:
    """Who pays less than his agent, in a sentence or two; nothing for nobody."""
    if not losses.rows:
        return ""
    first, formats = losses.rows[0], context.formats
    worst = first.worst
    text = tr(
        "Loss: {account} pays less than its agent {agent} for {count} ranges of numbers; for {prefix}, {price} a "
        "minute against {cost}.",
        account=first.account_number, agent=first.agent_number, count=formats.count(first.ranges), prefix=worst.code,
        price=texts.minute_text(worst.there, formats), cost=texts.minute_text(worst.here, formats),
    )  # fmt: skip
    others = len(losses.rows) - 1
    if not others:
        return text
    more = tr("So do {count} more accounts.", count=formats.count(others))
    return f"{text} {more}"


class LossNote(ToneLabel):
    """A line of a form: what an account would lose with the groups that are chosen."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", Tone.WARNING, parent)
        self._context = context
        self._call: Call | None = None
        self.hide()

    def ask(self, request: CheckAssignment) -> None:
        """Look at a choice; the last one asked for counts."""
        if self._call is not None:
            self._call.cancel()
        if protects(self._context):
            self._call = self._context.ops.read(self, RATES_CHECK_ASSIGNMENT, request, self._came, self._refused)

    def _came(self, losses: Losses) -> None:
        self._call = None
        self.setText(sentence_of(losses, self._context))
        self.setVisible(bool(losses.rows))

    def _refused(self, _: Refusal) -> None:
        # What is wrong with the choice itself is told when it is sent.
        self._call = None
        self.hide()


def look_at_rate(context: Context, group: RateGroupId, prefix: str, at: Time) -> None:
    """After a rate was saved: warn where it makes somebody pay less than his agent."""
    if protects(context):
        request = CheckPrefix(rate_group=group, prefix=prefix, at=at)
        context.ops.read(context.ops, RATES_CHECK_PREFIX, request, lambda found: _warn(context, found), _unheard)


def look_at_account(context: Context, account: AccountId) -> None:
    """After an account came to other rates or under another agent: the same for it and those below it."""
    if protects(context):
        request = CheckAssignment(account=account)
        context.ops.read(context.ops, RATES_CHECK_ASSIGNMENT, request, lambda found: _warn(context, found), _unheard)


def look_at_import(context: Context, done: RateImportRow) -> None:
    """After many rates of a group were changed: the same for all of it, as a job; as of when the change holds."""
    if done.rate_group_id is not None and protects(context):
        later = done.at is not None and done.at > done.time and done.undone is None
        request = ReportLosses(rate_group=done.rate_group_id, at=done.at if later else None)
        job: Job[Any, Losses] = Job(context, RATES_LOSS_REPORT, request, context.ops)
        job.done.connect(lambda found: _warn(context, found))
        job.ended.connect(job.deleteLater)
        job.start()


def _warn(context: Context, losses: Losses) -> None:
    if losses.rows:
        context.notices.warn(sentence_of(losses, context))


def _unheard(_: Refusal) -> None:
    """What was saved is saved; who may no longer see the group is told nothing of it."""
