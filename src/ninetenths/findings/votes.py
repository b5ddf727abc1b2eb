"""How the two and the third parties that matter to them voted, text by text, and how often they agreed."""

from __future__ import annotations

from collections import defaultdict

from ninetenths.findings.dossier import AgreementRow, VoteRow
from ninetenths.findings.evidence import Evidence, starts
from ninetenths.findings.wording import distinct, window
from ninetenths.ledger.records import Statement

_TALLY = " tally"


def vote_rows(evidence: Evidence, others: tuple[str, ...] = ()) -> tuple[VoteRow, ...]:
    """Return the texts on which a vote of one of the two is known, newest first.

    Choices are listed for the two first and then for *others*; an actor without a known vote is left out.
    A choice that sources give differently is shown with both, joined by a stroke.
    """
    cast = choices_by_text(evidence)
    tallies = _tallies(evidence)
    members = [actor for side in evidence.sides for actor in sorted(side.holds)]
    rows = []
    for item, votes in cast.items():
        if not any(actor in votes for actor in members):
            continue
        named = [actor for actor in distinct((*members, *others)) if actor in votes]
        ids = distinct(one.statement_id for actor in named for one in votes[actor])
        held = min((one.begins for actor in named for one in votes[actor]), default="")
        results = tallies.get(item, [])
        rows.append(
            VoteRow(
                item=item,
                held_on=held,
                choices=tuple((actor, "/".join(distinct(one.choice for one in votes[actor]))) for actor in named),
                result="; ".join(distinct(one.summary for one in results)),
                statement_ids=(*ids, *(one.statement_id for one in results)),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.held_on, row.item), reverse=True))


def choices_by_text(evidence: Evidence) -> dict[str, dict[str, list[Statement]]]:
    """Return for each text put to a vote the statements on how each actor voted."""
    cast: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for one in evidence.statements:
        if one.kind == "vote" and one.choice:
            for actor in (one.sender, *one.with_senders):
                cast[one.item][actor].append(one)
    return cast


INDEX = "agreement index"
_MEASURES = {"voting agreement": "share of equal votes", INDEX: "index, an abstention counts half"}
"""Two measures that are never mixed, in words."""


def is_agreement(statement: Statement) -> bool:
    """Whether the statement says how far the recorded votes of two states agree."""
    return statement.basis_concept in _MEASURES and statement.unit == "percent" and statement.low is not None


def agreement_statements(evidence: Evidence) -> list[Statement]:
    """Return the agreement of the two, and of each of them with others, the pair of the two first."""
    found = [one for one in evidence.touching() if is_agreement(one)]
    return sorted(
        found,
        key=lambda one: (not evidence.ties_both(one), one.basis_concept, one.sender, one.receiver, starts(one)),
    )


def agreement_rows(evidence: Evidence) -> tuple[AgreementRow, ...]:
    """Return the agreement in recorded votes of the two, and of each of them with others."""
    return tuple(
        AgreementRow(
            first=one.sender,
            second=one.receiver,
            low=float(one.low or 0),
            high=float(one.high or 0),
            window=window(one.begins, one.ends),
            basis=one.basis_text,
            measured_by=evidence.measurer(one),
            statement_id=one.statement_id,
            measure=_MEASURES[one.basis_concept],
        )
        for one in agreement_statements(evidence)
    )


def _tallies(evidence: Evidence) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for one in evidence.statements:
        if one.layer == "vote" and one.kind == "level" and one.item.endswith(_TALLY):
            found[one.item.removesuffix(_TALLY)].append(one)
    return found
