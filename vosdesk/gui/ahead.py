"""What is imported behind the login window, so that nobody waits for it after his password."""


def import_ahead() -> None:
    """Import what the main window and its pages need. Not for the GUI thread."""
    import qtawesome  # noqa: F401

    import vosdesk.gui.guard
    import vosdesk.gui.main_window  # noqa: F401
    from vosdesk.gui import tabs

    for page in tabs.PAGES.values():
        page.load()
