"""The answer to who can stop a flow, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from ninetenths.findings.blocked.assumed import Legal
from ninetenths.findings.blocked.cutting import Closure, Strength
from ninetenths.findings.blocked.evidence import Leak, Need
from ninetenths.findings.blocked.flipping import CLOSED, Flip, chance_of, changed_sets
from ninetenths.findings.wording import capital_first, counted, listed, named, number

Found = Sequence[tuple[tuple[str, ...], float]]
"""Coalitions with the chance of each."""

_SHOWN = 6
_LEGAL: dict[Legal, str] = {
    "any": "whatever the law says of it",
    "arguable": "without a plainly unlawful act",
    "lawful": "by plainly lawful acts alone",
}


def answer_in_words(
    receiver: str,
    item: str,
    origins: Sequence[str],
    *,
    found: Found,
    changed: Sequence[Flip],
    strength: Strength,
    closure: Closure,
    legality: Legal,
    dearer_by: float,
    leak: Leak,
    detour: tuple[str, float, tuple[float, float]] | None,
    is_open: bool,
    need: Need | None = None,
) -> tuple[str, ...]:
    """Return the answer as sentences: who alone, who together, what leaks, what the answer hangs on."""
    sellers = listed([named(origin) for origin in origins])
    goods = f"{'crude' if item == 'crude' else 'gas'} from {sellers} to {named(receiver)}"
    if not is_open:
        return (f"No way for {goods} is in use, so that nobody has anything to stop.", *_hangs(changed))
    told = "hard" if item == "gas" and strength == "economic" else strength
    if told == "capacitated" and (need is None or need.high <= 0):
        return (f"Who could bring {goods} below the need cannot be told: no dated figure says how much is taken.",)
    said = [_who_alone(found, _act(told, goods, dearer_by, need), told, legality), *_who_together(found)]
    said += _by_transit(changed, origins)
    if detour:
        said.append(round_in_words(*detour))
    if closure == "destination":
        said.append(
            f"Refusing one buyer leaks: {_percent(leak.low)} to {_percent(leak.high)} gets round it. {leak.words}"
        )
    return (*said, *_hangs(changed))


def flip_in_words(flip: Flip) -> str:
    """Return a flip as one sentence.

    >>> line = {"keys": ("x",), "assumptions": ("the line is used again",), "alone": True}
    >>> sure = {"before": (("TUR",),), "chances_before": (1.0,)}
    >>> flip_in_words(Flip(after=(), chances_after=(), **line, **sure))
    'If the line is used again, no three states or fewer are enough.'
    >>> flip_in_words(Flip(after=(("TUR",),), chances_after=(0.48,), **line, **sure))
    'If the line is used again, Turkey alone is enough in 48 % of draws, instead of all.'
    """
    condition = f"If {listed(list(flip.assumptions))}"
    before, after = flip.graded_before, flip.graded_after
    if after == CLOSED:
        return f"{condition}, no way is left and nobody has anything to stop."
    if not after:
        return f"{condition}, no three states or fewer are enough."
    moved = changed_sets(before, after)
    single = [members[0] for members in moved if len(members) == 1]
    if single:
        pairs = {holder: (chance_of((holder,), before), chance_of((holder,), after)) for holder in single}
        groups = {pair: [named(one) for one in single if pairs[one] == pair] for pair in pairs.values()}
        return f"{condition}, {'; '.join(_alone_now(groups[pair], *pair) for pair in groups)}."
    if before == CLOSED:
        return f"{condition}, there is a way, and these are enough to close it: {_some(flip.after)}."
    lost = [one for one in moved if chance_of(one, after) < chance_of(one, before)]
    new = [one for one in moved if chance_of(one, after) > chance_of(one, before)]
    parts = [f"no longer enough: {_some(lost)}"] if lost else []
    parts += [f"now enough: {_some(new)}"] if new else []
    return f"{condition}, {', '.join(parts)}."


def _alone_now(names: Sequence[str], before: float, after: float) -> str:
    """Return who is enough alone under other assumptions, and what was so before.

    >>> _alone_now(["Turkey"], 0.48, 1.0), _alone_now(["Turkey"], 1.0, 0.0)
    ('Turkey alone is enough in all draws, instead of 48 %', 'Turkey alone is no longer enough')
    """
    who = f"{listed(list(names), 'or')} alone is"
    if (before, after) in ((0.0, 1.0), (1.0, 0.0)):
        return f"{who} enough" if after else f"{who} no longer enough"
    now = {0.0: "none of the draws", 1.0: "all draws"}.get(after, f"{_percent(after)} of draws")
    if not before:
        return f"{who} enough in {now}"
    return f"{who} enough in {now}, instead of {'all' if before >= 1 else f'{_percent(before)}'}"


def caveats(item: str, need: Need | None, unmeasured: int) -> tuple[str, ...]:
    """Return what must be said beside every answer."""
    said = [
        "A power to stop is no will to stop, and carrying goods is neither complicity nor knowledge.",
        "Readings of the law are those of the cited sources; lawful, contested and unlawful are not our judgement.",
        "Acts are bans, denials and rules of states and firms: assets are listed so that acts can be told apart.",
        "Capacities are what assets can carry, not what is free in them.",
    ]
    if item == "crude":
        said.append("The cost of a way is its freight at sea alone: tariffs of lines and ports are not in the ledger.")
    else:
        said.append(
            "No cost is known for gas over land: economic and hard strength are the same where no sea is crossed."
        )
    if need is None:
        said.append("No dated figure says what is taken: less than the need (capacitated) cannot be told.")
    if unmeasured:
        many = capital_first(counted(unmeasured, "voyage"))
        said.append(f"{many} between known places has no known length and counts as 0 km.")
    return tuple(said)


def _act(strength: Strength, goods: str, dearer_by: float, need: Need | None) -> str:
    if strength == "hard":
        return f"stop {goods} altogether"
    if strength == "capacitated" and need:
        return f"bring {goods} below {need.words}"
    return f"make {goods} at least {number(dearer_by)} USD a barrel dearer to ship, or stop it"


def _who_alone(found: Found, act: str, strength: Strength, legality: Legal) -> str:
    single = [(members[0], chance) for members, chance in found if len(members) == 1]
    sure = [named(holder) for holder, chance in single if chance >= 1]
    maybe = [(named(holder), chance) for holder, chance in single if chance < 1]
    if not single:
        return f"No state alone can {act}, {_LEGAL[legality]}."
    hangs = "the freight rate" if strength == "economic" else "how much is taken and what the lines can carry"
    shares = listed([f"{name} can in {_percent(chance)} of the draws" for name, chance in maybe])
    names = listed([name for name, _ in maybe], "or")
    if not sure:
        whether = f"Whether {names} alone can {act}, {_LEGAL[legality]}, depends on {hangs}"
        return f"{whether}: {shares}."
    also = f" Whether {names} alone can too depends on {hangs}: {shares}." if maybe else ""
    return f"{capital_first(listed(sure, 'or'))} alone can {act}, {_LEGAL[legality]}.{also}"


def _who_together(found: Found) -> list[str]:
    joint = [(members, chance) for members, chance in found if len(members) > 1]
    if joint:
        return [f"Enough together: {_some([one for one, _ in joint], [chance for _, chance in joint])}."]
    return ["No set of up to three others is enough." if found else "Nor is any set of two or three states enough."]


def _by_transit(changed: Sequence[Flip], origins: Sequence[str]) -> list[str]:
    """Return which sets count a seller for what it could do to goods of others that only cross it."""
    said = []
    for flip in changed:
        holder = flip.keys[0].removeprefix("bar:")
        if len(flip.keys) > 1 or holder not in origins or holder == flip.keys[0]:
            continue
        moved = changed_sets(flip.graded_before, flip.graded_after)
        lost = [one for one in moved if holder in one and chance_of(one, flip.graded_after) <= 0]
        if lost:
            many = "is" if len(lost) == 1 and len(lost[0]) == 1 else "are"
            crossing = f"only if {named(holder)} may stop what others send across it"
            said.append(f"{capital_first(_some(lost))} {many} enough {crossing}.")
    return said


def _hangs(changed: Sequence[Flip]) -> list[str]:
    single = [flip_in_words(flip) for flip in changed if flip.alone]
    return single[:3]


def round_in_words(holder: str, km: float, dearer: tuple[float, float]) -> str:
    """Return what the way round one state costs more.

    >>> round_in_words("TUR", 7999.0, (2.0, 4.0))
    'The cheapest way round Turkey is 8,000 km longer at sea, 2.0 to 4.0 USD a barrel more.'
    """
    low, high = dearer
    longer = f"{number(round(km, -2))} km longer at sea, {low:.1f} to {high:.1f} USD a barrel more"
    return f"The cheapest way round {named(holder)} is {longer}."


def _percent(part: float) -> str:
    """Return a part of one as whole percent.

    >>> _percent(0.48)
    '48 %'
    """
    return f"{100 * part:.0f} %"


def _some(sets: Sequence[tuple[str, ...]], chances: Sequence[float] = ()) -> str:
    """Return sets of holders in words, the first few of many; with the share of draws where it is not all.

    >>> _some([("AZE", "KAZ"), ("GEO", "RUS")], [1.0, 0.25])
    'Azerbaijan and Kazakhstan; Georgia and Russia (in 25 % of draws)'
    """
    words = [listed([named(holder) for holder in members]) for members in sets[:_SHOWN]]
    shares = [f" (in {_percent(chance)} of draws)" if chance < 1 else "" for chance in (*chances, *(1.0 for _ in sets))]
    shown = "; ".join(f"{one}{share}" for one, share in zip(words, shares, strict=False))
    left = len(sets) - _SHOWN
    return f"{shown}; and {counted(left, 'more set')}" if left > 0 else shown
