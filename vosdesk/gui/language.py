"""The language of the console and of Qt's own texts."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from vosdesk.gui import catalogue
from vosdesk.gui.text import use_catalogue

_of_qt: QTranslator | None = None


def use_language(language: str, folder: Path) -> None:
    """Show every new window in ``language``; English when its catalogue cannot be read."""
    global _of_qt
    try:
        use_catalogue(catalogue.load(language, folder))
    except (OSError, SyntaxError):  # what the reader of catalogues raises is a SyntaxError
        use_catalogue({})
        language = catalogue.ENGLISH
    if _of_qt is not None:
        QCoreApplication.removeTranslator(_of_qt)
        _of_qt = None
    if language != catalogue.ENGLISH:
        translator = QTranslator()
        if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            QCoreApplication.installTranslator(translator)
            _of_qt = translator
