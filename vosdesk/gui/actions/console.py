"""Actions of the console itself: session, tabs, look, help. Every user has them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from vosdesk.gui.actions.spec import Action, Place, Scene
from vosdesk.gui.text import mark
from vosdesk.gui.theme import look
from vosdesk.settings.preferences import Density, ThemeChoice

if TYPE_CHECKING:
    from vosdesk.gui.main_window import MainWindow


def _with_window(act: "Callable[[MainWindow], object]") -> Callable[[Scene], None]:
    def run(scene: Scene) -> None:
        if scene.window is not None:
            act(scene.window)

    return run


def _theme(choice: ThemeChoice, text: str, icon: str, *, separated: bool = False) -> Action:
    return Action(
        f"console.theme_{choice.value}", text, icon, (Place.MENU_VIEW,),
        _with_window(lambda window: window.use_theme(choice)),
        checked=lambda scene: look().theme is choice, separated=separated,
    )  # fmt: skip


def _density(density: Density, text: str, *, separated: bool = False) -> Action:
    return Action(
        f"console.density_{density.value}", text, "density", (Place.MENU_VIEW,),
        _with_window(lambda window: window.use_density(density)),
        checked=lambda scene: look().density is density, separated=separated,
    )  # fmt: skip


ACTIONS: tuple[Action, ...] = (
    Action(
        "console.palette", mark("&Command palette…"), "palette", (Place.MENU_CONSOLE,),
        _with_window(lambda window: window.show_palette()), shortcut="Ctrl+K; Ctrl+Shift+P",
    ),
    Action(
        "console.change_password", mark("Change my &password…"), "password", (Place.MENU_CONSOLE,),
        _with_window(lambda window: window.change_password()), separated=True,
    ),
    Action(
        "console.lock", mark("&Lock the console"), "lock", (Place.MENU_CONSOLE,),
        _with_window(lambda window: window.ask_lock()), shortcut="Ctrl+Shift+L",
    ),
    Action(
        "console.logout", mark("Log &out"), "logout", (Place.MENU_CONSOLE,),
        _with_window(lambda window: window.ask_logout()),
    ),
    Action(
        "console.quit", mark("&Quit"), "quit", (Place.MENU_CONSOLE,),
        _with_window(lambda window: window.close()), shortcut="Ctrl+Q", separated=True,
    ),
    Action(
        "console.reload", mark("&Refresh"), "refresh", (Place.MENU_VIEW, Place.TOOLBAR, Place.ROW),
        _with_window(lambda window: window.pages.reload_current()), shortcut="F5",
    ),
    Action(
        "console.next_tab", mark("&Next tab"), "next_tab", (Place.MENU_VIEW,),
        _with_window(lambda window: window.pages.step(1)), shortcut="Ctrl+Tab; Ctrl+PgDown", separated=True,
    ),
    Action(
        "console.previous_tab", mark("&Previous tab"), "previous_tab", (Place.MENU_VIEW,),
        _with_window(lambda window: window.pages.step(-1)), shortcut="Ctrl+Shift+Tab; Ctrl+PgUp",
    ),
    Action(
        "console.close_tab", mark("&Close tab"), "close", (Place.MENU_VIEW,),
        _with_window(lambda window: window.pages.close_current()), shortcut="Ctrl+W",
    ),
    Action(
        "console.reopen_tab", mark("Re&open closed tab"), "history", (Place.MENU_VIEW,),
        _with_window(lambda window: window.pages.reopen()), shortcut="Ctrl+Shift+T",
    ),
    Action(
        "console.navigation", mark("&Go to navigation"), "navigation", (Place.MENU_VIEW,),
        _with_window(lambda window: window.focus_navigation()), shortcut="Ctrl+1",
    ),
    Action(
        "console.page", mark("Go to &table"), "rows", (Place.MENU_VIEW,),
        _with_window(lambda window: window.pages.focus_current()), shortcut="Ctrl+2",
    ),
    _theme(ThemeChoice.SYSTEM, mark("Colours of the &system"), "system", separated=True),
    _theme(ThemeChoice.LIGHT, mark("&Light"), "light"),
    _theme(ThemeChoice.DARK, mark("&Dark"), "dark"),
    _density(Density.COMFORTABLE, mark("Co&mfortable rows"), separated=True),
    _density(Density.COMPACT, mark("Comp&act rows")),
    Action(
        "console.help", mark("&User guide"), "help", (Place.MENU_HELP,),
        _with_window(lambda window: window.show_help()), shortcut="F1",
    ),
    Action(
        "console.about", mark("&About vosdesk"), "about", (Place.MENU_HELP,),
        _with_window(lambda window: window.show_about()), separated=True,
    ),
)  # fmt: skip
