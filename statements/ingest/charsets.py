"""Which of the encodings of the last forty years a text was stored in: the one in which its letters are usual ones.

Each encoding is tried with the letters that its languages use most; a wrong one turns them into rare letters and signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

_ENOUGH = 0.6
_SAMPLE = 60_000
# In Latin scripts most letters are those of ASCII; Vietnamese has the most others.
_MOST_ACCENTS = 0.4
# Stops, quotation marks and spaces that every language may use.
_SIGNS = frozenset("‘’“”„–—…«»\u00a0№•€")
_WIDE_SIGNS = frozenset("，。、；：？！（）《》〈〉「」『』【】〔〕—…·・～－％　“”‘’〇―ー々") | frozenset(
    "０１２３４５６７８９"
)
_HAN = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那"
    "社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通"
    "并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区"
    "强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清"
    "己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步"
    "群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团"
    "往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县"
    "双愿友谊睦邻互尊访晤致签署宣公报部理席统认诺努"
    "這個為時來們發動過說產種後對會國與關學經電體點從業應開還條無結題問義現實請權聯聲報認證際議務華長門東兩雙願該辦區歐歷總導維護"
    "發進達環參機構設營運邊過還際場戰爭協調繼續強擴領導領簽訂讓須種類貿濟廣島臺灣係處標準據"
    "日本国会年大十二月同人事社者地方業長定立開手力学問高代明動京目通言理体田主題意不作用度強公持野以思家世多正安院心界教文"
)
_KANA = frozenset(
    "のにはをとがでてしるたいなれさこまもっらりかあすくよきおそつけうえせわだみどんやごじめばちべろねむほぶへずぞげひぐ"
) | frozenset(
    "ンスルイトアラリレードクカロッシタテナコムマニバサプメフキュジオジャグパセウダチハゴミネケエモソビボツベヨワズ"
)
_HANGUL = frozenset(
    "이다의는에을고가를한은하지기도로사자들과서대어리그인해나시정국부상일아장제수보주전스원공으면선구성유적여안동문경"
    "있조신화위라연관양계만모력회진용평비방실분세미개할재치교단발무통중소내중심간생강민행치호북남협우체결의와했및"
)


@dataclass(frozen=True, slots=True)
class _Charset:
    """`letters` holds, for each language, those it uses most; in true texts they make at least `share` of the rest."""

    name: str
    letters: tuple[frozenset[str], ...]
    share: float = 1.0
    signs: frozenset[str] = _SIGNS


def _both(*rows: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(row + row.upper()) for row in rows)


_WESTERN = _both(
    "éèêàâçîôûùëïœæ", "áéíóúñü¿¡ªº", "ãõáéíóúâêôçàªº", "äöüß", "àèéìòùî", "äöåéü", "æøåéö", "áéíóúýþðæö", "éëïóöü",
)  # fmt: skip
_CENTRAL = _both(
    "áéíěščřžýůúďťňó", "ąćęłńóśźż", "áéíóöőúüű", "čćđšž", "áäčďéíĺľňóôŕšťúýž", "ăâîşţșț", "čšž", "äöüß", "éöüçâîô",
)  # fmt: skip
_RUSSIAN = ("оеаинтсрвл", "оаіинтевсрл", "аоеинтсрја", "аоеитнсрвъ", "аыінедртлқ")
_RUSSIAN_CASES = _both(*_RUSSIAN)
_GREEK = (frozenset("αοιετσνηυρπκςμλάόίέήύώΑΟΙΕΤΣΝΗΥΡΠΚΜΛ"),)
_ARABIC = (frozenset("اليمنوترةعدبهكسفأ"), frozenset("ایرندومتهسبیک"))
_HEBREW = (frozenset("יוהלאתרמבשנדחק"),)
_THAI = (frozenset("านรกอเงยมส่้ัวลดทตะคหปบจีไแพิใโขชผธณุูืึ็์ซฐศษถภ"),)
# The first of equals wins.
_CHARSETS = (
    _Charset("cp1252", _WESTERN),
    _Charset(
        "gb18030", (_HAN | frozenset("éèêàáíóúü"), *_RUSSIAN_CASES, *_GREEK, *_WESTERN), 0.5, _WIDE_SIGNS | _SIGNS
    ),
    _Charset("big5", (_HAN,), 0.5, _WIDE_SIGNS | _SIGNS),
    _Charset("shift_jis", (_HAN | _KANA,), 0.55, _WIDE_SIGNS),
    _Charset("euc_jp", (_HAN | _KANA,), 0.55, _WIDE_SIGNS),
    _Charset("cp949", (_HANGUL,), 0.55, _WIDE_SIGNS | _SIGNS),
    _Charset("cp1251", _RUSSIAN_CASES, 0.62),
    _Charset("koi8-r", _RUSSIAN_CASES[:1], 0.62),
    _Charset("koi8-u", _RUSSIAN_CASES[1:2], 0.62),
    _Charset("cp866", _RUSSIAN_CASES, 0.62),
    _Charset("iso8859-5", _RUSSIAN_CASES, 0.62),
    _Charset("cp1250", _CENTRAL),
    _Charset("iso8859-2", _CENTRAL),
    _Charset("cp1254", _both("ışğüçöâîûİ")),
    _Charset("cp1257", _both("āēīūšžčģķļņ", "ąčęėįšųūž", "õäöüšž")),
    _Charset("cp1253", _GREEK, 0.75),
    _Charset("iso8859-7", _GREEK, 0.75),
    _Charset("cp1256", _ARABIC, 0.68, _SIGNS | frozenset("،؛؟")),
    _Charset("iso8859-6", _ARABIC, 0.68, _SIGNS | frozenset("،؛؟")),
    _Charset("cp1255", _HEBREW, 0.72),
    _Charset("cp874", _THAI, 0.85),
    _Charset(
        "cp1258",
        _both("ăâđêôơưáàéèíìóòúù\u0300\u0301\u0303\u0309\u0323"),
    ),
)
_BY_NAME = {charset.name: charset for charset in _CHARSETS}
_ALIASES = {"gbk": "gb18030", "gb2312": "gb18030", "euc_kr": "cp949", "cp932": "shift_jis", "latin-1": "cp1252"}
# A small letter before a great one, or two alphabets, inside a word: letters of a wrong table.
_BROKEN = re.compile("[а-яёα-ω][А-ЯЁΑ-Ω]|[A-Za-z][\u0370-\u06ff\u0e00-\u0e7f]|[\u0370-\u06ff\u0e00-\u0e7f][A-Za-z]")


def best_charset(data: bytes) -> str | None:
    """The encoding in which the letters beyond ASCII are the usual ones of some language; None when none is."""
    sample = _sample(data)
    scores = [(usual(sample, charset.name), -at, charset.name) for at, charset in enumerate(_CHARSETS)]
    best = max(scores)
    return best[2] if best[0] >= _ENOUGH else None


def is_known(encoding: str) -> bool:
    """True for an encoding of which `usual` can tell."""
    return _ALIASES.get(encoding, encoding) in _BY_NAME


def usual(data: bytes, encoding: str) -> float:
    """0 to 1: how usual the letters of `data` are when read in `encoding`; 0 for an encoding that cannot be."""
    charset = _BY_NAME.get(_ALIASES.get(encoding, encoding))
    if charset is None:
        return 0.0
    try:
        text = _sample(data).decode(charset.name)
    except UnicodeDecodeError as error:
        # The sample may end inside a sign.
        if error.start < min(len(data), _SAMPLE) - 4 or charset.share == 1.0:
            return 0.0
        text = _sample(data)[: error.start].decode(charset.name)
    counts = Counter(unicodedata.normalize("NFC", text))
    high = {char: count for char, count in counts.items() if char > "\x7f"}
    signs = sum(count for char, count in high.items() if char in charset.signs)
    rest = sum(high.values()) - signs
    if not rest:
        return 1.0 if high else 0.0
    if charset.share == 1.0 and rest > _MOST_ACCENTS * sum(count for char, count in counts.items() if char.isalpha()):
        return 0.0
    known = max(sum(high.get(char, 0) for char in letters) for letters in charset.letters)
    score = min(1.0, known / rest / charset.share)
    odd = sum(count for char, count in high.items() if char not in charset.signs and not char.isalpha())
    broken = len(_BROKEN.findall(text)) if charset.share != 1.0 else 0
    return max(0.0, score - 2 * odd / (rest + signs) - 2 * broken / rest)


def _sample(data: bytes) -> bytes:
    return data[:_SAMPLE]
