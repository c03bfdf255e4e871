"""The operations of logging in and out: apart from all others, so that the first window waits for these alone."""

from vosdesk.contract import session as s
from vosdesk.contract.ids import Empty
from vosdesk.contract.operation import Read, Write
from vosdesk.contract.permissions import Gate

SESSION_STATUS: Read[Empty, s.Status] = Read("session.status", Empty, s.Status, (Gate.ANYONE,))
SESSION_SETUP: Write[s.Setup, s.LoggedIn] = Write("session.setup", s.Setup, s.LoggedIn, (Gate.ANYONE,), secret=True)
SESSION_LOGIN: Write[s.Login, s.LoggedIn] = Write("session.login", s.Login, s.LoggedIn, (Gate.ANYONE,), secret=True)
SESSION_DEVICE_LOGIN: Write[s.DeviceLogin, s.LoggedIn] = Write(
    "session.device_login", s.DeviceLogin, s.LoggedIn, (Gate.ANYONE,), secret=True
)
SESSION_ME: Read[Empty, s.Me] = Read("session.me", Empty, s.Me, (Gate.LOGGED_IN,))
SESSION_CHANGE_PASSWORD: Write[s.ChangePassword, Empty] = Write(
    "session.change_password", s.ChangePassword, Empty, (Gate.LOGGED_IN,)
)
SESSION_LOCK: Write[Empty, Empty] = Write("session.lock", Empty, Empty, (Gate.LOGGED_IN,))
SESSION_UNLOCK: Write[s.Unlock, Empty] = Write("session.unlock", s.Unlock, Empty, (Gate.LOGGED_IN,))
SESSION_LOGOUT: Write[s.Logout, Empty] = Write("session.logout", s.Logout, Empty, (Gate.LOGGED_IN,))
