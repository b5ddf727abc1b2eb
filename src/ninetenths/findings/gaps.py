"""What is known to matter and was not found, nearest to the dyad first, and beside which finding it belongs."""

from __future__ import annotations

import re
from dataclasses import replace

from ninetenths.findings.evidence import Evidence, owner
from ninetenths.findings.wording import capital_first
from ninetenths.ledger.records import Gap, Statement

_BESIDE = 2
_ASIDE = re.compile(r"\s*\([^()]*`[^()]*\)")
_SENTENCE = re.compile(r"(?<=[.;])\s+")


def ranked_gaps(evidence: Evidence) -> tuple[Gap, ...]:
    """Return the gaps that touch the dyad, those that name both sides first; missing facts before weak ones."""
    layers = {one.layer for one in evidence.between()}
    scored = [(_nearness(evidence, gap, layers), gap) for gap in evidence.gaps]
    kept = [row for row in scored if row[0] > 0]
    ranked = sorted(kept, key=lambda row: (row[1].kind != "missing", -row[0], row[1].gap_id))
    return tuple(_told(gap) for _, gap in ranked)


def _told(gap: Gap) -> Gap:
    """Return a gap as a reader needs it: its detail does not repeat the title or give the compiler's own remarks.

    The detail of a weak spot only says where the compiler's files are weak, so the title stands alone.
    """
    if gap.kind != "missing":
        return replace(gap, detail="")
    rest = gap.detail.removeprefix(gap.title).lstrip(" :.,;")
    sentences = [sentence for sentence in _SENTENCE.split(_ASIDE.sub("", rest)) if "`" not in sentence]
    return replace(gap, detail=capital_first(" ".join(sentences)))


def gaps_beside(evidence: Evidence, statement_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of the gaps that touch the layers, actors and assets of the statements, closest first."""
    statements = [evidence.by_id[key] for key in statement_ids if key in evidence.by_id]
    layers = {one.layer for one in statements}
    actors = {owner(end) for one in statements for end in (one.sender, one.receiver, *one.with_senders)}
    things = _things(statements)
    scored = []
    for gap in evidence.gaps:
        score = 2 * len(things & set(gap.items)) + len(actors & set(gap.actors))
        if layers & set(gap.layers) and score > 0:
            scored.append((-score, gap.kind != "missing", gap.gap_id))
    return tuple(gap_id for *_, gap_id in sorted(scored)[:_BESIDE])


def _nearness(evidence: Evidence, gap: Gap, layers: set[str]) -> int:
    sides = sum(bool(side.holds & {owner(one) for one in gap.actors}) for side in evidence.sides)
    if not gap.actors:
        return int(bool(layers & set(gap.layers)) or not gap.layers)
    return 2 * sides + int(bool(layers & set(gap.layers))) if sides else 0


def _things(statements: list[Statement]) -> set[str]:
    return {stop for one in statements for stop in one.via} | {one.item for one in statements}
