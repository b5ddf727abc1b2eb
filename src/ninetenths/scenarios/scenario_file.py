"""The scenario file: TOML at the edge, checked with every fault at once, and written back."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomli_w
from pydantic import BaseModel, ValidationError

from ninetenths.errors import InvalidRecord
from ninetenths.scenarios.acts import REFUSAL, REFUSED, Act, Span
from ninetenths.scenarios.file_keys import ActKeys, ScenarioKeys, SupplierKeys
from ninetenths.scenarios.scenario import Scenario
from ninetenths.scenarios.spelling import did_you_mean

_TABLES: Mapping[str, type[BaseModel]] = {"act": ActKeys, "supplier": SupplierKeys}

LARGEST_FILE = 1_000_000
"""Bytes; a scenario is a page, not a data set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of a scenario: the path of the key, what was found there and what was expected."""

    path: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.path}: found {self.found}; expected {self.expected}"


def load_scenario(path: Path) -> Scenario:
    """Return the scenario of a TOML file.

    Raises
    ------
    InvalidRecord
        If the file cannot be read, is no TOML, or breaks the schema: every fault is listed, with the path of its key,
        what was found and what was expected.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InvalidRecord(f"{path} holds more than {LARGEST_FILE} bytes; a scenario is a page of TOML")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRecord(f"the scenario {path} cannot be read: {error}") from None
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidRecord(f"{path} is not TOML: {error}") from None
    return scenario_of(tree, name=path.name)


def scenario_of(tree: Mapping[str, Any], *, name: str = "scenario") -> Scenario:
    """Return the scenario of a mapping shaped like the file.

    Raises
    ------
    InvalidRecord
        With every fault, as `load_scenario`.

    Examples
    --------
    >>> act = {"kind": "denial", "by": "TUR", "against": "ISR"}
    >>> scenario_of({"version": 1, "receiver": "ISR", "begins": "2024-06", "weeks": 26, "act": [act]}).acts[0].words
    'TUR refuses transit to ISR'
    """
    try:
        return ScenarioKeys.model_validate(tree).scenario()
    except ValidationError as error:
        faults = [_fault(dict(one)) for one in error.errors()]
    listed = "\n".join(f"  {fault}" for fault in faults)
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    raise InvalidRecord(f"{name} has {count}:\n{listed}\nevery key: docs/reference/scenario-file.md")


def _fault(error: Mapping[str, Any]) -> Fault:
    path = _path(error["loc"])
    kind, message = error["type"], str(error["msg"])
    if kind == "missing":
        return Fault(path=path, found="nothing", expected="this key")
    if kind == "extra_forbidden":
        return _stray_key(path, error["loc"])
    found, _, expected = message.removeprefix("Value error, ").partition(" | ")
    if not expected:
        return Fault(path=path, found=_shown(error.get("input")), expected=found[:1].lower() + found[1:])
    return Fault(path=path, found=found, expected=expected)


def _stray_key(path: str, place: tuple[Any, ...]) -> Fault:
    """Answer a key that the file does not have: force is refused with the reason, a slip with what was meant."""
    key = str(place[-1])
    if key.lower() in REFUSED:
        return Fault(path=path, found=f"the key {key!r}", expected=REFUSAL)
    names = _TABLES.get(str(place[0]) if len(place) > 1 else "", ScenarioKeys).model_fields
    expected = f"one of {', '.join(names)}{did_you_mean(key, names)}"
    return Fault(path=path, found=f"the unknown key {key!r}", expected=expected)


def _path(place: tuple[Any, ...]) -> str:
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f"{'.' if text else ''}{step}"
    return text or "the file"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def tree_of(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as the mapping that its file holds; keys that say nothing are left out."""
    suppliers = [
        _said({"origin": one.origin, "rate": _ends(one.rate), "via": list(one.via), "assets": list(one.assets)})
        | ({} if one.sea_km is None else {"sea_km": one.sea_km})
        for one in scenario.suppliers
    ]
    tree: dict[str, Any] = {
        "version": scenario.version,
        "title": scenario.title,
        "note": scenario.note,
        "receiver": scenario.receiver,
        "item": scenario.item,
        "begins": scenario.begins.isoformat(),
        "weeks": scenario.weeks,
        "only_given": scenario.only_given,
        "supply_of": scenario.supply_of,
        "unwilling": list(scenario.unwilling),
        "assumptions": {name: _ends(span) for name, span in sorted(scenario.assumptions.items())},
        "act": [_act_tree(act) for act in scenario.acts],
        "supplier": suppliers,
    }
    return _said(tree)


def render_scenario(scenario: Scenario) -> str:
    """Return a scenario as TOML, which `load_scenario` reads back to the same scenario."""
    return tomli_w.dumps(tree_of(scenario))


def _act_tree(act: Act) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "kind": act.kind,
        "by": list(act.by),
        "against": act.against,
        "of": act.of,
        "asset": act.asset,
        "begins": act.begins.isoformat(),
        "ends": _day(act.ends),
        "cut_share": act.cut_share or None,
        "rate": act.rate or None,
        "leakage": act.leakage and _ends(act.leakage),
        "capacity": act.capacity and _ends(act.capacity),
        "with_straits": act.with_straits,
    }
    return _said(tree | {"share": None if act.share == 1 else act.share})


def _said(tree: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in tree.items() if value not in ("", None, [], {}) and value is not False}


def _ends(span: Span) -> list[float]:
    return [span.low, span.mode, span.high]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
