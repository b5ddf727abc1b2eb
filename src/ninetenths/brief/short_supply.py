"""The submerged part of a supply in a few lines for the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import RenderableType
from rich.text import Text

from ninetenths.brief import breakers, outcomes, reconciled, spreads, wording
from ninetenths.brief.grids import bar, grid
from ninetenths.findings.dossier import Dossier
from ninetenths.findings.supply_panels import ReconciledPanel

_SUBMERGED = 3
_SHARES = 4
_ANSWERS = 2
_HOLDERS = 6
_ACTS = 5


def submerged(dossier: Dossier) -> Iterable[RenderableType]:
    """Yield what was declared beside what arrived by all evidence, window by window."""
    for supply in dossier.supply:
        panel = supply.reconciled
        if panel is None or not panel.submerged:
            continue
        rows = [
            (
                spreads.window(one.begins, one.ends),
                spreads.said(one.declared, panel.unit),
                spreads.said(one.delivered, panel.unit),
                spreads.in_full(one.difference, panel.unit),
                wording.actor(dossier, one.sender),
            )
            for one in reversed(panel.submerged)
        ]
        head = ("By all evidence", "declared", "arrived", "submerged part, 90 % range", "~")
        yield from grid(head, rows, most=_SUBMERGED)


def reconciled_shares(dossier: Dossier) -> Iterable[RenderableType]:
    """Yield the reconciled shares of each supply, the latest years first."""
    for supply in dossier.supply:
        if supply.reconciled is None:
            continue
        receiver = wording.actor(dossier, supply.receiver)
        yield Text(
            wording.plain(f"{supply.item.capitalize()} to {receiver}, all sources reconciled: 90 % ranges"), style="dim"
        )
        yield from grid(("", "", "~", "", "~"), _share_rows(dossier, supply.reconciled), most=_SHARES)


def _share_rows(dossier: Dossier, panel: ReconciledPanel) -> list[tuple[str, ...]]:
    told = [one for one in panel.shares if one.informed]
    told.sort(key=lambda one: (one.period, one.share[1]), reverse=True)
    return [
        (
            spreads.in_full(one.share, "percent"),
            bar(one.share[0], one.share[2], 100.0),
            reconciled.origin(dossier, one.origin),
            spreads.window(one.begins, one.ends),
            spreads.said(one.rate, panel.unit) if panel.scaled else "",
        )
        for one in told
    ]


def who_can_break(dossier: Dossier) -> Iterable[RenderableType]:
    """Yield who can stop each supply, alone or together, and what each state would have to do."""
    for supply in dossier.supply:
        panel = supply.breakers
        if panel is None:
            continue
        for line in panel.answer[:_ANSWERS]:
            yield Text(wording.plain(breakers.spelled(dossier, line)))
        states, bound, firms = breakers.holders(panel)
        rows = [_holder_row(dossier, holder) for holder in states]
        yield from grid(("State", "By what act~", "Law", "At stake for itself~"), rows, most=_HOLDERS)
        names = tuple(one.holder for one in bound)
        also = [f"unlawful acts only: {reconciled.together(dossier, names)}"] if names else []
        also += [f"firms: {len(firms)}"] if firms else []
        yield Text(wording.plain("; ".join([*also, "law as read by the cited authors"])), style="dim")


def _holder_row(dossier: Dossier, holder: breakers.Holder) -> tuple[str, ...]:
    acts = [act for _, act in holder.acts]
    costs = dict.fromkeys(act.own_cost for act in acts if act.own_cost)
    return (
        wording.actor(dossier, holder.holder),
        ", ".join(dict.fromkeys(act.kind for act in acts)),
        ", ".join(dict.fromkeys(act.legality for act in acts)),
        breakers.spelled(dossier, "; ".join(costs)) or "own cost not known",
    )


def what_if_cut(dossier: Dossier) -> Iterable[RenderableType]:
    """Yield what each act would do: losses, shortage, and what comes from elsewhere."""
    for supply in dossier.supply:
        panel = supply.outcomes
        if panel is None:
            continue
        when = f"{supply.item.capitalize()} for {wording.actor(dossier, supply.receiver)}, {panel.weeks} weeks"
        told = (
            f"{when} from {wording.day(panel.begins)} on the supply of {panel.supply_of}, million USD. "
            "A model is not a forecast."
        )
        yield Text(wording.plain(told))
        rows = [
            (
                breakers.act_named(dossier, one.act),
                spreads.said(one.loss),
                spreads.said(one.own_loss),
                spreads.part(one.never),
                spreads.said(one.deepest, "percent"),
                "nothing missing" if outcomes.nothing_missing(one) else spreads.said(one.elsewhere, "percent"),
            )
            for one in panel.acts
        ]
        head = ("Act~", "receiver loses", "actor loses", "no shortage", "deepest", "from elsewhere")
        yield from grid(head, rows, most=_ACTS)
        if panel.known_error:
            known = re.sub(r"\s*\([^()]*\)$", "", panel.known_error)
            yield Text(wording.plain(f"Known error: {known}"), style="italic")
