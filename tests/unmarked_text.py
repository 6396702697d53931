"""Finds text for people that no translator would ever see, in templates and in Python.

In a template, letters between tags and in attributes that are read or shown must come from {% translate %},
{% blocktranslate %} or a variable. What is no language at all may stand in <code>, <kbd> or an element with
translate="no". In Python, the places where forms, models and answers take words for people must hold no bare string.
"""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser

LETTER = re.compile(r"[^\W\d_]")
READ_ATTRIBUTES = {"title", "placeholder", "alt", "label", "aria-label", "aria-description", "aria-roledescription"}
READ_DATA_ATTRIBUTE = re.compile(r"data-(?:[\w-]*-)?(?:label|message|text|title|hint|confirm)$|hx-confirm$")
BUTTONS = {"submit", "button", "reset"}
SILENT_ELEMENTS = {"script", "style", "code", "kbd"}
VOID_ELEMENTS = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# The same in every language; "s" is what joins an address and the number of a sentence (5.4s2).
NAMES = {"s", "Reading Room", "BibTeX", "RIS", "CSV", "JSON", "JSON-LD", "SHA-256", "Markdown", "URL", "XML"}

NOT_HTML = re.compile(
    r"{#.*?#}"
    r"|{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}"
    r"|{%\s*block \w+_class\s*%}.*?{%\s*endblock\b.*?%}"  # fills a class attribute of the page it extends
    r"|{%\s*blocktrans(?:late)?\b.*?%}.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{%.*?%}|{{.*?}}",
    re.DOTALL,
)

KEYWORDS_FOR_PEOPLE = {"label", "help_text", "empty_label", "verbose_name", "verbose_name_plural"}
CALLS_FOR_PEOPLE = {"ValidationError": 0, "HttpResponse": 0, "success": 1, "error": 1, "warning": 1, "info": 1}
LOG_RECEIVERS = {"log", "logger", "logging"}


def in_template(source: str) -> list[tuple[int, str]]:
    """(line, text) of each unmarked text of a template."""
    scanner = _Scanner()
    scanner.feed(NOT_HTML.sub(lambda tag: "\n" * tag[0].count("\n") or " ", source))
    scanner.close()
    return scanner.found


def in_python(source: str) -> list[tuple[int, str]]:
    """(line, text) of each bare string where words for people are expected."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            found += [(text.lineno, text.value) for text in _words_of(node) if LETTER.search(text.value)]
    return found


def _words_of(call: ast.Call) -> list[ast.Constant]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
    values = [keyword.value for keyword in call.keywords if keyword.arg in KEYWORDS_FOR_PEOPLE]
    place = CALLS_FOR_PEOPLE.get(name)
    if place is not None and len(call.args) > place and getattr(receiver, "id", "") not in LOG_RECEIVERS:
        values.append(call.args[place])
    return [value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]


class _Scanner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.silent: list[str] = []  # open elements from the outermost silent one inwards

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if not self.silent:
            for name, value in attributes:
                if name in READ_ATTRIBUTES or READ_DATA_ATTRIBUTE.match(name):
                    self.note(value or "")
            if tag == "input" and given.get("type") in BUTTONS:
                self.note(given.get("value") or "")
        if tag not in VOID_ELEMENTS and (self.silent or tag in SILENT_ELEMENTS or given.get("translate") == "no"):
            self.silent.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        depth = len(self.silent)
        self.handle_starttag(tag, attributes)
        del self.silent[depth:]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            while self.silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.note(data)

    def note(self, text: str) -> None:
        words = " ".join(text.split())
        if LETTER.search(words) and words not in NAMES:
            self.found.append((self.getpos()[0], words))
