"""Who works at the demo company and with it: operators and agents, and the accounts of the agents."""

from typing import NamedTuple

from vosdesk.contract.permissions import AccountRight, Right

FRONT_DESK = frozenset(
    {
        Right.ACCOUNTS_VIEW, Right.ACCOUNTS_EDIT, Right.ACCOUNTS_LOCK, Right.ACCOUNTS_CANCEL,
        Right.ACCOUNTS_OVERDRAFT, Right.PAYMENTS_VIEW, Right.PAYMENTS_RECHARGE, Right.PAYMENTS_DEDUCT,
        Right.PAYMENTS_ZERO, Right.EXPORT,
    }
)  # fmt: skip
"""The rights of the cashier, given by hand."""
ALL_RIGHTS = frozenset(AccountRight)
LOOK = frozenset({AccountRight.SEE})


class Agent(NamedTuple):
    """An agent's user and account. ``share`` is his part of the customers, in thousandths of all accounts."""

    login: str
    person: str
    number: str
    company: str
    language: str
    share: int
    parent: str = ""
    template: str = "Agent"
    groups: tuple[str, ...] = ()
    private: str = ""
    lower_rate: bool = False

    @property
    def looks_only(self) -> bool:
        """Whether somebody else runs his sub-accounts."""
        return self.template == "Agent (view only)"


AGENTS: tuple[Agent, ...] = (
    Agent("harbour", "Amelia Hughes", "7001", "Harbour Telecom Group", "en", 80,
          groups=("World standard", "World economy", "Europe retail"), private="Harbour resale"),
    Agent("lotus", "王静", "7002", "上海莲花通信有限公司", "zh", 75,
          groups=("World standard", "Asia wholesale"), private="莲花零售"),
    Agent("sahara", "خالد المنصوري", "7003", "شركة الصحراء للاتصالات ذ.م.م", "ar", 70,
          groups=("World standard", "Africa and Gulf")),
    Agent("baltika", "Ольга Коваленко", "7004", "АО «Балтика-Связь»", "ru", 70,
          groups=("World standard", "World premium"), private="Балтика розница"),
    Agent("harbour.cards", "Harry Patel", "7005", "Harbour Calling Cards Ltd", "en", 55, parent="harbour",
          template="Agent (fixed rate)", lower_rate=True),
    Agent("harbour.north", "Isla Robinson", "7006", "Northgate Telecom Ltd", "en", 50, parent="harbour",
          groups=("World standard", "World economy")),
    Agent("lotus.sh", "陈伟", "7007", "上海明珠网络科技有限公司", "zh", 45, parent="lotus",
          groups=("Asia wholesale",), private="明珠特价"),
    Agent("sahara.retail", "مريم النعيمي", "7008", "شركة الواحة للخدمات ذ.م.م", "ar", 45, parent="sahara",
          groups=("Africa and Gulf",)),
    Agent("baltika.msk", "Павел Шевчук", "7009", "ООО «Маяк-Телеком»", "ru", 40, parent="baltika",
          groups=("World standard",)),
    Agent("north.leeds", "Jack Clarke", "7010", "Leeds Conferencing Ltd", "en", 30, parent="harbour.north",
          template="Agent (fixed rate)", lower_rate=True),
    Agent("sh.campus", "李敏", "7011", "上海海通信息服务有限公司", "zh", 25, parent="lotus.sh",
          template="Agent (view only)"),
    Agent("msk.hotels", "Елена Белых", "7012", "АО «Заря-Отель»", "ru", 25, parent="baltika.msk",
          groups=("World standard",)),
)  # fmt: skip
"""Parents before those below them."""

TRAPPED = "sahara.retail"
"""The agent whom an administrator's grant on one of his sub-accounts keeps from recharging it."""
