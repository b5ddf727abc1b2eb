"""From a ledger to a dossier: the call behind every brief."""

from __future__ import annotations

from datetime import date
from functools import partial

from ninetenths.errors import CoverageError
from ninetenths.findings.advice import advice
from ninetenths.findings.arms import arms_panels
from ninetenths.findings.caveats import caveats
from ninetenths.findings.chains import chains, prospects
from ninetenths.findings.contention import disputes, otherwise, questions
from ninetenths.findings.diff import changes_between
from ninetenths.findings.dossier import Dispute, Dossier, TimelineEntry
from ninetenths.findings.evidence import Evidence, gather
from ninetenths.findings.flows import declared_panels
from ninetenths.findings.gaps import ranked_gaps
from ninetenths.findings.layers import layer_summaries
from ninetenths.findings.relevance import third_parties
from ninetenths.findings.routes import route_assets
from ninetenths.findings.select import findings
from ninetenths.findings.shares import share_panels
from ninetenths.findings.sources import credit_lines, header, relevant, sources
from ninetenths.findings.stances import stance_matrices
from ninetenths.findings.supplying import actors_of, supplied
from ninetenths.findings.ties import tie_map
from ninetenths.findings.timeline import timeline_entries
from ninetenths.findings.votes import agreement_rows, vote_rows
from ninetenths.ledger import Ledger
from ninetenths.states import actor_name

_VOTERS = 12


def build_dossier(
    ledger: Ledger,
    first: str,
    second: str = "",
    *,
    as_of: date | None = None,
    since: date | None = None,
    with_restricted: bool = True,
) -> Dossier:
    """Return what a ledger supports about a dyad, or about one state.

    Parameters
    ----------
    ledger
        Where the statements are; accepted ones count.
    first, second
        Actor ids: a state, or a bloc whose members on the date act as one side. An empty second asks for the
        profile of the first.
    as_of
        What was published by that day; by default everything.
    since
        Show in ``changes`` what is new against what was published by that day.
    with_restricted
        Whether private figures are used; leave them out of what is handed on.

    Returns
    -------
    Dossier
        Parts for which there is no evidence are empty.

    Raises
    ------
    UnknownState
        If an actor is not known, or both are the same.
    CoverageError
        If *since* is not before *as_of*, or one of the two is a state that did not exist yet on either day.

    Examples
    --------
    >>> from ninetenths.ledger import Ledger
    >>> build_dossier(Ledger.in_memory(), "PER", "BOL").findings
    ()
    """
    if since and as_of and since >= as_of:
        raise CoverageError(
            f"changes since {since} are asked as of {as_of}, which leaves no time between; "
            "give a since before the as-of date"
        )
    gathered = partial(gather, ledger, first, second, with_restricted=with_restricted)
    now = _dossier(gathered(as_of=as_of), as_of=as_of, since=since)
    if since is None:
        return now
    return changes_between(_dossier(gathered(as_of=since), as_of=since, since=None), now, ledger.judgements())


def conflicts(ledger: Ledger, first: str, second: str = "", *, as_of: date | None = None) -> tuple[Dispute, ...]:
    """Return the questions on which sources do not agree, those between the two first.

    Raises
    ------
    UnknownState
        If an actor is not known, or both are the same.

    Examples
    --------
    >>> from ninetenths.ledger import Ledger
    >>> conflicts(Ledger.in_memory(), "AZE", "ISR")
    ()
    """
    evidence = gather(ledger, first, second, as_of=as_of)
    return disputes(evidence, questions(evidence, relevant(evidence)))


def timeline(
    ledger: Ledger,
    first: str,
    second: str = "",
    *,
    around: date | None = None,
    days: int = 180,
    as_of: date | None = None,
) -> tuple[TimelineEntry, ...]:
    """Return what happened when around the two; with *around* only what touches *days* before or after that day.

    Raises
    ------
    UnknownState
        If an actor is not known, or both are the same.

    Examples
    --------
    >>> from ninetenths.ledger import Ledger
    >>> timeline(Ledger.in_memory(), "AZE", "ISR")
    ()
    """
    return timeline_entries(gather(ledger, first, second, as_of=as_of), around=around, days=days)


def _dossier(evidence: Evidence, *, as_of: date | None, since: date | None) -> Dossier:
    used = relevant(evidence)
    in_dispute = questions(evidence, used)
    contested = disputes(evidence, in_dispute)
    others = third_parties(evidence)
    supply = supplied(evidence)
    evidence.supply = supply.panels
    found = findings(evidence, otherwise(evidence, in_dispute))
    panels = share_panels(evidence), arms_panels(evidence)
    assets = route_assets(evidence, as_of)
    return Dossier(
        header=header(evidence, used, as_of=as_of, since=since),
        findings=found,
        layers=layer_summaries(evidence),
        declared=declared_panels(evidence),
        shares=panels[0],
        arms=panels[1],
        routes=assets,
        votes=vote_rows(evidence, third_parties(evidence, _VOTERS)),
        agreements=agreement_rows(evidence),
        stances=stance_matrices(evidence, others),
        ties=tie_map(evidence),
        disputes=contested,
        chains=chains(evidence),
        prospects=prospects(evidence, contested),
        timeline=timeline_entries(evidence),
        gaps=ranked_gaps(evidence),
        sources=sources(evidence, used),
        caveats=caveats(found),
        advice=(*advice(evidence, len(found)), *supply.missing),
        names=_names(evidence),
        credits=credit_lines(evidence, used, assets),
        used=tuple(one.statement_id for one in used),
        statements={one.statement_id: one for one in evidence.statements},
        documents=evidence.documents,
        supply=supply.panels,
    )


def _names(evidence: Evidence) -> dict[str, str]:
    actors = {side.actor for side in evidence.sides}
    for one in evidence.statements:
        actors.update((one.sender, one.receiver, *one.with_senders, *one.with_receivers))
        actors.update(evidence.senders[one.statement_id] | evidence.receivers[one.statement_id])
    actors.update(actor for panel in evidence.supply for actor in actors_of(panel))
    return {actor: actor_name(actor) for actor in sorted(actors)}
