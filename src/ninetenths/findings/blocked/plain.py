"""An answer as plain values for JSON, where a number that is not finite has no place."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from math import isfinite


def plain(value: object) -> object:
    """Return records as objects, dates as text and numbers that are unknown or infinite as None.

    >>> plain((1.0, float("inf"), float("nan")))
    [1.0, None, None]
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
