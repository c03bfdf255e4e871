"""Two decks compared by the numbers that they cover."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton

from vosdesk.contract import text_rules
from vosdesk.contract.coverage import (
    Compared,
    CompareDecks,
    DeckRef,
    ExportRanges,
    ListRanges,
    Outcome,
    RangeFilter,
    RangeRow,
    RangeSort,
    RangeTotals,
)
from vosdesk.contract.errors import Problem, Refusal
from vosdesk.contract.ids import AccountId, RateGroupId
from vosdesk.contract.operations import (
    RATE_GROUPS_LIST,
    RATES_COMPARE,
    RATES_RANGES,
    RATES_RANGES_EXPORT,
    RATES_RANGES_EXTENT,
    RATES_RANGES_TOTALS,
)
from vosdesk.contract.paging import MAX_LIMIT, Page, Window
from vosdesk.contract.permissions import GroupVerb, Right
from vosdesk.contract.rate_export import FileForm
from vosdesk.contract.rate_groups import ListRateGroups, RateGroupRow
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs import coverage_texts as texts
from vosdesk.gui.dialogs.ask_file import ask_target
from vosdesk.gui.fields import ChoiceField, DateTimeField, LineField
from vosdesk.gui.formats import Formats
from vosdesk.gui.jobs import Job
from vosdesk.gui.sheets import primary
from vosdesk.gui.tables import Align, Column, EmptyTexts, FilterField, TableSpec, Total
from vosdesk.gui.tabs.result_tab import ResultTab
from vosdesk.gui.text import enum_text, mark, refusal_text, sentence, tr
from vosdesk.gui.theme import Tone

LOSING = (Outcome.DOWN, Outcome.MIXED)


def _request(filter_: RangeFilter, sort: RangeSort, descending: bool, window: Window) -> ListRanges:
    return ListRanges(filter=filter_, sort=sort, descending=descending, window=window)


def _figures(totals: RangeTotals, formats: Formats) -> list[Total]:
    return texts.figures(totals.totals, formats)


SPEC: TableSpec[RangeRow] = TableSpec(
    id="compare",
    columns=(
        Column("prefix", mark("Prefix"), texts.prefix_text, 170, sort=RangeSort.PREFIX, tip=texts.prefix_text),
        Column("area_name", mark("Area name"), lambda r, f: r.area_name, 190, sort=RangeSort.AREA_NAME,
               tip=lambda r, f: r.area_name),
        Column("outcome", mark("Result"), lambda r, f: texts.outcome_text(r), 150, tone=texts.tone, mark=texts.sign),
        Column("change", mark("Change"), lambda r, f: texts.change_text(r.change, f), 90, Align.RIGHT,
               RangeSort.CHANGE, tone=texts.tone),
        Column("here", mark("First rate"), lambda r, f: texts.price_text(r.here, f), 130, Align.POINT),
        Column("here_minute", mark("First minute cost"), lambda r, f: texts.minute_text(r.here, f), 120, Align.POINT),
        Column("there", mark("Second rate"), lambda r, f: texts.price_text(r.there, f), 130, Align.POINT),
        Column("there_minute", mark("Second minute cost"), lambda r, f: texts.minute_text(r.there, f), 130,
               Align.RIGHT),
        Column("share", mark("Share"), lambda r, f: texts.share_text(r.share, f), 120, Align.RIGHT, RangeSort.SHARE,
               tone=lambda r: Tone.MUTED),
        Column("cheaper", mark("Cheaper for calls of"), lambda r, f: texts.cheaper_text(r.cheaper, f), 210,
               tip=lambda r, f: texts.cheaper_text(r.cheaper, f)),
        Column("here_code", mark("First prefix"), lambda r, f: "" if r.here is None else r.here.code, 100,
               visible=False),
        Column("there_code", mark("Second prefix"), lambda r, f: "" if r.there is None else r.there.code, 110,
               visible=False),
    ),
    list=RATES_RANGES,
    extent=RATES_RANGES_EXTENT,
    totals=RATES_RANGES_TOTALS,
    figures=_figures,
    request=_request,
    row_id=lambda r: r.id,
    nouns=frozenset(),
    empty=EmptyTexts(mark("Neither of the two has rates"), mark("Choose others, or another time.")),
    sort=RangeSort.PREFIX,
)  # fmt: skip


def _outcomes(context: Context) -> ChoiceField:
    kinds = [((o,), enum_text(o)) for o in Outcome]
    return ChoiceField([((), tr("Any")), *kinds, (LOSING, tr("Cheaper for some calls"))])


FIELDS: tuple[FilterField, ...] = (
    FilterField("outcomes", mark("Result"), _outcomes, 180),
    FilterField("prefix", mark("Prefix begins with"), lambda c: LineField(text_rules.prefix), 150),
    FilterField("area_name", mark("Area name"), lambda c: LineField(), 180),
)


class CompareTab(ResultTab[RangeRow]):
    """Two rate groups at a time each; or an account beside its agent, where the parameters name them."""

    def __init__(self, context: Context, params: Mapping[str, object]) -> None:
        hint = tr("Choose two rate groups, or one at two times, and compare them.")
        super().__init__(context, "compare", params, SPEC, FIELDS, hint)
        self.compared: Compared | None = None
        self.groups = (ChoiceField(), ChoiceField())
        self.times = (DateTimeField(context.formats), DateTimeField(context.formats))
        self.go = QPushButton(tr("Compare"), self)
        primary(self.go)
        self.go.clicked.connect(self.ask)
        self.save = QPushButton(tr("Export…"), self)
        self.save.clicked.connect(self._ask_where)
        self.save.setVisible(context.may(Right.EXPORT))
        self.save.setEnabled(False)
        self._lay_out()
        if self._accounts is not None:
            self.ask()
        else:
            request = ListRateGroups(window=Window(limit=MAX_LIMIT))
            context.ops.read(self, RATE_GROUPS_LIST, request, self._groups_came, self._no_groups)

    def title(self) -> str:
        """What is compared."""
        name = str(self.params.get("name", ""))
        return tr("Compare: {name}", name=name) if name else tr("Compare rates")

    @property
    def _accounts(self) -> tuple[AccountId, AccountId] | None:
        """The agent and the account that the page is about, if it is about them."""
        agent, account = self.params.get("agent"), self.params.get("account")
        if agent is None or account is None:
            return None
        return AccountId(int(str(agent))), AccountId(int(str(account)))

    def ask(self) -> None:
        """Compare what is chosen."""
        decks = self._decks()
        if decks is not None:
            self.run(RATES_COMPARE, CompareDecks(here=decks[0], there=decks[1]))

    def _decks(self) -> tuple[DeckRef, DeckRef] | None:
        if self._accounts is not None:
            agent, account = self._accounts
            return DeckRef(account=agent), DeckRef(account=account)
        made = []
        for group, time in zip(self.groups, self.times, strict=True):
            chosen, at = group.value(), time.value()
            for value in (chosen, at):
                if isinstance(value, Problem):
                    self.words.say(sentence(value.code, value.params), Tone.BAD)
                    return None
            made.append(DeckRef(rate_group=chosen, at=at))
        return made[0], made[1]

    def came(self, outcome: Compared, job: Job[Any, Any]) -> None:
        """Show the ranges."""
        self.compared = outcome
        formats = self.context.formats
        first, second = texts.deck_text(outcome.here, formats), texts.deck_text(outcome.there, formats)
        self.words.say(tr("First: {first}. Second: {second}.", first=first, second=second), Tone.MUTED)
        everything = RangeFilter(file=outcome.file)
        losing = RangeFilter(file=outcome.file, outcomes=LOSING)
        self.show_list(everything, losing if self._accounts is not None else None)
        self.save.setEnabled(True)

    def _groups_came(self, page: Page[RateGroupRow]) -> None:
        seen = [(g.id, g.name) for g in page.rows if not g.can.get(GroupVerb.SEE_RATES.value, "")]
        wanted = self.params.get("rate_group")
        for field in self.groups:
            field.set_choices(seen)
            if wanted is not None:
                field.set_value(RateGroupId(int(str(wanted))))
        if wanted is not None and len(seen) > 1:
            self.groups[1].combo.setFocus()

    def _no_groups(self, refusal: Refusal) -> None:
        self.words.say(refusal_text(refusal, self.context.formats), Tone.BAD)

    def _lay_out(self) -> None:
        grid = QGridLayout(self.head)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        sides = ((tr("First"), tr("First, at")), (tr("Second"), tr("Second, at")))
        for line, (names, group, time) in enumerate(zip(sides, self.groups, self.times, strict=True)):
            for place, (name, field) in enumerate(zip(names, (group, time), strict=True)):
                field.set_name(name)
                label = QLabel(tr("at") if place else name)
                label.setBuddy(field.target())
                grid.addWidget(label, line, 2 * place)
                grid.addWidget(field, line, 2 * place + 1)
                for widget in (label, field):
                    widget.setVisible(self._accounts is None)
        grid.setColumnMinimumWidth(1, 260)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.go)
        buttons.addWidget(self.save)
        grid.addLayout(buttons, 1, 4)
        grid.setColumnStretch(5, 1)

    # --- export ------------------------------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        forms = (FileForm.CSV, FileForm.XLSX)
        ask_target(self.context, self, tr("Export compared rates"), "comparison.csv", forms, self.export)

    def export(self, target: Path, form: FileForm) -> None:
        """Write the ranges of the filter in force to ``target``."""
        if self.page is None or self.strip.busy:
            return
        shown: ListRanges = self.page.table.rows.request()
        request = ExportRanges(
            filter=shown.filter, sort=shown.sort, descending=shown.descending, form=form,
            titles=tuple(map(tr, texts.COLUMN_TITLES)))  # fmt: skip
        self.write(RATES_RANGES_EXPORT, request, target)


def create(context: Context, params: Mapping[str, object]) -> CompareTab:
    """The page for ``params``."""
    return CompareTab(context, params)
