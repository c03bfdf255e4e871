from PySide6.QtGui import QGuiApplication

from tests.gui.accounts.company import Company
from tests.gui.accounts.conftest import Open
from tests.support.world import units
from vosdesk.contract import account_bulk as ab
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract.errors import Code
from vosdesk.gui.dialogs.bulk import BulkForm, BulkResultDialog, summary_text


def test_locking_a_selection_counts_first_and_ends_with_counts_and_reasons(company: Company, stage: Open) -> None:
    world = company.world
    world.do(world.admin, o.ACCOUNTS_LOCK, a.LockAccount(id=company.second, locked=True))
    made = stage()
    made.select("1001", "1002", "A100")
    form = made.open("accounts.lock", BulkForm)
    assert form.head.text() == "Selected accounts: 3."
    assert form.ok.text() == "Lock accounts (3)"
    form.send()
    result = made.dialog(BulkResultDialog)
    assert result.summary.text() == "Done: 2. Refused: 1."
    assert result.lines == ["1002\tThe account is locked."]
    result.copy.click()
    assert "1002\tThe account is locked.\n" in QGuiApplication.clipboard().text()
    made.wait(lambda: made.cell("1001", "lock") == "⊘ Locked")


def test_everything_in_the_filter_travels_as_a_filter(company: Company, stage: Open) -> None:
    beyond = company.world.account("2000")
    made = stage(filter_number="100")
    made.tab.table.selectAll()
    made.settle()
    form = made.open("accounts.overdraft", BulkForm)
    form.field("overdraft").set_value(units(30))
    assert form.build().selection == ab.AccountSelection(filter=a.AccountFilter(number="100"))
    form.send()
    result = made.dialog(BulkResultDialog)
    assert result.summary.text() == "Done: 3. Refused: 0."
    assert not result.list.isVisible()
    assert company.world.account_row(company.second).overdraft == units(30)
    assert company.world.account_row(beyond).overdraft == 0


def test_a_rate_group_for_a_selection(company: Company, stage: Open) -> None:
    made = stage()
    made.select("1001", "1002")
    form = made.open("accounts.rate_group", BulkForm)
    form.field("rate_group").set_value(company.wholesale)
    form.send()
    made.dialog(BulkResultDialog)
    made.wait(lambda: {made.cell(n, "rate_group") for n in ("1001", "1002")} == {"Wholesale"})


def test_an_agent_cannot_lock_his_own_account_in_bulk_either(company: Company, stage: Open) -> None:
    made = stage("zhang")
    made.select("1001", "A100")
    form = made.open("accounts.lock", BulkForm)
    form.send()
    result = made.dialog(BulkResultDialog)
    assert result.summary.text() == "Done: 1. Refused: 1."
    assert result.lines[0].startswith("A100\tYou are listed on account A100 yourself")


def test_refusals_beyond_those_listed_are_counted(company: Company) -> None:
    formats = company.context().formats
    refused = tuple(ab.RowRefusal(id=company.first, number="1", code=Code.ACCOUNT_LOCKED) for _ in range(2))
    said = summary_text(ab.BulkResult(done=3, refused=refused), 1_005, formats)
    assert said == "Done: 3. Refused: 1,002. The first 2 are listed."
