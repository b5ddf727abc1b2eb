"""A dossier as headings, paragraphs, lists and tables: what the terminal, Markdown and DOCX have in common."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from ninetenths.brief import outline_supply as supply
from ninetenths.brief import wording
from ninetenths.brief.blocks import Block, Listing, Paragraph, Passage, Section, Table
from ninetenths.findings.dossier import (
    ArmsPanel,
    ArmsWindow,
    DeclaredPanel,
    Dossier,
    Finding,
    FlowReading,
    RouteAsset,
    ShareInterval,
    SharePanel,
    StanceMatrix,
)

TITLES = {
    "findings": "What was found",
    "changes": "What is new",
    "advice": "What would help",
    "declared": "Declared against tracked",
    "layers": "What ties them",
    "shares": "Shares, by definition",
    "arms": "Arms, by supplier and vintage",
    "routes": "The way it takes",
    "breakers": "Who can break it",
    "outcomes": "What if it were cut",
    "votes": "Where they vote",
    "stances": "What is said to whom",
    "ties": "Who else is tied in",
    "disputes": "Where sources disagree",
    "gaps": "What is not known",
    "caveats": "Read with care",
    "chains": "Causes, exchanges, pressure",
    "prospects": "What is expected",
    "timeline": "What happened when",
    "sources": "Who says so",
    "credits": "Credits",
    "statements": "The statements",
}
"""Headings of a brief in their order, by the part of the dossier that each shows."""


def outline(dossier: Dossier) -> tuple[Section, ...]:
    """Return the parts of a dossier that have something to say, in the order of a brief."""
    parts: tuple[tuple[str, Iterable[Block]], ...] = (
        ("findings", _findings(dossier)),
        ("changes", _changes(dossier)),
        ("advice", _lines(dossier.advice)),
        ("declared", chain((_declared(dossier, panel) for panel in dossier.declared), supply.submerged(dossier))),
        ("layers", _layers(dossier)),
        ("shares", chain(supply.reconciled_shares(dossier), (_shares(dossier, panel) for panel in dossier.shares))),
        ("arms", (_arms(dossier, panel) for panel in dossier.arms)),
        ("routes", chain(supply.ways(dossier), _routes(dossier))),
        ("breakers", supply.who_can_break(dossier)),
        ("outcomes", supply.what_if_cut(dossier)),
        ("votes", _votes(dossier)),
        ("stances", (block for matrix in dossier.stances for block in _stances(dossier, matrix))),
        ("ties", _ties(dossier)),
        ("disputes", _disputes(dossier)),
        ("gaps", _gaps(dossier)),
        ("caveats", _lines(dossier.caveats)),
        ("chains", _chains(dossier)),
        ("prospects", _prospects(dossier)),
        ("timeline", _timeline(dossier)),
        ("sources", _sources(dossier)),
        ("credits", _lines(dossier.credits)),
    )
    drawn = ((part, tuple(blocks)) for part, blocks in parts)
    return tuple(Section(TITLES[part], blocks) for part, blocks in drawn if blocks)


def _table(
    title: str,
    columns: tuple[str, ...],
    rows: Iterable[tuple[str | Passage, ...]],
    *,
    note: str = "",
) -> Iterable[Table]:
    filled = tuple(tuple(Passage(cell) if isinstance(cell, str) else cell for cell in row) for row in rows)
    return (Table(title, columns, filled, note),) if filled else ()


def _lines(lines: tuple[str, ...]) -> Iterable[Block]:
    return (Listing(tuple(Passage(line) for line in lines)),) if lines else ()


def _findings(dossier: Dossier) -> Iterable[Block]:
    for finding in dossier.findings:
        lead = f"{finding.headline}: {finding.sentence}" if finding.headline else finding.sentence
        yield Paragraph((Passage(lead, finding.statement_ids),), strong=True)
        if finding.detail:
            yield Paragraph((Passage(finding.detail),))
        figure = wording.quantity(finding.low, finding.high, finding.unit)
        if figure or finding.range_of:
            sure = f"{figure} ({finding.range_of})" if figure and finding.range_of else figure or finding.range_of
            yield Paragraph((Passage(sure),), label="Range")
        if finding.caveat:
            yield Paragraph((Passage(finding.caveat),), label="Caveat")
        if finding.disputed_by:
            yield Paragraph(tuple(_otherwise(dossier, finding)), label="Who says otherwise")
        unknown = tuple(Passage(gap.title) for gap in dossier.gaps if gap.gap_id in finding.gap_ids)
        if unknown:
            yield Paragraph(unknown, label="Not known")


def _otherwise(dossier: Dossier, finding: Finding) -> Iterable[Passage]:
    for statement_id in finding.disputed_by[:4]:
        statement = dossier.statements.get(statement_id)
        document = dossier.documents.get(statement.document_id) if statement else None
        said = statement.summary if statement else ""
        yield Passage(f"{document.publisher}: {said}" if document and document.publisher else said, (statement_id,))
    if len(finding.disputed_by) > 4:
        yield Passage("and others", finding.disputed_by[4:])


def _changes(dossier: Dossier) -> Iterable[Block]:
    changes = dossier.changes
    if changes is None:
        return
    lists = (
        ("Statements added", (Passage(str(len(changes.added)), changes.added),) if changes.added else ()),
        ("Statements no longer there", tuple(Passage(one) for one in changes.removed)),
        ("Statements judged", (Passage(str(len(changes.judged)), changes.judged),) if changes.judged else ()),
        ("Disputes opened", tuple(Passage(one) for one in changes.disputes_opened)),
        ("Disputes closed", tuple(Passage(one) for one in changes.disputes_closed)),
    )
    filled = [Paragraph(passages, label=label) for label, passages in lists if passages]
    for moved in changes.moved:
        filled.append(Paragraph((Passage(moved.before or "not found before"),), label="Said before"))
        filled.append(Paragraph((Passage(moved.after or "no longer found"),), label="Says now"))
    yield from filled or (Paragraph((Passage("Nothing."),)),)


def _layers(dossier: Dossier) -> Iterable[Block]:
    rows = (
        (
            wording.layer_title(layer.layer),
            layer.headline,
            _years(layer.statements_by_year),
            str(layer.cooperative),
            str(layer.neutral),
            str(layer.conflictual),
            str(layer.unsigned),
            Passage(str(layer.witnesses), layer.statement_ids),
        )
        for layer in dossier.layers
    )
    return _table("", ("Layer", "In short", "Years", "+", "○", "−", "Unsigned", "Witnesses"), rows)


def _years(by_year: tuple[tuple[int, int], ...]) -> str:
    if not by_year:
        return "undated"
    first, last = by_year[0][0], by_year[-1][0]
    return str(first) if first == last else f"{first}–{last}"


def _declared(dossier: Dossier, panel: DeclaredPanel) -> Block:
    rows = tuple(
        (
            Passage(one.witness_kind),
            Passage(wording.window(one.begins, one.ends)),
            Passage(wording.reading(one, panel.unit), (one.statement_id,)),
            Passage(one.printed),
            Passage(_witness(one)),
        )
        for one in panel.readings
    )
    title = f"{panel.commodity}: {wording.actor(dossier, panel.sender)} to {wording.actor(dossier, panel.receiver)}"
    columns = ("Witness", "When", "How much", "As printed", "Measured by")
    return Table(title, columns, rows, "A discrepancy is not proof of concealment.")


def _witness(one: ShareInterval | FlowReading) -> str:
    by = wording.measurer(one) or "not said"
    return f"{by} (same witness as another)" if one.same_witness_as else by


def _shares(dossier: Dossier, panel: SharePanel) -> Block:
    rows = tuple(
        (
            Passage(group.definition),
            Passage(wording.actors(dossier, wording.about_whom(one))),
            Passage(wording.window(one.begins, one.ends) if one.dated else "undated"),
            Passage(wording.share(one), (one.statement_id,)),
            Passage(_witness(one)),
        )
        for group in panel.groups
        for one in group.intervals
    )
    note = "Two figures can be compared within one definition only; an undated share is no evidence for any year."
    return Table(panel.title, ("Definition", "Supplier", "When", "Share", "Measured by"), rows, note)


def _arms(dossier: Dossier, panel: ArmsPanel) -> Block:
    rows = [
        (
            Passage(wording.window(one.begins, one.ends)),
            Passage(wording.day(one.vintage) or "not said"),
            Passage(wording.supplier(dossier, one.supplier)),
            Passage(_arms_part(panel, one) + (" (reprint)" if one.same_witness_as else ""), (one.statement_id,)),
        )
        for one in panel.windows
    ]
    rows += [
        (
            Passage(wording.window(claim.begins, claim.ends) if claim.dated else "undated"),
            Passage(f"claimed, {claim.publisher}" if claim.publisher else "claimed"),
            Passage(wording.actors(dossier, claim.suppliers)),
            Passage(wording.quantity(claim.low, claim.high, "percent", about=claim.approximate), (claim.statement_id,)),
        )
        for claim in panel.claims
    ]
    title = f"Arms of {wording.actor(dossier, panel.receiver)}"
    return Table(title, ("Window", "Release", "Supplier", "Part"), tuple(rows), panel.note)


def _arms_part(panel: ArmsPanel, one: ArmsWindow) -> str:
    small = wording.too_small(panel, (one.begins, one.ends)) if one.unit == "percent" else ""
    return small or wording.quantity(one.low, one.high, one.unit)


def _routes(dossier: Dossier) -> Iterable[Block]:
    rows = (
        (
            Passage(asset.name, asset.statement_ids),
            "; ".join(part for part in (asset.kind, wording.way(dossier, asset.states), asset.capacity) if part),
            _owners(dossier, asset),
            asset.legal_regime or "not known",
            "; ".join(wording.spell(spell) for spell in asset.spells) or "not known",
        )
        for asset in dossier.routes
    )
    return _table("", ("Asset", "What", "Owners", "Bound by", "State by date"), rows)


def _owners(dossier: Dossier, asset: RouteAsset) -> str:
    latest = wording.latest_owners(asset)
    earlier = len(asset.owners) - len(latest)
    told = [wording.owner(dossier, one) for one in latest] + ([f"{earlier} earlier"] if earlier else [])
    return "; ".join(told) or "not known"


def _votes(dossier: Dossier) -> Iterable[Block]:
    states = list(dict.fromkeys(state for row in dossier.votes for state, _ in row.choices))
    rows: list[tuple[str | Passage, ...]] = []
    for row in dossier.votes:
        cast = dict(row.choices)
        choices = (cast.get(state, "").replace("_", " ") for state in states)
        held = wording.day(row.held_on) or "undated"
        rows.append((Passage(row.item, row.statement_ids), held, *choices, row.result))
    heads = ("Text", "Held", *(wording.actor(dossier, state) for state in states), "Result")
    yield from _table("Text by text", heads, rows, note="A blank is not in the evidence.")
    agreements = (
        (
            f"{wording.actor(dossier, row.first)} and {wording.actor(dossier, row.second)}",
            row.window,
            Passage(wording.quantity(row.low, row.high, "percent"), (row.statement_id,)),
            wording.agreed_by(row),
            row.measured_by or "not said",
        )
        for row in dossier.agreements
    )
    columns = ("Between", "Window", "Agreement", "Measure, of what", "Counted by")
    yield from _table("Agreement in recorded votes", columns, agreements, note="Agreement is not alignment.")


def _stances(dossier: Dossier, matrix: StanceMatrix) -> Iterable[Block]:
    for one in sorted(matrix.contradictions, key=lambda one: one.is_change):
        label = "Change over time" if one.is_change else "Contradiction"
        yield Paragraph((Passage(f"{one.issue}: {one.sentence}", one.statement_ids),), label=label)
    rows = (
        (
            cell.issue,
            cell.channel or "not said",
            cell.audience or "not said",
            Passage(", ".join(wording.side_word(sign) for sign in cell.signs), cell.statement_ids),
        )
        for cell in sorted(matrix.cells, key=lambda cell: matrix.issues.index(cell.issue))
    )
    yield from _table(wording.actor(dossier, matrix.actor), ("Issue", "Channel", "To whom", "Side"), rows)


def _ties(dossier: Dossier) -> Iterable[Block]:
    rows = (
        (
            wording.actor(dossier, tie.sender),
            wording.actor(dossier, tie.receiver),
            wording.layer_title(tie.layer),
            wording.sign_word(tie.sign) + ("; friend and foe" if tie.friend_and_foe else ""),
            Passage(str(len(tie.statement_ids)), tie.statement_ids),
        )
        for tie in (dossier.ties.ties if dossier.ties else ())
    )
    return _table("", ("From", "To", "Layer", "Sign", "Statements"), rows)


def _disputes(dossier: Dossier) -> Iterable[Block]:
    for dispute in dossier.disputes:
        rows = (
            (
                Passage(side.value, (side.statement_id,)),
                side.basis or "not said",
                side.window or "undated",
                side.measured_by or "not said",
                f"{side.publisher or 'not said'} ({side.interest})" if side.interest else side.publisher,
            )
            for side in dispute.sides
        )
        note = f"{dispute.relation.replace('_', ' ')}: {dispute.explanation} (rule: {dispute.rule})"
        yield from _table(dispute.title, ("Says", "Of what", "When", "Measured by", "Read in"), rows, note=note)


def _gaps(dossier: Dossier) -> Iterable[Block]:
    points = tuple(Passage(f"{gap.title}: {gap.detail}") for gap in dossier.gaps)
    return (Listing(points),) if points else ()


def _chains(dossier: Dossier) -> Iterable[Block]:
    points = tuple(
        Passage(
            f"{chain.relation.replace('_', ' ')}: {' → '.join(chain.steps)}, as claimed by "
            f"{chain.stated_by or 'an unnamed speaker'}",
            chain.statement_ids,
        )
        for chain in dossier.chains
    )
    return (Listing(points),) if points else ()


def _prospects(dossier: Dossier) -> Iterable[Block]:
    rows = (
        (
            wording.day(one.said_on) or "undated",
            one.speaker or "not said",
            Passage(f"{one.summary} ({one.modality})", (one.statement_id,)),
            one.condition or "no condition given",
            one.outcome or "not known",
        )
        for one in dossier.prospects
    )
    return _table("", ("Said", "By", "What", "If", "Since"), rows)


def _timeline(dossier: Dossier) -> Iterable[Block]:
    rows = (
        (
            wording.window(one.begins, one.ends),
            wording.layer_title(one.layer),
            wording.sign_word(one.sign),
            Passage(
                one.summary if one.modality == "asserted" else f"{one.summary} ({one.modality})",
                (one.statement_id, *one.also),
            ),
        )
        for one in dossier.timeline
    )
    return _table("", ("When", "Layer", "Sign", "What"), rows)


def _sources(dossier: Dossier) -> Iterable[Block]:
    titles = {document_id: document.title for document_id, document in dossier.documents.items()}
    rows = (
        (
            one.interest,
            one.title + (f" (reprint of {titles.get(one.reprint_of, one.reprint_of)})" if one.reprint_of else ""),
            one.publisher or "not said",
            wording.day(one.published_on) or "undated",
            one.address,
            str(one.statements),
        )
        for one in sorted(dossier.sources, key=lambda one: (one.interest, -one.statements, one.document_id))
    )
    columns = ("Interest", "Document", "Publisher", "Published", "Address", "Statements")
    return _table("", columns, rows, note="A reprint is not a second witness.")
