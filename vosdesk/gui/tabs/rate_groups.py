"""Rate group management."""

from collections.abc import Mapping

from vosdesk.contract.changes import Noun
from vosdesk.contract.operations import RATE_GROUPS_EXTENT, RATE_GROUPS_LIST
from vosdesk.contract.paging import Window
from vosdesk.contract.rate_groups import ListRateGroups, RateGroupFilter, RateGroupRow, RateGroupSort
from vosdesk.gui.actions import rate_groups as acts
from vosdesk.gui.context import Context
from vosdesk.gui.fields import ChoiceField, LineField
from vosdesk.gui.tables import Align, Column, EmptyTexts, FilterField, TableSpec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import join, mark, tr
from vosdesk.gui.theme import Tone


def _request(filter_: RateGroupFilter, sort: RateGroupSort, descending: bool, window: Window) -> ListRateGroups:
    return ListRateGroups(filter=filter_, sort=sort, descending=descending, window=window)


def _none(count: int) -> Tone | None:
    return None if count else Tone.MUTED


SPEC: TableSpec[RateGroupRow] = TableSpec(
    id="rate_groups",
    columns=(
        Column("name", mark("Name"), lambda r, f: r.name, 200, sort=RateGroupSort.NAME),
        Column("rates", mark("Rates"), lambda r, f: f.count(r.rates), 84, Align.RIGHT,
               tone=lambda r: _none(r.rates), opens=acts.RATES.id),
        Column("accounts", mark("Accounts"), lambda r, f: f.count(r.accounts), 84, Align.RIGHT,
               tone=lambda r: _none(r.accounts), opens=acts.ACCOUNTS.id),
        Column("private", mark("Kind"), lambda r, f: tr("Private") if r.private else tr("Public"), 84),
        Column("owner", mark("Owner"), lambda r, f: r.owner, 100),
        Column("access_users", mark("Access users"), lambda r, f: join(r.access_users), 165,
               tip=lambda r, f: join(r.access_users)),
        Column("memo", mark("Memo"), lambda r, f: r.memo, 150, tip=lambda r, f: r.memo),
        Column("announcement", mark("Announcement time"), lambda r, f: f.seconds(r.announcement), 150,
               Align.RIGHT, tone=lambda r: Tone.MUTED),
        Column("created", mark("Created"), lambda r, f: f.time(r.created), 165, sort=RateGroupSort.CREATED,
               tone=lambda r: Tone.MUTED),
    ),
    list=RATE_GROUPS_LIST,
    extent=RATE_GROUPS_EXTENT,
    request=_request,
    row_id=lambda r: int(r.id),
    # The numbers of rates and of accounts stand in the rows.
    nouns=frozenset({Noun.RATE_GROUPS, Noun.RATES, Noun.ACCOUNTS, Noun.GRANTS}),
    empty=EmptyTexts(mark("No rate groups yet"), mark("Make one with New, then add or import its rates.")),
    sort=RateGroupSort.NAME,
    no_filter=RateGroupFilter(),
)  # fmt: skip


def _choice(yes: str, no: str) -> ChoiceField:
    return ChoiceField([(None, tr("Any")), (True, tr(yes)), (False, tr(no))])


FIELDS: tuple[FilterField, ...] = (
    FilterField("text", mark("Name"), lambda c: LineField(), 180),
    FilterField("private", mark("Kind"), lambda c: _choice(mark("Private"), mark("Public")), 120),
    FilterField("in_use", mark("In use"), lambda c: _choice(mark("Used by accounts"), mark("Not used")), 140),
)


def create(context: Context, params: Mapping[str, object]) -> ListTab[RateGroupRow]:
    """The page for ``params``."""
    return ListTab(context, "rate_groups", params, SPEC, FIELDS, actions=acts.ON_GROUPS, opens=acts.RATES.id)
