"""The call `leverage`: what one side could make another lose, what it would cost it, and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ninetenths.errors import InvalidRecord
from ninetenths.findings.cut_off.evidence import baseline_from
from ninetenths.findings.cut_off.known_errors import known_error
from ninetenths.findings.cut_off.paths import supply_graph
from ninetenths.findings.cut_off.wording import CAVEATS
from ninetenths.findings.levering.controls import (
    acts_of,
    candidates,
    carries,
    controls_of,
    exports_known,
    is_supplier,
    owned_acts,
    used_by,
)
from ninetenths.findings.levering.game import pairs_of, players_of, worths
from ninetenths.findings.levering.result import Leverage, Triple, Withheld
from ninetenths.findings.levering.stakes import bounds_of
from ninetenths.findings.levering.triples import added, triple_of
from ninetenths.findings.levering.wording import answer_of
from ninetenths.ledger import Ledger, Where
from ninetenths.scenarios import Act, Baseline, Ready, Scenario
from ninetenths.states import members, organisation, owner_state

MOST_PLAYERS = 5
_STATE_ID = 3
GAME_DRAWS = 40
"""Draws of each coalition: with five players there are 31 runs, and what is compared are medians."""


def leverage(
    ledger: Ledger,
    holders: Sequence[str],
    receiver: str,
    *,
    item: str,
    begins: date,
    weeks: int = 26,
    beside: Sequence[str] | None = None,
    cut_share: float = 0.05,
    draws: int = 200,
    seed: int,
    as_of: date | None = None,
    with_restricted: bool = True,
) -> Leverage:
    """Return the leverage of holders, acting together, over a receiver's supply of an item.

    Parameters
    ----------
    ledger
        The evidence.
    holders
        States that act together, at least one; a bloc stands for its members on the day.
    receiver
        The state whose supply it is.
    item
        "crude" or "gas".
    begins, weeks
        When the acts begin, and how long the run is.
    beside
        Further states for the game of coalitions; None for those that the evidence has on the supply.
    cut_share
        The part of all their exports that exporters withhold in the price channel, above 0 and at most 1.
    draws, seed
        Of every run; coalitions are run with at most `GAME_DRAWS`.
    as_of, with_restricted
        Use only what had been published by this day; whether private figures are read.

    Returns
    -------
    Leverage
        The triple, what the holders control and have at stake, the game of coalitions, the price channel.

    Raises
    ------
    InvalidRecord
        For no holder, the receiver among them, or a cut share out of range.
    CoverageError
        If no statement informs the supply in the years before the run.

    Notes
    -----
    Each state does everything it could at once by law or policy: it sells the receiver nothing, and refuses what
    crosses it. Straits stay open. Assets in which it holds a blocking minority are used in a run of their own, shown
    apart: they stop for every buyer. Coalitions: Shapley (1953), Banzhaf (1965).

    Reading: three figures and never one; what a state could do does not say that it will.
    """
    acting = _holders(holders, receiver, begins)
    if not 0 < cut_share <= 1:
        raise InvalidRecord(f"the part of exports that is withheld is {cut_share}; give one above 0 and at most 1")
    empty = Scenario(receiver=receiver, item=item, begins=begins, weeks=weeks, acts=())
    baseline = baseline_from(ledger, empty, draws=draws, seed=seed, as_of=as_of, with_restricted=with_restricted)
    graph = supply_graph(ledger, empty)
    ready = Ready(baseline, empty, draws=draws, seed=seed)
    acts = tuple(act for state in acting for act in acts_of(baseline, state, begins=begins))
    outcome = ready.run(replace(empty, acts=acts)) if acts else None
    owned = tuple(act for state in acting for act in owned_acts(baseline, graph, state, begins=begins))
    players = _players(baseline, acting, beside)
    values = worths(baseline, empty, {one: acts_of(baseline, one, begins=begins) for one in players},
                    draws=min(draws, GAME_DRAWS), seed=seed)  # fmt: skip
    statements = ledger.statements(Where(published_by=as_of, with_restricted=with_restricted))
    found = Leverage(
        holders=acting,
        receiver=receiver,
        item=item,
        answer=(),
        controls=tuple(one for state in acting for one in controls_of(baseline, graph, state)),
        triple=triple_of(outcome, acting) if outcome else None,
        with_ownership=_with_owned(ready, empty, acts, owned, acting),
        bounds=bounds_of(statements, graph, acting, (receiver, *_partners(baseline, acting))),
        players=players_of(players, values) if players else (),
        together=pairs_of(players, values) if len(players) > 1 else (),
        withheld=_withheld(ready, empty, acting, cut_share),
        outcome=outcome,
        assumptions=outcome.assumptions if outcome else baseline.assumptions,
        caveats=(*CAVEATS, known_error(item)),
        seed=seed,
        draws=draws,
        evidence=baseline.evidence,
    )
    return replace(found, answer=answer_of(found, suppliers=tuple(one for one in acting if is_supplier(baseline, one))))


def _holders(holders: Sequence[str], receiver: str, begins: date) -> tuple[str, ...]:
    states: list[str] = []
    for one in holders:
        states += [owner_state(one)] if owner_state(one) else list(_members(one, begins))
    found = tuple(dict.fromkeys(states))
    if not found:
        raise InvalidRecord("an empty coalition has no leverage: name one state at least, as in 'leverage TUR ISR'")
    if receiver in found:
        raise InvalidRecord(f"{receiver} is among those who act and is also the receiver: leave one of the two out")
    return found


def _members(actor: str, begins: date) -> tuple[str, ...]:
    organisation(actor)
    return members(actor, on=begins)


def _with_owned(
    ready: Ready, empty: Scenario, acts: tuple[Act, ...], owned: tuple[Act, ...], acting: Sequence[str]
) -> Triple | None:
    """Return the triple with ownership used too; None where nobody holds a blocking minority on a usual way."""
    distinct = tuple({act.asset: act for act in owned}.values())
    return triple_of(ready.run(replace(empty, acts=(*acts, *distinct))), acting) if distinct else None


def _players(baseline: Baseline, acting: Sequence[str], beside: Sequence[str] | None) -> tuple[str, ...]:
    """Return the players of the game: those who act, then the others, as many as can be run."""
    others = candidates(baseline) if beside is None else tuple(beside)
    on_it = set(candidates(baseline))
    able = [state for state in acting if state in on_it]
    able += [state for state in others if state not in able and acts_of(baseline, state, begins=date.min)]
    return tuple(able[:MOST_PLAYERS])


def _partners(baseline: Baseline, acting: Sequence[str]) -> tuple[str, ...]:
    """Return the states whose goods the holders carry, and those on the usual ways of what they sell or carry."""
    carried = {one.state for one in baseline.sellers if one.known and any(carries(one, state) for state in acting)}
    mine = [one for one in baseline.sellers if one.known and one.state in {*acting, *carried}]
    crossed = {state for one in mine for state in used_by(one)}
    found = {state for state in crossed | carried if len(state) == _STATE_ID}
    return tuple(sorted(found - set(acting) - {baseline.receiver}))


def _withheld(ready: Ready, empty: Scenario, acting: Sequence[str], cut_share: float) -> Withheld | None:
    baseline = ready.market.baseline
    exporters = tuple(state for state in acting if exports_known(baseline, state))
    if not exporters:
        return None
    act = Act(kind="ban", begins=empty.begins, by=exporters, against=baseline.receiver, share=0.0, cut_share=cut_share)
    found = ready.run(replace(empty, acts=(act,)))
    return Withheld(
        holders=exporters,
        cut_share=cut_share,
        price_change=found.spreads["price_change"],
        cost=found.spreads["price_cost"],
        holder_loss=added([one.amount for one in found.losses if owner_state(one.actor) in exporters]),
    )
