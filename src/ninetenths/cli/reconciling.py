"""Who supplied how much, when sources disagree: ``reconcile``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter, validators

from ninetenths.cli.options import AsOfOption, JsonOption, LedgerOption, WaitOption, actor, day, reading
from ninetenths.cli.output import console, print_json, print_table, printable, short_id, working

if TYPE_CHECKING:
    from ninetenths.findings.reconciling.result import Composition, ReadingFit, Reconciliation

_BAR = 20
_MOST_IDS = 4
_SHORT = 12
_ORDER = ("refuted", "contradicted", "strained", "fits")


def reconcile(
    *,
    receiver: Annotated[str, Parameter(help="The state that is supplied.")],
    item: Annotated[str, Parameter(help="What is supplied: crude, gas and so on.")] = "crude",
    begins: Annotated[int, Parameter(name="--from", help="First year.")],
    ends: Annotated[int, Parameter(name="--to", help="Last year.")],
    seed: Annotated[int, Parameter(help="Seed of the draws: the same seed gives the same figures.")] = 1,
    draws: Annotated[int, Parameter(validator=validators.Number(gte=100, lte=20_000), help="Number of draws.")] = 600,
    fresh: Annotated[
        int,
        Parameter(
            validator=validators.Number(gte=0, lte=100),
            help="Sample anew without a statement, so many times an answer, to tell how far it moves it. Slow.",
        ),
    ] = 0,
    all_: Annotated[bool, Parameter(name="--all", negative="", help="Every origin, statement and reason.")] = False,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Reconcile what sources say of a state's supply: who delivered how much, as ranges.

    Each statement is read through what its witness can see: customs the declared destination, trackers what is
    discharged, a route what passes it, a share the whole it names. The command says what all of them together leave
    possible, which cannot hold together, and what is declared beside what arrives.
    """
    from ninetenths.findings.reconciling import reconcile as find

    whose = actor(receiver)
    with working(f"reconciling {item} to {whose}"):
        found = find(
            reading(ledger, wait=wait),
            whose,
            item=item,
            begins=begins,
            ends=ends,
            seed=seed,
            draws=draws,
            as_of=day(as_of, option="--as-of"),
            fresh=fresh,
        )
    if json:
        print_json({field.name: getattr(found, field.name) for field in fields(found) if field.name != "draws"})
        return
    _print(found, everything=all_)


def _print(found: Reconciliation, *, everything: bool) -> None:
    for sentence in found.answer:
        _say(sentence)
    _print_composition(found, everything=everything)
    _print_contradictions(found)
    _print_submerged(found)
    _print_influence(found)
    _print_readings(found, everything=everything)
    _print_not_used(found, everything=everything)
    _print_method(found, everything=everything)


def _say(text: str) -> None:
    console().print(printable(text))


def _print_composition(found: Reconciliation, *, everything: bool) -> None:
    totals = {one.period: one for one in found.totals}
    rows: list[tuple[str, ...]] = []
    for year in found.periods:
        total = totals[year]
        if total.informed and found.scaled:
            when = next((_months(one) for one in found.composition if one.period == year), year)
            rows.append((when, "all origins", "", "", _range(total.rate), _ids(total.statement_ids)))
        rows += [
            (_months(one), _name(one.origin), _bar(one), _percent(one), _rate(one, found), _ids(one.statement_ids))
            for one in found.composition
            if one.period == year and (everything or one.informed)
        ]
    print_table(
        f"Who supplied it: 90 % ranges of the share, and of the flow in {found.unit}",
        ("when", "origin", "share", "%", found.unit, "ids"),
        rows,
    )
    if found.silent:
        _say(f"No evidence for {', '.join(_spans(found.silent))}: unknown is not zero.")


def _print_contradictions(found: Reconciliation) -> None:
    if not found.contradictions:
        return
    _say("\nWhat cannot hold together (which of them is wrong, the proof does not say)")
    for one in found.contradictions:
        _say(f"• {one.sentence}")
    if found.drops:
        sets = " or ".join("+".join(short_id(name) for name in chosen) for chosen in found.drops)
        _say(f"The fewest to leave out so that the rest can hold within its usual error: {sets}.")


def _print_submerged(found: Reconciliation) -> None:
    if not found.submerged:
        return
    print_table(
        f"Declared against tracked, in {found.unit}",
        ("when", "seller", "declared", "arrived", "between the two", "% of it", "ids"),
        [
            (
                f"{one.begins} to {one.ends}",
                _name(one.sender),
                _range(one.declared),
                _range(one.delivered),
                _range(one.difference),
                _whole(one.hidden_share),
                _ids((*one.declared_ids, *one.delivered_ids)),
            )
            for one in found.submerged
        ],
    )
    _say("A discrepancy is not proof of concealment: customs see the declared destination, trackers the discharge.")


def _print_influence(found: Reconciliation) -> None:
    if not found.influence:
        return
    _say("\nWhat the answer leans on")
    for one in found.influence[:5]:
        moved = "" if one.shift is None else f"without it the median share moves by {one.shift:+.0f} points"
        alone = "it alone names this origin in that year" if one.alone else ""
        what = "; ".join(part for part in (alone, moved) if part)
        _say(f"• {short_id(one.statement_id)}, {_name(one.origin)} in {one.period}: {what}.")


def _print_readings(found: Reconciliation, *, everything: bool) -> None:
    ranked = sorted(found.readings, key=lambda one: (_ORDER.index(one.verdict), -one.off, one.statement_id))
    shown = ranked if everything else ranked[:_SHORT]
    print_table(
        f"{len(found.readings)} statements read, {len(shown)} shown; off: the chance that it is about something else",
        ("id", "when", "whose", "printed", "in flows", "should show", "off", "verdict"),
        [
            (
                short_id(one.statement_id),
                one.begins if one.begins == one.ends else f"{one.begins} to {one.ends}",
                "+".join(one.suppliers) or "all",
                one.figure,
                _printed(one),
                _range(one.expected),
                f"{one.off:.2f}",
                one.verdict,
            )
            for one in shown
        ],
    )
    if everything:
        for one in shown:
            again = f" (repeated by {_ids(one.repeated_by)})" if one.repeated_by else ""
            _say(f"{short_id(one.statement_id)} sees {one.operator}{again}")


def _print_not_used(found: Reconciliation, *, everything: bool) -> None:
    if everything:
        print_table(
            f"{len(found.not_used)} statements not used",
            ("id", "why"),
            [(short_id(one.statement_id), one.reason) for one in found.not_used],
        )
        return
    counts = Counter(one.reason for one in found.not_used).most_common()
    print_table(f"{len(found.not_used)} statements not used", ("", "why"), [(str(n), why) for why, n in counts])


def _print_method(found: Reconciliation, *, everything: bool) -> None:
    how = found.method
    _say(
        f"{how.flows} flows, {how.readings} statements, {how.draws} draws, seed {how.seed}; R-hat {how.r_hat:.2f}, "
        f"at least {how.ess:.0f} independent draws. A model is not a forecast; flow is not complicity or knowledge."
    )
    if everything:
        for one in how.assumptions:
            _say(f"Assumed: {one}")
    else:
        _say("--all shows every origin, statement, operator, reason and assumption; `ninetenths why ID` its source.")


def _name(origin: str) -> str:
    from ninetenths.findings.reconciling.wording import origin_name

    return origin_name(origin)


def _months(one: Composition) -> str:
    """Return the year, or the months of it of which a statement speaks."""
    if one.begins.endswith("-01") and one.ends.endswith("-12"):
        return one.period
    return one.begins if one.begins == one.ends else f"{one.begins} to {one.ends[-2:]}"


def _bar(one: Composition) -> str:
    """Return the share as a bar: full up to the low end of its range, light up to the high end."""
    low, high = round(one.share[0] * _BAR), round(one.share[2] * _BAR)
    return "█" * low + "░" * (high - low) + " " * (_BAR - high)


def _percent(one: Composition) -> str:
    return _whole(one.share) if one.informed else f"{_whole(one.share)} (no evidence)"


def _whole(share: tuple[float, float, float]) -> str:
    low, _, high = (round(100 * end) for end in share)
    return str(low) if low == high else f"{low}–{high}"


def _rate(one: Composition, found: Reconciliation) -> str:
    return _range(one.rate) if found.scaled else ""


def _range(ends: tuple[float, float, float]) -> str:
    from ninetenths.findings.reconciling.wording import span

    return span(ends[0], ends[2])


def _printed(one: ReadingFit) -> str:
    from ninetenths.findings.reconciling.wording import span

    figure = span(one.printed[0], one.printed[0] if one.open_above else one.printed[1])
    return f"{'≥ ' if one.open_above else ''}{figure} {'%' if one.unit == 'percent' else one.unit}"


def _ids(names: Iterable[str]) -> str:
    short = [short_id(name) for name in names]
    more = f" +{len(short) - _MOST_IDS}" if len(short) > _MOST_IDS else ""
    return " ".join(short[:_MOST_IDS]) + more


def _spans(years: Sequence[str]) -> list[str]:
    """Return years as spans: 2005–2014, 2016."""
    found: list[list[str]] = []
    for year in years:
        if found and int(year) == int(found[-1][-1]) + 1:
            found[-1].append(year)
        else:
            found.append([year])
    return [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found]
