"""Signs of the fonts Symbol and Wingdings, which files store in the private use area, as the signs they show."""

from __future__ import annotations

import re

_SIGNS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf0a8": "◆", "\uf06e": "■",
    "\uf06c": "●", "\uf071": "□", "\uf06f": "□", "\uf0e8": "➔", "\uf0f0": "➔", "\uf0e0": "→", "\uf02d": "-",
    "\uf0be": "–", "\uf0ae": "→", "\uf075": "◆", "\uf0a1": "○", "\uf0b0": "°", "\uf0de": "⇒", "\ue00a": "•",
    "\ue00c": "◆",
}  # fmt: skip
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_KNOWN = re.compile(f"[{''.join(_SIGNS)}]")


def shown(text: str) -> str:
    """The text with the signs that are known; others of the private use area stay."""
    return _KNOWN.sub(lambda found: _SIGNS[found[0]], text)


def shown_bullet(text: str) -> str:
    """A bullet as people see it: a private sign that is not known is a dot."""
    return _PRIVATE.sub("•", shown(text))
