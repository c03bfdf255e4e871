"""Titles of columns and what they say: one table of names, in the languages that sheets come in."""

import re
from collections.abc import Mapping, Sequence

from vosdesk.contract.decks import SEVERAL, Role, normal

R = Role
_PER_CYCLE = "billing rate; price per cycle; rate per cycle; 计费费率; 费率 周期"
_NAMES: Mapping[Role, str] = {
    R.PREFIX: "prefix; rate prefix; dial prefix; dialing prefix; dialling prefix; destination prefix; prefixes; "
    "destination prefixes; number prefix; code; codes; dial code; dial codes; dialcode; dialing code; dialling code; "
    "destination code; destination codes; dest code; prefix code; area code; area codes; city code; city codes; "
    "breakout; breakouts; route code; number range; digits; 前缀; 费率前缀; 区号; 字冠; 号码前缀; 代码; код; коды; "
    "префикс; prefijo; prefijos; código; codigo; vorwahl; indicatif; call number pattern",
    R.AREA_PREFIX: "area prefix; 地区前缀",
    R.COUNTRY_CODE: "country code; country codes; cc; country dial code; country prefix; 国家码; 国家代码; 国家区号; "
    "код страны; ländervorwahl",
    R.AREA_NAME: "area name; destination name; destination; destinations; name; route name; area; description; route; "
    "zone; country name; country; 地区名称; 地区; 目的地; 名称; 国家; направление; destino; ziel; libellé; "
    "special services description",
    R.RATE_TYPE: "rate type; 费率类型",
    R.PRICE: f"{_PER_CYCLE}; price; rate; price per minute; rate per minute; price min; rate min; minute price; "
    "minute rate; per minute; price minute; rate minute; cost per minute; voice rate; call rate; new rate; new price; "
    "rates; prices; peak rate; tariff; tarif; cost; price per min; rate per min; sell rate; selling rate; "
    "buy rate; retail rate; charge; charge per minute; 费率; 价格; 单价; 资费; 每分钟费率; цена; тариф; "
    "стоимость; precio; tarifa; preis; prix",
    R.CYCLE: "billing cycle; cycle; 计费周期",
    R.MINUTE_COST: "minute cost; 每分钟费用; 分钟费用",
    R.LOCK: "lock type; lock; 锁定类型",
    R.SECTIONS: "section rate; section rates; 分段费率; 阶段费率",
    R.TAX: "tax percent; tax percentage; tax in percent; 税率百分比",
    R.PROMPT_PRICE: "billing rate for calling card prompt; 语音提示费率",
    R.PROMPT_CYCLE: "billing cycle for calling card prompt; 语音提示周期",
    R.INCREMENTS: "increments; increment; billing increments; billing increment; billing; billing terms; "
    "rounding; rounding rules; charging interval; intervals; interval; billing interval; billing unit; bi; "
    "pulse; billing pulse; 计费单位; 计费方式; тарификация; taktung",
    R.FIRST: "first interval; initial interval; first increment; initial increment; interval 1; min duration; "
    "minimum duration; minimum seconds; first period; minimum; min increment; initial period; minimum charge seconds; "
    "first billing increment; initial billing increment; 首次计费; 起始时长; minimal time; min time",
    R.NEXT: "sub interval; next interval; subsequent interval; next increment; sub increment; "
    "subsequent increment; interval n; interval 2; additional increment; next period; additional period; "
    "next billing increment; subsequent billing increment; 后续计费; 后续时长",
    R.CONNECTION: "connection fee; connect fee; connection charge; connect charge; setup fee; set up fee; "
    "initial cost; surcharge; per call charge; flag fall; flagfall; 接续费; 接通费",
    R.FROM: "effective date; effective from; effective; start date; valid from; effective time; date effective; "
    "activation date; active from; begin date; from; new rate effective date; eff date; time of timing replace; "
    "生效日期; 生效时间; 开始日期; дата начала; начало действия; gültig ab; date d effet; fecha de inicio",
    R.UNTIL: "effective until; end date; valid until; valid to; effective to; expiry date; expires; expiration date; "
    "active to; to; discontinue date; close date; 失效日期; 失效时间; 结束日期; дата окончания; gültig bis",
    R.STATUS: "status; change; change type; action; mode; rate change; mode of timing replace; comment; comments; "
    "remark; remarks; indicator; state; change code; 状态; 变更; 变化; статус; изменение",
    R.CONDITION: "origination prefixes; origination prefix; origin; origin prefix; origination; origin code; "
    "time band; weekend rate; off peak rate; night rate; off peak price; weekend price; origin based rate; 主叫前缀",
}
"""Names of columns in small letters, words parted by one space and all other signs left out."""

_ROLES: dict[str, Role] = {name: role for role, names in _NAMES.items() for name in names.split("; ")}
_ORDER = {name: place for names in _NAMES.values() for place, name in enumerate(names.split("; "))}
_OF_CYCLES = frozenset(_PER_CYCLE.split("; "))
_OLD = frozenset({"old", "previous", "prev", "last", "旧"})
_MONEY = frozenset(
    {
        "usd", "eur", "gbp", "us", "cny", "rmb", "rub", "hkd", "sgd", "aud", "cad", "chf", "euro", "euros", "dollar",
        "dollars", "in",
    }
)  # fmt: skip
_SIGNS = re.compile(r"[$€£¥₽]")


def role_of(title: str) -> Role | None:
    """What a title says, with or without the currency beside it."""
    name = normal(title)
    role = _ROLES.get(name)
    if role is not None or not name:
        return role
    words = [word for word in name.split() if word not in _MONEY]
    if not words or words[0] in _OLD:
        return None
    bare = " ".join(words)
    if bare in {"min", "minute", "per min", "per minute", "m"}:
        return R.PRICE if len(words) < len(name.split()) or _SIGNS.search(title) else None
    return _ROLES.get(bare)


def is_of_cycles(title: str) -> bool:
    """Whether a title of a price says that it is one billing cycle's."""
    return normal(title) in _OF_CYCLES


def rank(title: str) -> int:
    """Which of two titles of one role is the better one: the lower rank."""
    return _ORDER.get(normal(title), len(_ORDER))


def placed(titles: Sequence[str]) -> dict[Role, list[int]]:
    """The columns of every role, the better title first."""
    found: dict[Role, list[int]] = {}
    for place, title in enumerate(titles):
        role = role_of(title)
        if role is not None:
            found.setdefault(role, []).append(place)
    for role, places in found.items():
        if role not in SEVERAL:
            places.sort(key=lambda place: (rank(titles[place]), place))
    return found
