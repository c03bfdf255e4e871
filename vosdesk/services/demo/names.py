"""Companies and people of the demo company, in the scripts that an operator of VoIP meets."""

import random
from dataclasses import dataclass

from vosdesk.contract.accounts import Contact
from vosdesk.services.demo.numbering import phone_number


@dataclass(frozen=True)
class Culture:
    """How companies, people and addresses of a country are called. ``company`` and ``person`` are patterns."""

    region: str
    stems: tuple[str, ...]
    trades: tuple[str, ...]
    forms: tuple[str, ...]
    cities: tuple[str, ...]
    streets: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    banks: tuple[str, ...]
    id_type: str
    postcode: str = "#####"
    company: str = "{stem} {trade} {form}"
    person: str = "{given} {family}"
    street: str = "{street} {number}"


CULTURES: dict[str, Culture] = {
    "en": Culture(
        region="GB",
        stems=("Harbour", "Northgate", "Bluebell", "Kestrel", "Fairfield", "Redwood", "Anchor", "Sterling", "Meridian",
               "Lakeside"),
        trades=("Telecom", "Calling", "Hotels", "Travel", "Logistics", "Call Centre", "Clinics", "Conferencing"),
        forms=("Ltd", "Group", "PLC"),
        cities=("London", "Leeds", "Bristol", "Glasgow", "Cardiff"),
        streets=("King Street", "Station Road", "Mill Lane", "Victoria Road"),
        given=("Olivia", "George", "Amelia", "Harry", "Isla", "Jack", "Emily", "Noah"),
        family=("Taylor", "Hughes", "Patel", "Wright", "O'Connor", "Robinson", "Clarke", "Khan"),
        banks=("First Island Bank", "County & Commercial"),
        id_type="Company number",
        postcode="LS# #AB",
        street="{number} {street}",
    ),
    "zh": Culture(
        region="CN",
        stems=("莲花", "长城", "东方", "明珠", "华讯", "金桥", "海通", "星河", "鼎盛", "天宇"),
        trades=("通信", "网络科技", "电子商务", "国际物流", "酒店管理", "信息服务"),
        forms=("有限公司", "股份有限公司"),
        cities=("上海", "深圳", "广州", "杭州", "成都"),
        streets=("南京路", "人民路", "中山路", "解放路"),
        given=("伟", "芳", "娜", "敏", "静", "磊", "洋", "婷"),
        family=("王", "李", "张", "刘", "陈", "杨", "赵", "黄"),
        banks=("华东商业银行", "沿海发展银行"),
        id_type="统一社会信用代码",
        postcode="20####",
        company="{city}{stem}{trade}{form}",
        person="{family}{given}",
        street="{street}{number}号",
    ),
    "ar": Culture(
        region="AE",
        stems=("الصحراء", "النخيل", "الخليج", "الواحة", "الفجر", "المنارة", "الصقر", "اللؤلؤة", "البدر", "الأفق"),
        trades=("للاتصالات", "للسفريات", "للشحن", "للفنادق", "للخدمات", "للتجارة"),
        forms=("ذ.م.م", "ش.م.ع"),
        cities=("دبي", "أبو ظبي", "الشارقة", "العين", "عجمان"),
        streets=("شارع الشيخ زايد", "شارع الكورنيش", "شارع المطار", "شارع الميناء"),
        given=("أحمد", "فاطمة", "محمد", "عائشة", "خالد", "مريم", "يوسف", "ليلى"),
        family=("المنصوري", "الهاشمي", "النعيمي", "الشامسي", "الحمادي", "السويدي", "الكعبي", "المري"),
        banks=("مصرف الواحة", "بنك الساحل"),
        id_type="رخصة تجارية",
        company="شركة {stem} {trade} {form}",
    ),
    "ru": Culture(
        region="RU",
        stems=("Балтика", "Север", "Волга", "Заря", "Маяк", "Орион", "Русич", "Парус", "Сибирь", "Кедр"),
        trades=("Связь", "Телеком", "Логистика", "Отель", "Сервис", "Тур"),
        forms=("ООО", "АО", "ПАО"),
        cities=("Москва", "Санкт-Петербург", "Казань", "Новосибирск", "Самара"),
        streets=("ул. Ленина", "Невский пр.", "ул. Мира", "Садовая ул."),
        given=("Анна", "Иван", "Мария", "Дмитрий", "Ольга", "Сергей", "Елена", "Павел"),
        family=("Иваненко", "Смирных", "Черных", "Шевчук", "Коваленко", "Белых", "Седых", "Бондаренко"),
        banks=("Банк «Северный»", "Волжский кредит"),
        id_type="ИНН",
        postcode="1#####",
        company="{form} «{stem}-{trade}»",
        street="{street}, {number}",
    ),
    "de": Culture(
        region="DE",
        stems=("Lindenhof", "Grünwald", "Schönfeld", "Möwe", "Falke", "Brücke", "Rheintal", "Nordstern"),
        trades=("Telefonie", "Spedition", "Hotels", "Reisen", "Praxis", "Kundendienst"),
        forms=("GmbH", "AG", "KG"),
        cities=("Köln", "München", "Düsseldorf", "Nürnberg", "Lübeck"),
        streets=("Hauptstraße", "Königsallee", "Bahnhofstraße", "Gartenweg"),
        given=("Jürgen", "Käthe", "Björn", "Anke", "Sören", "Heike", "Uwe", "Birgit"),
        family=("Müller", "Schäfer", "Weiß", "Krüger", "Jäger", "Köhler", "Groß", "Böhm"),
        banks=("Hansekontor Bank", "Volksbank Musterstadt"),
        id_type="HRB",
    ),
    "fr": Culture(
        region="FR",
        stems=("Belle Étoile", "Garonne", "Mont-Clair", "L'Olivier", "Grand Large", "Château Vert", "Hélios",
               "Provence"),
        trades=("Télécom", "Voyages", "Hôtels", "Transports", "Conseil", "Centre d'appels"),
        forms=("SARL", "SAS", "SA"),
        cities=("Lyon", "Marseille", "Nîmes", "Orléans", "Besançon"),
        streets=("rue de la République", "avenue Foch", "rue des Lilas", "quai Voltaire"),
        given=("Amélie", "Gérard", "Zoé", "François", "Hélène", "Loïc", "Noémie", "Étienne"),
        family=("Lefèvre", "Dubois", "Béranger", "Moreau", "Lemaître", "Garçon", "Roux", "Périer"),
        banks=("Crédit du Fleuve", "Banque des Deux Rives"),
        id_type="SIREN",
        street="{number} {street}",
    ),
    "tr": Culture(
        region="TR",
        stems=("Güneş", "Yıldız", "Boğaziçi", "Çınar", "Işık", "Şafak", "Ege", "Öncü"),
        trades=("Telekom", "Turizm", "Nakliyat", "Otelcilik", "Bilişim", "Çağrı Merkezi"),
        forms=("A.Ş.", "Ltd. Şti."),
        cities=("İstanbul", "İzmir", "Ankara", "Eskişehir", "Muğla"),
        streets=("Atatürk Caddesi", "İstiklal Caddesi", "Çiçek Sokak", "Gül Sokak"),
        given=("Ayşe", "Mehmet", "Elif", "Çağlar", "Gökçe", "Oğuz", "Şule", "İpek"),
        family=("Yılmaz", "Öztürk", "Çelik", "Şahin", "Güneş", "Koç", "Aydın", "Kılıç"),
        banks=("Ege Ticaret Bankası", "Anadolu Kredi"),
        id_type="Vergi no",
    ),
    "in": Culture(
        region="IN",
        stems=("Ganga", "Himalaya", "Surya", "Akash", "Deepak", "Vijay", "Malabar", "Konark"),
        trades=("Telecom", "Travels", "Logistics", "Hotels", "BPO Services"),
        forms=("Pvt Ltd", "Limited"),
        cities=("Mumbai", "Delhi", "Bengaluru", "Chennai", "Pune"),
        streets=("M. G. Road", "Station Road", "Link Road"),
        given=("Asha", "Rahul", "Priya", "Vikram", "Neha", "Arjun", "Meera", "Sanjay"),
        family=("Sharma", "Patel", "Gupta", "Singh", "Mehta", "Rao", "Joshi", "Nair"),
        banks=("Sagar Bank", "Jan Kalyan Bank"),
        id_type="GSTIN",
        postcode="4#####",
        street="{number} {street}",
    ),
    "es": Culture(
        region="ES",
        stems=("Sol y Mar", "La Paloma", "Peñafiel", "El Roble", "Costa Azul", "Año Nuevo", "Cigüeña", "Aragón"),
        trades=("Telefonía", "Viajes", "Hoteles", "Transportes", "Clínicas", "Locutorios"),
        forms=("S.L.", "S.A."),
        cities=("Málaga", "Madrid", "A Coruña", "Cádiz", "León"),
        streets=("Calle Mayor", "Avenida de la Constitución", "Plaza de España"),
        given=("Lucía", "Íñigo", "Begoña", "José", "Inés", "Raúl", "Sofía", "Andrés"),
        family=("Muñoz", "Ibáñez", "García", "Núñez", "Peña", "Vázquez", "López", "Ordóñez"),
        banks=("Caja del Levante", "Banco Meseta"),
        id_type="CIF",
    ),
    "ja": Culture(
        region="JP",
        stems=("桜", "富士", "日の出", "青空", "みなと", "大和", "ひかり", "朝日町"),
        trades=("通信", "トラベル", "物流", "ホテル", "サービス"),
        forms=("株式会社", "合同会社"),
        cities=("東京", "大阪", "名古屋", "福岡", "札幌"),
        streets=("中央通り", "本町", "桜木町"),
        given=("陽菜", "蓮", "結衣", "大翔", "さくら", "健太", "美咲", "翔太"),
        family=("佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村"),
        banks=("みなと商業銀行", "中央信用金庫"),
        id_type="法人番号",
        postcode="1##-####",
        company="{form}{stem}{trade}",
        person="{family} {given}",
    ),
    "el": Culture(
        region="GR",
        stems=("Αιγαίο", "Όλυμπος", "Ήλιος", "Ποσειδών", "Ελιά", "Αλκυών"),
        trades=("Τηλεπικοινωνίες", "Ταξίδια", "Ναυτιλιακή", "Ξενοδοχεία"),
        forms=("Α.Ε.", "Ε.Π.Ε."),
        cities=("Αθήνα", "Θεσσαλονίκη", "Πάτρα", "Ηράκλειο"),
        streets=("Ερμού", "Σταδίου", "Αγίου Δημητρίου"),
        given=("Ελένη", "Γιώργος", "Μαρία", "Νίκος", "Κατερίνα", "Δημήτρης"),
        family=("Παπαδόπουλος", "Νικολάου", "Γεωργίου", "Αντωνίου", "Βασιλείου", "Μακρή"),
        banks=("Τράπεζα Αιγαίου",),
        id_type="ΑΦΜ",
    ),
    "ko": Culture(
        region="KR",
        stems=("한강", "백두", "무궁화", "푸른", "한빛", "새벽"),
        trades=("텔레콤", "여행", "물류", "호텔", "서비스"),
        forms=("주식회사", "유한회사"),
        cities=("서울", "부산", "대구", "인천"),
        streets=("세종대로", "중앙로", "강남대로"),
        given=("서연", "민준", "지우", "하준", "수빈", "도윤"),
        family=("김", "이", "박", "최", "정", "강"),
        banks=("한강저축은행",),
        id_type="사업자등록번호",
        company="{form} {stem}{trade}",
        person="{family}{given}",
    ),
}  # fmt: skip
"""By language."""


class Namer:
    """Makes up companies, each name once. The same seed makes the same ones."""

    def __init__(self, source: random.Random) -> None:
        self._random = source
        self._used: set[str] = set()

    def company(self, language: str) -> str:
        """The name of a company that no other has."""
        culture, pick = CULTURES[language], self._random.choice
        for attempt in range(1_000):
            name = culture.company.format(
                stem=pick(culture.stems),
                trade=pick(culture.trades),
                form=pick(culture.forms),
                city=pick(culture.cities),
            )
            if attempt > 20:
                name = f"{name} {attempt - 20}"
            if name not in self._used:
                self._used.add(name)
                return name
        raise LookupError(f"no more names in {language}")

    def contact(self, language: str, company: str, number: str) -> Contact:
        """Whom to ask at a company, and where; ``number`` is its account's."""
        culture, pick = CULTURES[language], self._random.choice
        street = culture.street.format(street=pick(culture.streets), number=self._random.randint(1, 240))
        return Contact(
            company=company,
            contact=culture.person.format(given=pick(culture.given), family=pick(culture.family)),
            phone=phone_number(culture.region, self._random.randrange(10_000)),
            email=f"billing@c{number.lower()}.example.com",
            address=f"{street}, {pick(culture.cities)}",
            postcode="".join(self._digit() if sign == "#" else sign for sign in culture.postcode),
            id_type=culture.id_type,
            id_number="".join(self._digit() for _ in range(9)),
            bank=pick(culture.banks),
        )

    def person(self, language: str) -> str:
        """The name of a person."""
        culture, pick = CULTURES[language], self._random.choice
        return culture.person.format(given=pick(culture.given), family=pick(culture.family))

    def _digit(self) -> str:
        return str(self._random.randrange(10))
