"""The tracker of oil pipelines: one asset for each line, with its states, capacity, status and parents."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from ninetenths.datasets.catalogue.adapter import Release, Rows, Skipped
from ninetenths.datasets.catalogue.tables import csv_rows, number, plain
from ninetenths.errors import AmbiguousState, DatasetChanged, UnknownState
from ninetenths.ledger.records import Asset, AssetStatus, Ownership
from ninetenths.states import resolve, resolve_actor

KEY, ROUTES = "pipelines", "routes"
_COLUMNS = (
    "ProjectID", "Fuel", "StartCountry", "EndCountry", "Countries", "PipelineName", "SegmentName", "Parent", "Status",
    "StartYear1", "StopYear", "Capacity", "CapacityUnits", "LengthMergedKm", "StartLocation", "EndLocation",
)  # fmt: skip
_UNITS = {"bpd": "b/d", "mtpa": "Mt/y"}
_SHARE = re.compile(r"(?P<owner>.+?)\s*\[(?P<share>[\d.]+)%\]")
_GOVERNMENT = re.compile(r"(?:Government of|Republic of)(?: the)? (?P<state>[\w' ]+?)(?: Ministry.*)?")
_YEAR = re.compile(r"(\d{4})(\.0)?")


@dataclass(frozen=True, slots=True)
class Status:
    """What a printed status means in the ledger, and which column dates it."""

    printed: str
    status: str
    dated_by: str
    detail: str


@cache
def statuses() -> dict[str, Status]:
    """Return the statuses of ``statuses.csv`` by their printed name."""
    text = files(__package__).joinpath("statuses.csv").read_text(encoding="utf-8")
    return {row["printed"]: Status(**row) for row in csv.DictReader(text.splitlines())}


def read(release: Release) -> Rows:
    """Turn the tracker into assets, statuses and ownerships; it holds no flows, so there are no statements.

    Reading: where a pipeline runs and who is behind it, as the tracker prints it; not who may close it, and not what
    flows. A line that is not there is unknown, not absent.
    """
    content = release.contents[KEY]
    routes = _routes(release)
    assets: list[Asset] = []
    states_of: list[AssetStatus] = []
    owners: list[Ownership] = []
    unnumbered, stateless, known = [], [], set()
    for row, cells in csv_rows(content, _COLUMNS):
        local = cells["ProjectID"].strip()
        if not local:
            unnumbered.append(f"row {row}")
            continue
        states = _states(release, cells, row)
        if states is None or local in known:
            stateless.append(f"row {row}: {local}")
            continue
        known.add(local)
        asset_id = release.asset_id(local)
        assets.append(_asset(release, cells, row, (local, states, routes.get(local, ""))))
        states_of.append(_status(release, cells, row, asset_id))
        owners += _owners(release, cells, row, asset_id)
    return Rows(
        assets=tuple(assets),
        asset_statuses=tuple(states_of),
        ownerships=tuple(owners),
        skipped=_skipped(
            ("a row without a ProjectID", unnumbered), ("a state unplaced or the id given twice", stateless)
        ),
    )


def _asset(release: Release, cells: Mapping[str, str], row: int, where: tuple[str, tuple[str, ...], str]) -> Asset:
    local, states, mapped = where
    segment = plain(cells["SegmentName"], place=f"row {row}, column SegmentName")
    name = plain(cells["PipelineName"], place=f"row {row}, column PipelineName")
    unit, capacity = _capacity(cells, row)
    ends = [plain(cells[column], place=f"row {row}") for column in ("StartLocation", "EndLocation")]
    length = _figure(cells["LengthMergedKm"], place=f"row {row}, column LengthMergedKm")
    facts = [
        f"{local}, {cells['Fuel'].strip().lower()}",
        " to ".join(one or "place unknown" for one in ends),
        f"{length} km" if length is not None else "length unknown",
        f"mapped route {mapped} km" if mapped else "",
    ]
    return Asset(
        asset_id=release.asset_id(local),
        name=f"{name} ({segment})" if segment else name,
        kind="pipeline",
        states=states,
        capacity=capacity,
        capacity_unit=unit,
        note="; ".join(one for one in facts if one),
        document_id=release.document_id(KEY),
    )


def _states(release: Release, cells: Mapping[str, str], row: int) -> tuple[str, ...] | None:
    """Return the states crossed as printed, start and end included; None where one cannot be placed."""
    listed = [name.strip() for name in cells["Countries"].split(",") if name.strip()]
    names = listed or [cells["StartCountry"].strip(), cells["EndCountry"].strip()]
    placed = [release.states.place(name, row=row) for name in names if name]
    found = [one for one in placed if one is not None]
    return tuple(dict.fromkeys(found)) if found and len(found) == len(placed) else None


def _capacity(cells: Mapping[str, str], row: int) -> tuple[str, Decimal | None]:
    capacity = _figure(cells["Capacity"], place=f"row {row}, column Capacity")
    printed = cells["CapacityUnits"].strip()
    if capacity is None:
        return "", None
    if printed not in _UNITS:
        raise DatasetChanged(
            f"row {row}, column CapacityUnits: found {printed!r}; expected {' or '.join(_UNITS)}. The publisher "
            "changed the file."
        )
    return _UNITS[printed], capacity


def _figure(cell: str, *, place: str) -> Decimal | None:
    """Return a figure without the ``.0`` that a statistics program put behind whole numbers."""
    return number(cell.strip().removesuffix(".0"), place=place, least=0)


def _status(release: Release, cells: Mapping[str, str], row: int, asset_id: str) -> AssetStatus:
    printed = cells["Status"].strip()
    if printed not in statuses():
        raise DatasetChanged(
            f"row {row}, column Status: found {printed!r}; expected {', '.join(statuses())}. The publisher changed the "
            "file."
        )
    status = statuses()[printed]
    year = _YEAR.fullmatch(cells[status.dated_by].strip()) if status.dated_by else None
    return AssetStatus(
        asset_id=asset_id,
        status=status.status,
        begins=year[1] if year else "",
        detail=status.detail,
        document_id=release.document_id(KEY),
    )


def _owners(release: Release, cells: Mapping[str, str], row: int, asset_id: str) -> list[Ownership]:
    found: dict[str, Ownership] = {}
    for part in cells["Parent"].split(";"):
        text = plain(part, place=f"row {row}, column Parent")
        if not text:
            continue
        match = _SHARE.fullmatch(text)
        owner = match["owner"] if match else text
        found.setdefault(
            owner,
            Ownership(
                asset_id=asset_id,
                owner=owner,
                owner_state=_owner_state(owner),
                share=Decimal(match["share"]) if match else None,
                note="parent as printed; since when is not said",
                document_id=release.document_id(KEY),
            ),
        )
    return list(found.values())


@cache
def _owner_state(owner: str) -> str:
    """Return the state behind a government, or the part of a state that a firm is; empty where it is not known."""
    government = _GOVERNMENT.fullmatch(owner)
    try:
        if government:
            return resolve(government["state"]).state_id
        actor = resolve_actor(owner)
    except (UnknownState, AmbiguousState):
        return ""
    return actor if ":" in actor else ""


def _routes(release: Release) -> dict[str, str]:
    if ROUTES not in release.contents:
        return {}
    rows = csv_rows(release.contents[ROUTES], ("ProjectID", "status", "route_km"))
    return {cells["ProjectID"]: cells["route_km"] for _, cells in rows if cells["status"] == "ok"}


def _skipped(*groups: tuple[str, list[str]]) -> tuple[Skipped, ...]:
    return tuple(Skipped(reason=reason, count=len(rows), examples=tuple(rows[:5])) for reason, rows in groups if rows)
