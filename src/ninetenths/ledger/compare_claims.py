"""Comparing what is said without two comparable quantities: denials, nil reports, stages, signs, accounts."""

from __future__ import annotations

from typing import Literal

from ninetenths.ledger.compare_figures import MEETING, SAME_ITEM, one_source
from ninetenths.ledger.compare_profile import Profile, likeness, same_numbers
from ninetenths.ledger.compare_values import on_scale_of
from ninetenths.ledger.compare_verdict import Verdict
from ninetenths.ledger.compare_wording import signs_words
from ninetenths.ledger.windows import WindowRelation, overlap_share, window_relation

LAYER_GROUP = {
    "energy": "flow",
    "transit": "flow",
    "trade": "flow",
    "sanction": "flow",
    "finance": "flow",
    "arms": "security",
    "defence": "security",
    "intelligence": "security",
    "diplomacy": "position",
    "vote": "position",
    "opinion": "position",
    "membership": "position",
    "conflict": "conflict",
}
"""Layers on which one and the same thing can be reported."""

SAME_PROPOSITION = 0.7
"""Part of the words of a negated proposition that an affirmed one of the same pair must hold to be its opposite."""

SAME_ISSUE = 0.75
"""Part of the item words that must be shared where only the sender is one, as a vote and a speech on one issue."""

SAME_ACCOUNT = 0.25
"""Part of all words (item and summary) that two descriptions of one deal share at least."""

_MEASURED = frozenset({"share", "level", "rank", "vote", "prospect"})
"""Kinds that are no proposition of their own: how large a thing is, or may become, affirms nothing that a denial of
an act or position could contradict."""

_TAKEN = frozenset({"approved", "signed"})
"""Stages that whatever has happened has passed: to deny the decision is to deny the act, while an act may hold before
it is ratified."""

_MOVING = frozenset({"flow", "two-way trade", "throughput", "movements"})
_LASTING = frozenset({"status", "stance", "prospect"})

Ends = Literal["same", "reversed", "sender", "owners", "none"]


def compare_claims(first: Profile, second: Profile) -> Verdict | None:
    """Compare two statements by what they say; the first rule that applies decides, None where none does."""
    return (
        _opposed(first, second)
        or _nil_beside_seen(first, second)
        or _stages(first, second)
        or _versions(first, second)
        or _signs(first, second)
        or _accounts(first, second)
    )


def ends_relation(first: Profile, second: Profile) -> Ends:
    """Return how the actors of two statements lie to each other; "owners" matches a state with parts of it."""
    if first.senders & second.senders and first.receivers & second.receivers:
        return "same"
    if first.senders & second.receivers and first.receivers & second.senders:
        return "reversed"
    if first.senders & second.senders:
        return "sender"
    return "owners" if first.sender_states & second.sender_states else "none"


def _topic(one: Profile) -> frozenset[str]:
    return one.words | {one.commodity} - {""}


def _item_likeness(first: Profile, second: Profile) -> float:
    return likeness(_topic(first), _topic(second)) if same_numbers(first, second) else 0.0


def _denies(first: Profile, second: Profile) -> float:
    """Return how much of the negated proposition the affirmed one holds, from 0 to 1."""
    negated, affirmed = (first, second) if first.truth < 0 else (second, first)
    topic = _topic(negated)
    if not topic or not same_numbers(first, second):
        return 0.0
    return len(topic & _topic(affirmed)) / len(topic)


def _opposed(first: Profile, second: Profile) -> Verdict | None:
    """One affirms what the other negates or denies: one actor, one issue."""
    ends = ends_relation(first, second)
    if first.truth == second.truth or ends in ("none", "reversed") or not _opposable(first, second):
        return None
    if (
        _denies(first, second) < (SAME_PROPOSITION if ends == "same" else SAME_ISSUE)
        or first.statement.sign == second.statement.sign == 0
    ):
        return None
    if _apart(first, second):
        return Verdict("moved", "", first.window.first > second.window.first)
    if not (first.factual and second.factual):
        return Verdict("not vouched for")
    if ends == "owners" or one_source(first, second):
        return Verdict("another voice")
    return Verdict("affirmed and negated")


def _opposable(first: Profile, second: Profile) -> bool:
    """Whether both are propositions, and told at stages at which one can deny the other."""
    negated, affirmed = (first, second) if first.truth < 0 else (second, first)
    if first.amount is not None and second.amount is not None:
        return False
    if {first.statement.kind, second.statement.kind} & _MEASURED:
        return False
    done = affirmed.statement.kind in ("event", "status") and not affirmed.stages
    return affirmed.stages == negated.stages or (done and bool(negated.stages) and negated.stages <= _TAKEN)


def _nil_beside_seen(first: Profile, second: Profile) -> Verdict | None:
    """One denies or records no flow on a pair, the other sees one from, to or across the same parties.

    The statement that says nil comes first.
    """
    nil, seen = (first, second) if says_nil(first) else (second, first)
    if not says_nil(nil) or not _is_seen(seen) or not _one_passage(nil, seen):
        return None
    return Verdict("nil beside seen", "", nil is second)


def says_nil(one: Profile) -> bool:
    """Whether a statement denies a flow of goods or passage, or records none."""
    flows = one.concept in _MOVING or bool(one.commodity) or "trade" in one.words
    if LAYER_GROUP[one.statement.layer] != "flow" or one.whole == "earlier level" or not (flows and one.factual):
        return False
    return _records_nothing(one) or (one.amount is None and one.truth < 0)


def _records_nothing(one: Profile) -> bool:
    return one.statement.low == one.statement.high == 0


def _is_seen(one: Profile) -> bool:
    if LAYER_GROUP[one.statement.layer] != "flow" or one.truth < 0 or not one.factual or one.concept not in _MOVING:
        return False
    return one.amount is not None and one.amount.low > 0 and one.whole != "earlier level"


def _one_passage(nil: Profile, seen: Profile) -> bool:
    """Whether both speak of what goes from or across one party to one receiver at one time.

    A denial speaks of more than the day on which it is made; a nil record speaks of its own window alone.
    """
    if not nil.receivers & seen.receivers or not nil.senders & (seen.senders | seen.carriers):
        return False
    if _relation(nil, seen) in ("apart", "undated"):
        return False
    return not _records_nothing(nil) or overlap_share(nil.window, seen.window) >= MEETING


def _stages(first: Profile, second: Profile) -> Verdict | None:
    if not (first.stages and second.stages) or first.stages == second.stages or _apart(first, second):
        return None
    if ends_relation(first, second) not in ("same", "reversed") or not _one_layer_group(first, second):
        return None
    if likeness(first.text_words, second.text_words) < SAME_ACCOUNT or not first.words & second.words:
        return None
    return Verdict("different stage")


def _versions(first: Profile, second: Profile) -> Verdict | None:
    """Compare two figures of one act or deal that no definition joins: its price and its number, or two accounts."""
    if first.amount is None or second.amount is None or not _may_be_one_act(first, second):
        return None
    named = likeness(first.words, second.words) > SAME_ITEM
    together = not _apart(first, second)
    if named and together and on_scale_of(first.amount, second.amount) is None:
        return Verdict("two measures")
    if named or (together and likeness(first.text_words, second.text_words) >= SAME_ACCOUNT):
        return Verdict("two versions of one act")
    return None


def _may_be_one_act(first: Profile, second: Profile) -> bool:
    acts = all(one.statement.kind == "event" or one.concept == "orders" for one in (first, second))
    layers = {first.statement.layer, second.statement.layer}
    goods = len(layers) == 1 and LAYER_GROUP[first.statement.layer] in ("flow", "security")
    named = bool(first.words & second.words) and same_numbers(first, second)
    return acts and goods and named and ends_relation(first, second) == "same"


def _signs(first: Profile, second: Profile) -> Verdict | None:
    signs = (first.statement.sign or 0) * (second.statement.sign or 0)
    ends = ends_relation(first, second)
    if signs >= 0 or ends not in ("same", "reversed"):
        return None
    if _apart(first, second):
        related = first.statement.layer == second.statement.layer and ends == "same"
        return _moved(first, second) if related else None
    one_layer = first.statement.layer == second.statement.layer
    return Verdict("opposite signs" if one_layer else "layers in tension", signs_words(first, second))


def _moved(first: Profile, second: Profile) -> Verdict:
    turned = first.window.first > second.window.first
    return Verdict("moved", signs_words(*((second, first) if turned else (first, second))), turned)


def _accounts(first: Profile, second: Profile) -> Verdict | None:
    """Two accounts of one matter: repeated, sized, mutual, followed by another, or independent."""
    if ends_relation(first, second) not in ("same", "reversed") or not _one_layer_group(first, second):
        return None
    if _apart(first, second):
        return _followed(first, second)
    return _one_matter(first, second) if _alike(first, second) else _same_direction(first, second)


def _one_matter(first: Profile, second: Profile) -> Verdict | None:
    sized = (first.amount is not None, second.amount is not None)
    if any(sized):
        return _sized(first, second, sized)
    if ends_relation(first, second) == "reversed" and not _mutual(first, second):
        return _other_direction(first, second)
    return Verdict("one witness" if one_source(first, second) else "independent accounts")


def _sized(first: Profile, second: Profile, sized: tuple[bool, bool]) -> Verdict | None:
    """Let a figure refine words about the same; a tally says nothing closer about the vote of one member."""
    if all(sized):
        return Verdict("different quantities")
    vote = "vote" in (first.statement.kind, second.statement.kind)
    return None if vote else Verdict("quantified", "", sized[0])


def _other_direction(first: Profile, second: Profile) -> Verdict:
    """Two acts in opposite directions answer each other when one began later; else they complete each other."""
    begins = (first.window.first, second.window.first)
    dated = first.window.dated and second.window.dated
    acts = first.statement.kind == second.statement.kind == "event"
    if acts and dated and begins != (begins[0], begins[0]):
        return Verdict("answer", "", begins[0] > begins[1])
    return Verdict("other direction")


def _same_direction(first: Profile, second: Profile) -> Verdict | None:
    """Two witnesses give a lasting tie the same sign on one layer, in other words."""
    one, other = first.statement, second.statement
    lasting = one.kind in _LASTING and other.kind in _LASTING
    signed = one.sign == other.sign and bool(one.sign) and first.truth == second.truth
    if not (lasting and signed and one.layer == other.layer) or one_source(first, second):
        return None
    return Verdict("same direction", signs_words(first, second))


def _followed(first: Profile, second: Profile) -> Verdict | None:
    """Another position of the same sender later is a move; the same kind of event at another date is another event."""
    signs = {first.statement.sign, second.statement.sign}
    if ends_relation(first, second) == "same" and None not in signs and len(signs) > 1:
        return _moved(first, second)
    return Verdict("different events") if _alike(first, second) else None


def _alike(first: Profile, second: Profile) -> bool:
    """Whether items, commodities or event classes of two statements are alike."""
    one, other = first.statement, second.statement
    same_class = bool(one.cameo) and one.cameo[:2] == other.cameo[:2]
    return same_class or _item_likeness(first, second) >= SAME_ITEM


def _mutual(first: Profile, second: Profile) -> bool:
    """Whether a tie holds both ways: relations do, while supplies, grants of access and acts have a direction."""
    return "tie" in first.words | second.words or "rivalry" in first.words & second.words


def _one_layer_group(first: Profile, second: Profile) -> bool:
    return LAYER_GROUP[first.statement.layer] == LAYER_GROUP[second.statement.layer]


def _relation(first: Profile, second: Profile) -> WindowRelation:
    return window_relation(first.window, second.window)


def _apart(first: Profile, second: Profile) -> bool:
    return _relation(first, second) == "apart"
