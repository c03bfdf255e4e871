"""The program's own mark."""

from PySide6.QtGui import QIcon

from vosdesk.settings import resources


def application_icon() -> QIcon:
    """The mark, in every size that is asked for."""
    return QIcon(str(resources.find("icons", "vosdesk.svg")))
