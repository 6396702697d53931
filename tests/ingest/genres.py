"""Texts of the genres of diplomacy at their usual length, put together from own sentences.

Their structure is that of real papers: numbered declarations under headings, communiqués without numbers, chapters and
articles, principles, letters that transmit a declaration. Their words are nobody's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from tests.ingest.numerals_written import arabic_ordinal, han, roman
from tests.ingest.phrases import paragraphs, sentences
from tests.ingest.truth import TrueBlock, Truth


class Text:
    """A text being written: each method adds a block."""

    def __init__(self, name: str, language: str, title: str, **facts: str) -> None:
        self.name = name
        self.language = language
        self.facts = {"title": title, "language": language, "profile": "statement", "parties": ""}
        self.facts |= {"date_signed": "", "date_published": "", **facts}
        self.blocks: list[TrueBlock] = []
        self.paragraphs = paragraphs(language, name)
        self.sentences = sentences(language, name)
        self.add("title", title)

    def add(self, kind: str, text: str = "", marker: str = "") -> Text:
        self.blocks.append(TrueBlock(kind, marker, text or next(self.paragraphs)))
        return self

    def date(self, text: str) -> Text:
        return self.add("dateline", text)

    def head(self, text: str, marker: str = "") -> Text:
        return self.add("heading", text, marker)

    def body(self, *texts: str, times: int = 0) -> Text:
        for text in [*texts, *([""] * times)]:
            self.add("paragraph", text)
        return self

    def items(self, markers: Iterator[str] | list[str], times: int, *, more: int = 0) -> Text:
        """`times` items; every `more`-th one has a second paragraph."""
        for at, marker in zip(range(1, times + 1), markers, strict=False):
            self.add("item", marker=marker)
            if more and at % more == 0:
                self.add("paragraph")
        return self

    def truth(self) -> Truth:
        return Truth(self.name, self.facts, tuple(self.blocks))


def _figures(start: int = 1, form: str = "{}.") -> Iterator[str]:
    return (form.format(number) for number in count(start))


def long_text(words: int) -> Truth:
    """Numbered paragraphs under headings with bullets between them, of at least so many words."""
    text = Text("long", "en", "Joint Statement of Norway and Finland on Everything")
    numbers = _figures()
    count_of_words = 0
    while count_of_words < words:
        begun = len(text.blocks)
        text.head("On shared waters").items(numbers, 10, more=3)
        for _ in range(3):
            text.add("bullet", next(text.sentences), "•")
        count_of_words += sum(len(block.text.split()) for block in text.blocks[begun:])
    return text.truth()


def _summit_under_headings() -> Iterator[Truth]:
    """Numbers that run on under headings, a hundred of them, as of large groups of states."""
    text = Text("genre-hundred", "en", "Declaration of the Summit of the Lake States", date_signed="2019-07-10")
    text.date("Entebbe, 10 July 2019").head("Preamble")
    numbers = _figures()
    text.items(numbers, 6)
    for name in ("Sharing water fairly", "Trade and transport", "Energy for all", "Health", "Education and youth",
                 "Peace and security", "Looking ahead"):  # fmt: skip
        text.head(name).items(numbers, 14, more=5)
    yield text.truth()
    text = Text("genre-lettered-parts", "en", "Leaders’ Communiqué of the Harbour Group", date_signed="2022-11-16")
    text.date("Lisbon, 15-16 November 2022")
    text.facts["date_signed"] = ""
    numbers = _figures()
    text.items(numbers, 4)
    names = ("Growth", "Food", "Climate", "Digital ports", "Health", "Institutions")
    for letter, name in zip("ABCDEF", names, strict=True):
        text.head(name, f"{letter}.").items(numbers, 5)
        for sub in ("(i)", "(ii)", "(iii)"):
            text.add("item", marker=sub)
    yield text.truth()


def _seven() -> Iterator[Truth]:
    """Long paragraphs under bold headings, some numbered across, bullets between them."""
    text = Text("genre-seven-headings", "en", "Communiqué of the Ministers of the Seven Rivers")
    text.body("We, the Ministers of the Seven Rivers, met in Bergen on 3 and 4 June 2021 under the chair of Norway.")
    for name in ("Introduction", "Ukraine", "Free and open rivers", "Arms control and non-proliferation",
                 "Gender equality", "Conclusion"):  # fmt: skip
        text.head(name).body(times=3)
        for _ in range(3):
            text.add("bullet", next(text.sentences), "•")
    yield text.truth()
    text = Text("genre-seven-numbered", "en", "Vision of the Seven Rivers on Disarmament")
    numbers = _figures()
    for name in ("", "Reducing risk", "Verification"):
        if name:
            text.head(name)
        text.items(numbers, 8)
    yield text.truth()


def _alliance() -> Iterator[Truth]:
    text = Text("genre-alliance", "en", "Northern Harbour Summit Communiqué", date_signed="2011-06-14")
    text.body("Issued by the Heads of State and Government participating in the meeting of the Council in Tromsø.")
    text.date("14 June 2011").items(_figures(), 66, more=9)
    yield text.truth()


def _bilateral_sections() -> Iterator[Truth]:
    """Roman numbers alone on their lines, or with a name; unnumbered paragraphs below."""
    title = "Joint Statement of the Russian Federation and the People’s Republic of China on Shared Rivers"
    text = Text("genre-roman-alone", "en", title, parties="RUS, CHN", date_signed="2014-05-20")
    text.date("Shanghai, 20 May 2014").body(times=2)
    for number in ("I", "II", "III", "IV", "V"):
        text.head(number).body(times=4)
    yield text.truth()
    title = "Совместное заявление Российской Федерации и Китайской Народной Республики о реках"
    text = Text("genre-ru-sections", "ru", title, parties="RUS, CHN", date_signed="2014-05-20")
    text.date("Шанхай, 20 мая 2014 года")
    text.add("formula", "Российская Федерация и Китайская Народная Республика, далее именуемые «Стороны», заявляют о "
             "следующем:")  # fmt: skip
    for number in ("I", "II", "III", "IV"):
        text.head(number).body(times=4)
    yield text.truth()
    text = Text("genre-zh-sections", "zh", "中华人民共和国和俄罗斯联邦关于界河的联合声明", parties="CHN, RUS",
                date_signed="2014-05-20")  # fmt: skip
    text.date("二〇一四年五月二十日，上海").body("中华人民共和国和俄罗斯联邦（以下称“双方”）声明如下：")
    for at, name in enumerate(("政治互信", "务实合作", "人文交流", "国际协作"), start=1):
        text.head(name, f"{han(at)}、")
        for sub in range(1, 5):
            text.add("item", marker=f"（{han(sub)}）")
    yield text.truth()


def _three_communiques() -> Iterator[Truth]:
    """No numbers at all; each side states its view; the date stands at the end."""
    text = Text("genre-sides-state", "en", "Joint Communiqué of Portugal and Morocco", parties="PRT, MAR",
                date_signed="1979-02-28")  # fmt: skip
    text.body("The President of Portugal visited Morocco at the invitation of His Majesty the King.", times=3)
    text.body("The Portuguese side stated: The fishing grounds belong to those who live from them.")
    text.body("The Moroccan side stated: Wherever there is drought, there is movement.").body(times=5)
    text.date("February 28, 1979")
    yield text.truth()


def _treaties() -> Iterator[Truth]:
    text = Text("genre-treaty-chapters", "en", "Treaty on the Use of the Northern Lakes", date_signed="1996-09-04")
    text.add("preamble", "The States Parties to this Treaty,").add("preamble", "Recalling their long friendship,")
    text.add("preamble", "Convinced that water knows no border,").add("formula", "Have agreed as follows:")
    article = count(1)
    for at, name in enumerate(("General provisions", "Use of water", "Final clauses"), start=1):
        text.head(f"Chapter {roman(at)}. {name}")
        for _ in range(4):
            text.head(f"Article {next(article)}")
            text.items(_figures(), 3)
    text.body("Done at Geneva on 4 September 1996, in two originals in the English language.")
    yield text.truth()
    text = Text("genre-principles", "en", "Declaration of Recife on Rivers and Development")
    text.add("preamble", "The Conference on Rivers,").add("preamble", "Having met at Recife from 3 to 14 June 1994,")
    text.add("formula", "Proclaims that:")
    for number in range(1, 21):
        text.head(f"Principle {number}").body(times=1)
    yield text.truth()
    text = Text("genre-decimals", "en", "Framework for the Joint Management of the Canal")
    for part, name in enumerate(("Purpose", "Measures", "Review"), start=1):
        text.head(name, f"{part}.")
        for sub in range(1, 6):
            text.add("item", marker=f"{part}.{sub}")
    yield text.truth()


def _memorandum() -> Iterator[Truth]:
    title = "Memorandum on Security Assurances between Finland and Estonia"
    text = Text("genre-assurances", "en", title, parties="FIN, EST", date_signed="1997-12-05")
    text.add("preamble", "The Republic of Finland and the Republic of Estonia,")
    text.add("preamble", "Welcoming the accession of Estonia to the Treaty as a State of the Baltic Sea,")
    text.add("preamble", "Taking into account the commitment of Estonia to clean its harbours,")
    text.add("formula", "Confirm the following:")
    text.items(_figures(), 6)
    text.body("Signed in four copies having equal validity in the Estonian, English and Finnish languages.")
    text.date("Tallinn, 5 December 1997")
    text.add("signature", "For the Republic of Finland:\nAino Virtanen")
    text.add("signature", "For the Republic of Estonia:\nJaan Tamm")
    yield text.truth()


def _peninsula() -> Iterator[Truth]:
    text = Text("genre-ko-circled", "ko", "강변 평화를 위한 공동선언", date_signed="2016-04-27")
    text.body(times=2)
    for part in range(1, 4):
        text.add("item", marker=f"{part}.")
        for sub in range(4):
            text.add("item", marker=chr(0x2460 + sub))
    text.date("2016년 4월 27일")
    yield text.truth()


def _capitals() -> Iterator[Truth]:
    """Clauses that open with capitals, a date in words at the end."""
    text = Text("genre-capital-clauses", "en", "Vientiane Declaration on Resilient Rice", date_signed="2014-10-09")
    text.add("preamble", "WE, the Heads of State or Government of the Rice Community, gathered in Vientiane;")
    for word in ("RECALLING", "RECOGNISING", "MINDFUL of", "NOTING"):
        text.add("preamble", f"{word} the decision of the ministers to keep a common stock of seed;")
    text.add("formula", "DO HEREBY AGREE TO:")
    text.items(_figures(), 12)
    text.body(
        "ADOPTED in Vientiane, Lao PDR, this Ninth Day of October in the Year Two Thousand and Fourteen, in a single "
        "original copy, in the English language."
    )
    yield text.truth()


_ROOMS: dict[str, tuple[str, str, str, str, str]] = {
    # language: title, line of place and date, first paragraph, parties, date of signing
    "fr": ("Déclaration conjointe de la France et du Maroc sur l’eau", "Rabat, le 5 février 2018", "", "FRA, MAR",
           "2018-02-05"),
    "es": ("Declaración conjunta de Chile y el Perú sobre el agua", "Arica, 5 de febrero de 2018", "", "CHL, PER",
           "2018-02-05"),
    "pt": ("Declaração conjunta do Brasil e de Angola sobre a água", "Luanda, 5 de fevereiro de 2018", "", "BRA, AGO",
           "2018-02-05"),
    "de": ("Gemeinsame Erklärung von Österreich und Ungarn zum Wasser", "Wien, den 5. Februar 2018", "", "AUT, HUN",
           "2018-02-05"),
    "it": ("Dichiarazione congiunta di Italia e Malta sull’acqua", "La Valletta, 5 febbraio 2018", "", "ITA, MLT",
           "2018-02-05"),
    "pl": ("Wspólne oświadczenie Polski i Litwy w sprawie wody", "Wilno, 5 lutego 2018 r.", "", "POL, LTU",
           "2018-02-05"),
    "ru": ("Совместное заявление Казахстана и Кыргызстана о воде", "Астана, 5 февраля 2018 года", "", "KAZ, KGZ",
           "2018-02-05"),
    "uk": ("Спільна заява України та Молдови про воду", "Одеса, 5 лютого 2018 року", "", "UKR, MDA", "2018-02-05"),
    "tr": ("Türkiye ve Azerbaycan Ortak Açıklaması", "Ankara, 5 Şubat 2018", "", "TUR, AZE", "2018-02-05"),
    "zh": ("中华人民共和国和老挝人民民主共和国联合声明", "2018年2月5日，万象", "", "CHN, LAO", "2018-02-05"),
    "ja": ("日本国とモンゴル国との間の共同声明", "2018年2月5日", "", "JPN, MNG", "2018-02-05"),
    "ko": ("대한민국과 몽골 공동성명", "2018년 2월 5일, 서울", "", "KOR, MNG", "2018-02-05"),
    "ar": ("بيان مشترك بين الأردن وقطر بشأن المياه", "الدوحة، 5 فبراير 2018", "", "JOR, QAT", "2018-02-05"),
    "fa": ("بیانیه مشترک ایران و عمان درباره آب", "مسقط، 5 فوریه 2018", "", "IRN, OMN", "2018-02-05"),
    "hi": ("भारत और नेपाल का संयुक्त वक्तव्य", "नई दिल्ली, 5 फरवरी 2018", "", "IND, NPL", "2018-02-05"),
    "vi": ("Tuyên bố chung Việt Nam và Lào", "Hà Nội, ngày 5 tháng 2 năm 2018", "", "VNM, LAO", "2018-02-05"),
    "id": ("Pernyataan Bersama Indonesia dan Malaysia tentang Air", "Jakarta, 5 Februari 2018", "", "IDN, MYS",
           "2018-02-05"),
    "he": ("הצהרה משותפת של ישראל וקפריסין", "ניקוסיה, 5 בפברואר 2018", "", "ISR, CYP", "2018-02-05"),
    "el": ("Κοινή Δήλωση Ελλάδας και Κύπρου για το νερό", "Λευκωσία, 5 Φεβρουαρίου 2018", "", "GRC, CYP",
           "2018-02-05"),
}  # fmt: skip


def _many_languages() -> Iterator[Truth]:
    """Thirty numbers in each language, then the same text without numbers."""
    for language, (title, dated, _first, parties, signed) in _ROOMS.items():
        facts = {"parties": parties, "date_signed": signed}
        text = Text(f"genre-numbers-{language}", language, title, **facts).date(dated).body(times=1)
        yield text.items(_figures(form="{}、" if language == "zh" else "{}."), 30, more=7).truth()
        yield Text(f"genre-plain-{language}", language, title, **facts).date(dated).body(times=14).truth()


def _words_number() -> Iterator[Truth]:
    text = Text("genre-ar-words", "ar", "البيان الختامي لمؤتمر المياه العربي", date_signed="")
    text.body(times=1)
    for number in range(1, 11):
        text.add("item", f"{arabic_ordinal(number)}: {next(text.paragraphs)}")
    yield text.truth()
    text = Text("genre-first-eighth", "en", "Joint Communiqué on the Eight Points of Cooperation")
    text.body(times=1)
    words = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")
    for word in words:
        text.add("item", f"{word}, {next(text.paragraphs)}")
    yield text.truth()


def _annexed() -> Iterator[Truth]:
    text = Text("genre-annex", "en", "Decision of the Council on the Winter Supply of Gas", date_signed="2006-03-02")
    text.date("Minsk, 2 March 2006").add("formula", "The Council decides as follows:")
    text.items(_figures(), 4)
    text.add("annex", "Annex 1. Plan of measures").items(_figures(), 5)
    text.add("annex", "Annex 2. List of stations").body(times=2)
    yield text.truth()


_MAKERS: tuple[Callable[[], Iterator[Truth]], ...] = (
    _summit_under_headings, _seven, _alliance, _bilateral_sections, _three_communiques, _treaties, _memorandum,
    _peninsula, _capitals, _words_number, _annexed, _many_languages,
)  # fmt: skip


def genres() -> list[Truth]:
    return [truth for maker in _MAKERS for truth in maker()]
