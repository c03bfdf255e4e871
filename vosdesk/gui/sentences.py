"""One English sentence for every code of the contract."""

from vosdesk.contract.errors import Code
from vosdesk.gui.text import mark

SENTENCES: dict[Code, str] = {
    # a field
    Code.FIELD_EMPTY: mark("Fill this in."),
    Code.FIELD_TOO_LONG: mark("At most {limit} characters."),
    Code.FIELD_INVALID: mark("This value is not valid."),
    Code.FIELD_CHOICE: mark("Choose one of the values offered."),
    Code.FIELD_CONTROL: mark("Invisible or control characters are not allowed."),
    Code.FIELD_TAKEN: mark("This is taken already. Choose another."),
    Code.FIELD_RANGE: mark("Enter a value from {low} to {high}."),
    Code.FIELD_IN_PAST: mark("This time has passed already."),
    Code.FIELD_EMAIL: mark("This is not an e-mail address."),
    Code.NUMBER_INVALID: mark("This is not a number. Use digits and a decimal sign only."),
    Code.NUMBER_SEPARATORS: mark(
        "Check the separators: “{decimal}” stands before the decimals, “{group}” between groups of three digits."
    ),
    Code.NUMBER_DECIMALS: mark("At most {digits} decimals."),
    Code.NUMBER_TOO_LARGE: mark("This number is too large."),
    Code.NUMBER_NEGATIVE: mark("This number cannot be negative."),
    Code.NUMBER_NOT_POSITIVE: mark("Enter an amount greater than zero."),
    Code.LOGIN_FORM: mark("A login name begins with a letter or digit and holds letters, digits and . _ @ - only."),
    Code.ACCOUNT_NUMBER_FORM: mark(
        "An account number begins with a letter or digit and holds letters, digits and . _ @ + # - only."
    ),
    Code.PREFIX_FORM: mark("A prefix holds digits, * and # only."),
    Code.PASSWORD_SHORT: mark("A password has at least {least} characters."),
    Code.PASSWORD_COMMON: mark("This password is easy to guess. Choose another."),
    Code.PASSWORD_SAME: mark("The new password is the old one. Choose another."),
    Code.PASSWORD_WRONG: mark("The password is wrong."),
    Code.PERIOD_REVERSED: mark("The end lies before the beginning."),
    Code.RIGHT_NOT_FOR_TYPE: mark("A user of type {type} cannot have the right “{right}”."),
    Code.RATE_ZERO_NOT_FREE: mark("The price is zero. Tick “free of charge” if that is meant."),
    # the session
    Code.SESSION_MISSING: mark("Log in first."),
    Code.SESSION_ENDED: mark("Your session has ended. Log in again; your work is kept."),
    Code.SESSION_LOCKED: mark("The session is locked. Enter your password to go on."),
    Code.LOGIN_FAILED: mark("Login failed. Check the login name and the password."),
    Code.LOGIN_WAIT: mark("Too many failed logins. Try again in {seconds} s."),
    Code.PASSWORD_MUST_CHANGE: mark("Choose a new password first."),
    Code.SETUP_DONE: mark("The first administrator has been created already. Log in."),
    # who may do what
    Code.RIGHT_MISSING: mark("You do not have the right “{right}”."),
    Code.TYPE_CAP: mark("A user of type {type} can never have the right “{right}”."),
    Code.NOT_FOUND: mark("There is no such thing, or it is not yours to see."),
    Code.GRANT_LACKS: mark("The access list of account {account} gives you no “{right}” here (set by {by}, {at})."),
    Code.GRANT_NOT_COVERING: mark(
        "The access list of account {account} names you for that account alone, not for those below it "
        "(set by {by}, {at})."
    ),
    Code.GRANT_NONE: mark("You are not on the access list of this account or of one above it."),
    Code.OWN_ACCOUNT: mark(
        "You are listed on account {account} yourself: it counts as your own, and nobody pays, limits or locks his "
        "own account."
    ),
    Code.GRANT_HIDES: mark(
        "An entry on the access list of account {account} (set by {by}, {at}) hides the rights that you would "
        "have through account {hidden_account}: {rights}. An administrator can remove that entry."
    ),
    Code.AGENT_NEVER: mark("Users of type Agent can never do this."),
    Code.ADMINISTRATORS_ONLY: mark("Only administrators can do this."),
    Code.GROUP_NOT_YOURS: mark("This rate group belongs to somebody else."),
    Code.GROUP_GRANT_LACKS: mark("The access list of this rate group gives you no “{right}”."),
    Code.SELF: mark("You cannot do this to yourself."),
    Code.LAST_ADMINISTRATOR: mark("This is the last administrator who can manage users."),
    # the state of a thing
    Code.STALE: mark("Somebody changed this in the meantime. Compare both versions and decide."),
    Code.SELECTION_CHANGED: mark("The rows chosen have changed in the meantime: {count} by now. Look at them again."),
    Code.USER_LOCKED: mark("The user is locked."),
    Code.USER_NOT_LOCKED: mark("The user is not locked."),
    Code.USER_EXPIRED: mark("The user has expired."),
    Code.ACCOUNT_CANCELLED: mark("The account is cancelled."),
    Code.ACCOUNT_LOCKED: mark("The account is locked."),
    Code.ACCOUNT_NOT_LOCKED: mark("The account is not locked."),
    Code.ACCOUNT_BALANCE_ZERO: mark("The balance is zero already."),
    Code.ACCOUNT_BALANCE_LEFT: mark("The account still holds {balance}. Bring the balance to zero first."),
    Code.ACCOUNT_HAS_SUBS: mark("The account has active sub-accounts: {count}."),
    Code.ACCOUNT_CYCLE: mark("An account cannot stand below itself."),
    Code.ACCOUNT_SAME_AGENT: mark("The account stands below this agent already."),
    Code.ACCOUNT_TOO_DEEP: mark("At most {most} levels of agents are possible."),
    Code.LIMIT_EXCEEDED: mark("Balance {balance} with overdraft limit {overdraft} does not allow {amount}."),
    Code.PAYMENT_REVERSED: mark("The payment was reversed already, by record {by}."),
    Code.PAYMENT_IS_REVERSAL: mark("A reversal cannot be reversed. Post the payment again instead."),
    Code.PAYMENT_MOVED_NOTHING: mark("The record moved no money: there is nothing to reverse."),
    Code.PAYMENT_NOT_YOURS: mark("You can reverse only payments that you posted yourself."),
    Code.PAYMENT_CONFIRM: mark("A large amount, {amount}: from {threshold} on your password is asked for again."),
    Code.COVER_SHORT: mark(
        "The cover of agent account {agent} is too small: {cover} in all, {used} used, {free} free. Used by {users}."
    ),
    Code.LOWER_RATE_RIGHTS: mark(
        "Agent account {agent} uses the lower rate, and user {user} holds rights on rates: {rights}."
    ),
    Code.LOWER_RATE_GROUPS: mark(
        "Agent account {agent} uses the lower rate, and private rate groups of user {user} are in use: {groups}."
    ),
    Code.LOWER_RATE_ON: mark("“Use lower rate” is on."),
    Code.LOWER_RATE_OFF: mark("“Use lower rate” is off."),
    Code.ACCOUNT_UNKNOWN: mark("No account has this number."),
    Code.ACCOUNT_EXPIRED: mark("The account had expired."),
    Code.ACCOUNT_EXHAUSTED: mark("The account was exhausted: nothing left of balance and overdraft limit."),
    Code.GROUP_IN_USE: mark("The rate group is used by accounts: {accounts}."),
    Code.GROUP_NAME_TAKEN: mark("There is a rate group of this name already."),
    Code.PRIVATE_RATES: mark("The account has private rates already."),
    Code.GROUP_CANNOT_BE_USED: mark("User {user} may not use rate group {group}."),
    Code.RATE_TAKEN: mark("There is a rate for prefix {prefix} at this time already."),
    Code.RATE_OVERLAP: mark("Another rate of prefix {prefix} holds at this time: choose other dates."),
    Code.RATE_NOT_SCHEDULED: mark(
        "This rate is in effect already. Only a rate that is still to come can be taken back."
    ),
    Code.RATES_MUST_TYPE: mark("So many rates would be closed: {count} of {present}. Type this number to confirm it."),
    Code.RATES_CHANGED_SINCE: mark(
        "Rates were changed afterwards ({count}): undo the later changes first. Prefixes: {prefixes}."
    ),
    Code.IMPORT_UNDONE: mark("This has been undone already."),
    Code.RATE_NONE: mark("No rate matches this number: the call is refused."),
    Code.PRICE_NOT_YET_YOURS: mark(
        "The prices of this account are of a rate group whose rates you may not see: you are told those of now and "
        "of the past only."
    ),
    Code.RATE_LOSS: mark(
        "Loss protection: account {account} would pay less than its agent {agent}, for prefix {prefix} for one "
        "({ranges} ranges of numbers, {accounts} accounts in all)."
    ),
    Code.RATE_LOCKED: mark("The matching rate is locked: the call is refused."),
    Code.FILE_EMPTY: mark("The file is empty."),
    Code.FILE_HEADER: mark("The header line is not one that can be read."),
    Code.FILE_ENCODING: mark("The encoding of the file is not known."),
    Code.FILE_TOO_LARGE: mark("The file is too large: at most {limit} bytes."),
    Code.FILE_ROWS_BAD: mark("Lines that cannot be imported: {count}."),
    Code.FILE_COLUMNS: mark("The line has {found} columns instead of {expected}."),
    Code.FILE_REPEATED: mark("The same prefix stands in line {line} already."),
    Code.FILE_INCOMPLETE: mark("The file “{name}” did not arrive whole. Send it again."),
    Code.FILES_TOO_MANY: mark("At most {limit} files are kept at a time. Close a window that holds some."),
    Code.FILES_TOO_LARGE: mark("Your files take more than {limit} bytes together. Close a window that holds some."),
    Code.JOBS_TOO_MANY: mark("At most {limit} long tasks run at a time. Wait for one to end, or cancel one."),
    Code.JOB_RUNNING: mark("This has not ended yet."),
    Code.JOB_CANCELLED: mark("Cancelled. Nothing was changed."),
    Code.FILE_PROTECTED: mark(
        "The spreadsheet is protected by a password. Open it, save it without the password, and choose it again."
    ),
    Code.FILE_NO_SHEET: mark(
        "This is no rate sheet but another kind of file: a picture, a document, a web page or an archive. Unpack it, "
        "or open it in a spreadsheet and save it as XLSX or CSV."
    ),
    Code.FILE_DAMAGED: mark("The spreadsheet is damaged. Ask for it again, or open it, repair it and save it anew."),
    Code.FILE_UNPACKS: mark("The spreadsheet unpacks to more than {limit} bytes. Save it as CSV."),
    Code.FILE_WIDE: mark("The sheet has more than {limit} columns. Check the delimiter."),
    Code.FILE_NO_CODES: mark(
        "No column holds prefixes. Where a carrier sends prices and prefixes in two files, put them together first."
    ),
    Code.FILE_NO_PRICES: mark(
        "No column holds prices. Where a carrier sends prefixes and prices in two files, put them together first."
    ),
    Code.FILE_NO_INCREMENTS: mark("A price per cycle needs a column of the cycle, and a first increment a next one."),
    Code.CELL_CUT: mark("The line holds signs that cannot be read, or the file ends in the middle of it."),
    Code.CELL_DAMAGED: mark("A spreadsheet has changed this cell, and what was meant is not certain."),
    Code.CELL_NO_PRICE: mark("There is no price but a word: the destination is not offered."),
    Code.CELL_CONDITION: mark(
        "The price depends on more than the prefix (caller, time of day, fee), which is not read."
    ),
    Code.CELL_DATE: mark("This is no date in the form that was chosen."),
    Code.CELL_QUOTE: mark("The quotes of this line do not close."),
    Code.CODE_PATTERN: mark("This is a pattern and no prefix."),
    Code.CODE_RANGE: mark("This is no range: its ends need as many digits each, and the first must be the lower."),
    Code.CODE_MANY: mark("These are too many prefixes for one cell: at most {limit}."),
    Code.TEMPLATE_IN_USE: mark("The template is used by users: {count}."),
    Code.TEMPLATE_SHIPPED: mark("This template came with the program. Copy it to change it."),
    # what a verification finds
    Code.VERIFY_GAP: mark("Entries are missing before this one: it has number {found}, and {expected} is due."),
    Code.VERIFY_DOUBLE: mark("Number {found} is there twice; {expected} is due."),
    Code.VERIFY_HASH: mark("The entry, or its hash, is not as it was written."),
    Code.VERIFY_BALANCE_BEFORE: mark("It begins with {booked}, and the entry before it ends with {due}."),
    Code.VERIFY_SUM: mark("Balance before and amount ({amount}) do not make the balance after, {booked}."),
    Code.VERIFY_ORDER: mark("It was written before entry {before}, which stands before it."),
    Code.VERIFY_SNAPSHOT: mark("Names of its moment are missing: {fields}."),
    Code.VERIFY_NUMBERING: mark("Id {found} was never given: the highest one is {expected}."),
    Code.VERIFY_NO_ENTRY: mark("Account {account} was opened without an entry."),
    Code.VERIFY_LAST: mark("Account {account} counts {found} entries; the last one there is has number {expected}."),
    Code.VERIFY_LAST_HASH: mark("Account {account} knows another hash of its last entry."),
    Code.VERIFY_BALANCE: mark("Account {account} shows a balance of {booked}; its entries lead to {due}."),
    Code.VERIFY_KEY: mark("The same act was posted {times} times."),
    Code.VERIFY_REVERSAL: mark(
        "It reverses entry {reverses}, which is another account's, of another amount, or later."
    ),
    Code.VERIFY_REVERSED_TWICE: mark("Entry {reverses} was reversed twice."),
    Code.VERIFY_DANGLING: mark("It refers to something that is not there ({column})."),
    Code.VERIFY_PATH: mark(
        "Account {account} does not stand below its agent: who sees it, and who is billed, is wrong."
    ),
    Code.VERIFY_CALL: mark("The call was rated and not charged, or its charges tell of it otherwise."),
    Code.VERIFY_LOGGED: mark("The log tells of {expected} payments of account {account}, and {found} are there."),
    Code.VERIFY_FEWER: mark("The last verification found {expected} entries, and {found} are there now."),
    Code.VERIFY_UNGUARDED: mark("The database no longer forbids to change and delete what is in this table."),
    Code.VERIFY_COVER: mark(
        "The cover of agent {account} is short by {short}, and no charge explains {unexplained} of it."
    ),
    Code.VERIFY_COVER_EXPLAINED: mark("The cover of agent {account} is short by {short}: charges {charges}."),
    Code.VERIFY_STATEMENT: mark("The books do not lead to the closing figure of the statement."),
    # backups
    Code.BACKUP_NOT_HERE: mark("This database stands on a server, whose own tools make and restore its backups."),
    Code.BACKUP_DAMAGED: mark("This is no backup of this program, or it is damaged. The database was not touched."),
    Code.BACKUP_FINDINGS: mark(
        "The books of the backup are not in order: findings: {count}. The database was not touched."
    ),
    Code.BACKUP_GONE: mark("This backup is no longer there. Refresh the list."),
    # lists beside the books
    Code.LIST_NO_AMOUNTS: mark("There is no amount. Say which column holds it."),
    Code.LIST_NO_REFERENCES: mark("There is nothing to find a payment by: a reference, or a date and a payer."),
    Code.LIST_NOT_MISSING: mark("Only what came in and is missing in the books is recharged from here."),
    Code.LIST_NO_RECORD: mark("There is no payment record beside this line."),
    # the machine
    Code.DATABASE_BUSY: mark("The database is busy. Nothing was changed; try again."),
    Code.DATABASE_FULL: mark("The disk is full. Nothing was changed; make room and try again."),
    Code.DATABASE_CLOSED: mark("The database is closed, or its file is no longer there."),
    Code.DATABASE_DAMAGED: mark("The database file is damaged, or it is not a database of this program."),
    Code.DATABASE_NEWER: mark(
        "The database was made by a newer version of the program ({found}; this one knows {known}). It was not touched."
    ),
    Code.DATABASE_OLDER: mark("The database has an older form and must be migrated first."),
    Code.REQUEST_MALFORMED: mark("The request could not be read."),
    Code.KEY_REUSED: mark("This act was sent before with other content. Open the form again."),
    Code.FAULT: mark("Something went wrong in the program. Reference: {reference}"),
}

SHORT: dict[Code, str] = {
    Code.BACKUP_FINDINGS: mark("The books of the backup are not in order."),
    Code.LOGIN_WAIT: mark("Too many failed logins. Try again later."),
    Code.RIGHT_MISSING: mark("You do not have the right to do this."),
    Code.TYPE_CAP: mark("Users of your type can never do this."),
    Code.GRANT_LACKS: mark("The access list that reaches this account does not give you this right."),
    Code.GRANT_NOT_COVERING: mark("The access list above names you for that account alone, not for those below it."),
    Code.OWN_ACCOUNT: mark("You are listed on this account yourself: this cannot be done with one's own account."),
    Code.GRANT_HIDES: mark(
        "An entry on the account's access list hides the right that you would have through its agent."
    ),
    Code.GROUP_GRANT_LACKS: mark("The access list of this rate group does not give you this right."),
    Code.SELECTION_CHANGED: mark("The rows chosen have changed in the meantime. Look at them again."),
    Code.ACCOUNT_BALANCE_LEFT: mark("The account still holds money. Bring the balance to zero first."),
    Code.ACCOUNT_HAS_SUBS: mark("The account has active sub-accounts."),
    Code.ACCOUNT_TOO_DEEP: mark("There are too many levels of agents."),
    Code.LIMIT_EXCEEDED: mark("The balance and the overdraft limit do not allow it."),
    Code.COVER_SHORT: mark("The cover of the agent account is too small."),
    Code.LOWER_RATE_RIGHTS: mark("The agent account uses the lower rate, and a user of it holds rights on rates."),
    Code.LOWER_RATE_GROUPS: mark("The agent account uses the lower rate, and private rate groups below it are in use."),
    Code.PAYMENT_REVERSED: mark("The payment was reversed already."),
    Code.PAYMENT_CONFIRM: mark("A large amount: your password is asked for again."),
    Code.GROUP_IN_USE: mark("The rate group is used by accounts."),
    Code.GROUP_CANNOT_BE_USED: mark("The user may not use this rate group."),
    Code.RATE_TAKEN: mark("There is a rate for this prefix at this time already."),
    Code.TEMPLATE_IN_USE: mark("The template is used by users."),
    Code.DATABASE_NEWER: mark("The database was made by a newer version of the program. It was not touched."),
    Code.FAULT: mark("Something went wrong in the program."),
}
"""For codes with parameters, where a row tells the code alone: in tooltips of what is greyed."""

MORE: dict[Code, dict[str, str]] = {
    Code.FILE_HEADER: {
        "missing": mark("Missing columns: {missing}."),
        "doubled": mark("Columns that say the same twice, or contradict each other: {doubled}."),
    },
}
"""What follows a sentence when the parameter of this name holds anything."""

REASON_WORDS: dict[Code, str] = {
    Code.ACCOUNT_UNKNOWN: mark("No such account"),
    Code.ACCOUNT_CANCELLED: mark("Account cancelled"),
    Code.ACCOUNT_LOCKED: mark("Account locked"),
    Code.ACCOUNT_EXPIRED: mark("Account expired"),
    Code.ACCOUNT_EXHAUSTED: mark("Account exhausted"),
    Code.RATE_NONE: mark("No rate"),
    Code.RATE_LOCKED: mark("Prefix locked"),
    Code.NUMBER_TOO_LARGE: mark("Amount too large"),
}
"""Why a call is refused, in a few words for a cell."""
