"""Reported shares as intervals, grouped by what they are a share of."""

from __future__ import annotations

from collections import Counter, defaultdict

from ninetenths.findings.dossier import ShareGroup, ShareInterval, SharePanel
from ninetenths.findings.evidence import Evidence, is_fact, owner, starts, stops
from ninetenths.findings.wording import distinct, figure, named, possessive
from ninetenths.ledger.compare_profile import COMMODITY_FAMILY
from ninetenths.ledger.dates import OPEN
from ninetenths.ledger.records import Statement

SUPPLIES = frozenset({"oil", "gas", "coal", "arms"})
"""Families of commodities of which a share is a share of supply; their members answer one supply question."""

_SUPPLY_LAYERS = frozenset({"energy", "trade", "arms"})
_STATE_ID_LENGTH = 3
_WHOLES = ("receiver", "sender", "bloc", "disclosed part")
_IN_WORDS = {
    "exports by ship tracking": "imports tracked by ship",
    "exports declared": "imports by the seller's customs",
}
_OUT_WORDS = {
    "deliveries": "exports",
    "exports by ship tracking": "exports tracked by ship",
    "exports declared": "exports",
}
_SUPPLY = frozenset(
    {
        "imports",
        "exports",
        "exports declared",
        "exports by ship tracking",
        "two-way trade",
        "purchases",
        "consumption",
        "needs",
        "supply",
        "refinery throughput",
        "throughput",
        "deliveries",
        "orders",
    }
)


def share_panels(evidence: Evidence) -> tuple[SharePanel, ...]:
    """Return the supply questions of the dyad, those with most figures on the two first; arms have their own panel."""
    groups: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in evidence.touching():
        if is_supply_share(statement) and family(statement) != "arms":
            groups[(whole(statement), _flow(statement), family(statement))].append(statement)
    panels = []
    for (receiver, flow, commodity), statements in sorted(groups.items()):
        on_the_two = sum(evidence.ties_both(one) for one in statements)
        if on_the_two and any(owner(receiver) in side.holds for side in evidence.sides):
            panels.append((-on_the_two, receiver, commodity, _panel(evidence, receiver, flow, commodity, statements)))
    return tuple(panel for *_, panel in sorted(panels, key=lambda row: row[:3]))


def is_supply_share(statement: Statement) -> bool:
    """Whether the statement is a share of a state's total supply, imports, exports or the like, in percent."""
    return (
        statement.kind == "share"
        and statement.unit == "percent"
        and statement.low is not None
        and statement.high is not None
        and statement.layer in _SUPPLY_LAYERS
        and statement.polarity == "affirmed"
        and statement.basis_denominator.startswith(_WHOLES)
        and statement.basis_concept in _SUPPLY
    )


def is_dated(statement: Statement) -> bool:
    """Whether the source itself states the window: an undated share is not evidence for any year."""
    closed = bool(statement.ends) or statement.end_status == "closed"
    return closed and statement.begins not in ("", OPEN) and statement.ends != OPEN and not statement.begins_inferred


def family(statement: Statement) -> str:
    """Return the supply question that a statement belongs to: oil, gas, coal, arms or the commodity itself."""
    known = COMMODITY_FAMILY.get(statement.basis_commodity, "")
    return known if known in SUPPLIES else statement.basis_commodity


def whole(statement: Statement) -> str:
    """Return the actor whose total the share is of."""
    return statement.sender if _flow(statement) == "out" else statement.receiver


def is_route_share(statement: Statement) -> bool:
    """Whether only what passes one route is counted, whoever produced it."""
    return statement.basis_concept == "throughput" or " through " in f" {statement.item} "


def is_roundabout(statement: Statement) -> bool:
    """Whether the goods of one are counted as they come through third states, which books give as theirs."""
    through_states = bool(statement.via) and all(len(stop) == _STATE_ID_LENGTH for stop in statement.via)
    return through_states and "LNG" in statement.item and statement.basis_commodity == "gas"


def definition(statement: Statement) -> str:
    """Return in words what the share is of, without whose: ``crude imports by value``."""
    instead = _OUT_WORDS if _flow(statement) == "out" else _IN_WORDS
    concept = instead.get(statement.basis_concept, statement.basis_concept)
    commodity = statement.basis_commodity.replace("all goods", "goods")
    words = f"{concept} of {commodity}" if " and " in commodity else f"{commodity} {concept}".strip()
    if statement.basis_measure in ("value", "energy") and commodity != "goods":
        words += f" by {statement.basis_measure}"
    if statement.basis_denominator.startswith("disclosed"):
        words = f"disclosed {words}"
    if is_route_share(statement):
        words += f" counting only {statement.item}"
    if is_roundabout(statement):
        words += " counting only LNG that comes through third states"
    return words


def suppliers(statement: Statement) -> tuple[str, ...]:
    """Return all who supply jointly: a joint share is a set and never one supplier's."""
    return (statement.sender, *statement.with_senders)


def interval(evidence: Evidence, statement: Statement, *, same_witness_as: str = "") -> ShareInterval:
    """Return a share statement as an interval."""
    document = evidence.documents.get(statement.document_id)
    return ShareInterval(
        statement_id=statement.statement_id,
        suppliers=suppliers(statement),
        receiver=statement.receiver,
        low=float(statement.low or 0),
        high=float(statement.high or 0),
        begins=statement.begins,
        ends=statement.ends,
        dated=is_dated(statement),
        approximate=statement.approximate,
        measured_by=statement.measured_by,
        publisher=document.publisher if document else "",
        modality=statement.modality,
        basis_text=statement.basis_text,
        same_witness_as=same_witness_as,
        partners=_partners(statement),
        printed=figure(statement),
    )


def _partners(statement: Statement) -> tuple[str, ...]:
    """Return whom the share tells of: the suppliers of a total, or the buyers of the sender's."""
    if _flow(statement) == "out":
        return (statement.receiver, *statement.with_receivers)
    return suppliers(statement)


def repeats(evidence: Evidence, statements: list[Statement]) -> dict[str, str]:
    """Return for each share that repeats an earlier one of the same witness the statement it repeats."""
    first: dict[tuple[object, ...], str] = {}
    found: dict[str, str] = {}
    for one in sorted(statements, key=lambda one: (evidence.published(one) or "9999", one.statement_id)):
        key = (evidence.witnesses[one.statement_id], suppliers(one), one.low, one.high, one.begins, one.ends)
        if key in first:
            found[one.statement_id] = first[key]
        else:
            first[key] = one.statement_id
    return found


def comparable(evidence: Evidence, statements: list[Statement]) -> list[Statement]:
    """Return dated factual shares of one supplier each, one for each witness, in the order of their windows."""
    sole = [one for one in statements if is_dated(one) and is_fact(one) and not one.with_senders]
    odd = {one.statement_id for one in deviating(evidence, sole)}
    sole = [one for one in sole if one.statement_id not in odd]
    again = repeats(evidence, sole)
    return sorted(
        (one for one in sole if one.statement_id not in again),
        key=lambda one: (stops(one), starts(one), one.statement_id),
    )


def deviating(evidence: Evidence, statements: list[Statement]) -> list[Statement]:
    """Return the prints of a measurer's figure that stand alone against its own releases or against most prints.

    Prints are of one figure if they give one measurer's share of one definition, supplier and window. Where several
    agree, their figure stands and so do the measurer's own releases; a print outside all that stand deviates.
    """
    prints: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for one in statements:
        if one.measured_by:
            key = (one.measured_by, suppliers(one), one.receiver, one.begins, one.ends, definition(one))
            prints[key].append(one)
    return [one for group in prints.values() for one in _odd(evidence, group)]


def _odd(evidence: Evidence, group: list[Statement]) -> list[Statement]:
    copies = Counter((one.low, one.high) for one in group if not _is_own_release(evidence, one))
    most = max(copies.values(), default=0)
    agreed = most > 1 and list(copies.values()).count(most) == 1
    standing = [
        one for one in group if agreed and (_is_own_release(evidence, one) or copies[(one.low, one.high)] == most)
    ]
    if not standing:
        return []
    low, high = min(one.low or 0 for one in standing), max(one.high or 0 for one in standing)
    return [one for one in group if (one.high or 0) < low or (one.low or 0) > high]


def _is_own_release(evidence: Evidence, statement: Statement) -> bool:
    document = evidence.documents.get(statement.document_id)
    measurer = statement.measured_by.casefold()
    return document is not None and (document.publisher or document.title).casefold().startswith(measurer)


def _flow(statement: Statement) -> str:
    return "out" if statement.basis_denominator.startswith("sender") else "in"


def _panel(evidence: Evidence, receiver: str, flow: str, commodity: str, statements: list[Statement]) -> SharePanel:
    again = repeats(evidence, statements)
    groups: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        groups[definition(one)].append(one)
    label = commodity or "all goods"
    name = possessive(named(receiver))
    title = f"Who supplies {name} {label}" if flow == "in" else f"Who buys {name} {label}"
    if label == "all goods":
        title = f"Who buys {name} goods" if flow == "out" else f"Who supplies {name} goods"
    if any(one.basis_concept == "two-way trade" for one in statements):
        title = f"{name[0].upper()}{name[1:]} {'trade' if label == 'all goods' else f'{label} trade'} by partner"
    return SharePanel(
        title=title,
        receiver=receiver,
        commodity=label,
        groups=tuple(
            ShareGroup(
                definition=words,
                intervals=tuple(
                    interval(evidence, one, same_witness_as=again.get(one.statement_id, ""))
                    for one in sorted(group, key=lambda one: (not is_dated(one), starts(one), one.statement_id))
                ),
            )
            for words, group in sorted(groups.items(), key=lambda row: (-len(row[1]), row[0]))
        ),
    )


def definitions(statements: list[Statement]) -> list[str]:
    """Return the different definitions among shares, in their order."""
    return distinct(definition(one) for one in statements)
