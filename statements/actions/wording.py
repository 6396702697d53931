"""Bodies of notes and replies, and what happens when two people reword one."""

from __future__ import annotations

from statements.text import markdown


class EditedMeanwhile(Exception):
    """Someone saved another wording first: `ours` is what is stored, `theirs` what was sent, `wording` the number the
    next attempt has to name.
    """

    def __init__(self, *, ours: str, theirs: str, wording: int) -> None:
        super().__init__(f"Wording {wording} was saved meanwhile.")
        self.ours = ours
        self.theirs = theirs
        self.wording = wording


class AudienceChanged(Exception):
    """Someone changed who sees the note first: saving this form would have undone that without anyone's wish."""


class NothingToSay(Exception):
    """A note that is no highlight needs words, a theme or a second passage."""


def clean_body(body: str) -> str:
    return body.replace("\r\n", "\n").replace("\r", "\n").strip()


def wording_fields(body: str) -> dict[str, object]:
    """Columns of a body: itself, what it renders to, and by which renderer. Also those of a reply."""
    clean = clean_body(body)
    return {
        "body": clean,
        "body_html": str(markdown.render(clean)) if clean else "",
        "body_html_version": markdown.VERSION,
    }
