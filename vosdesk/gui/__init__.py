"""The console: windows, tabs, dialogs and tables. The only place of Qt."""
