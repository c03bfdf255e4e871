"""Rates looked for in all groups that the user may see."""

from collections.abc import Mapping

from vosdesk.contract import text_rules
from vosdesk.contract.changes import Changes, Noun
from vosdesk.contract.errors import Refusal
from vosdesk.contract.operations import RATE_GROUPS_LIST, RATES_SEARCH, RATES_SEARCH_EXTENT
from vosdesk.contract.paging import MAX_LIMIT, Page, Window
from vosdesk.contract.permissions import GroupVerb, Right
from vosdesk.contract.rate_groups import ListRateGroups, RateGroupRow
from vosdesk.contract.rates import FoundRate, LockType, Period, RateSearch, RateSort, SearchRates
from vosdesk.gui.actions import rates as acts
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs import rate_texts as texts
from vosdesk.gui.fields import ChoiceField, DateTimeField, LineField, PriceEdit
from vosdesk.gui.tables import Align, Column, EmptyTexts, FilterField, TableSpec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import enum_text, mark, tr
from vosdesk.gui.theme import Tone


def _request(filter_: RateSearch, sort: RateSort, descending: bool, window: Window) -> SearchRates:
    return SearchRates(filter=filter_, sort=sort, descending=descending, window=window)


def _free(row: FoundRate) -> Tone | None:
    return Tone.WARNING if not row.rate.fields.price and not row.rate.fields.sections else None


SPEC: TableSpec[FoundRate] = TableSpec(
    id="rate_search",
    columns=(
        Column("rate_group", mark("Rate group"), lambda r, f: r.rate_group, 170, tip=lambda r, f: r.rate_group,
               opens=acts.OPEN_GROUP.id),
        Column("prefix", mark("Prefix"), lambda r, f: texts.prefix_text(r.rate.fields), 120, sort=RateSort.PREFIX),
        Column("area_name", mark("Area name"), lambda r, f: r.rate.fields.area_name, 220, sort=RateSort.AREA_NAME,
               tip=lambda r, f: r.rate.fields.area_name),
        Column("price", mark("Billing rate"), lambda r, f: f.price(r.rate.fields.price), 116, Align.POINT,
               RateSort.PRICE, tone=_free),
        Column("cycle", mark("Billing cycle"), lambda r, f: f.seconds(r.rate.fields.cycle), 96, Align.RIGHT),
        Column("minute", mark("Minute cost"),
               lambda r, f: f.minute_cost(r.rate.fields.price, r.rate.fields.cycle), 110, Align.POINT, tone=_free),
        Column("lock", mark("Lock"), lambda r, f: enum_text(r.rate.fields.lock), 80,
               tone=lambda r: Tone.MUTED if r.rate.fields.lock is LockType.NONE else Tone.WARNING),
        Column("effective_from", mark("Effective from"),
               lambda r, f: texts.from_text(r.rate.fields.effective_from, f), 150,
               tone=lambda r: None if r.rate.fields.effective_from else Tone.MUTED),
        Column("effective_until", mark("Effective until"),
               lambda r, f: texts.until_text(r.rate.fields.effective_until, f), 150, tone=lambda r: Tone.MUTED),
        Column("rate_type", mark("Type"), lambda r, f: enum_text(r.rate.fields.rate_type), 104,
               tone=lambda r: Tone.MUTED, visible=False),
        Column("sections", mark("Section rates"), lambda r, f: texts.sections_text(r.rate.fields.sections, f), 190,
               visible=False),
    ),
    list=RATES_SEARCH,
    extent=RATES_SEARCH_EXTENT,
    request=_request,
    row_id=lambda r: int(r.rate.id),
    nouns=frozenset({Noun.RATES, Noun.RATE_GROUPS, Noun.GRANTS}),
    empty=EmptyTexts(
        mark("Say what to look for"),
        mark("A prefix, a number as dialled, a name, a group or a price: rates of every group that you may see."),
    ),
    sort=RateSort.PREFIX,
    no_filter=RateSearch(period=Period.CURRENT),
)  # fmt: skip


def _periods() -> ChoiceField:
    order = (Period.CURRENT, None, Period.FUTURE, Period.PAST)
    return ChoiceField([(p, tr("Any") if p is None else enum_text(p)) for p in order])


FIELDS: tuple[FilterField, ...] = (
    FilterField("prefix", mark("Prefix begins with"), lambda c: LineField(text_rules.prefix), 140),
    FilterField("number", mark("Number as dialled"), lambda c: LineField(text_rules.prefix), 150),
    FilterField("area_name", mark("Area name"), lambda c: LineField(), 160),
    FilterField("rate_group", mark("Rate group"), lambda c: ChoiceField([(None, tr("Any"))]), 170),
    FilterField("minute_from", mark("Minute cost from"), lambda c: PriceEdit(c.formats, optional=True), 130),
    FilterField("minute_to", mark("to"), lambda c: PriceEdit(c.formats, optional=True), 130),
    FilterField("period", mark("When"), lambda c: _periods(), 110),
    FilterField("at", mark("As of"), lambda c: DateTimeField(c.formats), 160),
)


class RateSearchTab(ListTab[FoundRate]):
    """The search. Its rows lead to the rates of their groups."""

    def __init__(self, context: Context, params: Mapping[str, object]) -> None:
        super().__init__(context, "rate_search", params, SPEC, FIELDS, actions=acts.ON_FOUND, opens=acts.OPEN_GROUP.id)
        self._ask_groups()

    def changed(self, changes: Changes) -> None:
        """The groups to choose from may be others now."""
        if {Noun.RATE_GROUPS, Noun.GRANTS} & changes.touched.keys():
            self._ask_groups()

    def _ask_groups(self) -> None:
        if self.context.may(Right.RATE_GROUPS_VIEW):
            request = ListRateGroups(window=Window(limit=MAX_LIMIT))
            self.context.ops.read(self, RATE_GROUPS_LIST, request, self._groups_came, self._no_groups)

    def _groups_came(self, page: Page[RateGroupRow]) -> None:
        seen = [g for g in page.rows if not g.can.get(GroupVerb.SEE_RATES.value, "")]
        field = self.bar.field("rate_group") if self.bar is not None else None
        if isinstance(field, ChoiceField):
            field.set_choices([(None, tr("Any")), *((g.id, g.name) for g in seen)])

    def _no_groups(self, refusal: Refusal) -> None:
        # The search goes through all groups all the same; only none can be chosen.
        self.context.notices.refused(refusal)


def create(context: Context, params: Mapping[str, object]) -> RateSearchTab:
    """The page for ``params``."""
    return RateSearchTab(context, params)
