"""The saved result of a run: everything that repeats it to the byte, and everything that it said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from math import isfinite
from pathlib import Path as File
from typing import Any

import numpy as np

from ninetenths.errors import InvalidRecord
from ninetenths.findings.cut_off.answer import WhatIf
from ninetenths.scenarios import MEASURES, Baseline, LegalReading, Path, Scenario, Seller, Span, scenario_of
from ninetenths.scenarios.parameters import Parameter
from ninetenths.scenarios.scenario_file import tree_of

FORM = "ninetenths whatif 2"
"""The form of the file; it changes when a reader of the old one would misread the new."""

_REPEATED = ("scenario", "baseline", "parameters", "draws", "seed", "evidence")
"""What a run is repeated from."""

Inputs = tuple[Scenario, Baseline, tuple[Parameter, ...], int, int]
"""Scenario, baseline, parameters, draws and seed."""


def saved_form(answer: WhatIf) -> dict[str, Any]:
    """Return a result as what JSON holds: the inputs, the findings, the spreads, and every draw."""
    outcome = answer.outcome
    tree = {
        "form": FORM,
        "title": answer.title,
        "evidence": outcome.baseline.evidence,
        "seed": outcome.seed,
        "draws": outcome.draws,
        "findings": list(answer.sentences),
        "caveats": list(answer.caveats),
        "units": {name: list(meaning) for name, meaning in MEASURES.items()},
        "spreads": _plain(dict(outcome.spreads)),
        "flows": _plain(outcome.flows),
        "losses": _plain(outcome.losses),
        "leaks": _plain(outcome.leaks),
        "legal": _plain(outcome.legal),
        "drivers": _plain(outcome.drivers),
        "stock_days_by_week": _plain(outcome.stock),
        "shortage_percent_by_week": _plain(outcome.short),
        "certificates": _plain(outcome.certified),
        "assumptions": list(outcome.assumptions),
        "parameters": _plain(outcome.parameters),
        "scenario": tree_of(outcome.scenario),
        "baseline": _baseline_form(outcome.baseline),
        "values": _plain(dict(outcome.values)),
        "inputs": _plain(dict(outcome.inputs)),
    }
    return tree | {"digest": _digest(tree)}


def _digest(tree: Mapping[str, Any]) -> str:
    """Return a digest of what a run repeats from, so that a file that was changed is not taken for what was run."""
    text = json.dumps([tree[name] for name in _REPEATED], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _check_digest(tree: Mapping[str, Any]) -> None:
    if tree["digest"] != _digest(tree):
        raise ValueError("what it holds does not fit its digest")


def render_saved(answer: WhatIf) -> str:
    """Return a result as JSON text: the same run gives the same bytes."""
    return json.dumps(saved_form(answer), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_saved(path: File) -> Inputs:
    """Return the inputs of a saved result, to run it again.

    Raises
    ------
    InvalidRecord
        If the file cannot be read or is not the saved result of a run.
    """
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidRecord(f"the result {path} cannot be read: {error}") from None
    if not isinstance(tree, dict) or tree.get("form") != FORM:
        raise InvalidRecord(f"{path} is no saved result of this release: its form should be {FORM!r}")
    try:
        _check_digest(tree)
        return (
            scenario_of(tree["scenario"], name=f"the scenario in {path.name}"),
            _baseline(tree["baseline"]),
            tuple(_parameter(one) for one in tree["parameters"]),
            int(tree["draws"]),
            int(tree["seed"]),
        )
    except KeyError as error:
        raise InvalidRecord(
            f"{path} was changed since it was saved: it has no {error}; run the scenario anew"
        ) from None
    except (TypeError, ValueError, AttributeError) as error:
        raise InvalidRecord(f"{path} was changed since it was saved: {error}; run the scenario anew") from None


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON is of any shape
    """Return arrays and records as lists and objects; what is not a number becomes null."""
    if isinstance(value, np.ndarray):
        return _plain(value.tolist())
    if isinstance(value, float):
        return value if isfinite(value) else None
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _baseline_form(baseline: Baseline) -> dict[str, Any]:
    """Return the baseline; a seller that sells nothing yet has no rates."""
    columns = {
        one.origin: baseline.rates[:, place].tolist()
        for place, one in enumerate(baseline.sellers)
        if baseline.rates[:, place].any()
    }
    rows = {"receiver": baseline.receiver, "item": baseline.item, "period": baseline.period}
    return rows | {
        "draws": len(baseline.rates),
        "sellers": _plain(baseline.sellers),
        "rates": columns,
        "lines": {name: {"states": list(states), "capacity": _plain(span)} for name, (states, span) in
                  sorted(baseline.lines.items())},
        "assumptions": list(baseline.assumptions),
        "evidence": baseline.evidence,
        "readings": _plain(baseline.readings),
        "counted_leakage": _plain(baseline.counted_leakage),
    }  # fmt: skip


def _baseline(tree: Mapping[str, Any]) -> Baseline:
    sellers = tuple(_seller(one) for one in tree["sellers"])
    nothing = [0.0] * int(tree["draws"])
    return Baseline(
        receiver=tree["receiver"],
        item=tree["item"],
        period=tree["period"],
        sellers=sellers,
        rates=np.array([tree["rates"].get(one.origin, nothing) for one in sellers]).T,
        lines={name: (tuple(one["states"]), _span(one["capacity"])) for name, one in tree["lines"].items()},
        assumptions=tuple(tree["assumptions"]),
        evidence=tree["evidence"],
        readings=tuple(LegalReading(**one) for one in tree["readings"]),
        counted_leakage=None if tree["counted_leakage"] is None else _parameter(tree["counted_leakage"]),
    )


def _seller(tree: Mapping[str, Any]) -> Seller:
    spans = {name: _span(tree[name]) for name in ("exports", "spare")}
    grades = {name: _number(tree[name]) for name in ("api", "sulphur")}
    return Seller(**{**tree, **spans, **grades, "paths": tuple(_path(one) for one in tree["paths"])})


def _path(tree: Mapping[str, Any]) -> Path:
    lists = {name: tuple(tree[name]) for name in ("states", "assets", "ports", "straits")}
    return Path(**{**tree, **lists, "sea_km": _number(tree["sea_km"]), "capacity": _span(tree["capacity"])})


def _parameter(tree: Mapping[str, Any]) -> Parameter:
    return Parameter(**{**tree, "span": _span(tree["span"])})


def _span(tree: Mapping[str, float] | None) -> Span | None:
    return None if tree is None else Span(**tree)


def _number(value: float | None) -> float:
    return float("nan") if value is None else value
