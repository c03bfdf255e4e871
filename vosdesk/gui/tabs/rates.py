"""Rate management of one group."""

from collections.abc import Mapping
from dataclasses import replace

from vosdesk.contract import text_rules
from vosdesk.contract.changes import Changes, Noun
from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import RateGroupId
from vosdesk.contract.operations import RATE_GROUPS_GET, RATES_EXTENT, RATES_LIST
from vosdesk.contract.paging import Window
from vosdesk.contract.rate_groups import GetRateGroup, RateGroupRow
from vosdesk.contract.rates import ListRates, LockType, Period, RateFilter, RateRow, RateSort, RateType
from vosdesk.gui.actions import rates as acts
from vosdesk.gui.actions.rate_imports import OF_RATES
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs import rate_texts as texts
from vosdesk.gui.fields import ChoiceField, DateTimeField, LineField
from vosdesk.gui.tables import Align, Column, EmptyTexts, FilterField, TableSpec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import enum_text, mark, tr
from vosdesk.gui.theme import Tone


def _request(filter_: RateFilter, sort: RateSort, descending: bool, window: Window) -> ListRates:
    return ListRates(filter=filter_, sort=sort, descending=descending, window=window)


def _free(row: RateRow) -> Tone | None:
    return Tone.WARNING if not row.fields.price and not row.fields.sections else None


SPEC: TableSpec[RateRow] = TableSpec(
    id="rates",
    columns=(
        Column("prefix", mark("Rate prefix"), lambda r, f: r.fields.prefix, 100, sort=RateSort.PREFIX),
        Column("area_prefix", mark("Area prefix"), lambda r, f: r.fields.area_prefix, 110, sort=RateSort.PREFIX),
        Column("rate_type", mark("Type"), lambda r, f: enum_text(r.fields.rate_type), 104,
               tone=lambda r: Tone.MUTED),
        Column("area_name", mark("Area name"), lambda r, f: r.fields.area_name, 230, sort=RateSort.AREA_NAME,
               tip=lambda r, f: r.fields.area_name),
        Column("price", mark("Billing rate"), lambda r, f: f.price(r.fields.price), 116, Align.POINT,
               RateSort.PRICE, tone=_free),
        Column("cycle", mark("Billing cycle"), lambda r, f: f.seconds(r.fields.cycle), 96, Align.RIGHT),
        Column("minute", mark("Minute cost"), lambda r, f: f.minute_cost(r.fields.price, r.fields.cycle), 110,
               Align.POINT, tone=_free),
        Column("lock", mark("Lock"), lambda r, f: enum_text(r.fields.lock), 80,
               tone=lambda r: Tone.MUTED if r.fields.lock is LockType.NONE else Tone.WARNING),
        Column("sections", mark("Section rates"), lambda r, f: texts.sections_text(r.fields.sections, f), 190,
               tip=lambda r, f: texts.sections_text(r.fields.sections, f)),
        Column("tax", mark("Tax"), lambda r, f: texts.tax_text(r.fields.tax, f), 70, Align.RIGHT),
        Column("effective_from", mark("Effective from"), lambda r, f: texts.from_text(r.fields.effective_from, f),
               150, tone=lambda r: None if r.fields.effective_from else Tone.MUTED),
        Column("effective_until", mark("Effective until"),
               lambda r, f: texts.until_text(r.fields.effective_until, f), 150, tone=lambda r: Tone.MUTED),
        Column("prompt_price", mark("Prompt rate"), lambda r, f: f.price(r.fields.prompt_price), 104, Align.POINT,
               visible=False),
        Column("prompt_cycle", mark("Prompt cycle"), lambda r, f: f.seconds(r.fields.prompt_cycle), 96,
               Align.RIGHT, visible=False),
    ),
    list=RATES_LIST,
    extent=RATES_EXTENT,
    request=_request,
    row_id=lambda r: int(r.id),
    nouns=frozenset({Noun.RATES}),
    empty=EmptyTexts(mark("No rates in this group yet"), mark("Add one, or import a rate file.")),
    sort=RateSort.PREFIX,
)  # fmt: skip

FIELDS: tuple[FilterField, ...] = (
    FilterField("prefix", mark("Prefix begins with"), lambda c: LineField(text_rules.prefix), 150),
    FilterField("area_name", mark("Area name"), lambda c: LineField(), 180),
    FilterField(
        "rate_type",
        mark("Type"),
        lambda c: ChoiceField([(None, tr("Any")), *((t, enum_text(t)) for t in RateType)]),
        130,
    ),
    FilterField(
        "lock",
        mark("Lock"),
        lambda c: ChoiceField([(None, tr("Any")), *((t, enum_text(t)) for t in LockType)]),
        110,
    ),
    FilterField(
        "period",
        mark("When"),
        lambda c: ChoiceField([(None, tr("Any")), *((p, enum_text(p)) for p in Period)]),
        110,
    ),
    FilterField("at", mark("As of"), lambda c: DateTimeField(c.formats), 160),
)


class RatesTab(ListTab[RateRow]):
    """The rates of one group; ``can`` is what this user may do with it."""

    def __init__(self, context: Context, params: Mapping[str, object]) -> None:
        self.group = RateGroupId(int(str(params["rate_group"])))
        self.group_name = str(params.get("name", ""))
        spec = replace(SPEC, no_filter=RateFilter(rate_group=self.group))
        super().__init__(context, "rates", params, spec, FIELDS, actions=(*acts.ACTIONS, OF_RATES), opens=acts.EDIT.id)
        self._ask()

    def title(self) -> str:
        """The name of the group."""
        return tr("Rates: {group}", group=self.group_name or self.group)

    def changed(self, changes: Changes) -> None:
        """The group itself may have another name, or its access list other rights."""
        if {Noun.RATE_GROUPS, Noun.GRANTS} & changes.touched.keys():
            self._ask()

    def reload(self) -> None:
        """Fetch rates and group once more."""
        super().reload()
        self._ask()

    def _ask(self) -> None:
        self.context.ops.read(self, RATE_GROUPS_GET, GetRateGroup(id=self.group), self._group_came, self._no_group)

    def _group_came(self, row: RateGroupRow) -> None:
        self.can = row.can
        self.group_name = row.name
        self.params["name"] = row.name
        self.title_changed.emit()
        self.selection_changed.emit()

    def _no_group(self, refusal: Refusal) -> None:
        # The table says why it is empty; here it is enough that nothing can be done.
        self.can = dict.fromkeys(self.can, refusal.code.value)
        self.selection_changed.emit()


def create(context: Context, params: Mapping[str, object]) -> RatesTab:
    """The page for ``params``."""
    return RatesTab(context, params)
