"""Comparing two quantities: same question, then actor sets, windows, definitions and only then the numbers."""

from __future__ import annotations

from decimal import Decimal

from ninetenths.ledger.compare_profile import Profile, likeness, same_numbers
from ninetenths.ledger.compare_values import Amount, agree, on_scale_of
from ninetenths.ledger.compare_verdict import Verdict
from ninetenths.ledger.windows import overlap_share, window_relation

WHOLE = Decimal(100)
MAJORITY = Decimal(50)
SAME_ITEM = 0.5
"""More than half of the words of the shorter item must be shared for two items to be one."""

MEETING = 0.25
"""Averages over windows that share less than a quarter of the time they span are not two figures for one time."""

_DISJOINT_PARTS = (frozenset({"crude", "products"}), frozenset({"pipeline gas", "LNG"}))
_PARTS = {
    "crude and products": ("crude", "products"),
    "gas": ("pipeline gas", "LNG"),
    "coal": ("hard coal",),
    "all goods": ("non-energy goods",),
    "goods and services": ("all goods", "non-energy goods"),
    "all energy": ("oil, gas and coal",),
    "arms": ("major arms",),
}
"""Which commodity of the vocabulary holds which others."""

_COMMON_WHOLES = frozenset({"receiver", "bloc", "world", "asset", "owners", "disclosed part"})
"""Wholes that senders share; the sender's own total, or a sender's respondents, are not common to two senders."""

_TOTALS = frozenset({"receiver", "sender", "pair", "bloc", "world"})


def compare_figures(first: Profile, second: Profile) -> Verdict | None:
    """Compare two statements that both hold a quantity; None where the quantities answer different questions."""
    if first.amount is None or second.amount is None:
        return None
    if first.receivers != second.receivers or not _same_subject(first, second):
        return None
    kinds = {first.statement.kind, second.statement.kind}
    if kinds == {"rank", "share"} or _both_first(first, second):
        return _leaders(first, second)
    scaled = on_scale_of(first.amount, second.amount)
    if scaled is None or ("rank" in kinds and len(kinds) > 1):
        return None
    return _on_one_scale(first, second, scaled)


def _on_one_scale(first: Profile, second: Profile, scaled: Amount) -> Verdict | None:
    if first.truth != second.truth:
        return _denied(first, second, scaled)
    if different_wholes(first, second):
        return Verdict(
            "different wholes",
            f"{first.amount} is a part of the {first.whole}'s total, {second.amount} of the {second.whole}'s",
        )
    if first.senders == second.senders:
        return _one_quantity(first, second, scaled)
    return _other_senders(first, second, scaled)


def differing_definition(first: Profile, second: Profile) -> str:
    """Return in words where two definitions differ; empty where both are given and equal, or both are silent alike."""
    pairs = (
        ("commodity", first.statement.basis_commodity, second.statement.basis_commodity),
        ("measure", first.statement.basis_measure, second.statement.basis_measure),
        ("concept", first.statement.basis_concept, second.statement.basis_concept),
        ("denominator", first.whole, second.whole),
    )
    facets = [f"{name} {one or 'unstated'} against {other or 'unstated'}" for name, one, other in pairs if one != other]
    if not facets and first.words != second.words:
        facets = [f"item {first.statement.item!r} against {second.statement.item!r}"]
    return "; ".join(facets)


def different_wholes(first: Profile, second: Profile) -> bool:
    """Whether the two are shares of totals that belong to different parties."""
    return first.whole != second.whole and first.whole in _TOTALS and second.whole in _TOTALS


def one_source(first: Profile, second: Profile) -> bool:
    """Whether two statements rest on one measurer or, where one names none, on one document or original (§8)."""
    measurers = [one.statement.measured_by.strip().casefold() for one in (first, second)]
    return measurers[0] == measurers[1] if all(measurers) else first.witness == second.witness


def _same_subject(first: Profile, second: Profile) -> bool:
    commodities = frozenset({first.statement.basis_commodity, second.statement.basis_commodity})
    concepts = {first.concept, second.concept} - {""}
    wholes = {first.whole, second.whole}
    elsewhere = bool(first.assets and second.assets) and not first.assets & second.assets
    families = {first.commodity, second.commodity} - {""}
    if len(families) > 1 or commodities in _DISJOINT_PARTS or len(concepts) > 1:
        return False
    if (len(wholes) > 1 and "earlier level" in wholes) or (elsewhere and "flow" not in concepts):
        return False
    if not same_numbers(first, second):
        return False
    if first.commodity == second.commodity != "" and first.concept == "flow" and second.concept == "flow":
        return True
    return first.words == second.words or likeness(first.words, second.words) > SAME_ITEM


def _one_quantity(first: Profile, second: Profile, scaled: Amount) -> Verdict:
    assert second.amount is not None
    relation = window_relation(first.window, second.window)
    if relation in ("apart", "overlap") and _one_deal(first, second) and not agree(scaled, second.amount):
        return Verdict("two versions of one act", f"{_said(first)} beside {_said(second)}")
    if relation == "apart":
        return Verdict("later window", f"{_said(first)}, {_said(second)}", _later(first, second))
    if agree(scaled, second.amount):
        return _agreeing(first, second)
    return _parts(first, second, scaled) or _totals(first, second, scaled) or _disagreeing(first, second)


def _parts(first: Profile, second: Profile, scaled: Amount) -> Verdict | None:
    """Join an amount of a part, as of LNG, with that of the commodity, as of gas: a smaller part disputes nothing."""
    assert second.amount is not None
    one, other = first.statement.basis_commodity, second.statement.basis_commodity
    if first.statement.kind != "level" or second.statement.kind != "level":
        return None
    text = f"{_said(first)} of {one}, {_said(second)} of {other}"
    turned = one in _PARTS.get(other, ())
    if not turned and other not in _PARTS.get(one, ()):
        return None
    part, whole = (scaled, second.amount) if turned else (second.amount, scaled)
    return Verdict("part of the commodity", text, turned) if part.low <= whole.high else None


def _adds_up(first: Profile, second: Profile) -> bool:
    """Whether two amounts are totals of a time, and not rates, averages, places or the price of one deal."""
    units = {first.statement.unit, second.statement.unit}
    levels = first.statement.kind == second.statement.kind == "level"
    averages = "score" in units or any("/" in unit for unit in units)
    return levels and not averages and not _one_deal(first, second)


def _totals(first: Profile, second: Profile, scaled: Amount) -> Verdict | None:
    """Amounts that add up over time differ with the length of their windows: a month is part of its year."""
    assert second.amount is not None
    if not _adds_up(first, second) or window_relation(first.window, second.window) != "overlap":
        return None
    turned = _finer(first, second)
    part, whole = (scaled, second.amount) if turned else (second.amount, scaled)
    text = f"{_said(first)}, {_said(second)}"
    if not _nested(first, second):
        return Verdict("totals that overlap", f"{text}: neither window holds the other")
    return Verdict("part of the time", text, turned) if part.low <= whole.high else None


def _agreeing(first: Profile, second: Profile) -> Verdict:
    relation = window_relation(first.window, second.window)
    both = f"{_said(first)}, {_said(second)}"
    one_window = (first.window.begins, first.window.ends) == (second.window.begins, second.window.ends)
    if one_window and (one_source(first, second) or first.register == second.register):
        return Verdict("one witness", f"{both}: both rest on {first.measurement}")
    if first.window.dated != second.window.dated:
        return Verdict("dated beside undated", both, first.window.dated)
    differing = differing_definition(first, second)
    if relation in ("same", "undated") and not differing:
        return Verdict("independent figures", f"{both}: {first.measurement} and {second.measurement} agree")
    return Verdict("finer definition", f"{both}: {differing or 'the windows overlap'}", _finer(first, second))


def _disagreeing(first: Profile, second: Profile) -> Verdict:
    """Give the first reason why two figures may differ without a contradiction; a conflict if there is none."""
    both = f"{_said(first)} against {_said(second)}"
    differing = differing_definition(first, second)
    relation = window_relation(first.window, second.window)
    one, overlap = one_source(first, second), relation == "overlap"
    hardly = overlap_share(first.window, second.window) < MEETING and not _adds_up(first, second)
    vouched = first.factual and second.factual
    reasons = (
        (_revised(first, second, relation), "revision", f"releases of one register, {first.register}"),
        (relation == "undated", "undated figures", "an undated figure is evidence for no year"),
        (hardly, "windows hardly meet", f"{first.window} and {second.window}"),
        (bool(differing) and not (overlap and one), "other definition", differing),
        (overlap and one, "rolling window", f"both rest on {first.measurement}"),
        (overlap, "other window", f"{first.window} overlaps {second.window}"),
        (one, "one source twice", f"both rest on {first.measurement}"),
        (not vouched, "not vouched for", f"{first.statement.modality} and {second.statement.modality}"),
        (True, "figures differ", f"{first.measurement} and {second.measurement} measured one quantity"),
    )
    rule, reason = next((rule, reason) for applies, rule, reason in reasons if applies)
    if rule == "revision":
        return Verdict(rule, f"{both}: {reason}", first.release > second.release)
    return Verdict(rule, f"{both}: {reason}", rule == "rolling window" and _later(first, second))


def _revised(first: Profile, second: Profile, relation: str) -> bool:
    """Whether two releases of one register differ on one window, or on a total that a part of its window exceeds."""
    if first.register != second.register or first.release == second.release:
        return False
    return relation == "same" or (first.statement.kind == second.statement.kind == "level" and _nested(first, second))


def _other_senders(first: Profile, second: Profile, scaled: Amount) -> Verdict | None:
    if window_relation(first.window, second.window) == "apart" or first.statement.kind == "rank":
        return None
    if first.senders < second.senders or second.senders < first.senders:
        return _subset(first, second, scaled)
    shares = first.statement.kind == second.statement.kind == "share"
    if not shares or first.senders & second.senders:
        return None
    assert second.amount is not None
    text = f"{_said(first)} and {_said(second)}"
    if (
        first.whole not in _COMMON_WHOLES
        or one_source(first, second)
        or window_relation(first.window, second.window) == "undated"
    ):
        return None
    if scaled.low + second.amount.low > WHOLE:
        return _gated(first, second, "whole exceeded", f"{text} add up to more than the whole")
    return Verdict("different suppliers", f"{text} fit beside each other")


def _subset(first: Profile, second: Profile, scaled: Amount) -> Verdict:
    assert second.amount is not None
    turned = second.senders < first.senders
    part, whole = (second.amount, scaled) if turned else (scaled, second.amount)
    rest = ", ".join(sorted(first.senders ^ second.senders))
    text = f"{_said(first)}, {_said(second)}"
    if part.low > whole.high:
        return _gated(first, second, "part above the whole", f"{text}: the part is larger than all together")
    low, high = max(Decimal(0), whole.low - part.high), whole.high - part.low
    derived = (
        f"{text}: together they leave {low.normalize():f} to {high.normalize():f} {whole.unit} for {rest} (derived)"
    )
    return Verdict("part of a set", derived, not turned)


def _leaders(first: Profile, second: Profile) -> Verdict | None:
    leads = [_leads(one) for one in (first, second)]
    if first.senders & second.senders or different_wholes(first, second) or not all(leads):
        return None
    text = f"{_said(first)}, {_said(second)}"
    relation = window_relation(first.window, second.window)
    if relation == "undated":
        return None
    if relation == "apart":
        return Verdict("new leader", f"{text}: the windows do not overlap", _later(first, second))
    return _gated(first, second, "two leaders", f"{text}: only one can lead")


def _leads(one: Profile) -> bool:
    assert one.amount is not None
    return one.amount.high == 1 if one.statement.kind == "rank" else one.amount.low > MAJORITY


def _both_first(first: Profile, second: Profile) -> bool:
    ranks = first.statement.kind == second.statement.kind == "rank"
    return ranks and first.senders != second.senders and _leads(first) and _leads(second)


def _gated(first: Profile, second: Profile, rule: str, text: str) -> Verdict:
    """Call it a conflict only where definition and window are one, the sources two, and both vouched for."""
    differing = differing_definition(first, second)
    relation = window_relation(first.window, second.window)
    if relation == "same" and not differing and not one_source(first, second) and first.factual and second.factual:
        return Verdict(f"{rule} in one window", text)
    windows = f"windows {first.window} and {second.window}"
    return Verdict(rule, f"{text}, but not under one definition and window: {differing or windows}")


def _denied(first: Profile, second: Profile, scaled: Amount) -> Verdict | None:
    """One denies the figure that the other asserts; a denial of another figure contradicts nothing."""
    assert second.amount is not None
    if first.senders != second.senders or not agree(scaled, second.amount):
        return None
    if window_relation(first.window, second.window) in ("undated", "apart") or differing_definition(first, second):
        return None
    text = f"{_said(first)} against {_said(second)}"
    if one_source(first, second) or not (first.factual and second.factual):
        return Verdict("not vouched for", text)
    return Verdict("denied figure", f"{text}: one denies what the other asserts")


def _one_deal(first: Profile, second: Profile) -> bool:
    """Whether both amounts are those of an order or act, which has one total and not one a year."""
    deals = [one.statement.kind == "event" or one.concept == "orders" for one in (first, second)]
    rates = any("/" in one.statement.unit for one in (first, second))
    return any(deals) and not rates and bool(first.words & second.words)


def _later(first: Profile, second: Profile) -> bool:
    return (first.window.first, first.window.last) > (second.window.first, second.window.last)


def _finer(first: Profile, second: Profile) -> bool:
    span = (first.window.last - first.window.first, second.window.last - second.window.first)
    return span[0] < span[1]


def _nested(first: Profile, second: Profile) -> bool:
    wide, narrow = (second.window, first.window) if _finer(first, second) else (first.window, second.window)
    return wide.first <= narrow.first and narrow.last <= wide.last


def _said(one: Profile) -> str:
    actors = "+".join(sorted(one.senders))
    denied = "not " if one.truth < 0 else ""
    return f"{actors}: {denied}{one.amount} ({one.window})"
