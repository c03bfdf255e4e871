"""Receipts: what they say, and where they go."""

from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.gui.tables.fake import FakeBackend, make_context
from vosdesk.contract.ids import AccountId, PaymentId, Time
from vosdesk.contract.money import Money
from vosdesk.contract.payments import PaymentKind, PaymentMode, PaymentRow
from vosdesk.gui.dialogs import receipt
from vosdesk.gui.formats import Formats

ROW = PaymentRow(
    id=PaymentId(2**40), seq=7, time=Time(1_700_000_000_000_000), account_id=AccountId(3), account_number="1001",
    account_name="<b>Blue</b> & Co", kind=PaymentKind.DEDUCT, mode=PaymentMode.CASH, amount=Money(-1_234_567_891),
    balance_before=Money(2_000_000_000), balance_after=Money(765_432_109), operator="alice", memo="two\nlines",
    agent_number="", agent_name="",
)  # fmt: skip
BERLIN = Formats(zone=ZoneInfo("Europe/Berlin"))


def test_a_receipt_says_everything_exactly() -> None:
    text = receipt.as_text(ROW, BERLIN)
    for said in (
        str(2**40), "1001  <b>Blue</b> & Co", "−1,234.567891 USD", "2,000.000 USD", "765.432109 USD", "alice",
        "2023-11-14 23:13:20 Europe/Berlin", "two lines", "Deduct",
    ):  # fmt: skip
        assert said in text
    assert "Agent account" not in text


def test_what_users_typed_is_text_on_paper_too() -> None:
    document = receipt.as_document(ROW, BERLIN)
    assert "<b>Blue</b> & Co" in document.toPlainText()


def test_the_receipt_goes_to_the_clipboard_and_to_paper(qtbot: QtBot, tmp_path: Path) -> None:
    context = make_context(FakeBackend())
    dialog = receipt.ReceiptDialog(context, ROW)
    qtbot.addWidget(dialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.text()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "receipt.pdf"))
    dialog.print_on(printer)
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF")
    context.ops.drain()
