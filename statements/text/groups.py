"""Paragraphs of two texts that belong together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GroupKind(StrEnum):
    SAME = "same"
    EDITED = "edited"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    ONLY_OLD = "only_old"
    ONLY_NEW = "only_new"


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs that belong together: their places in the old and in the new sequence, each tuple rising by ones.

    `kind`: one paragraph that is the same, edited, or stands elsewhere (moved; it was also edited if `score` is below
    1); one that became several (split), several that became one (merged); `only_old` and `only_new` have one paragraph
    and no partner. Where paragraphs were cut anew, several to several, the kind is split if there are more of them
    now, merged if fewer, else edited. `score`: share of the words that both sides have, 1.0 only if all texts are
    identical or, of a split or merger, all words are the same. `method`: "identical", "similar" (rare words shared),
    "place" (alone between two neighbours that were found), or "none". `moved`: it stands out of the order of the
    others, whatever its kind. `certain` is false when that is a guess: too little is shared, or it is
    `contested`, another paragraph could as well be the partner.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    kind: GroupKind
    score: float
    method: str
    moved: bool = False
    certain: bool = True
    contested: bool = False
