"""The loss report: accounts that pay less than their agents."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from vosdesk.contract.coverage import ListLosses, Loss, Losses, LossFilter, LossSort, ReportLosses
from vosdesk.contract.ids import RateGroupId
from vosdesk.contract.operations import RATES_LOSS_REPORT, RATES_LOSSES, RATES_LOSSES_EXTENT
from vosdesk.contract.paging import Window
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs import coverage_texts as texts
from vosdesk.gui.fields import LineField
from vosdesk.gui.formats import Formats
from vosdesk.gui.jobs import Job
from vosdesk.gui.tables import Align, Column, EmptyTexts, FilterField, TableSpec
from vosdesk.gui.tabs.result_tab import ResultTab
from vosdesk.gui.text import mark, tr
from vosdesk.gui.theme import Tone


def _request(filter_: LossFilter, sort: LossSort, descending: bool, window: Window) -> ListLosses:
    return ListLosses(filter=filter_, sort=sort, descending=descending, window=window)


def _worst(row: Loss, formats: Formats) -> str:
    return f"{row.worst.code} {row.worst.area_name}".strip()


SPEC: TableSpec[Loss] = TableSpec(
    id="losses",
    columns=(
        Column("account", mark("Account number"), lambda r, f: r.account_number, 130, sort=LossSort.ACCOUNT),
        Column("account_name", mark("Account name"), lambda r, f: r.account_name, 170),
        Column("agent", mark("Agent account"), lambda r, f: r.agent_number, 130, sort=LossSort.AGENT),
        Column("agent_name", mark("Agent name"), lambda r, f: r.agent_name, 170),
        Column("ranges", mark("Ranges at a loss"), lambda r, f: f.count(r.ranges), 120, Align.RIGHT, LossSort.RANGES,
               tone=lambda r: Tone.BAD),
        Column("share", mark("Share"), lambda r, f: texts.share_text(r.share, f), 120, Align.RIGHT, LossSort.SHARE),
        Column("worst", mark("Worst for"), _worst, 190, tip=_worst),
        Column("change", mark("Margin there"), lambda r, f: texts.change_text(r.worst.change, f), 100, Align.RIGHT,
               tone=lambda r: Tone.BAD),
        Column("account_minute", mark("Account's minute"), lambda r, f: texts.minute_text(r.worst.there, f), 120,
               Align.RIGHT),
        Column("agent_minute", mark("Agent's minute"), lambda r, f: texts.minute_text(r.worst.here, f), 120,
               Align.RIGHT),
        Column("cheaper", mark("Cheaper for calls of"), lambda r, f: texts.cheaper_text(r.worst.cheaper, f), 210,
               tip=lambda r, f: texts.cheaper_text(r.worst.cheaper, f)),
    ),
    list=RATES_LOSSES,
    extent=RATES_LOSSES_EXTENT,
    request=_request,
    row_id=lambda r: int(r.account_id),
    nouns=frozenset(),
    empty=EmptyTexts(
        mark("No account pays less than its agent"), mark("As far as all rates on both sides are open to you.")
    ),
    sort=LossSort.RANGES,
    descending=True,
)  # fmt: skip

FIELDS: tuple[FilterField, ...] = (FilterField("text", mark("Account or agent"), lambda c: LineField(), 220),)


class LossesTab(ResultTab[Loss]):
    """All accounts, or those that a rate group bears on. A double-click shows the prices on both sides."""

    def __init__(self, context: Context, params: Mapping[str, object]) -> None:
        super().__init__(context, "losses", params, SPEC, FIELDS, "")
        row = QHBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        self.go = QPushButton(tr("Look again"), self)
        self.go.clicked.connect(self.ask)
        row.addWidget(self.go)
        row.addStretch(1)
        self.ask()

    def title(self) -> str:
        """The name of the group, where it is about one."""
        name = str(self.params.get("name", ""))
        return tr("Loss report: {group}", group=name) if name else tr("Loss report")

    def ask(self) -> None:
        """Look at the accounts."""
        group = self.params.get("rate_group")
        request = ReportLosses(rate_group=None if group is None else RateGroupId(int(str(group))))
        self.run(RATES_LOSS_REPORT, request)

    def came(self, outcome: Losses, job: Job[Any, Any]) -> None:
        """Show the accounts."""
        formats = self.context.formats
        text = tr(
            "{count} of {checked} accounts pay less than their agents.",
            count=formats.count(len(outcome.rows)), checked=formats.count(outcome.checked),
        )  # fmt: skip
        if outcome.unseen:
            unseen = formats.count(outcome.unseen)
            more = tr("{count} more were left out: not all of their rates are open to you.", count=unseen)
            text = f"{text} {more}"
        self.words.say(text, Tone.BAD if outcome.rows else Tone.GOOD)
        if job.id is not None:
            self.show_list(LossFilter(job=job.id))

    def activated(self, row: Loss) -> None:
        """The prices of the account beside those of its agent."""
        name = f"{row.agent_number} · {row.account_number}"
        self.context.open_tab("compare", agent=int(row.agent_id), account=int(row.account_id), name=name)


def create(context: Context, params: Mapping[str, object]) -> LossesTab:
    """The page for ``params``."""
    return LossesTab(context, params)
