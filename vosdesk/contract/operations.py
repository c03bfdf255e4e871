"""Every operation there is: its name, request and result, who may enter, and whether it writes.

Nothing is callable but through one of these constants. An operation without a permission cannot be declared.
"""

from collections.abc import Iterator
from typing import Any

from vosdesk.contract import account_bulk as ab
from vosdesk.contract import account_moves as am
from vosdesk.contract import accounts as a
from vosdesk.contract import backups as b
from vosdesk.contract import call_imports as ci
from vosdesk.contract import call_templates as ct
from vosdesk.contract import calls as c
from vosdesk.contract import coverage as cv
from vosdesk.contract import files as f
from vosdesk.contract import grants as g
from vosdesk.contract import income as inc
from vosdesk.contract import jobs as j
from vosdesk.contract import log as lg
from vosdesk.contract import parameters as pm
from vosdesk.contract import payments as p
from vosdesk.contract import rate_export as rx
from vosdesk.contract import rate_groups as rg
from vosdesk.contract import rate_imports as ri
from vosdesk.contract import rates as r
from vosdesk.contract import reconciliation as rc
from vosdesk.contract import session as s
from vosdesk.contract import statements as st
from vosdesk.contract import users as u
from vosdesk.contract import verification as vf
from vosdesk.contract.ids import (
    AccountId,
    CallTemplateId,
    DeckTemplateId,
    Empty,
    FileId,
    RateGroupId,
    RateId,
    TemplateId,
    UserId,
)
from vosdesk.contract.jobs import Start as Start
from vosdesk.contract.jobs import start_of as start_of
from vosdesk.contract.operation import Operation as Operation
from vosdesk.contract.operation import Read as Read
from vosdesk.contract.operation import Write as Write
from vosdesk.contract.paging import Extent, Page
from vosdesk.contract.permissions import Gate, Right
from vosdesk.contract.session_operations import SESSION_CHANGE_PASSWORD as SESSION_CHANGE_PASSWORD
from vosdesk.contract.session_operations import SESSION_DEVICE_LOGIN as SESSION_DEVICE_LOGIN
from vosdesk.contract.session_operations import SESSION_LOCK as SESSION_LOCK
from vosdesk.contract.session_operations import SESSION_LOGIN as SESSION_LOGIN
from vosdesk.contract.session_operations import SESSION_LOGOUT as SESSION_LOGOUT
from vosdesk.contract.session_operations import SESSION_ME as SESSION_ME
from vosdesk.contract.session_operations import SESSION_SETUP as SESSION_SETUP
from vosdesk.contract.session_operations import SESSION_STATUS as SESSION_STATUS
from vosdesk.contract.session_operations import SESSION_UNLOCK as SESSION_UNLOCK

SESSIONS_LIST: Read[Empty, s.Sessions] = Read("sessions.list", Empty, s.Sessions, (Right.SESSIONS_VIEW,))
SESSIONS_END: Write[s.EndSession, Empty] = Write("sessions.end", s.EndSession, Empty, (Right.SESSIONS_END,))

USERS_LIST: Read[u.ListUsers, Page[u.UserRow]] = Read("users.list", u.ListUsers, Page[u.UserRow], (Right.USERS_VIEW,))
USERS_EXTENT: Read[u.ListUsers, Extent] = Read("users.extent", u.ListUsers, Extent, (Right.USERS_VIEW,))
USERS_GET: Read[u.GetUser, u.User] = Read("users.get", u.GetUser, u.User, (Right.USERS_VIEW,))
USERS_CREATE: Write[u.CreateUser, UserId] = Write("users.create", u.CreateUser, UserId, (Right.USERS_EDIT,))
USERS_UPDATE: Write[u.UpdateUser, Empty] = Write("users.update", u.UpdateUser, Empty, (Right.USERS_EDIT,))
USERS_LOCK: Write[u.LockUser, Empty] = Write("users.lock", u.LockUser, Empty, (Right.USERS_EDIT,))
USERS_RESET_PASSWORD: Write[u.ResetPassword, Empty] = Write(
    "users.reset_password", u.ResetPassword, Empty, (Right.USERS_EDIT,)
)
USERS_PREVIEW_RIGHTS: Read[u.PreviewRights, u.RightsPreview] = Read(
    "users.preview_rights", u.PreviewRights, u.RightsPreview, (Right.USERS_VIEW,)
)
TEMPLATES_LIST: Read[u.ListTemplates, u.Templates] = Read(
    "templates.list", u.ListTemplates, u.Templates, (Right.TEMPLATES_VIEW,)
)
TEMPLATES_CREATE: Write[u.CreateTemplate, TemplateId] = Write(
    "templates.create", u.CreateTemplate, TemplateId, (Right.TEMPLATES_EDIT,)
)
TEMPLATES_UPDATE: Write[u.UpdateTemplate, Empty] = Write(
    "templates.update", u.UpdateTemplate, Empty, (Right.TEMPLATES_EDIT,)
)
TEMPLATES_DELETE: Write[u.DeleteTemplate, Empty] = Write(
    "templates.delete", u.DeleteTemplate, Empty, (Right.TEMPLATES_EDIT,)
)

ACCOUNTS_LIST: Read[a.ListAccounts, Page[a.AccountRow]] = Read(
    "accounts.list", a.ListAccounts, Page[a.AccountRow], (Right.ACCOUNTS_VIEW,)
)
ACCOUNTS_EXTENT: Read[a.ListAccounts, Extent] = Read("accounts.extent", a.ListAccounts, Extent, (Right.ACCOUNTS_VIEW,))
ACCOUNTS_TOTALS: Read[a.ListAccounts, a.AccountTotals] = Read(
    "accounts.totals", a.ListAccounts, a.AccountTotals, (Right.ACCOUNTS_VIEW,)
)
ACCOUNTS_GET: Read[a.GetAccount, a.Account] = Read("accounts.get", a.GetAccount, a.Account, (Right.ACCOUNTS_VIEW,))
ACCOUNTS_SUGGEST: Read[a.SuggestAccounts, a.AccountChoices] = Read(
    "accounts.suggest", a.SuggestAccounts, a.AccountChoices, (Gate.LOGGED_IN,)
)
ACCOUNTS_TREE: Read[Empty, a.AgentTree] = Read("accounts.tree", Empty, a.AgentTree, (Right.ACCOUNTS_VIEW,))
ACCOUNTS_CREATE: Write[a.CreateAccount, AccountId] = Write(
    "accounts.create", a.CreateAccount, AccountId, (Right.ACCOUNTS_EDIT,)
)
ACCOUNTS_UPDATE: Write[a.UpdateAccount, Empty] = Write(
    "accounts.update", a.UpdateAccount, Empty, (Right.ACCOUNTS_EDIT,)
)
ACCOUNTS_LOCK: Write[a.LockAccount, Empty] = Write("accounts.lock", a.LockAccount, Empty, (Right.ACCOUNTS_LOCK,))
ACCOUNTS_CANCEL: Write[a.CancelAccount, Empty] = Write(
    "accounts.cancel", a.CancelAccount, Empty, (Right.ACCOUNTS_CANCEL,)
)
ACCOUNTS_SET_OVERDRAFT: Write[a.SetOverdraft, Empty] = Write(
    "accounts.set_overdraft", a.SetOverdraft, Empty, (Right.ACCOUNTS_OVERDRAFT,)
)
ACCOUNTS_SET_RATE_GROUP: Write[a.SetRateGroup, Empty] = Write(
    "accounts.set_rate_group", a.SetRateGroup, Empty, (Right.ACCOUNTS_RATE_GROUP,)
)
ACCOUNTS_MAKE_PRIVATE_RATES: Write[a.MakePrivateRates, RateGroupId] = Write(
    "accounts.make_private_rates",
    a.MakePrivateRates,
    RateGroupId,
    (Right.ACCOUNTS_RATE_GROUP, Right.RATE_GROUPS_EDIT),
)
ACCOUNTS_SET_LOWER_RATE: Write[a.SetLowerRate, Empty] = Write(
    "accounts.set_lower_rate", a.SetLowerRate, Empty, (Right.ACCOUNTS_LOWER_RATE,)
)
ACCOUNTS_PREVIEW_MOVE: Read[am.PreviewMove, am.MovePreview] = Read(
    "accounts.preview_move", am.PreviewMove, am.MovePreview, (Right.ACCOUNTS_MOVE,)
)
ACCOUNTS_MOVE: Write[am.MoveAccount, Empty] = Write("accounts.move", am.MoveAccount, Empty, (Right.ACCOUNTS_MOVE,))
ACCOUNTS_COUNT_SELECTION: Read[ab.CountSelection, ab.Count] = Read(
    "accounts.count_selection", ab.CountSelection, ab.Count, (Right.ACCOUNTS_VIEW,)
)
ACCOUNTS_BULK_LOCK: Write[ab.BulkLock, ab.BulkResult] = Write(
    "accounts.bulk_lock", ab.BulkLock, ab.BulkResult, (Right.ACCOUNTS_LOCK,)
)
ACCOUNTS_BULK_RATE_GROUP: Write[ab.BulkRateGroup, ab.BulkResult] = Write(
    "accounts.bulk_rate_group", ab.BulkRateGroup, ab.BulkResult, (Right.ACCOUNTS_RATE_GROUP,)
)
ACCOUNTS_BULK_OVERDRAFT: Write[ab.BulkOverdraft, ab.BulkResult] = Write(
    "accounts.bulk_overdraft", ab.BulkOverdraft, ab.BulkResult, (Right.ACCOUNTS_OVERDRAFT,)
)
ACCOUNTS_WHY: Read[a.AskAccount, g.VerbAccess] = Read(
    "accounts.why", a.AskAccount, g.VerbAccess, (Right.ACCOUNTS_VIEW,)
)

GRANTS_LIST_ACCOUNT: Read[g.ListAccountGrants, g.AccountGrants] = Read(
    "grants.list_account", g.ListAccountGrants, g.AccountGrants, (Right.ACCOUNTS_AUTHORIZE,)
)
GRANTS_PREVIEW_ACCOUNT: Read[g.PreviewAccountGrant, g.GrantPreview] = Read(
    "grants.preview_account", g.PreviewAccountGrant, g.GrantPreview, (Right.ACCOUNTS_AUTHORIZE,)
)
GRANTS_SET_ACCOUNT: Write[g.SetAccountGrant, Empty] = Write(
    "grants.set_account", g.SetAccountGrant, Empty, (Right.ACCOUNTS_AUTHORIZE,)
)
GRANTS_REMOVE_ACCOUNT: Write[g.RemoveAccountGrant, Empty] = Write(
    "grants.remove_account", g.RemoveAccountGrant, Empty, (Right.ACCOUNTS_AUTHORIZE,)
)
GRANTS_LIST_GROUP: Read[g.ListGroupGrants, g.GroupGrants] = Read(
    "grants.list_group", g.ListGroupGrants, g.GroupGrants, (Right.RATE_GROUPS_AUTHORIZE,)
)
GRANTS_SET_GROUP: Write[g.SetGroupGrant, Empty] = Write(
    "grants.set_group", g.SetGroupGrant, Empty, (Right.RATE_GROUPS_AUTHORIZE,)
)
GRANTS_REMOVE_GROUP: Write[g.RemoveGroupGrant, Empty] = Write(
    "grants.remove_group", g.RemoveGroupGrant, Empty, (Right.RATE_GROUPS_AUTHORIZE,)
)
GRANTS_EXPLAIN: Read[g.ExplainAccess, g.EffectiveAccess] = Read(
    "grants.explain", g.ExplainAccess, g.EffectiveAccess, (Right.USERS_VIEW, Right.ACCOUNTS_AUTHORIZE)
)
GRANTS_WHO_CAN: Read[g.WhoCan, g.WhoCanResult] = Read(
    "grants.who_can", g.WhoCan, g.WhoCanResult, (Right.USERS_VIEW, Right.ACCOUNTS_AUTHORIZE)
)
GRANTS_NEW_AGENT: Write[g.NewAgent, g.NewAgentResult] = Write(
    "grants.new_agent",
    g.NewAgent,
    g.NewAgentResult,
    (Right.USERS_EDIT, Right.ACCOUNTS_EDIT, Right.ACCOUNTS_AUTHORIZE, Right.RATE_GROUPS_AUTHORIZE),
)

RATE_GROUPS_LIST: Read[rg.ListRateGroups, Page[rg.RateGroupRow]] = Read(
    "rate_groups.list", rg.ListRateGroups, Page[rg.RateGroupRow], (Right.RATE_GROUPS_VIEW,)
)
RATE_GROUPS_EXTENT: Read[rg.ListRateGroups, Extent] = Read(
    "rate_groups.extent", rg.ListRateGroups, Extent, (Right.RATE_GROUPS_VIEW,)
)
RATE_GROUPS_GET: Read[rg.GetRateGroup, rg.RateGroupRow] = Read(
    "rate_groups.get", rg.GetRateGroup, rg.RateGroupRow, (Right.RATE_GROUPS_VIEW,)
)
RATE_GROUPS_OPTIONS: Read[rg.RateGroupOptions, rg.RateGroupChoices] = Read(
    "rate_groups.options", rg.RateGroupOptions, rg.RateGroupChoices, (Right.ACCOUNTS_VIEW,)
)
RATE_GROUPS_CREATE: Write[rg.CreateRateGroup, RateGroupId] = Write(
    "rate_groups.create", rg.CreateRateGroup, RateGroupId, (Right.RATE_GROUPS_EDIT,)
)
RATE_GROUPS_UPDATE: Write[rg.UpdateRateGroup, Empty] = Write(
    "rate_groups.update", rg.UpdateRateGroup, Empty, (Right.RATE_GROUPS_EDIT,)
)
RATE_GROUPS_DELETE: Write[rg.DeleteRateGroup, Empty] = Write(
    "rate_groups.delete", rg.DeleteRateGroup, Empty, (Right.RATE_GROUPS_EDIT,)
)
RATE_GROUPS_COPY: Write[rg.CopyRateGroup, RateGroupId] = Write(
    "rate_groups.copy", rg.CopyRateGroup, RateGroupId, (Right.RATE_GROUPS_EDIT, Right.RATES_VIEW)
)

RATES_LIST: Read[r.ListRates, Page[r.RateRow]] = Read("rates.list", r.ListRates, Page[r.RateRow], (Right.RATES_VIEW,))
RATES_EXTENT: Read[r.ListRates, Extent] = Read("rates.extent", r.ListRates, Extent, (Right.RATES_VIEW,))
RATES_GET: Read[r.GetRate, r.RateRow] = Read("rates.get", r.GetRate, r.RateRow, (Right.RATES_VIEW,))
RATES_CREATE: Write[r.CreateRate, RateId] = Write("rates.create", r.CreateRate, RateId, (Right.RATES_EDIT,))
RATES_UPDATE: Write[r.UpdateRate, Empty] = Write("rates.update", r.UpdateRate, Empty, (Right.RATES_EDIT,))
RATES_DELETE: Write[r.DeleteRates, Empty] = Write("rates.delete", r.DeleteRates, Empty, (Right.RATES_EDIT,))
RATES_PREVIEW_EXPORT: Read[rx.ExportRates, rx.ExportPreview] = Read(
    "rates.preview_export", rx.ExportRates, rx.ExportPreview, (Right.RATES_VIEW, Right.EXPORT)
)
RATES_EXPORT: Start[rx.ExportRates, rx.RatesExported] = start_of(
    "rates.export", rx.ExportRates, rx.RatesExported, (Right.RATES_VIEW, Right.EXPORT)
)
RATES_PRICE: Read[r.PriceNumber, r.PriceAnswer] = Read("rates.price", r.PriceNumber, r.PriceAnswer, (Right.RATES_VIEW,))

RATES_CANCEL_SCHEDULED: Write[r.CancelScheduled, Empty] = Write(
    "rates.cancel_scheduled", r.CancelScheduled, Empty, (Right.RATES_EDIT,)
)
RATES_SEARCH: Read[r.SearchRates, Page[r.FoundRate]] = Read(
    "rates.search", r.SearchRates, Page[r.FoundRate], (Right.RATES_VIEW,)
)
RATES_SEARCH_EXTENT: Read[r.SearchRates, Extent] = Read(
    "rates.search_extent", r.SearchRates, Extent, (Right.RATES_VIEW,)
)
RATES_SEARCH_EXPORT: Start[r.ExportFoundRates, f.Exported] = start_of(
    "rates.search_export", r.ExportFoundRates, f.Exported, (Right.RATES_VIEW, Right.EXPORT)
)

RATE_IMPORTS_INSPECT: Start[ri.InspectFile, ri.Inspection] = start_of(
    "rate_imports.inspect", ri.InspectFile, ri.Inspection, (Right.RATES_IMPORT,)
)
RATE_IMPORTS_PLAN: Start[ri.PlanImport, ri.Plan] = start_of(
    "rate_imports.plan", ri.PlanImport, ri.Plan, (Right.RATES_IMPORT,)
)
RATE_IMPORTS_PLAN_BULK: Start[ri.PlanBulk, ri.Plan] = start_of(
    "rate_imports.plan_bulk", ri.PlanBulk, ri.Plan, (Right.RATES_EDIT,)
)
RATE_IMPORTS_PLAN_ROWS: Read[ri.ListPlanRows, Page[ri.PlanRow]] = Read(
    "rate_imports.plan_rows", ri.ListPlanRows, Page[ri.PlanRow], (Right.RATES_VIEW,)
)
RATE_IMPORTS_PLAN_EXTENT: Read[ri.ListPlanRows, Extent] = Read(
    "rate_imports.plan_extent", ri.ListPlanRows, Extent, (Right.RATES_VIEW,)
)
RATE_IMPORTS_MEND: Start[ri.MendRows, ri.Plan] = start_of(
    "rate_imports.mend", ri.MendRows, ri.Plan, (Right.RATES_IMPORT,)
)
RATE_IMPORTS_SAVE_REFUSED: Start[ri.SaveRefused, f.FileInfo] = start_of(
    "rate_imports.save_refused", ri.SaveRefused, f.FileInfo, (Right.RATES_IMPORT,)
)
RATE_IMPORTS_APPLY: Start[ri.ApplyPlan, ri.RateImportRow] = start_of(
    "rate_imports.apply", ri.ApplyPlan, ri.RateImportRow, (Right.RATES_VIEW,)
)
RATE_IMPORTS_UNDO: Start[ri.UndoRateImport, ri.RateImportRow] = start_of(
    "rate_imports.undo", ri.UndoRateImport, ri.RateImportRow, (Right.RATES_VIEW,)
)
RATE_IMPORTS_LIST: Read[ri.ListRateImports, Page[ri.RateImportRow]] = Read(
    "rate_imports.list", ri.ListRateImports, Page[ri.RateImportRow], (Right.RATES_VIEW,)
)
RATE_IMPORTS_EXTENT: Read[ri.ListRateImports, Extent] = Read(
    "rate_imports.extent", ri.ListRateImports, Extent, (Right.RATES_VIEW,)
)
RATE_IMPORTS_GET: Read[ri.GetRateImport, ri.RateImport] = Read(
    "rate_imports.get", ri.GetRateImport, ri.RateImport, (Right.RATES_VIEW,)
)
RATE_IMPORTS_CHANGES: Read[ri.ListRateChanges, Page[ri.PlanRow]] = Read(
    "rate_imports.changes", ri.ListRateChanges, Page[ri.PlanRow], (Right.RATES_VIEW,)
)
RATE_IMPORTS_CHANGES_EXTENT: Read[ri.ListRateChanges, Extent] = Read(
    "rate_imports.changes_extent", ri.ListRateChanges, Extent, (Right.RATES_VIEW,)
)
DECK_TEMPLATES_LIST: Read[Empty, ri.DeckTemplates] = Read(
    "deck_templates.list", Empty, ri.DeckTemplates, (Right.RATES_IMPORT,)
)
DECK_TEMPLATES_SAVE: Write[ri.SaveDeckTemplate, DeckTemplateId] = Write(
    "deck_templates.save", ri.SaveDeckTemplate, DeckTemplateId, (Right.RATES_IMPORT,)
)
DECK_TEMPLATES_UPDATE: Write[ri.UpdateDeckTemplate, Empty] = Write(
    "deck_templates.update", ri.UpdateDeckTemplate, Empty, (Right.RATES_IMPORT,)
)
DECK_TEMPLATES_DELETE: Write[ri.DeleteDeckTemplate, Empty] = Write(
    "deck_templates.delete", ri.DeleteDeckTemplate, Empty, (Right.RATES_IMPORT,)
)
RATES_COMPARE: Start[cv.CompareDecks, cv.Compared] = start_of(
    "rates.compare", cv.CompareDecks, cv.Compared, (Right.RATES_VIEW,)
)
RATES_RANGES: Read[cv.ListRanges, Page[cv.RangeRow]] = Read(
    "rates.ranges", cv.ListRanges, Page[cv.RangeRow], (Right.RATES_VIEW,)
)
RATES_RANGES_EXTENT: Read[cv.ListRanges, Extent] = Read(
    "rates.ranges_extent", cv.ListRanges, Extent, (Right.RATES_VIEW,)
)
RATES_RANGES_TOTALS: Read[cv.ListRanges, cv.RangeTotals] = Read(
    "rates.ranges_totals", cv.ListRanges, cv.RangeTotals, (Right.RATES_VIEW,)
)
RATES_RANGES_EXPORT: Start[cv.ExportRanges, f.FileInfo] = start_of(
    "rates.ranges_export", cv.ExportRanges, f.FileInfo, (Right.RATES_VIEW, Right.EXPORT)
)
RATES_LOSS_REPORT: Start[cv.ReportLosses, cv.Losses] = start_of(
    "rates.loss_report", cv.ReportLosses, cv.Losses, (Right.RATES_VIEW, Right.ACCOUNTS_VIEW)
)
RATES_LOSSES: Read[cv.ListLosses, Page[cv.Loss]] = Read(
    "rates.losses", cv.ListLosses, Page[cv.Loss], (Right.RATES_VIEW, Right.ACCOUNTS_VIEW)
)
RATES_LOSSES_EXTENT: Read[cv.ListLosses, Extent] = Read(
    "rates.losses_extent", cv.ListLosses, Extent, (Right.RATES_VIEW, Right.ACCOUNTS_VIEW)
)
RATES_CHECK_ASSIGNMENT: Read[cv.CheckAssignment, cv.Losses] = Read(
    "rates.check_assignment", cv.CheckAssignment, cv.Losses, (Right.RATES_VIEW, Right.ACCOUNTS_VIEW)
)
RATES_CHECK_PREFIX: Read[cv.CheckPrefix, cv.Losses] = Read(
    "rates.check_prefix", cv.CheckPrefix, cv.Losses, (Right.RATES_VIEW, Right.ACCOUNTS_VIEW)
)

PAYMENTS_LIST: Read[p.ListPayments, Page[p.PaymentRow]] = Read(
    "payments.list", p.ListPayments, Page[p.PaymentRow], (Right.PAYMENTS_VIEW,)
)
PAYMENTS_EXTENT: Read[p.ListPayments, Extent] = Read("payments.extent", p.ListPayments, Extent, (Right.PAYMENTS_VIEW,))
PAYMENTS_TOTALS: Read[p.ListPayments, p.PaymentTotals] = Read(
    "payments.totals", p.ListPayments, p.PaymentTotals, (Right.PAYMENTS_VIEW,)
)
PAYMENTS_GET: Read[p.GetPayment, p.PaymentRow] = Read(
    "payments.get", p.GetPayment, p.PaymentRow, (Right.PAYMENTS_VIEW,)
)
PAYMENTS_FIND: Read[p.FindPayment, p.PaymentRow] = Read("payments.find", p.FindPayment, p.PaymentRow, (Gate.LOGGED_IN,))
PAYMENTS_RECHARGE: Write[p.Recharge, p.PaymentRow] = Write(
    "payments.recharge", p.Recharge, p.PaymentRow, (Right.PAYMENTS_RECHARGE,)
)
PAYMENTS_DEDUCT: Write[p.Deduct, p.PaymentRow] = Write(
    "payments.deduct", p.Deduct, p.PaymentRow, (Right.PAYMENTS_DEDUCT,)
)
PAYMENTS_MAKE_ZERO: Write[p.MakeZero, p.PaymentRow] = Write(
    "payments.make_zero", p.MakeZero, p.PaymentRow, (Right.PAYMENTS_ZERO,)
)
PAYMENTS_REVERSE: Write[p.Reverse, p.PaymentRow] = Write(
    "payments.reverse", p.Reverse, p.PaymentRow, (Right.PAYMENTS_REVERSE,)
)
PAYMENTS_BULK_RECHARGE: Write[p.BulkRecharge, ab.BulkResult] = Write(
    "payments.bulk_recharge", p.BulkRecharge, ab.BulkResult, (Right.PAYMENTS_RECHARGE,)
)
PAYMENTS_EXPORT: Start[p.ExportPayments, f.Exported] = start_of(
    "payments.export", p.ExportPayments, f.Exported, (Right.PAYMENTS_VIEW, Right.EXPORT)
)

PAYMENTS_STATEMENT: Read[st.AskStatement, st.Statement] = Read(
    "payments.statement", st.AskStatement, st.Statement, (Right.PAYMENTS_VIEW,)
)
PAYMENTS_STATEMENT_RECORDS: Read[st.StatementRecords, Page[p.PaymentRow]] = Read(
    "payments.statement_records", st.StatementRecords, Page[p.PaymentRow], (Right.PAYMENTS_VIEW,)
)

RECONCILIATION_INSPECT: j.Start[rc.InspectList, rc.ListInspection] = j.start_of(
    "reconciliation.inspect", rc.InspectList, rc.ListInspection, (Right.RECONCILIATION_VIEW, Right.PAYMENTS_VIEW)
)
RECONCILIATION_START: j.Start[rc.Reconcile, rc.Reconciled] = j.start_of(
    "reconciliation.start", rc.Reconcile, rc.Reconciled, (Right.RECONCILIATION_VIEW, Right.PAYMENTS_VIEW)
)
RECONCILIATION_LIST: Read[rc.ListEntries, Page[rc.EntryRow]] = Read(
    "reconciliation.list", rc.ListEntries, Page[rc.EntryRow], (Right.RECONCILIATION_VIEW, Right.PAYMENTS_VIEW)
)
RECONCILIATION_EXTENT: Read[rc.ListEntries, Extent] = Read(
    "reconciliation.extent", rc.ListEntries, Extent, (Right.RECONCILIATION_VIEW, Right.PAYMENTS_VIEW)
)
RECONCILIATION_EXPORT: j.Start[rc.ExportEntries, f.FileInfo] = j.start_of(
    "reconciliation.export",
    rc.ExportEntries,
    f.FileInfo,
    (Right.RECONCILIATION_VIEW, Right.PAYMENTS_VIEW, Right.EXPORT),
)

JOBS_STATUS: Read[j.AskJob, j.JobStatus] = Read("jobs.status", j.AskJob, j.JobStatus, (Gate.LOGGED_IN,))
JOBS_RESULT: Read[j.AskJob, j.JobResult] = Read("jobs.result", j.AskJob, j.JobResult, (Gate.LOGGED_IN,))
JOBS_CANCEL: Write[j.AskJob, Empty] = Write("jobs.cancel", j.AskJob, Empty, (Gate.LOGGED_IN,), logged=False)
FILES_OPEN: Write[f.OpenFile, FileId] = Write("files.open", f.OpenFile, FileId, (Gate.LOGGED_IN,), logged=False)
FILES_PUT: Write[f.PutPiece, Empty] = Write("files.put", f.PutPiece, Empty, (Gate.LOGGED_IN,), logged=False)
FILES_GET: Read[f.GetPiece, f.Piece] = Read("files.get", f.GetPiece, f.Piece, (Gate.LOGGED_IN,))
FILES_DROP: Write[f.DropFile, Empty] = Write("files.drop", f.DropFile, Empty, (Gate.LOGGED_IN,), logged=False)

CALLS_LIST: Read[c.ListCalls, Page[c.CallRow]] = Read("calls.list", c.ListCalls, Page[c.CallRow], (Right.CALLS_VIEW,))
CALLS_EXTENT: Read[c.ListCalls, Extent] = Read("calls.extent", c.ListCalls, Extent, (Right.CALLS_VIEW,))
CALLS_TOTALS: Read[c.ListCalls, c.CallTotals] = Read("calls.totals", c.ListCalls, c.CallTotals, (Right.CALLS_VIEW,))
CALLS_GET: Read[c.GetCall, c.Call] = Read("calls.get", c.GetCall, c.Call, (Right.CALLS_VIEW,))
CALLS_EXPORT: Start[c.ExportCalls, f.Exported] = start_of(
    "calls.export", c.ExportCalls, f.Exported, (Right.CALLS_VIEW, Right.EXPORT)
)
CALLS_PREVIEW: j.Start[ci.ImportCalls, ci.CallsPreview] = j.start_of(
    "calls.preview", ci.ImportCalls, ci.CallsPreview, (Right.CALLS_IMPORT,)
)
CALLS_IMPORT: j.Start[ci.ImportCalls, ci.CallsOutcome] = j.start_of(
    "calls.import", ci.ImportCalls, ci.CallsOutcome, (Right.CALLS_IMPORT,)
)
CALLS_RATE_AGAIN: j.Start[ci.RateAgain, ci.AgainOutcome] = j.start_of(
    "calls.rate_again", ci.RateAgain, ci.AgainOutcome, (Right.CALLS_VIEW, Right.CALLS_IMPORT)
)
CALL_TEMPLATES_LIST: Read[Empty, ct.CallTemplates] = Read(
    "call_templates.list", Empty, ct.CallTemplates, (Right.CALLS_IMPORT,)
)
CALL_TEMPLATES_SAVE: Write[ct.SaveCallTemplate, CallTemplateId] = Write(
    "call_templates.save", ct.SaveCallTemplate, CallTemplateId, (Right.CALLS_IMPORT,)
)
CALL_TEMPLATES_UPDATE: Write[ct.UpdateCallTemplate, Empty] = Write(
    "call_templates.update", ct.UpdateCallTemplate, Empty, (Right.CALLS_IMPORT,)
)
CALL_TEMPLATES_DELETE: Write[ct.DeleteCallTemplate, Empty] = Write(
    "call_templates.delete", ct.DeleteCallTemplate, Empty, (Right.CALLS_IMPORT,)
)
INCOME_LIST: Read[inc.AskIncome, inc.Income] = Read("income.list", inc.AskIncome, inc.Income, (Right.INCOME_VIEW,))

LOG_LIST: Read[lg.ListLog, Page[lg.LogRow]] = Read("log.list", lg.ListLog, Page[lg.LogRow], (Right.LOG_VIEW,))
LOG_EXTENT: Read[lg.ListLog, Extent] = Read("log.extent", lg.ListLog, Extent, (Right.LOG_VIEW,))

PARAMETERS_LIST: Read[Empty, pm.ParameterRows] = Read(
    "parameters.list", Empty, pm.ParameterRows, (Right.PARAMETERS_VIEW,)
)
PARAMETERS_SET: Write[pm.SetParameter, Empty] = Write(
    "parameters.set", pm.SetParameter, Empty, (Right.PARAMETERS_EDIT,)
)

VERIFICATION_START: j.Start[vf.StartVerification, vf.Report] = j.start_of(
    "verification.start", vf.StartVerification, vf.Report, (Right.VERIFICATION_VIEW,)
)
VERIFICATION_LIST: Read[Empty, vf.LastReport] = Read(
    "verification.list", Empty, vf.LastReport, (Right.VERIFICATION_VIEW,)
)

BACKUPS_LIST: Read[Empty, b.Backups] = Read("backups.list", Empty, b.Backups, (Right.BACKUPS_VIEW,))
BACKUPS_CREATE: j.Start[Empty, b.BackupRow] = j.start_of(
    "backups.create", Empty, b.BackupRow, (Right.BACKUPS_VIEW, Right.BACKUPS_CREATE)
)
BACKUPS_RESTORE: j.Start[b.RestoreBackup, Empty] = j.start_of(
    "backups.restore", b.RestoreBackup, Empty, (Right.BACKUPS_VIEW, Right.BACKUPS_RESTORE)
)


def _all() -> Iterator[Operation[Any, Any]]:
    for value in list(globals().values()):
        if isinstance(value, Operation):
            yield value


OPERATIONS: dict[str, Operation[Any, Any]] = {o.id: o for o in _all()}
"""Every operation by its id."""
