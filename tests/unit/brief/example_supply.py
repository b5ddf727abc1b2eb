"""The submerged part of an invented supply, with hostile strings, for the tests of every form of a brief."""

from __future__ import annotations

from ninetenths.findings.supply_panels import (
    ActOutcome,
    BlockingSet,
    Breaker,
    BreakersPanel,
    FlowMap,
    MapPlace,
    MapWay,
    OutcomesPanel,
    Proof,
    ReconciledPanel,
    ReconciledShare,
    SubmergedPart,
    SupplyPanel,
)

EVIL = "</script><script>alert(7)</script><img src=x onerror=alert(8)> [red]evil[/red] | \x1b[31m"


def sid(number: int) -> str:
    return f"example@1:EXMP-{number:04d}"


def share(period, origin, percent, *numbers, ends="12", informed=True):
    rate = tuple(2.1 * value for value in percent)
    ids = tuple(sid(number) for number in numbers)
    return ReconciledShare(
        period=period,
        begins=f"{period}-01",
        ends=f"{period}-{ends}",
        origin=origin,
        share=percent,
        rate=rate,
        informed=informed,
        statement_ids=ids,
    )


def submerged(begins, ends, declared, delivered, difference):
    return SubmergedPart(
        sender="AZE",
        begins=begins,
        ends=ends,
        declared=declared,
        delivered=delivered,
        difference=difference,
        statement_ids=(sid(1), sid(2), sid(3)),
    )


RECONCILED = ReconciledPanel(
    receiver="ISR",
    item="crude",
    unit="kb/d",
    scaled=True,
    answer=("In 2025 AZE supplied 40 to 49 % (invented).", f"Another sentence {EVIL}"),
    shares=(
        share("2022", "AZE", (21.4, 30.2, 41.9), 2),
        share("2022", "KAZ", (8.1, 12.3, 60.0), informed=False),
        share("2024", "AZE", (24.6, 33.3, 44.4), 1, 2),
        share("2024", "KAZ", (22.2, 36.9, 51.7), 6),
        share("2025", "AZE", (39.8, 45.4, 49.1), 3, ends="06"),
        share("2025", "KAZ", (0.4, 0.61, 0.9), 6, ends="06"),
        share("2025", "other", (40.0, 50.0, 60.0), informed=False),
    ),
    submerged=(
        submerged("2024-01", "2024-12", (22.1, 23.4, 24.6), (51.7, 69.9, 94.7), (28.2, 46.3, 71.8)),
        submerged("2025-01", "2025-06", (0.0, 0.0, 0.0), (61.1, 96.2, 118.5), (61.1, 96.2, 118.5)),
    ),
    contradictions=(Proof(sentence=f"Two of them cannot both hold {EVIL}", statement_ids=(sid(2), sid(3))),),
    leans_on=(Proof(sentence="2025 rests on this one alone.", statement_ids=(sid(3),)),),
    method=("400 draws with seed 1.",),
    statement_ids=(sid(1), sid(2), sid(3), sid(6)),
)


def breaker(holder, kind, where, legality, *, leakage=(0.0, 0.0), own_cost="", is_state=True):
    return Breaker(
        holder=holder,
        is_state=is_state,
        kind=kind,
        where=where,
        legality=legality,
        leakage=leakage,
        own_cost=own_cost,
        statement_ids=(sid(15),) if own_cost else (),
    )


BREAKERS = BreakersPanel(
    receiver="ISR",
    item="crude",
    origins=("AZE", "KAZ"),
    answer=("TUR alone can perhaps stop it.", "If the northern line is full, Turkey alone can stop it."),
    sets=(
        BlockingSet(members=("AZE", "KAZ"), strength="hard", chance=1.0),
        BlockingSet(members=("AZE", "KAZ"), strength="economic", chance=1.0),
        BlockingSet(members=("TUR",), strength="economic", chance=0.48),
    ),
    breakers=(
        breaker("IRN", "volume", ("A strait",), "unlawful"),
        breaker(
            "TUR",
            "denial",
            ("Pipe One", EVIL),
            "contested",
            leakage=(0.53, 0.92),
            own_cost="Fees of 170 million USD a year",
        ),
        breaker("TUR", "volume", ("The straits",), "unlawful"),
        breaker("AZE:SOCAR", "refusal", ("its own exports",), "lawful", leakage=(0.1, 0.9), is_state=False),
        breaker(
            "AZE", "export ban", ("its own exports",), "lawful", leakage=(0.53, 0.92), own_cost=f"Sells here {EVIL}"
        ),
    ),
    flips=("If the northern line is full, Turkey alone can stop it.", "If Georgia may not stop it, no longer enough."),
    leak="8 of 10 invented voyages were counted after a ban.",
    caveats=("A power to stop is no will to stop.",),
    statement_ids=(sid(15),),
)


def act(actors, words, loss, own_loss, hill):
    edges, bins = hill
    return ActOutcome(
        actors=actors,
        act=words,
        loss=loss,
        own_loss=own_loss,
        deepest=(0.0, 0.0, 8.3),
        days=(17.7, 41.8, 48.2),
        never=0.94,
        elsewhere=(93.2, 97.0, 100.0),
        dearer=(1.8, 2.6, 4.0),
        edges=edges,
        bins=bins,
        replaced_by=(("RUS", (0.0, 12.0, 40.2)), ("KAZ", (11.6, 28.1, 47.3))),
    )


OUTCOMES = OutcomesPanel(
    receiver="ISR",
    item="crude",
    supply_of="2025",
    begins="2026-09-29",
    weeks=26,
    rate_unit="kb/d",
    price_unit="USD/bbl",
    acts=(
        act(
            ("AZE",),
            "AZE stops selling to ISR",
            (59.0, 92.4, 181.2),
            (102.1, 238.2, 380.4),
            ((0.0, 100.0, 200.0, 300.0), (60, 38, 2)),
        ),
        act(
            ("TUR",),
            f"TUR refuses transit {EVIL}",
            (69.2, 106.3, 12345.6),
            (-52.3, -20.0, 4.2),
            ((0.0, 5000.0, 10000.0, 15000.0), (90, 4, 6)),
        ),
    ),
    stakes=(Proof(sentence="AZE holds 10 % of a field.", statement_ids=(sid(12),)),),
    known_error="Elsewhere it missed by 20 to 63 points (invented).",
    assumptions=("usual supply goes on unchanged",),
    caveats=("What the model leaves out is in none of the ranges.",),
    draws=100,
    seed=1,
)


def place(place_id, name, kind, longitude, latitude):
    return MapPlace(place_id=place_id, name=name, kind=kind, longitude=longitude, latitude=latitude)


def way(origin, places, status, weight, words, *, rate=(83.6, 95.1, 108.6)):
    return MapWay(origin=origin, places=places, status=status, rate=rate, weight=weight, words=words)


FLOW_MAP = FlowMap(
    unit="kb/d",
    places=(
        place("ashkelon", "Ashkelon", "port", 34.53, 31.65),
        place("ceyhan", "Ceyhan", "port", 35.92, 36.86),
        place("haifa", f"Haifa {EVIL}", "port", 34.99, 32.83),
        place("novorossiysk", "Novorossiysk", "port", 37.8, 44.67),
        place("sangachal", "Sangachal", "port", 49.48, 40.19),
        place("turkish-straits", "Turkish Straits (Bosporus, Dardanelles)", "strait", 29.05, 41.15),
        place("unused", "Not on any way", "port", -70.0, -30.0),
    ),
    ways=(
        way("AZE", ("sangachal", "ceyhan", "haifa"), "operating", 0.4, "Azerbaijan by Pipe One"),
        way("AZE", ("ceyhan", "ashkelon"), "suspended", 0.1, f"Azerbaijan by another leg {EVIL}"),
        way("KAZ", ("novorossiysk", "turkish-straits", "ashkelon"), "unknown", 0.9, "Kazakhstan by sea", rate=None),
    ),
)

SUPPLY = SupplyPanel(
    sender="AZE",
    receiver="ISR",
    item="crude",
    reconciled=RECONCILED,
    breakers=BREAKERS,
    outcomes=OUTCOMES,
    flow_map=FLOW_MAP,
)
