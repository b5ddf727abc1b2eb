"""Acts of states and firms: the closed vocabulary of what a scenario can change, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal, get_args

Kind = Literal["ban", "denial", "suspension", "port rule", "tariff", "import ban", "reversal", "no re-export"]

KINDS: dict[str, str] = {
    "ban": "suppliers stop selling to the receiver; what they sell others stays",
    "denial": "a transit state refuses cargo bound for the receiver; cargo for others passes",
    "suspension": "an asset is taken out of use by its states or owners, for every buyer",
    "port rule": "a state bars ships bound for the receiver from its ports",
    "tariff": "a duty, in percent of the price, on what the supplier sells to the receiver",
    "import ban": "the receiver stops buying from a supplier",
    "reversal": "a pipeline is made to flow the other way, toward the receiver",
    "no re-export": "a state forbids passing on to the receiver what it has imported",
}
"""Every kind of act, with its meaning; nothing else can be asked."""

REFUSED = frozenset(
    {
        "attack", "bomb", "bombing", "blow up", "damage", "destroy", "destruction", "drone", "hit", "missile", "object",
        "objects", "sabotage", "seize", "sink", "strike", "target", "targets",
    }
)  # fmt: skip
"""Words of force: they are answered with `REFUSAL`, as kinds and as keys."""

REFUSAL = (
    "an act of a state or a firm in law or policy; scenarios are no targeting aid (conventions, section 13), so force "
    "against objects is not modelled: to study a pipeline out of use for whatever reason, write what its states or "
    'owners decide, kind = "suspension"'
)

ALL_TOGETHER = 1.0
"""The share that stops where an act names none: everything it covers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A range of a parameter: least, most likely and most value.

    Reading: the range is an assumption of its source, not a confidence interval.

    >>> Span.of(3).width
    0.0
    """

    low: float
    mode: float
    high: float

    @classmethod
    def of(cls, *ends: float) -> Span:
        """Return the span of one number, of two ends, or of three."""
        ends = tuple(float(end) for end in ends)
        if len(ends) == 1:
            return cls(low=ends[0], mode=ends[0], high=ends[0])
        if len(ends) == 2:
            return cls(low=ends[0], mode=(ends[0] + ends[1]) / 2, high=ends[1])
        return cls(low=ends[0], mode=ends[1], high=ends[2])

    @property
    def width(self) -> float:
        """The distance between the ends."""
        return self.high - self.low


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One legal or policy act of states or firms.

    ``by`` are the actors, ``against`` the destination refused, or for an import ban and a tariff of the receiver the
    supplier. ``of`` limits a no-re-export rule to goods of one origin. ``share`` is the part of the flow that the act
    covers (0 to 1); ``cut_share`` the part of all their exports that the actors withhold from everybody, which works
    through the price; ``rate`` a tariff in percent; ``leakage`` the part that gets through all the same (relabelled,
    transshipped), None for the range of the parameter table; ``capacity`` what a reversed line can carry, in the
    item's rate unit. A denial covers land and ports; with ``with_straits`` also straits and canals, which treaties keep
    open to merchant ships in peace (Montreux 1936, Constantinople 1888). The act holds from ``begins`` to ``ends``,
    None for the end of the run.

    Reading: an act is a supposition. It says nothing on whether anybody intends it.
    """

    kind: Kind
    begins: date
    by: tuple[str, ...] = ()
    against: str = ""
    of: str = ""
    asset: str = ""
    ends: date | None = None
    share: float = ALL_TOGETHER
    cut_share: float = 0.0
    rate: float = 0.0
    leakage: Span | None = None
    capacity: Span | None = None
    with_straits: bool = False

    @property
    def words(self) -> str:
        """The act in words, without its dates."""
        actors = " and ".join(", ".join(self.by).rsplit(", ", 1))
        part = "" if self.share == ALL_TOGETHER else f" ({100 * self.share:g} %)"
        straits = ", in its straits too" if self.with_straits else ""
        origin = f" of goods from {self.of}" if self.of else ""
        one = len(self.by) == 1
        said = {
            "ban": f"{actors} {'stops' if one else 'stop'} selling to {self.against}",
            "denial": f"{actors} {'refuses' if one else 'refuse'} transit to {self.against}{straits}",
            "suspension": f"{self.asset} is suspended",
            "port rule": f"{actors} {'bars' if one else 'bar'} ships bound for {self.against} from its ports",
            "tariff": f"{actors} {'puts' if one else 'put'} a duty of {self.rate:g} % on what {self._duty_on}",
            "import ban": f"{actors} stops buying from {self.against}",
            "reversal": f"{self.asset} flows the other way",
            "no re-export": f"{actors} {'forbids' if one else 'forbid'} re-export{origin} to {self.against}",
        }
        cut = f", and withhold {100 * self.cut_share:g} % of all their exports" if self.cut_share else ""
        return said[self.kind] + part + cut

    @property
    def _duty_on(self) -> str:
        return f"comes from {self.against}" if self.against else "it sells"

    def overlaps(self, other: Act) -> bool:
        """Whether both hold on some day."""
        return self.begins <= (other.ends or date.max) and other.begins <= (self.ends or date.max)


def contradictions(acts: tuple[Act, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield pairs of acts (their places) that cannot both hold, with the reason."""
    for (first, one), (second, other) in combinations(enumerate(acts), 2):
        if one.overlaps(other) and (reason := _clash(one, other) or _clash(other, one)):
            yield first, second, reason


def _clash(one: Act, other: Act) -> str:
    """Return why two acts that overlap in time cannot both hold; empty where they can."""
    same_actor = bool(set(one.by) & set(other.by))
    if one.kind == "suspension" and other.kind == "reversal" and one.asset == other.asset:
        return f"{one.asset} is suspended and reversed at once"
    if one.kind == other.kind and one.asset == other.asset and same_actor and one.against == other.against:
        return f"the same {one.kind} twice over the same days"
    banned = one.kind in ("ban", "import ban") and one.share == ALL_TOGETHER
    if banned and other.kind == "tariff" and _flow_ends(one) & _flow_ends(other):
        return "a duty on a flow that is banned altogether"
    return ""


def _flow_ends(act: Act) -> set[str]:
    """Return the states between which an act stands, where it is about a flow."""
    return {act.against} if act.kind == "import ban" else {*act.by, *([act.against] if act.kind == "tariff" else [])}


assert set(KINDS) == set(get_args(Kind))
