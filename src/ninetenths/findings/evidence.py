"""What a dossier is made from: the accepted statements known at a date, and who the two sides are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from ninetenths.errors import CoverageError, UnknownState
from ninetenths.findings.supply_panels import SupplyPanel
from ninetenths.ledger import Ledger, Where
from ninetenths.ledger.dates import first_day, last_day
from ninetenths.ledger.records import Asset, AssetStatus, Document, Gap, Issue, Link, Ownership, Statement
from ninetenths.ledger.witness import measurement_of, witness_of
from ninetenths.states import actor_name, all_states, members, organisation, owner_state

FACTUAL = frozenset({"asserted", "reported"})
"""Modalities that count as evidence that something was so; the others are shown and never counted."""

_STATE_ID_LENGTH = 3
_MANY = 20_000
"""Above so many statements, of the cells of data sets only those on the two sides are read; words are read in full."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dyad: a state with its parts, or a bloc with its members on the date.

    ``holds`` contains state ids and, for a bloc, the id of the organisation itself.
    """

    actor: str
    name: str
    holds: frozenset[str]

    @property
    def is_bloc(self) -> bool:
        """Whether the side is an organisation whose members act as one."""
        return self.actor not in self.holds or len(self.holds) > 1


@dataclass(slots=True, kw_only=True)
class Evidence:
    """Everything the rules read. Statements are accepted ones, ordered by their id.

    ``senders`` and ``receivers`` give for each statement the states and organisations on that end, joint
    actors included and parts counted with their state. ``total`` counts all accepted statements of the ledger; in a
    ledger of many it is more than ``statements`` holds: of the cells of data sets then only those on the two sides.
    """

    first: Side
    second: Side | None
    as_of: date | None
    statements: tuple[Statement, ...]
    documents: dict[str, Document]
    assets: dict[str, Asset]
    ownerships: tuple[Ownership, ...]
    statuses: tuple[AssetStatus, ...]
    gaps: tuple[Gap, ...]
    links: tuple[Link, ...]
    issues: tuple[Issue, ...]
    by_id: dict[str, Statement]
    senders: dict[str, frozenset[str]]
    receivers: dict[str, frozenset[str]]
    witnesses: dict[str, str]
    total: int
    supply: tuple[SupplyPanel, ...] = ()
    _between: list[Statement] | None = field(default=None, repr=False)
    _publishers: frozenset[str] | None = field(default=None, repr=False)
    _touching: list[Statement] | None = field(default=None, repr=False)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The two sides, or the one of a profile."""
        return (self.first,) if self.second is None else (self.first, self.second)

    def between(self) -> list[Statement]:
        """Statements that tie the two, in either direction; for a profile those that touch the state."""
        if self._between is None:
            self._between = [statement for statement in self.statements if self.ties_both(statement)]
        return self._between

    def ties_both(self, statement: Statement) -> bool:
        """Whether one side is on one end of the statement and the other side on the other end."""
        if self.second is None:
            return self.touches(statement, self.first)
        return self.runs(statement, self.first, self.second) or self.runs(statement, self.second, self.first)

    def runs(self, statement: Statement, sender: Side, receiver: Side) -> bool:
        """Whether the statement runs from one side to the other."""
        key = statement.statement_id
        return not (self.senders[key].isdisjoint(sender.holds) or self.receivers[key].isdisjoint(receiver.holds))

    def touches(self, statement: Statement, side: Side) -> bool:
        """Whether the side is on an end of the statement or is the place where it plays out."""
        key = statement.statement_id
        if not self.senders[key].isdisjoint(side.holds) or not self.receivers[key].isdisjoint(side.holds):
            return True
        return bool(statement.arena) and owner(statement.arena) in side.holds

    def touching(self) -> list[Statement]:
        """Statements that touch either side."""
        if self._touching is None:
            self._touching = [one for one in self.statements if any(self.touches(one, side) for side in self.sides)]
        return self._touching

    def flows(self, sender: Side, receiver: Side) -> list[Statement]:
        """Statements from one side to the other that affirm something as a fact."""
        return [one for one in self.between() if self.runs(one, sender, receiver) and is_fact(one)]

    def publishers(self) -> frozenset[str]:
        """Names of all publishers of the ledger's documents, without what stands in brackets behind them."""
        if self._publishers is None:
            self._publishers = frozenset(one.publisher.partition(" (")[0] for one in self.documents.values())
        return self._publishers

    def published(self, statement: Statement) -> str:
        """Publication date of the statement's document; empty where not known."""
        document = self.documents.get(statement.document_id)
        return document.published_on if document else ""

    def measurer(self, statement: Statement) -> str:
        """Who measured, or who published where no measurer is named."""
        if statement.measured_by:
            return statement.measured_by
        document = self.documents.get(statement.document_id)
        return document.publisher or document.title if document else ""

    def witness_count(self, statements: Iterable[Statement]) -> int:
        """How many independent witnesses stand behind statements; never more than their documents.

        A document is a witness unless it is a reprint of another one that counts, or all it says here are figures of
        named measurers (Kpler, SIPRI) that another document counted here gives too.
        """
        counted = list(statements)
        outlets = {self.documents[one.document_id].publisher: one.document_id for one in counted}
        said: dict[str, set[str]] = {}
        for one in counted:
            voice = one.measured_by.strip().casefold()
            origin = _relayed(one.speaker, outlets) or one.document_id
            said.setdefault(witness_of(origin, self.documents), set()).add(voice)
        heard = {voice for voices in said.values() if "" in voices for voice in voices}
        count = sum("" in voices for voices in said.values())
        for _, voices in sorted(said.items()):
            if "" not in voices and voices - heard:
                count += 1
                heard |= voices
        return count


def each_of(side: Side) -> tuple[Side, ...]:
    """Return a side as the actors it consists of: a state itself, a bloc and each of its members."""
    if not side.is_bloc:
        return (side,)
    return tuple(Side(actor, actor_name(actor), frozenset((actor,))) for actor in sorted(side.holds))


def _relayed(speaker: str, outlets: dict[str, str]) -> str:
    """Return the document of the outlet through which a speaker was read ("X via Y"); empty if it is not there."""
    _, _, outlet = speaker.partition(" via ")
    found = (document_id for publisher, document_id in sorted(outlets.items()) if publisher.startswith(outlet))
    return next(found, "") if outlet else ""


def is_fact(statement: Statement) -> bool:
    """Whether the statement affirms something as a fact (asserted or reported)."""
    return statement.modality in FACTUAL and statement.polarity == "affirmed"


def owner(actor: str) -> str:
    """Return the state an actor belongs to, or the actor itself if it is a state or an organisation."""
    if len(actor) == _STATE_ID_LENGTH:
        return actor
    return owner_state(actor) or actor


def starts(statement: Statement) -> date:
    """First day on which the statement can have begun; the earliest date there is where that is not known."""
    return first_day(statement.begins) or date.min


def stops(statement: Statement) -> date:
    """Last day of the statement's window, or of its beginning where no end is printed; earliest date if unknown."""
    return last_day(statement.ends) or last_day(statement.begins) or date.min


def gather(
    ledger: Ledger, first: str, second: str, *, as_of: date | None = None, with_restricted: bool = True
) -> Evidence:
    """Read from the ledger what was known at a date, for a dyad or (with an empty second) for one state.

    Without *with_restricted* what private documents say is left out, and so are the documents.

    Raises
    ------
    UnknownState
        If the two are the same actor.
    CoverageError
        If one of them is a state that did not exist yet on the date.
    """
    if first == second:
        raise UnknownState(f"both sides are {first}: a dyad needs two; for a profile of one state leave the second out")
    documents = {
        key: document for key, document in ledger.documents().items() if with_restricted or not document.restricted
    }
    on = as_of or _last_publication(documents)
    one, other = _side(first, on), _side(second, on) if second else None
    if as_of:
        check_existence((one, other), as_of)
    total = ledger.count(Where(published_by=as_of, with_restricted=with_restricted))
    asked = Where(published_by=as_of, with_restricted=with_restricted)
    near = () if total <= _MANY else tuple(sorted(one.holds | (other.holds if other else frozenset())))
    statements = tuple(_read(ledger, asked, near))
    return Evidence(
        first=one,
        second=other,
        as_of=as_of,
        statements=statements,
        documents=documents,
        assets={asset.asset_id: asset for asset in ledger.assets()},
        ownerships=tuple(ledger.ownerships()),
        statuses=tuple(ledger.asset_statuses()),
        gaps=tuple(ledger.gaps()),
        links=tuple(ledger.links()),
        issues=tuple(ledger.issues()),
        by_id={one.statement_id: one for one in statements},
        senders={one.statement_id: _ends(one.sender, one.with_senders) for one in statements},
        receivers={one.statement_id: _ends(one.receiver, one.with_receivers) for one in statements},
        witnesses={one.statement_id: measurement_of(one, documents) for one in statements},
        total=total,
    )


def _read(ledger: Ledger, asked: Where, near: tuple[str, ...]) -> list[Statement]:
    """Return the statements asked for; with *near*, of the cells of data sets only those on these actors."""
    if not near:
        return ledger.statements(asked)
    words = ledger.statements(replace(asked, locator_kinds=("words", "citation")))
    cells = ledger.statements(replace(asked, states=near, locator_kinds=("cell",)))
    return sorted((*words, *cells), key=lambda one: one.statement_id)


def check_existence(sides: Iterable[Side | None], on: date) -> None:
    """Raise CoverageError if a side is a state that had not come to be on a day; a former one is asked about freely."""
    begins = {state.state_id: first_day(state.begins) for state in all_states()}
    for side in sides:
        born = begins.get(side.actor) if side else None
        if side and born and on < born:
            raise CoverageError(
                f"{side.name} ({side.actor}) begins on {born} and {on} lies before it: the evidence says nothing of a "
                "state that is not there; ask about a later day, or about the state it was part of"
            )


def refocus(evidence: Evidence, second: str, *, first: str = "") -> Evidence:
    """Return the same evidence for the dyad of its first side, or of *first*, and another actor."""
    on = evidence.as_of or _last_publication(evidence.documents)
    return Evidence(
        first=_side(first, on) if first else evidence.first,
        second=_side(second, on),
        as_of=evidence.as_of,
        statements=evidence.statements,
        documents=evidence.documents,
        assets=evidence.assets,
        ownerships=evidence.ownerships,
        statuses=evidence.statuses,
        gaps=evidence.gaps,
        links=evidence.links,
        issues=evidence.issues,
        by_id=evidence.by_id,
        senders=evidence.senders,
        receivers=evidence.receivers,
        witnesses=evidence.witnesses,
        total=evidence.total,
        supply=evidence.supply,
    )


def _ends(actor: str, others: tuple[str, ...]) -> frozenset[str]:
    return frozenset(owner(one) for one in (actor, *others))


def _side(actor: str, on: date | None) -> Side:
    if ":" in actor:
        raise UnknownState(
            f"{actor} ({actor_name(actor)}) is a part of a state; a dossier is about states and blocs and counts parts "
            f"with their state: ask for {owner_state(actor)}"
        )
    try:
        organisation(actor)
    except UnknownState:
        return Side(actor, actor_name(actor), frozenset((actor,)))
    return Side(actor, actor_name(actor), frozenset((actor, *members(actor, on=on))))


def _last_publication(documents: dict[str, Document]) -> date | None:
    days = [day for document in documents.values() if (day := last_day(document.published_on))]
    return max(days, default=None)
