"""Fields: widgets that hold one value of the contract, or the problem that what was typed has."""

from vosdesk.gui.fields.account import AccountField
from vosdesk.gui.fields.base import Field
from vosdesk.gui.fields.choice import ChoiceField, SwitchField
from vosdesk.gui.fields.dates import DateField, DateTimeField
from vosdesk.gui.fields.lines import LineField, LoginField, MemoField, PasswordField
from vosdesk.gui.fields.numbers import MoneyEdit, PriceEdit, WholeField
from vosdesk.gui.fields.rights import RightsGrid

__all__ = [
    "AccountField", "ChoiceField", "DateField", "DateTimeField", "Field", "LineField", "LoginField", "MemoField",
    "MoneyEdit", "PasswordField", "PriceEdit", "RightsGrid", "SwitchField", "WholeField",
]  # fmt: skip
