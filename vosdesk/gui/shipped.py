"""Names and notes that come with the program as data: rights templates, and the logins of the demo company."""

from vosdesk.gui.text import mark, tr

TEXTS: frozenset[str] = frozenset(
    {
        # rights templates
        mark("Administrator"),
        mark("Cashier"),
        mark("Rate manager"),
        mark("Auditor"),
        mark("Agent"),
        mark("Agent (fixed rate)"),
        mark("Agent (view only)"),
        mark("Everything"),
        mark("Recharges accounts and looks up payment records"),
        mark("Keeps rate groups and rates, and says who may use them"),
        mark("Sees everything, changes nothing"),
        mark("Runs his sub-accounts, with rates of his own"),
        mark("Runs his sub-accounts at the rates of his own account: for accounts that use lower rate"),
        mark("Looks at his accounts and their payment records"),
        # logins of the demo company
        mark("Operator: accounts, payments"),
        mark("Operator: rate groups, rates"),
        mark("Agent, two levels below him"),
        mark("Agent, own rates"),
        mark("Agent with lower rate"),
        mark("Agent below harbour"),
        mark("Agent below lotus, own rates"),
        mark("Agent in the trap"),
        mark("Agent below baltika"),
        mark("Third level, lower rate"),
        mark("Third level, view only"),
        mark("Third level"),
    }
)


def shipped_text(text: str) -> str:
    """A text that came with the program in the reader's language; one that somebody wrote as he wrote it."""
    return tr(text) if text in TEXTS else text
