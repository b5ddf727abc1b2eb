"""A dossier as JSON: everything in it, in one stable order."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

from ninetenths.findings.dossier import Dossier

FORMAT = "ninetenths-dossier-1"


def render_json(dossier: Dossier) -> str:
    """Return the whole dossier as JSON with sorted keys: the same dossier gives the same text.

    Ledger figures (``low`` and ``high`` of statements) are text and keep the digits as printed;
    those of findings and pictures are numbers. Unknown is null and never zero.

    Raises
    ------
    ValueError
        If a figure is NaN or infinite, which JSON cannot say.
    """
    content = {"format": FORMAT, **asdict(dossier)}
    text = json.dumps(content, default=_exact, sort_keys=True, ensure_ascii=False, indent=1, allow_nan=False)
    return text + "\n"


def _exact(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} {value!r} has no form in JSON: a dossier holds text, numbers and dates")
