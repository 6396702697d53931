"""Words that number: "First,", "Во-первых,", "Article", "Chapter", in the languages of statements."""

from __future__ import annotations

_ROWS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
firstly secondly thirdly fourthly fifthly sixthly seventhly eighthly ninthly tenthly
premièrement deuxièmement troisièmement quatrièmement cinquièmement sixièmement septièmement huitièmement neuvièmement dixièmement
primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo
primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo
erstens zweitens drittens viertens fünftens sechstens siebtens achtens neuntens zehntens
первое второе третье четвёртое пятое шестое седьмое восьмое девятое десятое
во-первых во-вторых в-третьих в-четвёртых в-пятых в-шестых в-седьмых в-восьмых в-девятых в-десятых
во-первых во-вторых в-третьих в-четвертых в-пятых в-шестых в-седьмых в-восьмых в-девятых в-десятых
перше друге третє четверте п'яте шосте сьоме восьме дев'яте десяте
أولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا
أولاً ثانياً ثالثاً رابعاً خامساً سادساً سابعاً ثامناً تاسعاً عاشراً
أولًا ثانيًا ثالثًا رابعًا خامسًا سادسًا سابعًا ثامنًا تاسعًا عاشرًا
اولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا
"""  # noqa: E501
ORDINALS = {word: at for row in _ROWS.strip().splitlines() for at, word in enumerate(row.split(), start=1)}

ARABIC_ORDINALS = {
    word: at
    for at, word in enumerate(
        "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة".split(), start=1
    )
}
ARTICLE_WORDS = (
    "Article|Art\\.|Artículo|Articulo|Artigo|Articolo|Artikel|Статья|Стаття|Madde|Pasal|Điều|Άρθρο|Artykuł|Článek|"
    "Articolul|Artikkel|Члан|Член|Principle|Principe|Principio|Princípio|Принцип|Grundsatz"
)
PART_WORDS = (
    "Chapter|Section|Part|Title|Chapitre|Partie|Titre|Capítulo|Sección|Parte|Título|Secção|Seção|Kapitel|"
    "Abschnitt|Teil|"
    "Раздел|Глава|Часть|Розділ|Bölüm|Bab|Chương|Rozdział|Capitolo|Sezione"
)
