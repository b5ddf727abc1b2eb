"""A small dossier with invented figures and hostile strings, for the tests of every form a brief is rendered in."""

from __future__ import annotations

import runpy
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from ninetenths.findings.dossier import (
    AgreementRow,
    ArmsPanel,
    ArmsWindow,
    Chain,
    Changes,
    Contradiction,
    DeclaredPanel,
    Dispute,
    DisputeSide,
    Dossier,
    Finding,
    FlowReading,
    Header,
    LayerSummary,
    MapNode,
    MapTie,
    MovedFinding,
    Owner,
    Prospect,
    RouteAsset,
    ShareGroup,
    ShareInterval,
    SharePanel,
    Source,
    StanceCell,
    StanceMatrix,
    StatusSpell,
    TieMap,
    TimelineEntry,
    VoteRow,
)
from ninetenths.ledger.records import Document, Gap, Statement

SUPPLY = runpy.run_path(str(Path(__file__).with_name("example_supply.py")))["SUPPLY"]
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
HOSTILE_MARKDOWN = "[click](javascript:alert(3)) **bold** | pipe `code` [red]rich[/red]"
HOSTILE_CONTROL = "\x1b[31mred\x1b[0m nul\x00 \u202egnp.exe"
RECORDED = datetime(2026, 11, 1, tzinfo=UTC)
PACK = "example@1:"
NAMES = {
    "AZE": "Azerbaijan",
    "ISR": "Israel",
    "TUR": "Turkey",
    "KAZ": "Kazakhstan",
    "RUS": "Russia",
    "IRN": "Iran",
    "GEO": "Georgia",
    "ITA": "Italy",
    "AZE:SOCAR": "SOCAR (Azerbaijan)",
    "TUR:public": "Turkish public",
    "OIC": "Organisation of Islamic Cooperation",
}


def sid(number: int) -> str:
    return f"{PACK}EXMP-{number:04d}"


def did(name: str) -> str:
    return f"example:{name}"


DOCUMENTS = {
    document.document_id: document
    for document in (
        Document(
            document_id=did("customs-2025"),
            title="External trade of the republic, 2025",
            publisher="State Customs Committee",
            published_on="2026-01-20",
            address="https://customs.example/2025",
            kind="official",
            interest="government",
            licence="facts only",
            language="en",
        ),
        Document(
            document_id=did("tracker-note"),
            title="Eastern Mediterranean crude flows",
            publisher="Cargo Gazette",
            author="A. Writer",
            published_on="2026-02",
            address="https://gazette.example/flows",
            kind="news",
            interest="trade press",
            licence="facts only",
            language="en",
        ),
        Document(
            document_id=did("reprint"),
            title="Crude flows, reprinted",
            publisher="Daily Herald",
            published_on="2026-02-11",
            address="https://herald.example/crude",
            kind="news",
            interest="press",
            licence="facts only",
            republishes=did("tracker-note"),
        ),
        Document(
            document_id=did("arms-2025"),
            title="Arms transfers register, 2025 release",
            publisher="Peace Institute",
            published_on="2025-03-10",
            address="10.1234/arms.2025",
            kind="dataset",
            interest="data",
            licence="cite",
        ),
        Document(
            document_id=did("arms-2026"),
            title="Arms transfers register, 2026 release",
            publisher="Peace Institute",
            published_on="2026-03-09",
            address="https://arms.example/2026",
            kind="dataset",
            interest="data",
            licence="cite",
            supersedes=did("arms-2025"),
        ),
        Document(
            document_id=did("hostile"),
            title=f"{HOSTILE} {HOSTILE_MARKDOWN}",
            publisher='=HYPERLINK("http://evil.example","x")',
            author="Robert'); DROP TABLE statement;--",
            published_on="",
            address="javascript:alert(4)",
            kind="news",
            interest="advocate",
            licence="facts only",
        ),
        Document(
            document_id=did("private"),
            title="Own note of a meeting",
            publisher="",
            published_on="2026-10-02",
            address="",
            kind="private",
            interest="research",
            licence="private",
            restricted=True,
        ),
    )
}


def share(number: int, figure: str, *, begins: str = "", ends: str = "", **more: object) -> Statement:
    low, _, high = figure.partition("-")
    return _statement(
        number,
        kind="share",
        item="crude oil supply",
        low=Decimal(low),
        high=Decimal(high or low),
        unit="percent",
        begins=begins,
        ends=ends,
        basis_commodity="crude",
        **more,
    )


def _statement(number: int, **columns: object) -> Statement:
    filled: dict[str, object] = {
        "statement_id": sid(number),
        "summary": f"Invented statement {number} on the supply between the two",
        "layer": "energy",
        "kind": "event",
        "sender": "AZE",
        "receiver": "ISR",
        "item": "crude oil",
        "document_id": did("tracker-note"),
        "locator": f"paragraph {number}",
        "recorded_at": RECORDED,
    }
    return Statement(**{**filled, **columns})  # type: ignore[arg-type]


STATEMENTS = {
    statement.statement_id: statement
    for statement in (
        share(
            1,
            "18-19",
            begins="2023",
            basis_measure="value",
            basis_concept="imports",
            basis_denominator="receiver, own window",
            basis_text="value of crude and products imported in 2023",
            measured_by="Trade Mirror",
        ),
        share(2, "39.0", begins="2023-11", ends="2025-10", approximate=True, measured_by="Cargo Tracker"),
        share(3, "46.4", begins="2025", measured_by="Cargo Tracker", document_id=did("reprint")),
        share(4, "40", approximate=True, summary="Two fifths, no date given", document_id=did("hostile")),
        share(5, "25", begins="2010", sender="KAZ", document_id=did("hostile"), note=HOSTILE_CONTROL),
        share(6, "60", begins="2024", with_senders=("KAZ",), basis_text=HOSTILE),
        _statement(
            7,
            summary="Customs record no crude to Israel after October 2024",
            kind="level",
            low=Decimal(0),
            high=Decimal(0),
            unit="Mt",
            begins="2024-11",
            ends="..",
            polarity="negated",
            modality="reported",
            document_id=did("customs-2025"),
            basis_concept="exports declared",
        ),
        _statement(
            8,
            layer="arms",
            kind="share",
            sender="ISR",
            receiver="AZE",
            item="major arms",
            low=Decimal("67.7"),
            high=Decimal(69),
            unit="percent",
            begins="2016",
            ends="2020",
            document_id=did("arms-2025"),
            summary="Israel delivered over two thirds of major arms in 2016–20",
        ),
        _statement(
            9,
            layer="arms",
            kind="share",
            sender="RUS",
            receiver="AZE",
            item="major arms",
            low=Decimal(22),
            high=Decimal(24),
            unit="percent",
            begins="2016",
            ends="2020",
            document_id=did("arms-2025"),
            summary="Russia delivered under a quarter of major arms in 2016–20",
        ),
        _statement(
            10,
            layer="arms",
            kind="level",
            sender="ISR",
            receiver="AZE",
            item="major arms",
            low=Decimal("121.8"),
            high=Decimal("121.8"),
            unit="TIV",
            begins="2021",
            ends="2025",
            document_id=did("arms-2026"),
            summary="Deliveries of 2021–25 after the revision",
        ),
        _statement(
            11,
            layer="arms",
            kind="share",
            sender="ISR",
            receiver="AZE",
            item="weapons",
            low=Decimal(70),
            high=Decimal(70),
            unit="percent",
            approximate=True,
            begins="..",
            ends="2019",
            document_id=did("hostile"),
            summary="Seventy percent of weapons until 2019, as often repeated",
        ),
        _statement(
            12,
            layer="vote",
            kind="vote",
            choice="yes",
            receiver="WLD",
            item="Ceasefire text A/ES-99/1",
            begins="2023-12-12",
            channel="vote",
            audience="world",
            document_id=did("customs-2025"),
            summary="Azerbaijan voted for the ceasefire text",
        ),
        _statement(
            13,
            layer="diplomacy",
            kind="stance",
            item="Ceasefire in Gaza",
            sign=1,
            begins="2024-05-02",
            channel="readout",
            audience="partner",
            speaker="President's office",
            modality="asserted",
            summary="Cooperation praised in a call; the ceasefire not mentioned",
        ),
        _statement(
            14,
            layer="sanction",
            sender="TUR",
            receiver="ISR",
            item="Turkish trade with Israel",
            sign=-1,
            begins="2024-05-02",
            summary="Turkey stopped trade with Israel",
        ),
        _statement(
            15,
            layer="transit",
            kind="status",
            sender="TUR",
            receiver="AZE",
            item="transit of crude through Ceyhan",
            sign=1,
            begins="2006-06",
            end_status="ongoing",
            via=("btc", "TUR"),
            summary="Crude keeps flowing through Ceyhan",
        ),
        _statement(
            16,
            kind="prospect",
            modality="possible",
            item="gas to Israel by swap",
            begins="2027",
            summary="Gas swap said to be studied",
            speaker="Energy minister",
        ),
        _statement(
            17,
            layer="opinion",
            sender="TUR:public",
            receiver="TUR",
            item="stop oil to Israel",
            sign=-1,
            begins="2024-11",
            grade="accepted",
            document_id=did("private"),
            summary="Protesters asked for the oil to be stopped",
        ),
        _statement(
            18,
            layer="diplomacy",
            sender="IRN",
            receiver="AZE",
            item="trust",
            sign=-1,
            begins="1994",
            modality="denied",
            summary=HOSTILE,
        ),
    )
}


def interval(number: int, *, same_witness_as: str = "", dated: bool = True) -> ShareInterval:
    statement = STATEMENTS[sid(number)]
    return ShareInterval(
        statement_id=statement.statement_id,
        suppliers=(statement.sender, *statement.with_senders),
        receiver=statement.receiver,
        low=float(statement.low),
        high=float(statement.high),
        begins=statement.begins,
        ends=statement.ends,
        dated=dated,
        approximate=statement.approximate,
        measured_by=statement.measured_by,
        publisher=DOCUMENTS[statement.document_id].publisher,
        modality=statement.modality,
        basis_text=statement.basis_text,
        same_witness_as=same_witness_as,
    )


FINDINGS = (
    Finding(
        key="share-by-definition",
        question=2,
        sentence="Azerbaijan's share of Israel's crude reads from 18 to 46.4 % depending on what is counted and when.",
        statement_ids=(sid(1), sid(2), sid(3), sid(6)),
        low=18.0,
        high=46.4,
        unit="percent",
        range_of="definitions differ",
        headline="18 to 46.4 %",
        detail="Between them lie about 39.0 % of crude tracked by ship and 60 % with Kazakhstan.",
        caveat="Value of crude and products in 2023 and volume of crude in 2025 are different wholes.",
        disputed_by=(sid(4), sid(7), sid(5)),
        gap_ids=(did("gap-1"),),
    ),
    Finding(
        key="arms",
        question=1,
        sentence="Israel delivered 67.7–69 % of Azerbaijan's major arms in 2016–20; the often quoted 70 % until 2019 "
        "fits that window and no longer one.",
        statement_ids=(sid(8), sid(9)),
        low=67.7,
        high=69.0,
        unit="percent",
        range_of="rounding",
        caveat="A register counts deliveries of major arms, not spending.",
        disputed_by=(sid(11),),
    ),
    Finding(
        key="vintages",
        question=1,
        sentence="A zero for 2021–25 became 121.8 TIV after one revision of the register.",
        statement_ids=(sid(10),),
        low=0.0,
        high=121.8,
        unit="TIV",
        range_of="vintages",
    ),
    Finding(
        key="turkey",
        question=3,
        sentence="Turkey banned trade with Israel in May 2024 and let the oil pass: a power to stop that is not used.",
        statement_ids=(sid(14), sid(15)),
        caveat="Flow is not complicity, and a right to stop is read here as the cited authors read it.",
        gap_ids=(did("gap-2"),),
    ),
)

GAPS = (
    Gap(
        gap_id=did("gap-1"),
        title="Origins of Israeli crude by month",
        detail="Israel does not publish origins; every tracked share is read through a reprint.",
        layers=("energy",),
        actors=("ISR",),
    ),
    Gap(
        gap_id=did("gap-2"),
        title="Operative clauses of the host agreement",
        detail="Freedom of transit and force majeure were not read. " + HOSTILE,
        layers=("transit",),
        actors=("TUR",),
        kind="weak",
    ),
)

ROUTES = (
    RouteAsset(
        asset_id="acg",
        name="Great Offshore Field",
        kind="field",
        states=("AZE",),
        capacity="480 kb/d",
        operator="Operator A",
        legal_regime="production sharing agreement of 1994",
        status_now="operating",
        spells=(StatusSpell(status="operating", begins="1997", ends="", detail="", document_id=did("tracker-note")),),
        owners=(
            Owner(name="Operator A", state="", share=30.4, begins="", ends="", document_id=did("tracker-note")),
            Owner(name="SOCAR", state="AZE:SOCAR", share=None, begins="", ends="", document_id=did("tracker-note")),
        ),
        document_id=did("tracker-note"),
        statement_ids=(sid(15),),
    ),
    RouteAsset(
        asset_id="btc",
        name="Baku–Tbilisi–Ceyhan",
        kind="pipeline",
        states=("AZE", "GEO", "TUR"),
        capacity="1,200 kb/d",
        operator="Operator A",
        legal_regime="intergovernmental agreement of 1999",
        status_now="operating",
        spells=(
            StatusSpell(
                status="operating", begins="2006-06", ends="2023-02-05", detail="", document_id=did("tracker-note")
            ),
            StatusSpell(
                status="suspended",
                begins="2023-02-06",
                ends="2023-02-12",
                detail="loading halted after the earthquake",
                document_id=did("reprint"),
            ),
            StatusSpell(status="operating", begins="2023-02-13", ends="", detail="", document_id=did("tracker-note")),
            StatusSpell(
                status="reported",
                begins="2026-03-06",
                ends="",
                detail=HOSTILE,
                document_id=did("hostile"),
            ),
        ),
        owners=(
            Owner(name="Operator A", state="", share=30.1, begins="2002", ends="", document_id=did("tracker-note")),
            Owner(
                name="SOCAR",
                state="AZE:SOCAR",
                share=32.97,
                begins="2025",
                ends="",
                document_id=did("tracker-note"),
            ),
        ),
        document_id=did("tracker-note"),
        statement_ids=(sid(15), sid(7)),
    ),
    RouteAsset(
        asset_id="ceyhan",
        name="Ceyhan marine terminal",
        kind="port",
        states=("TUR",),
        capacity="",
        operator="BOTAS",
        legal_regime="",
        status_now="operating",
        spells=(
            StatusSpell(status="operating", begins="2006-06", ends="", detail="", document_id=did("tracker-note")),
        ),
        owners=(),
        document_id=did("tracker-note"),
        statement_ids=(),
    ),
    RouteAsset(
        asset_id="refinery",
        name="Coastal refinery",
        kind="refinery",
        states=("ISR",),
        capacity="197 kb/d",
        operator="",
        legal_regime="",
        status_now="reduced",
        spells=(
            StatusSpell(status="operating", begins="1939", ends="2025-06-15", detail="", document_id=did("reprint")),
            StatusSpell(
                status="suspended", begins="2025-06-16", ends="2025-10", detail="hit", document_id=did("reprint")
            ),
            StatusSpell(status="reduced", begins="2025-10", ends="", detail="", document_id=did("reprint")),
        ),
        owners=(),
        document_id=did("reprint"),
        statement_ids=(),
    ),
)


def reading(number: int, kind: str, figure: str, window: str, **more: str) -> FlowReading:
    low, _, high = figure.partition("-")
    begins, _, ends = window.partition("/")
    return FlowReading(
        statement_id=sid(number),
        witness_kind=kind,
        low=float(low),
        high=float(high or low),
        begins=begins,
        ends=ends,
        measured_by=more.get("measured_by", "Cargo Tracker"),
        publisher=DOCUMENTS[STATEMENTS[sid(number)].document_id].publisher,
        printed=more.get("printed", f"{figure} thousand barrels a day"),
        same_witness_as=more.get("same_witness_as", ""),
    )


READINGS = (
    reading(1, "declared", "22-24", "2024/2024", measured_by="State Customs Committee", printed="1.173 Mt"),
    reading(7, "declared", "0", "2024-11/2025-06", measured_by="State Customs Committee", printed="none"),
    reading(2, "tracked", "67-78", "2023-11/2025-10", printed="7–7.5 Mt"),
    reading(3, "tracked", "94", "2025/2025"),
    reading(4, "tracked", "95", "2025/2025", same_witness_as=sid(3)),
    reading(5, "tracked", "40", "/", measured_by=HOSTILE),
)


def example() -> Dossier:
    """Return the example dossier; the same every time."""
    return Dossier(
        header=Header(
            first="AZE",
            second="ISR",
            first_name="Azerbaijan",
            second_name="Israel",
            case="example",
            evidence_from="1994",
            evidence_to="2026-10-02",
            statements=18,
            documents=7,
            witnesses=6,
            left_out_share=0.125,
        ),
        findings=FINDINGS,
        layers=(
            LayerSummary(
                layer="energy",
                headline="Crude goes one way, from Azerbaijan to Israel",
                statements_by_year=((2010, 1), (2023, 2), (2024, 2), (2025, 1)),
                cooperative=0,
                neutral=0,
                conflictual=0,
                unsigned=7,
                witnesses=3,
                statement_ids=tuple(sid(number) for number in range(1, 8)),
            ),
            LayerSummary(
                layer="diplomacy",
                headline="Praise in private, distance in public",
                statements_by_year=((1994, 1), (2024, 1)),
                cooperative=1,
                neutral=0,
                conflictual=1,
                unsigned=0,
                witnesses=1,
                statement_ids=(sid(13), sid(18)),
            ),
        ),
        declared=(
            DeclaredPanel(
                sender="AZE",
                receiver="ISR",
                commodity="crude",
                unit="kb/d",
                readings=READINGS,
            ),
        ),
        shares=(
            SharePanel(
                title="Crude to Israel",
                receiver="ISR",
                commodity="crude",
                groups=(
                    ShareGroup(definition="imports by value, own window", intervals=(interval(1),)),
                    ShareGroup(
                        definition="imports by volume, ship tracking",
                        intervals=(
                            interval(2),
                            interval(3, same_witness_as=sid(2)),
                            interval(6),
                            interval(5),
                        ),
                    ),
                    ShareGroup(definition="needs as worded, no window", intervals=(interval(4, dated=False),)),
                ),
            ),
            SharePanel(
                title="Who buys Kazakhstan's crude",
                receiver="",
                commodity="crude",
                groups=(ShareGroup(definition="exports of crude", intervals=(interval(5),)),),
            ),
        ),
        arms=(
            ArmsPanel(
                receiver="AZE",
                windows=(
                    ArmsWindow(
                        supplier="ISR",
                        begins="2016",
                        ends="2020",
                        low=67.7,
                        high=69.0,
                        unit="percent",
                        vintage="2025-03-10",
                        statement_id=sid(8),
                    ),
                    ArmsWindow(
                        supplier="RUS",
                        begins="2016",
                        ends="2020",
                        low=22.0,
                        high=24.0,
                        unit="percent",
                        vintage="2025-03-10",
                        statement_id=sid(9),
                    ),
                    ArmsWindow(
                        supplier="ISR",
                        begins="2016",
                        ends="2020",
                        low=69.0,
                        high=69.0,
                        unit="percent",
                        vintage="2025-03-10",
                        statement_id=sid(11),
                        same_witness_as=sid(8),
                    ),
                    ArmsWindow(
                        supplier="ISR",
                        begins="2021",
                        ends="2025",
                        low=121.8,
                        high=121.8,
                        unit="TIV",
                        vintage="2026-03-09",
                        statement_id=sid(10),
                    ),
                ),
                claims=(interval(11),),
                note="Totals are small: one delivery moves a share by ten points.",
            ),
        ),
        routes=ROUTES,
        votes=(
            VoteRow(
                item="Ceasefire text A/ES-99/1",
                held_on="2023-12-12",
                choices=(("AZE", "yes"), ("ISR", "no"), ("IRN", "absent"), ("TUR", "yes")),
                result="adopted 150–12–20",
                statement_ids=(sid(12),),
            ),
            VoteRow(
                item="Text on settlements",
                held_on="2024-09-18",
                choices=(("AZE", "not_against"), ("ISR", "no"), ("TUR", "abstain")),
                result="",
                statement_ids=(sid(12),),
            ),
        ),
        agreements=(
            AgreementRow(
                first="AZE",
                second="IRN",
                low=89.9,
                high=89.9,
                window="1992–2025",
                basis="roll calls that both cast",
                measured_by="Assembly records",
                statement_id=sid(12),
            ),
            AgreementRow(
                first="AZE",
                second="ISR",
                low=27.9,
                high=28.4,
                window="1992–2025",
                basis="roll calls that both cast",
                measured_by="Assembly records",
                statement_id=sid(12),
            ),
        ),
        stances=(
            StanceMatrix(
                actor="AZE",
                issues=("Ceasefire in Gaza", "Two states"),
                columns=(("vote", "world"), ("readout", "partner"), ("silence", "home")),
                cells=(
                    StanceCell(
                        actor="AZE",
                        issue="Ceasefire in Gaza",
                        channel="vote",
                        audience="world",
                        signs=(1,),
                        statement_ids=(sid(12),),
                    ),
                    StanceCell(
                        actor="AZE",
                        issue="Ceasefire in Gaza",
                        channel="readout",
                        audience="partner",
                        signs=(-1, 1),
                        statement_ids=(sid(13), sid(18)),
                    ),
                    StanceCell(
                        actor="AZE",
                        issue="Two states",
                        channel="silence",
                        audience="home",
                        signs=(0,),
                        statement_ids=(sid(13),),
                    ),
                ),
                contradictions=(
                    Contradiction(
                        actor="AZE",
                        issue="Ceasefire in Gaza",
                        sentence="Voted for the text before the world, and left it out of the readout to the partner.",
                        statement_ids=(sid(12), sid(13)),
                    ),
                    Contradiction(
                        actor="AZE",
                        issue="Two states",
                        sentence="Went from silence in 1994 to support in 2024.",
                        statement_ids=(sid(18), sid(13)),
                        is_change=True,
                    ),
                ),
            ),
        ),
        ties=TieMap(
            nodes=(
                MapNode(actor="AZE", name="Azerbaijan", x=0.35, y=0.5, statements=12),
                MapNode(actor="ISR", name="Israel", x=0.65, y=0.5, statements=11),
                MapNode(actor="TUR", name="Turkey", x=0.5, y=0.1, statements=3),
                MapNode(actor="IRN", name="Iran", x=0.1, y=0.85, statements=1),
                MapNode(actor="RUS", name="Russia", x=0.08, y=0.1, statements=1),
                MapNode(actor="TUR:public", name="Turkish public", x=0.92, y=0.12, statements=1),
            ),
            ties=(
                MapTie(
                    sender="AZE",
                    receiver="ISR",
                    layer="energy",
                    sign=None,
                    friend_and_foe=False,
                    statement_ids=tuple(sid(number) for number in (1, 2, 3, 4, 6, 7)),
                ),
                MapTie(
                    sender="ISR",
                    receiver="AZE",
                    layer="arms",
                    sign=1,
                    friend_and_foe=False,
                    statement_ids=(sid(8), sid(10), sid(11)),
                ),
                MapTie(
                    sender="TUR",
                    receiver="ISR",
                    layer="sanction",
                    sign=-1,
                    friend_and_foe=True,
                    statement_ids=(sid(14),),
                ),
                MapTie(
                    sender="TUR",
                    receiver="AZE",
                    layer="transit",
                    sign=1,
                    friend_and_foe=False,
                    statement_ids=(sid(15),),
                ),
                MapTie(
                    sender="TUR:public",
                    receiver="TUR",
                    layer="opinion",
                    sign=-1,
                    friend_and_foe=False,
                    statement_ids=(sid(17),),
                ),
                MapTie(
                    sender="IRN",
                    receiver="AZE",
                    layer="diplomacy",
                    sign=-1,
                    friend_and_foe=True,
                    statement_ids=(sid(18),),
                ),
                MapTie(
                    sender="RUS", receiver="AZE", layer="arms", sign=0, friend_and_foe=False, statement_ids=(sid(9),)
                ),
            ),
        ),
        disputes=(
            Dispute(
                title="Share of Israeli crude, 2024 and 2025",
                relation="apparent_conflict",
                rule="different windows",
                explanation="Two windows of one measure: no conflict, though they are quoted against each other.",
                sides=(
                    DisputeSide(
                        statement_id=sid(2),
                        value="about 39.0 %",
                        basis="crude, volume, imports",
                        window="Nov 2023–Oct 2025",
                        measured_by="Cargo Tracker",
                        publisher="Cargo Gazette",
                        interest="trade press",
                    ),
                    DisputeSide(
                        statement_id=sid(3),
                        value="46.4 %",
                        basis="crude, volume, imports",
                        window="2025",
                        measured_by="Cargo Tracker",
                        publisher="Daily Herald",
                        interest="press",
                    ),
                    DisputeSide(
                        statement_id=sid(4),
                        value="about 40 %",
                        basis="needs as worded",
                        window="undated",
                        measured_by="",
                        publisher='=HYPERLINK("http://evil.example","x")',
                        interest="advocate",
                    ),
                ),
            ),
        ),
        chains=(
            Chain(
                relation="pressure",
                stated_by="Cargo Gazette",
                steps=("Turkish public", "Ankara", "Baku"),
                statement_ids=(sid(17), sid(14)),
                document_id=did("tracker-note"),
            ),
        ),
        prospects=(
            Prospect(
                statement_id=sid(16),
                said_on="2026-02",
                speaker="Energy minister",
                summary="Gas swap said to be studied",
                modality="possible",
                condition="if a corridor through Syria opens",
                outcome="",
            ),
        ),
        timeline=tuple(
            TimelineEntry(
                statement_id=statement.statement_id,
                begins=statement.begins,
                ends=statement.ends,
                layer=statement.layer,
                sign=statement.sign,
                sender=statement.sender,
                receiver=statement.receiver,
                summary=statement.summary,
                modality=statement.modality,
                closeness=3 if {statement.sender, statement.receiver} == {"AZE", "ISR"} else 1,
            )
            for statement in sorted(STATEMENTS.values(), key=lambda one: (one.begins, one.statement_id))
            if statement.begins[:1].isdigit() and statement.kind in ("event", "stance", "status", "vote")
        ),
        gaps=GAPS,
        sources=tuple(
            Source(
                document_id=document.document_id,
                title=document.title,
                publisher=document.publisher,
                published_on=document.published_on,
                interest=document.interest,
                kind=document.kind,
                address=document.address,
                witness=document.republishes or document.document_id,
                reprint_of=document.republishes,
                statements=sum(one.document_id == document.document_id for one in STATEMENTS.values()),
            )
            for document in DOCUMENTS.values()
        ),
        credits=("Peace Institute Arms Register",),
        supply=(SUPPLY,),
        caveats=(
            "Flow is not complicity and not knowledge.",
            "A discrepancy is not concealment.",
            "Legal readings are those of the cited author.",
        ),
        advice=("Add the votes of 2026: ninetenths add unga votes.csv",),
        changes=Changes(
            added=(sid(16), sid(17)),
            removed=(f"{PACK}EXMP-0099",),
            judged=(sid(18),),
            disputes_opened=("Share of Israeli crude, 2024 and 2025",),
            disputes_closed=(),
            moved=(
                MovedFinding(key="vintages", before="", after=FINDINGS[2].sentence, low_after=0.0, high_after=121.8),
            ),
        ),
        names=dict(NAMES),
        statements=dict(STATEMENTS),
        documents=dict(DOCUMENTS),
    )


def sparse() -> Dossier:
    """Return a dossier about which nearly nothing is known."""
    return Dossier(
        header=Header(
            first="FJI",
            second="PRY",
            first_name="Fiji",
            second_name="Paraguay",
            case="",
            evidence_from="",
            evidence_to="",
            statements=0,
            documents=0,
            witnesses=0,
            left_out_share=1.0,
        ),
        findings=(),
        advice=("No pack speaks of these two. Add a data set or a text.",),
        names={"FJI": "Fiji", "PRY": "Paraguay"},
    )
