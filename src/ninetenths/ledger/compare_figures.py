"""Comparing two quantities: same question, then actor sets, windows, definitions and only then the numbers."""

from __future__ import annotations

from decimal import Decimal

from ninetenths.ledger.compare_profile import Profile, likeness, same_numbers
from ninetenths.ledger.compare_values import Amount, agree, on_scale_of, unit_words
from ninetenths.ledger.compare_verdict import Verdict
from ninetenths.ledger.compare_wording import differing_words, listed
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
        return Verdict("different wholes", differing_words(first, second))
    if first.senders == second.senders:
        return _one_quantity(first, second, scaled)
    return _other_senders(first, second, scaled)


def differ(first: Profile, second: Profile) -> bool:
    """Whether two definitions differ in commodity, measure, concept, whole or item."""
    return _definition(first) != _definition(second) or first.words != second.words


def _definition(one: Profile) -> tuple[str, ...]:
    statement = one.statement
    return (statement.basis_commodity, statement.basis_measure, statement.basis_concept, one.whole)


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
    if "votes cast" in concepts:
        return first.words == second.words and first.numbers == second.numbers
    if not same_numbers(first, second):
        return False
    if first.commodity == second.commodity != "" and first.concept == "flow" and second.concept == "flow":
        return True
    return first.words == second.words or likeness(first.words, second.words) > SAME_ITEM


def _one_quantity(first: Profile, second: Profile, scaled: Amount) -> Verdict:
    assert second.amount is not None
    relation = window_relation(first.window, second.window)
    if relation in ("apart", "overlap") and _one_deal(first, second) and not agree(scaled, second.amount):
        return Verdict("two versions of one act")
    if relation == "apart":
        return Verdict("later window", "", _later(first, second))
    if agree(scaled, second.amount):
        return _agreeing(first, second)
    return _parts(first, second, scaled) or _totals(first, second, scaled) or _disagreeing(first, second)


def _parts(first: Profile, second: Profile, scaled: Amount) -> Verdict | None:
    """Join an amount of a part, as of LNG, with that of the commodity, as of gas: a smaller part disputes nothing."""
    assert second.amount is not None
    one, other = first.statement.basis_commodity, second.statement.basis_commodity
    if first.statement.kind != "level" or second.statement.kind != "level":
        return None
    turned = one in _PARTS.get(other, ())
    if not turned and other not in _PARTS.get(one, ()):
        return None
    part, whole = (scaled, second.amount) if turned else (second.amount, scaled)
    words = differing_words(second, first) if turned else differing_words(first, second)
    return Verdict("part of the commodity", words, turned) if part.low <= whole.high else None


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
    if not _nested(first, second):
        return Verdict("totals that overlap")
    return Verdict("part of the time", "", turned) if part.low <= whole.high else None


def _agreeing(first: Profile, second: Profile) -> Verdict:
    relation = window_relation(first.window, second.window)
    one_window = (first.window.begins, first.window.ends) == (second.window.begins, second.window.ends)
    if one_window and (one_source(first, second) or first.register == second.register):
        return Verdict("one witness")
    if first.window.dated != second.window.dated:
        return Verdict("dated beside undated", "", first.window.dated)
    if relation in ("same", "undated") and not differ(first, second):
        return Verdict("independent figures")
    turned = _finer(first, second)
    return Verdict("finer definition", differing_words(*((second, first) if turned else (first, second))), turned)


def _disagreeing(first: Profile, second: Profile) -> Verdict:
    """Give the first reason why two figures may differ without a contradiction; a conflict if there is none."""
    relation = window_relation(first.window, second.window)
    one, overlap = one_source(first, second), relation == "overlap"
    reasons = (
        (_revised(first, second, relation), "revision"),
        (relation == "undated", "undated figures"),
        (overlap_share(first.window, second.window) < MEETING and not _adds_up(first, second), "windows hardly meet"),
        (differ(first, second) and not (overlap and one), "other definition"),
        (overlap and one, "rolling window"),
        (overlap, "other window"),
        (one, "one source twice"),
        (not (first.factual and second.factual), "not vouched for"),
        (True, "figures differ"),
    )
    rule = next(rule for applies, rule in reasons if applies)
    if rule == "revision":
        return Verdict(rule, "", first.release > second.release)
    if rule in ("other definition", "undated figures"):
        return Verdict(rule, differing_words(first, second))
    return Verdict(rule, "", rule == "rolling window" and _later(first, second))


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
    if (
        first.whole not in _COMMON_WHOLES
        or one_source(first, second)
        or window_relation(first.window, second.window) == "undated"
    ):
        return None
    if scaled.low + second.amount.low > WHOLE:
        return _gated(first, second, "whole exceeded")
    return Verdict("different suppliers")


def _subset(first: Profile, second: Profile, scaled: Amount) -> Verdict:
    assert second.amount is not None
    turned = second.senders < first.senders
    part, whole = (second.amount, scaled) if turned else (scaled, second.amount)
    if part.low > whole.high:
        return _gated(first, second, "part above the whole")
    low, high = max(Decimal(0), whole.low - part.high).normalize(), (whole.high - part.low).normalize()
    left = f"{low:,f} to {high:,f} {unit_words(whole.unit)} for {listed(first.senders ^ second.senders)}"
    return Verdict("part of a set", f"together they leave {left} (derived)", not turned)


def _leaders(first: Profile, second: Profile) -> Verdict | None:
    leads = [_leads(one) for one in (first, second)]
    if first.senders & second.senders or different_wholes(first, second) or not all(leads):
        return None
    relation = window_relation(first.window, second.window)
    if relation == "undated":
        return None
    if relation == "apart":
        return Verdict("new leader", "", _later(first, second))
    return _gated(first, second, "two leaders")


def _leads(one: Profile) -> bool:
    assert one.amount is not None
    return one.amount.high == 1 if one.statement.kind == "rank" else one.amount.low > MAJORITY


def _both_first(first: Profile, second: Profile) -> bool:
    ranks = first.statement.kind == second.statement.kind == "rank"
    return ranks and first.senders != second.senders and _leads(first) and _leads(second)


def _gated(first: Profile, second: Profile, rule: str) -> Verdict:
    """Call it a conflict only where definition and window are one, the sources two, and both vouched for."""
    relation = window_relation(first.window, second.window)
    vouched = first.factual and second.factual
    if relation == "same" and not differ(first, second) and not one_source(first, second) and vouched:
        return Verdict(f"{rule} in one window")
    return Verdict(rule, differing_words(first, second))


def _denied(first: Profile, second: Profile, scaled: Amount) -> Verdict | None:
    """One denies the figure that the other asserts; a denial of another figure contradicts nothing."""
    assert second.amount is not None
    if first.senders != second.senders or not agree(scaled, second.amount):
        return None
    if window_relation(first.window, second.window) in ("undated", "apart") or differ(first, second):
        return None
    if one_source(first, second) or not (first.factual and second.factual):
        return Verdict("not vouched for")
    return Verdict("denied figure")


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
