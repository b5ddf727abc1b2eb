"""Two compared statements side by side, in the words of a sentence: names, quantities with units, windows, sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ninetenths.ledger.compare_profile import Profile
from ninetenths.ledger.compare_verdict import Relation
from ninetenths.states import actor_name, is_actor

_ARTICLE = re.compile(
    r"^(United |Netherlands|Philippines|Gambia|Bahamas|Maldives|Organi[sz]ation |Czech Rep|European "
    r"|Kurdistan Regional )"
)
_CHOICES = {
    "yes": "voted yes",
    "no": "voted no",
    "abstain": "abstained",
    "absent": "took no part in the vote",
    "not_member": "was no member",
    "not_against": "did not vote against",
}
_AFFIRMED = {
    "asserted": "affirmed",
    "reported": "reported",
    "possible": "called possible",
    "denied": "denied",
    "counterfactual": "supposed",
    "normative": "called for",
}
_NEGATED = {
    "asserted": "said not to be so",
    "reported": "reported not to be so",
    "possible": "said possibly not to be so",
    "denied": "denied not to be so",
    "counterfactual": "supposed not to be so",
    "normative": "opposed",
}
_JOINED: dict[Relation, str] = {
    "conflict": " against ",
    "apparent_conflict": " against ",
    "succession": ", then ",
}
_WHOLES = {
    "pair": "what goes both ways between the two",
    "bloc": "a bloc's total",
    "world": "the world total",
    "asset": "what the asset holds or carries",
    "owners": "all ownership interests",
    "disclosed part": "the disclosed part of the total only",
    "respondents": "the persons asked",
    "joint votes": "the votes that both cast",
    "members": "the members of the body",
    "earlier level": "the level of an earlier time",
    "baseline": "the level expected otherwise",
}
_SIGNS = {1: "friendly", 0: "neutral", -1: "hostile"}


def named(actor: str) -> str:
    """Return an actor's name with its article; an id that no state or organisation has stays as it is.

    >>> named("USA"), named("AZE:SOCAR")
    ('the United States', 'SOCAR (Azerbaijan)')
    """
    name = actor_name(actor) if is_actor(actor) else actor
    return f"the {name}" if _ARTICLE.match(name) else name


@lru_cache(maxsize=4096)
def listed(actors: frozenset[str]) -> str:
    """Return the names of actors, sorted, as a sentence lists them.

    >>> listed(frozenset({"RUS", "BLR", "CUB"}))
    'Belarus, Cuba and Russia'
    """
    names = sorted(map(named, actors))
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def side_by_side(first: Profile, second: Profile, relation: Relation) -> str:
    """Return both statements, what they have in common said once."""
    joined = _JOINED.get(relation, " and ")
    ends = [f"{listed(one.senders)} to {listed(one.receivers)}" for one in (first, second)]
    items = [one.statement.item.strip() for one in (first, second)]
    values = [f"{_value(one)} ({one.window}, {one.source})" for one in (first, second)]
    if ends[0] != ends[1]:
        apart = [", ".join(filter(None, parts)) for parts in zip(ends, items, strict=True)]
        return f"{apart[0]}: {values[0]}{joined}{apart[1]}: {values[1]}"
    if items[0] != items[1]:
        return f"{ends[0]}: {items[0]}, {values[0]}{joined}{items[1]}, {values[1]}"
    return f"{', '.join(filter(None, (ends[0], items[0])))}: {values[0]}{joined}{values[1]}"


def differing_words(first: Profile, second: Profile) -> str:
    """Return in words how two definitions differ; empty where both are given and equal, or silent alike."""
    one, other = first.statement, second.statement
    contrasts = (
        _contrast((one.basis_commodity, other.basis_commodity), ("is of {}", "of {}"), "names no commodity"),
        _contrast(
            (_said(one.basis_measure), _said(other.basis_measure)),
            ("is measured by {}", "by {}"),
            "does not say what was measured",
        ),
        _contrast((one.basis_concept, other.basis_concept), ("counts {}", "{}"), "does not say which flow it counts"),
        _contrast((_whole(first), _whole(second)), ("is a part of {}", "of {}"), "does not say of what it is a part"),
    )
    return "; ".join(filter(None, contrasts))


def signs_words(first: Profile, second: Profile) -> str:
    """Return in words which of two is the friendly and which the hostile act."""
    if first.statement.sign == second.statement.sign:
        return f"both are {_SIGNS[first.statement.sign or 0]}"
    return f"the first is {_SIGNS[first.statement.sign or 0]}, the second {_SIGNS[second.statement.sign or 0]}"


def sentence(parts: Sequence[str]) -> str:
    """Return parts as sentences: each begins with a capital, unless it begins with a name, and ends in a point."""
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in parts if part)


def _contrast(facets: tuple[str, str], words: tuple[str, str], silent: str) -> str:
    one, other = facets
    if one == other:
        return ""
    verb, short = words
    first = verb.format(one) if one else silent
    second = (short if one else verb).format(other) if other else silent
    return f"the first {first}, the second {second}"


def _said(facet: str) -> str:
    return "" if facet == "unstated" else facet


def _whole(one: Profile) -> str:
    owners = {"receiver": one.receivers, "sender": one.senders}.get(one.whole)
    return f"the total of {listed(owners)}" if owners else _WHOLES.get(one.whole, "")


def _value(one: Profile) -> str:
    """Return what a statement says: its figure or choice, else whether it affirms or negates its item."""
    statement = one.statement
    words = (_NEGATED if statement.polarity == "negated" else _AFFIRMED)[statement.modality]
    said = str(one.amount) if one.amount is not None else _CHOICES.get(statement.choice, "")
    if not said:
        return words
    return said if words == "affirmed" else f"{said}, {words}"
