"""Where this user's files lie on this system."""

import os
import re
from pathlib import Path
from typing import NamedTuple

HOME_VARIABLE = "VOSDESK_HOME"
"""Names a folder that holds everything, in place of the system's folders (portable use, tests)."""


class Paths(NamedTuple):
    """The folders of data and of settings. Made when something is first written."""

    data: Path
    config: Path

    @property
    def database(self) -> Path:
        """The embedded database that is opened unless another is named."""
        return self.data / "vosdesk.db"

    @property
    def demo_database(self) -> Path:
        """The database of the demo company."""
        return self.data / "demo.db"

    @property
    def log(self) -> Path:
        """The program's own log: faults with their references."""
        return self.data / "vosdesk.log"

    @property
    def preferences(self) -> Path:
        """The typed settings."""
        return self.config / "settings.json"

    def windows(self, profile: str, login: str) -> Path:
        """What the windows of a user remember, for each connection and login name."""
        return self.config / "windows" / f"{_file_name(profile)}-{_file_name(login)}.json"


def _file_name(text: str) -> str:
    """``text`` as a part of a file name, different for different texts on every file system."""
    return re.sub(r"[^a-z0-9]", lambda c: f"_{ord(c[0]):x}_", text)[:120]


def of_user() -> Paths:
    """The folders of the user who runs this process."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Paths(Path(home) / "data", Path(home) / "config")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("vosdesk", appauthor=False)
    return Paths(Path(dirs.user_data_dir), Path(dirs.user_config_dir))
