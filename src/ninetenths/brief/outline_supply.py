"""The submerged part of a supply as headings, lists and tables, for Markdown and DOCX."""

from __future__ import annotations

from collections.abc import Iterable

from ninetenths.brief import breakers, outcomes, reconciled, spreads, wording
from ninetenths.brief.blocks import Block, Listing, Paragraph, Passage, Table
from ninetenths.findings.dossier import Dossier
from ninetenths.findings.supply_panels import ActOutcome, OutcomesPanel, Proof, ReconciledPanel, SupplyPanel


def submerged(dossier: Dossier) -> Iterable[Block]:
    """Yield what was declared beside what arrived by all evidence, one table for each supply."""
    for supply in dossier.supply:
        panel = supply.reconciled
        if panel is None or not panel.submerged:
            continue
        rows = tuple(
            (
                Passage(wording.actor(dossier, one.sender)),
                Passage(spreads.window(one.begins, one.ends)),
                Passage(spreads.in_full(one.declared, panel.unit)),
                Passage(spreads.in_full(one.delivered, panel.unit)),
                Passage(spreads.in_full(one.difference, panel.unit), one.statement_ids),
            )
            for one in panel.submerged
        )
        columns = ("Sender", "When", "Declared", "Arrived, by all evidence", "The submerged part")
        note = "90 % ranges of all evidence together. A discrepancy is not proof of concealment."
        yield Table(f"{_whose(dossier, supply)}: declared and arrived", columns, rows, note)


def reconciled_shares(dossier: Dossier) -> Iterable[Block]:
    """Yield the reconciled shares of each supply, with what cannot hold together and what the answer leans on."""
    for supply in dossier.supply:
        panel = supply.reconciled
        if panel is None:
            continue
        ids = panel.statement_ids
        lines = [Passage(breakers.spelled(dossier, line)) for line in panel.answer]
        yield Listing((*lines[:-1], *(Passage(line.text, ids) for line in lines[-1:])))
        yield _shares_table(dossier, supply, panel)
        yield from _proofs("Cannot both hold", panel.contradictions)
        yield from _proofs("The answer leans on", panel.leans_on)


def _shares_table(dossier: Dossier, supply: SupplyPanel, panel: ReconciledPanel) -> Table:
    rows = tuple(
        (
            Passage(spreads.window(one.begins, one.ends)),
            Passage(reconciled.origin(dossier, one.origin)),
            Passage(spreads.in_full(one.share, "percent"), one.statement_ids),
            Passage(spreads.in_full(one.rate, panel.unit) if panel.scaled else "no amount stated"),
        )
        for one in panel.shares
        if one.informed
    )
    title = f"{_whose(dossier, supply)}, all sources reconciled"
    note = "90 % ranges of a model given all statements. Years without a row have no evidence: unknown is not zero."
    return Table(title, ("When", "Origin", "Share", "Flow"), rows, note)


def _proofs(label: str, proofs: tuple[Proof, ...]) -> Iterable[Block]:
    if proofs:
        yield Paragraph(tuple(Passage(_open(one.sentence), one.statement_ids) for one in proofs), label=label)


def ways(dossier: Dossier) -> Iterable[Block]:
    """Yield the ways of the flow map in words."""
    for supply in dossier.supply:
        if supply.flow_map is None or not supply.flow_map.ways:
            continue
        unit = supply.flow_map.unit
        rows = tuple(
            (
                Passage(way.words),
                Passage(way.status),
                Passage(spreads.in_full(way.rate, unit) if way.rate else "not known"),
            )
            for way in supply.flow_map.ways
        )
        yield Table(f"{_whose(dossier, supply)}: ways", ("Way", "State", "Its origin sends in all"), rows)


def who_can_break(dossier: Dossier) -> Iterable[Block]:
    """Yield who can stop each supply, alone or together, by what act and under what law."""
    for supply in dossier.supply:
        panel = supply.breakers
        if panel is None:
            continue
        lines = [breakers.spelled(dossier, line) for line in panel.answer]
        yield Listing(tuple(Passage(line, () if place else panel.statement_ids) for place, line in enumerate(lines)))
        if panel.sets:
            yield Table("Enough together", ("Who", *_strengths()), tuple(_set_rows(dossier, supply)))
        rows = tuple(
            (
                Passage(wording.actor(dossier, one.holder), one.statement_ids),
                Passage(one.kind),
                Passage(", ".join(one.where) or "not said"),
                Passage(one.legality),
                Passage(breakers.leaks(one) if one.leakage[1] > 0 else "none assumed"),
                Passage(breakers.spelled(dossier, one.own_cost) or "not known"),
            )
            for one in panel.breakers
        )
        columns = ("Who", "By what act", "Where", "Law", "Gets round it", "At stake for itself")
        yield Table("Acts that could stop it", columns, rows, panel.leak)
        flips = breakers.new_flips(panel)
        if flips:
            told = tuple(Passage(_open(breakers.spelled(dossier, line))) for line in flips)
            yield Paragraph(told, label="What would change the answer")
        if panel.caveats:
            yield Paragraph(tuple(Passage(_open(line)) for line in panel.caveats), label="Caveat")


def _strengths() -> tuple[str, ...]:
    return tuple(f"{strength.capitalize()}: {meaning}" for strength, meaning in breakers.STRENGTHS.items())


def _set_rows(dossier: Dossier, supply: SupplyPanel) -> Iterable[tuple[Passage, ...]]:
    if supply.breakers is None:
        return
    for members, held in breakers.sets(supply.breakers):
        chances = (
            Passage(f"{spreads.part(held[strength][1].chance)} of draws" if strength in held else "")
            for strength in breakers.STRENGTHS
        )
        yield (Passage(reconciled.together(dossier, members)), *chances)


def what_if_cut(dossier: Dossier) -> Iterable[Block]:
    """Yield what each act would do, with the known error and what was assumed."""
    for supply in dossier.supply:
        panel = supply.outcomes
        if panel is None:
            continue
        when = (
            f"from {wording.day(panel.begins)} for {panel.weeks} weeks, on the supply of {panel.supply_of}, "
            f"{panel.draws} draws, seed {panel.seed}"
        )
        note = f"A model is not a forecast. Acts supposed to hold {when}. Losses in million US dollars."
        rows = tuple(_act_row(dossier, panel, act) for act in panel.acts)
        columns = ("Act", "Receiver loses", "Who acts loses", "No shortage in", "Deepest shortage")
        yield Table(
            f"{_whose(dossier, supply)}: acts side by side",
            (*columns, "From elsewhere", f"Dearer, {wording.unit_word(panel.price_unit)}", "Replaced by"),
            rows,
            note,
        )
        if panel.known_error:
            yield Paragraph((Passage(panel.known_error),), label="Known error")
        yield from _proofs("At stake besides", tuple(_spelled(dossier, proof) for proof in panel.stakes))
        for label, lines in (("Assumed", panel.assumptions), ("Caveat", panel.caveats)):
            if lines:
                yield Paragraph(tuple(Passage(_open(breakers.spelled(dossier, line))) for line in lines), label=label)


def _act_row(dossier: Dossier, panel: OutcomesPanel, act: ActOutcome) -> tuple[Passage, ...]:
    replaced = (
        f"{reconciled.origin(dossier, origin)} {spreads.said(rate, panel.rate_unit)}"
        for origin, rate in act.replaced_by
    )
    texts = (
        breakers.act_named(dossier, act.act),
        spreads.in_full(act.loss),
        spreads.in_full(act.own_loss),
        f"{spreads.part(act.never)} of draws",
        spreads.said(act.deepest, "percent"),
        "nothing missing" if outcomes.nothing_missing(act) else spreads.said(act.elsewhere, "percent"),
        spreads.said(act.dearer),
        ", ".join(replaced),
    )
    return tuple(Passage(text) for text in texts)


def _spelled(dossier: Dossier, proof: Proof) -> Proof:
    return Proof(sentence=breakers.spelled(dossier, proof.sentence), statement_ids=proof.statement_ids)


def _open(sentence: str) -> str:
    """Return a sentence without its stop: passages of one paragraph are joined by semicolons."""
    return sentence.removesuffix(".")


def _whose(dossier: Dossier, supply: SupplyPanel) -> str:
    return f"{supply.item.capitalize()} to {wording.actor(dossier, supply.receiver)}"
