"""Words of web pages that are not the statement: tools, navigation, language names. One place for all languages."""

from __future__ import annotations

import re

_TOOLS = """
suggest to a friend|send to a friend|email this page|e-mail this page|email to a friend|print this page|print this|
print page|print|printer friendly|
printable version|print version|share this page|share this article|share this|share on facebook|share on twitter|
share on linkedin|share|tweet|facebook|twitter|linkedin|whatsapp|telegram|weibo|wechat|youtube|instagram|rss|bookmark|
copy link|add to favorites|add to favourites|font size|text size|download pdf|download as pdf|download|save as pdf|
email|e-mail|close window|close|
listen|read aloud|a a a|large medium small|log in|login|sign in|share this|share on x|share on whatsapp|
subscribe to our newsletter|
subscribe to the newsletter|register|subscribe|newsletter|search|search this site|
打印本页|打印|打印此页|列印|推荐给朋友|分享到|分享|分享至|转发|收藏|字号|大 中 小|字体|关闭窗口|关闭|朗读|
扫一扫|微信|微博|
распечатать|печать|версия для печати|поделиться|поделиться ссылкой|отправить другу|отправить по почте|вконтакте|
одноклассники|
скачать|подписаться|поиск|войти|текстовая версия|
imprimer|imprimer cette page|partager|envoyer à un ami|envoyer par courriel|télécharger|rechercher|s'abonner|
imprimir|compartir|enviar a un amigo|enviar por correo|descargar|buscar|suscribirse|compartilhar|baixar|
drucken|teilen|seite drucken|seite empfehlen|weiterempfehlen|herunterladen|suche|stampa|condividi|drukuj|yazdır|
paylaş|
طباعة|اطبع|مشاركة|شارك|أرسل إلى صديق|إرسال إلى صديق|تحميل|بحث|印刷|印刷する|シェア|인쇄|공유
"""
_NAVIGATION = """
go to home page|go to homepage|go to the home page|home page|homepage|home|back to top|top of page|to the top|
go to top|top|skip to main content|skip to content|
skip navigation|skip to navigation|main menu|menu|navigation|breadcrumb|you are here|site map|sitemap|contact us|
contact|
about us|previous page|next page|previous|next|previous article|next article|back|go back|back to list|back to news|
related links|related articles|related news|related documents|related stories|related content|read more|see also|
more news|latest news|
most read|related news and documents|go to navigation|go to content|go to main content|go to search|briefing room|
statements and releases|press corner|press releases and statements|news and events|media center|media centre|
events|documents|
most read|news|press releases|archive|archives|topics|tags|english version|full text|expand|collapse|
返回首页|网站首页|首页|回到顶部|返回顶部|返回|上一篇|下一篇|上一页|下一页|相关新闻|相关链接|相关文章|当前位置|您的位置|网站地图|联系我们|关于我们|
главная страница|главная|на главную|наверх|вверх|к началу страницы|назад|вперёд|далее|карта сайта|контакты|меню|
новости|
материалы по теме|читайте также|ещё по теме|
accueil|page d'accueil|retour à l'accueil|haut de page|retour en haut|retour|plan du site|nous contacter|
aller au contenu|voir aussi|
inicio|página de inicio|página principal|volver arriba|subir|volver|mapa del sitio|mapa web|contacto|contáctenos|
ver también|ir al contenido|
startseite|zum seitenanfang|nach oben|zurück|kontakt|inhalt|zum inhalt|siehe auch|início|voltar ao topo|voltar|
الصفحة الرئيسية|الرئيسية|أعلى الصفحة|العودة إلى الأعلى|عودة|رجوع|اتصل بنا|خريطة الموقع|من نحن|روابط ذات صلة|اقرأ أيضا
"""
_FOOTERS = """
all rights reserved|privacy policy|privacy|terms of use|terms and conditions|terms of service|cookie policy|cookies|
accessibility|
legal notice|disclaimer|copyright|版权所有|隐私声明|网站声明|все права защищены|политика конфиденциальности|
tous droits réservés|mentions légales|todos los derechos reservados|aviso legal|política de privacidad|
todos os direitos reservados|impressum|datenschutz|datenschutzerklärung|barrierefreiheit|جميع الحقوق محفوظة|
سياسة الخصوصية
"""
_LANGUAGES = {
    "ar": "عربي|العربية|عربى|arabic|arabe|árabe|арабский|阿拉伯语|阿拉伯文",
    "en": "english|en anglais|anglais|inglés|английский|英语|英文|الإنجليزية|englisch|in english",
    "es": "español|castellano|spanish|espagnol|испанский|西班牙语|西班牙文|الإسبانية",
    "fr": "français|french|francés|французский|法语|法文|الفرنسية|französisch",
    "ru": "русский|russian|russe|ruso|俄语|俄文|الروسية|по-русски|русская версия",
    "zh-Hans": "简体中文|简体|中文(简体)|中文（简体）|simplified chinese",
    "zh-Hant": "繁體中文|繁體|正體中文|繁体中文|繁体|traditional chinese",
    "zh": "中文|汉语|chinese|chinois|chino|китайский|الصينية|中文版",
    "de": "deutsch|german|allemand|alemán|немецкий|德语|德文",
    "pt": "português|portuguese|portugais|portugués|португальский|葡萄牙语",
    "it": "italiano|italian|italien|итальянский|意大利语",
    "ja": "日本語|japanese|японский|日语|日文",
    "ko": "한국어|조선어|korean|корейский|韩语|朝鲜语",
    "tr": "türkçe|turkish|турецкий|土耳其语",
    "fa": "فارسی|persian|farsi|персидский|波斯语",
    "uk": "українська|ukrainian|украинский",
    "vi": "tiếng việt|vietnamese|越南语",
    "id": "bahasa indonesia|indonesian",
    "hi": "हिन्दी|हिंदी|hindi",
    "ur": "اردو|urdu",
    "he": "עברית|hebrew",
    "pl": "polski|polish",
    "nl": "nederlands|dutch",
    "sv": "svenska|swedish",
    "el": "ελληνικά|greek",
    "kk": "қазақша|қазақ тілі|kazakh",
    "mn": "монгол|mongolian",
    "th": "ไทย|thai",
    "sw": "kiswahili|swahili",
    "ro": "română|romanian",
    "cs": "čeština|czech",
    "hu": "magyar|hungarian",
    "sr": "српски|srpski|serbian",
    "bg": "български|bulgarian",
    "be": "беларуская|belarusian",
    "is": "íslenska|icelandic",
    "fi": "suomi|finnish",
    "no": "norsk|norwegian",
    "da": "dansk|danish",
    "sk": "slovenčina|slovak",
    "hr": "hrvatski|croatian",
    "sl": "slovenščina|slovenian",
    "et": "eesti|estonian",
    "lv": "latviešu|latvian",
    "lt": "lietuvių|lithuanian",
    "ga": "gaeilge|irish",
    "mt": "malti|maltese",
    "hy": "հայերեն|armenian",
    "ka": "ქართული|georgian",
    "az": "azərbaycan|azərbaycanca|azerbaijani",
    "uz": "o'zbek|o‘zbekcha|ўзбекча|uzbek",
    "ky": "кыргызча|kyrgyz",
    "tg": "тоҷикӣ|tajik",
    "bn": "বাংলা|bengali",
    "ta": "தமிழ்|tamil",
    "ms": "bahasa melayu|malay",
    "my": "မြန်မာ|burmese",
    "km": "ខ្មែរ|khmer",
    "lo": "ລາວ|lao",
    "mk": "македонски|macedonian",
    "sq": "shqip|albanian",
    "am": "አማርኛ|amharic",
}
# What a browser leaves of its layout between two links.
_RESIDUE = "clear"

LANGUAGE_BY_NAME = {name: tag for tag, names in _LANGUAGES.items() for name in names.split("|")}
_DAMAGED = [(name, tag) for name, tag in LANGUAGE_BY_NAME.items() if not name.isascii()]


def _phrases(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.replace("\n", "").split("|") if phrase.strip()]


TOOLS = frozenset(_phrases(_TOOLS))
NAVIGATION = frozenset(_phrases(_NAVIGATION))
FOOTERS = frozenset(_phrases(_FOOTERS))
_ALL = sorted(TOOLS | NAVIGATION | FOOTERS | {_RESIDUE}, key=len, reverse=True)
_PHRASE = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(phrase) for phrase in _ALL) + r")(?!\w)")


def language_named(name: str) -> str | None:
    """The tag of a language's name; a question mark may stand for one lost letter ("Espa?ol")."""
    folded = name.casefold().strip(" []()|·•:,")
    tag = LANGUAGE_BY_NAME.get(folded)
    if tag or not ("?" in folded or "\ufffd" in folded):
        return tag
    for known, known_tag in _DAMAGED:
        if len(known) == len(folded) and all(a == b or b in "?\ufffd" for a, b in zip(known, folded, strict=True)):
            return known_tag
    return None


def phrases_in(folded: str) -> tuple[list[str], str]:
    """The known phrases of a casefolded line, longest first, and what is left of it without them."""
    return _PHRASE.findall(folded), _PHRASE.sub(" ", folded)


def is_page_phrase(text: str) -> bool:
    """True for a line that is one known phrase of pages and nothing else."""
    folded = " ".join(text.casefold().replace("’", "'").split()).strip(" •|:：")
    return folded in TOOLS or folded in NAVIGATION or folded in FOOTERS
