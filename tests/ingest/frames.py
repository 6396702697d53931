"""Frames of web pages around a statement, in the ways of ministries, presidencies and organisations; own words.

Each is (name, head, before, after, date, suffix): `date` is the page date that the frame states, "" for none.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from tests.ingest.truth import Truth
from tests.ingest.writing_html import body_of


@dataclass(frozen=True, slots=True)
class Frame:
    name: str
    site: str
    before: str
    after: str
    date: str = ""
    head: str = ""
    between: str = " | "


FRAMES = (
    Frame(
        "chinese ministry",
        "Ministry of External Affairs",
        """<div class="top"><a href="/">Home</a> &gt; <a href="/news/">Top Stories</a></div>
<div class="lang"><a href="/zh/">简体中文</a> | <a href="/fr/">Français</a> | <a href="/ru/">Русский</a></div>
<div class="info">2019-06-07 09:45</div>""",
        """<div class="bottom"><a href="#">Suggest to a friend</a> <a href="#">Print</a></div>
<div>Related News:</div><ul><li><a href="/1">The minister meets her colleague</a></li></ul>
<div>Address: No. 2, South Street &nbsp; Postcode: 100701 &nbsp; Tel: 86-10-00000000</div>""",
        date="2019-06-07",
        between="_",
    ),
    Frame(
        "russian ministry",
        "Министерство",
        """<ul class="menu"><li><a href="/">Главная</a></li><li><a href="/n">Новости</a></li><li>Контакты</li></ul>
<div class="tools"><a href="#">Версия для печати</a> <a href="#">Отправить по почте</a></div>
<p class="date">21 марта 2013 17:30</p>""",
        """<div class="social"><a href="#">ВКонтакте</a><a href="#">Telegram</a></div>
<div class="related"><h3>Материалы по теме</h3><p><a href="/2">Визит министра</a></p></div>
<footer>Все права защищены. При использовании материалов ссылка обязательна</footer>""",
        date="2013-03-21",
    ),
    Frame(
        "presidency",
        "President of the Country",
        """<header><nav><a href="/events">Events</a> <a href="/structure">Structure</a> <a href="/video">Video</a>
</nav></header><div class="read__date">June 8, 2018, <span>14:20</span></div>""",
        """<p class="tags">Topics: <a href="#">Foreign policy</a></p>
<p>Publication status: Published in sections: News, Documents</p><p>Publication date: June 8, 2018, 14:20</p>
<footer><p>Official website</p><p>All content is free to use</p></footer>""",
        date="2018-06-08",
    ),
    Frame(
        "white mansion",
        "The White Mansion",
        """<a class="skip" href="#main">Skip to content</a><nav>Administration Priorities Briefing Room</nav>
<div class="eyebrow">Briefing Room</div><div>Statements and Releases</div>""",
        """<div class="share">Share on Facebook Share on Twitter</div><p>###</p>
<footer>Copyright Policy Accessibility Statement</footer>""",
        head='<meta property="article:published_time" content="2021-06-13T12:00:00+00:00">',
        date="2021-06-13",
        between=" | ",
    ),
    Frame(
        "japanese ministry",
        "Ministry of Foreign Affairs of the Islands",
        """<p><a href="#c">Skip to main content</a></p>
<div id="breadcrumbs"><a href="#">Home</a> &gt; <a href="#">Countries</a> &gt; <a href="#">Asia</a></div>""",
        """<ul><li><a href="/x">Related Links</a></li></ul><p><a href="#">Back to Top</a></p>
<p>Copyright © Ministry of Foreign Affairs of the Islands</p>""",
    ),
    Frame(
        "council",
        "Council",
        """<div id="cookie-banner"><p>We use cookies to make this site work for you.</p>
<button>Accept all cookies</button></div>
<nav aria-label="breadcrumb"><ol><li>Home</li><li>Press</li><li>Press releases</li></ol></nav>
<ul><li>Council</li><li>Press release</li><li><time>16 July 2018</time></li><li>10:15</li></ul>""",
        """<div class="social-share">Share this page</div>
<aside><h2>Press contacts</h2><p>Press officer +32 000</p></aside>
<p>Last review: 17 July 2018</p><footer>© Council. All rights reserved. Privacy policy. Cookies</footer>""",
        date="2018-07-16",
    ),
    Frame(
        "alliance",
        "Alliance",
        """<div class="top"><a href="#">Member countries</a> <a href="#">Search</a> <a href="#">Menu</a></div>
<ul><li>11 Jul. 2018 -</li><li>Press Release (2018) 074</li><li>Last updated: 30 Aug. 2018 10:15</li></ul>""",
        """<div class="subscribe"><p>Subscribe to our newsletter</p></div><div class="footer">Terms of use</div>""",
        date="2018-07-11",
    ),
    Frame(
        "french presidency",
        "Présidence",
        """<nav class="menu">Accueil Actualités Agenda</nav><p>Accueil &gt; Actualités &gt; Communiqués</p>
<p class="date">Publié le 22 janvier 2019</p>""",
        """<ul class="partage"><li>Partager</li><li>Imprimer</li></ul><p>Voir aussi</p>
<p><a href="/3">Le ministre au Conseil</a></p><footer>Mentions légales. Plan du site</footer>""",
        date="2019-01-22",
    ),
    Frame(
        "british government",
        "GOV",
        """<div class="gem-c-cookie-banner"><h2>Cookies on this site</h2><p>We use some essential cookies.</p></div>
<p>Press release</p><dl><dt>From:</dt><dd>Prime Minister's Office</dd><dt>Published</dt><dd>18 May 2023</dd></dl>""",
        """<h2>Share this page</h2><ul><li>Share on Facebook</li><li>Share on Twitter</li></ul>
<p>Published 18 May 2023</p><footer><h2>Services and information</h2><p>All content is available under a licence</p>
</footer>""",
        date="2023-05-18",
        between=" - ",
    ),
    Frame(
        "arabic ministry",
        "وزارة الخارجية",
        """<div class="nav"><a href="#">الرئيسية</a> <a href="#">اتصل بنا</a></div>
<div>تاريخ النشر: 12 مايو 2021</div>""",
        """<div>طباعة</div><div>مشاركة</div><div>جميع الحقوق محفوظة</div>""",
        date="2021-05-12",
    ),
    Frame(
        "indian ministry",
        "Ministry of External Affairs",
        """<table><tr><td><a href="#">Home</a></td><td><a href="#">About Us</a></td>
<td><a href="#">Contact Us</a></td></tr></table>
<div>You are here: Home » Media Center » Bilateral Documents</div><p>March 21, 2022</p>""",
        """<p><a href="#">Go to Navigation</a></p>
<div>Terms of Use | Privacy Policy | Copyright Policy | Help | Site Map</div>""",
        date="2022-03-21",
    ),
    Frame(
        "latin american ministry",
        "Cancillería",
        """<ul class="navbar"><li>Inicio</li><li>Ministerio</li><li>Contacto</li></ul>
<div class="breadcrumb">Inicio / Sala de prensa / Comunicados</div>""",
        """<p>Compartir</p><p>Imprimir</p><div class="footer">Todos los derechos reservados</div>""",
    ),
)


def framed(truth: Truth, frame: Frame) -> str:
    title = escape(f"{truth.facts['title']}{frame.between}{frame.site}")
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title>{frame.head}'
        f"<script>var page = '1945. never text';</script></head>\n<body>\n{frame.before}\n<div class=\"content\">\n"
        f"{body_of(truth)}\n</div>\n{frame.after}\n</body></html>"
    )
