"""Numbers as word processors print them in front of list paragraphs (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

from statements.ingest.numerals import roman_numeral

_HAN = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_OLD = "零壹貳參肆伍陸柒捌玖"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
_ONES += "eighteen nineteen twenty"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
_ORDINALS += "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"


def printed_number(value: int, form: str) -> str:
    """`value` in the number format `form`; figures for forms that are not known, "" for "none" and "bullet"."""
    if form in ("none", "bullet"):
        return ""
    writer = _FORMS.get(form)
    return (writer(value) if writer and value > 0 else "") or str(value)


def repeated_letter(value: int, alphabet: str) -> str:
    """a … z, aa, bb …: after the last letter word processors repeat them."""
    times, at = divmod(value - 1, len(alphabet))
    return alphabet[at] * (times + 1)


def han(value: int, digits: str = _HAN, units: str = "十百千") -> str:
    """十二, 二十, 一百零五; "" from ten thousand on."""
    if value >= 10_000:
        return ""
    out = ""
    skipped = False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if not digit:
            skipped = bool(out)
            continue
        if skipped:
            out += digits[0]
            skipped = False
        leading_ten = place == 1 and digit == 1 and not out and digits == _HAN
        out += ("" if leading_ten else digits[digit]) + (units[place - 1] if place else "")
    return out


def _each_digit(value: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(value))


def _circled(value: int) -> str:
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= value <= last:
            return chr(start + value - first)
    return ""


def _in_order(letters: str) -> Callable[[int], str]:
    return lambda value: repeated_letter(value, letters)


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)]


def _word(words: str) -> Callable[[int], str]:
    listed = words.split()
    return lambda value: listed[value - 1].capitalize() if value <= len(listed) else ""


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_HAN_FORMS = dict.fromkeys(
    (
        "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
        "taiwaneseCountingThousand", "koreanCounting", "japaneseDigitalTenThousand",
    ),
    han,
)  # fmt: skip
_FORMS: dict[str, Callable[[int], str]] = {
    **_HAN_FORMS,
    "decimalZero": lambda value: f"{value:02}",
    "upperRoman": lambda value: roman_numeral(value).upper(),
    "lowerRoman": roman_numeral,
    "upperLetter": _in_order("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _in_order("abcdefghijklmnopqrstuvwxyz"),
    "ordinal": _ordinal,
    "cardinalText": _word(_ONES),
    "ordinalText": _word(_ORDINALS),
    "chineseLegalSimplified": lambda value: han(value, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda value: han(value, _LEGAL_OLD, "拾佰仟"),
    "japaneseLegal": lambda value: han(value, "零壱弐参四伍六七八九", "拾百阡"),
    "ideographDigital": lambda value: _each_digit(value, "〇一二三四五六七八九"),
    "taiwaneseDigital": lambda value: _each_digit(value, "○一二三四五六七八九"),
    "koreanDigital": lambda value: _each_digit(value, "영일이삼사오육칠팔구"),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": lambda value: chr(0x327F + value) if value <= 10 else "",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda value: chr(0x2473 + value) if value <= 20 else "",
    "decimalEnclosedFullstop": lambda value: chr(0x2487 + value) if value <= 20 else "",
    "decimalFullWidth": lambda value: _each_digit(value, "０１２３４５６７８９"),
    "decimalFullWidth2": lambda value: _each_digit(value, "０１２３４５６７８９"),
    "numberInDash": lambda value: f"- {value} -",
    "ganada": _one_of("가나다라마바사아자차카타파하"),
    "chosung": _one_of("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
    "aiueo": _one_of("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"),
    "aiueoFullWidth": _one_of(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    ),
    "iroha": _one_of("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"),
    "russianLower": _in_order(_RUSSIAN),
    "russianUpper": _in_order(_RUSSIAN.upper()),
    "greekLower": _in_order(_GREEK),
    "greekUpper": _in_order(_GREEK.upper()),
    "arabicAlpha": _in_order(_ARABIC),
    "arabicAbjad": _in_order(_ABJAD),
    "hebrew2": _in_order(_HEBREW),
    "hebrew1": _in_order(_HEBREW),
    "hindiNumbers": lambda value: _each_digit(value, "०१२३४५६७८९"),
    "thaiNumbers": lambda value: _each_digit(value, "๐๑๒๓๔๕๖๗๘๙"),
    "thaiLetters": _in_order("กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"),
}
