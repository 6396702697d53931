"""What a page's own markup says about itself: which elements are not the text, and the metadata of its head."""

from __future__ import annotations

import re

from lxml import etree

from statements.ingest import reasons
from statements.ingest.readers.html_tables import text_of

_TAGS = {
    "nav": reasons.NAVIGATION,
    "footer": reasons.FOOTER,
    "address": reasons.FOOTER,
    "aside": reasons.NAVIGATION,
    "form": reasons.FORM,
    "button": reasons.PAGE_TOOL,
    "select": reasons.FORM,
    "textarea": reasons.FORM,
    "title": reasons.PAGE_TITLE,
    "noscript": reasons.HIDDEN,
}
_ONLY_SMALL = ("form", "address")
_ROLES = {"navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar"}
_WORDS = {
    **dict.fromkeys(("nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "crumbs"), reasons.NAVIGATION),
    **dict.fromkeys(("sidebar", "related", "pagination", "pager", "skip", "skiplink"), reasons.NAVIGATION),
    **dict.fromkeys(("topbar", "bottombar", "tags", "taglist", "submenu", "megamenu"), reasons.NAVIGATION),
    **dict.fromkeys(("share", "sharing", "social", "toolbar", "tools", "print", "addthis"), reasons.PAGE_TOOL),
    **dict.fromkeys(("partage", "compartir", "teilen", "subscribe", "newsletter", "signup"), reasons.PAGE_TOOL),
    **dict.fromkeys(("metadata", "meta", "byline", "timestamp"), reasons.DETAILS),
    **dict.fromkeys(("lang", "langs", "language", "languages"), reasons.LANGUAGES),
    **dict.fromkeys(("footer", "foot", "copyright", "cookie", "cookies", "consent", "gdpr"), reasons.FOOTER),
}
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST_NAMES = 500
_META = {
    "article:published_time": "date",
    "date": "date",
    "dc.date": "date",
    "dcterms.created": "date",
    "pubdate": "date",
    "publishdate": "date",
    "og:site_name": "publisher",
    "dc.publisher": "publisher",
    "publisher": "publisher",
    "og:url": "url",
}


def chrome_reason(element: etree._Element, total: int) -> str | None:
    """Why this element is not part of the text, None when it is. `total` is the length of the page's text."""
    tag = element.tag
    if element.get("hidden") is not None or _HIDING.search(element.get("style") or ""):
        return reasons.HIDDEN
    if (element.get("aria-hidden") or "").lower() == "true":
        return reasons.HIDDEN
    if tag in _TAGS:
        return _TAGS[tag] if tag not in _ONLY_SMALL or _small(element, total) else None
    if tag == "dl":
        return reasons.DETAILS if _is_details(element) else None
    if tag == "header":
        return reasons.NAVIGATION if element.find(".//h1") is None and _small(element, total) else None
    if (element.get("role") or "").lower() in _ROLES and _small(element, total):
        return reasons.NAVIGATION
    return _by_name(element, total)


def _by_name(element: etree._Element, total: int) -> str | None:
    if element.tag in ("html", "body", "main", "article", "p", "h1"):
        return None
    words = _CAMEL.sub(" ", f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAMES])
    names = re.split(r"[^a-z]+", words.lower())
    reason = next((_WORDS[name] for name in names if name in _WORDS), None)
    return reason if reason and _small(element, total) else None


def _is_details(element: etree._Element) -> bool:
    """ "From: the office, Published: 5 May": a few short terms that tell of the page."""
    terms = [len(" ".join(text_of(term).split())) for term in element.iter("dt", "dd")]
    return len(terms) <= 12 and all(length <= 60 for length in terms)


def _small(element: etree._Element, total: int) -> bool:
    """Authors name whole pages "menu" or put a page into one form: what holds much text is not navigation."""
    length = 0
    for part in element.itertext():
        length += len(part)
        if length > 0.3 * total + 80:
            return False
    return not any(len(text_of(child)) > 400 for child in element.iter("p"))


def page_metadata(root: etree._Element) -> tuple[dict[str, str], tuple[str, ...]]:
    """The known metadata of the page's head, and the language editions it names as alternates."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        content = (meta.get("content") or "").strip()
        if name in _META and content:
            found.setdefault(_META[name], content)
    title = root.find(".//title")
    if title is not None and (words := " ".join(text_of(title).split())):
        found["title"] = words
    stamps = {(one.get("datetime") or text_of(one)).strip() for one in root.iter("time")}
    if len(stamps) == 1 and (stamp := stamps.pop()) and len(stamp) <= 60:
        found.setdefault("date", stamp)
    if root.get("lang"):
        found["language"] = str(root.get("lang"))
    offered: list[str] = []
    for link in root.iter("link"):
        kind = (link.get("rel") or "").lower()
        if kind == "canonical" and link.get("href"):
            found["url"] = str(link.get("href"))
        tag = link.get("hreflang") or ""
        if kind == "alternate" and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", tag) and tag not in offered:
            offered.append(tag)
    return found, tuple(offered)
