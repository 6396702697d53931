"""What carrying made of passages whose true place is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from statements.text.carry import Carried, Carrier
from statements.vocabulary import TargetState
from tests.text.mutations import Paper, Truth

HALF = 0.5


@dataclass
class Judgement:
    """Counts of passages by what became of them: "same" and "changed" and "gone" is what is true, behind it what
    carrying said. `faults` keeps some of those that are wrong, to be looked at.
    """

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, Truth, str, Carried, Paper]] = field(default_factory=list)

    def add(self, paper: Paper, spans: Iterable[tuple[int, int]]) -> None:
        carrier = Carrier(paper.old, paper.new)
        for start, end in spans:
            truth, carried = paper.truth(start, end), carrier.carry(start, end)
            verdict = judged(truth, carried, paper.new_text)
            self.counts[f"{truth.kind}: {verdict}"] += 1
            if (
                verdict.startswith("wrong")
                or (truth.kind, verdict) == ("same", "proposed")
                or (truth.kind, verdict) == ("same", "left")
            ):
                self.faults.append((verdict, truth, paper.old_text[start:end], carried, paper))

    def _sum(self, *parts: str) -> int:
        return sum(count for name, count in self.counts.items() if all(part in name for part in parts))

    def share(self, kind: str, *verdicts: str) -> float:
        whole = self._sum(f"{kind}:")
        return 100 * sum(self.counts[f"{kind}: {verdict}"] for verdict in verdicts) / whole if whole else 100.0

    @property
    def placed_exactly(self) -> float:
        """Per cent of the passages whose words stand together as before."""
        return self.share("same", "placed")

    @property
    def changed_found(self) -> float:
        """Per cent of the passages whose words changed that were placed or proposed at the right place."""
        return self.share("changed", "placed", "proposed")

    @property
    def wrongly_placed(self) -> float:
        """Per thousand passages."""
        return 1000 * self._sum("wrongly placed") / max(self.counts.total(), 1)

    @property
    def wrong_proposals(self) -> float:
        """Per cent of all proposals."""
        proposals = self._sum("propos")
        return 100 * self._sum("wrongly proposed") / proposals if proposals else 0.0


def judged(truth: Truth, carried: Carried, text: str) -> str:
    """ "placed", "proposed", "left", "wrongly placed" or "wrongly proposed". A place is right if it is the true one or,
    of changed words, shares half of the shorter one with it.
    """
    if carried.start is None or carried.end is None:
        return "left"
    assert text[carried.start : carried.end] == carried.exact
    done = "placed" if carried.state == TargetState.CARRIED_FORWARD else "proposed"
    if truth.kind == "same" and done == "placed":
        right = (carried.start, carried.end) == (truth.start, truth.end)
    elif truth.kind == "gone":
        right = False
    else:
        shared = min(carried.end, truth.end) - max(carried.start, truth.start)
        right = shared >= HALF * min(carried.end - carried.start, truth.end - truth.start)
    return done if right else f"wrongly {done}"
