"""What must be printed beside a finding, by the kind of thing it says."""

from __future__ import annotations

from ninetenths.findings.dossier import Finding

_FLOW = "Flow is not complicity or knowledge."
_SHARE = "A share belongs to its window and its whole; an undated one is evidence for no year."
_POWER = "That a state on the way does not stop a flow says nothing of its right or intent to do so."
_RUN = "Losses are those of a model under assumed ranges, for an act that is supposed: a model is not a forecast."
CAVEATS = {
    "share": f"{_SHARE} {_FLOW}",
    "share-run": f"{_SHARE} {_RUN} {_FLOW}",
    "uncertain": (
        "An estimate from what is left or from recorded value is no measurement; "
        "goods may be booked under another origin."
    ),
    "arms": (
        "Shares of major arms count volume by the register's own value and not price; where totals are small a few "
        "deliveries move them."
    ),
    "vote": "Agreement is not alignment: most recorded votes do not bear on the other side, and how far the two depart "
    "from a reference group is not in this evidence.",
    "power": f"{_POWER} {_FLOW}",
    "power-run": f"{_POWER} {_RUN} {_FLOW}",
    "stakes": "Shares at stake are not losses: replacement, stocks and price are left out. A model is not a forecast.",
    "route": "Status is the last one that a document states; legal readings are those of the cited author.",
    "cut": "Who acted is told as the documents tell it; reasons given by the two sides differ.",
    "discrepancy": f"A discrepancy is not concealment. {_FLOW}",
    "flow": _FLOW,
    "trade": f"Arms are mostly outside trade statistics. {_FLOW}",
    "forecast": (
        "A forecast loss is against a world without the cut, growth is against the year before: "
        "the two are not one figure. A model is not a forecast."
    ),
    "reported": "Reported is not established; no independent confirmation was read.",
    "act": "Signs of acts are the compiler's coding; an act is not an intention.",
    "legal": "Legal readings are those of the cited author.",
    "opinion": "A survey measures answers to its question, not policy.",
}
"""Caveat key to the sentence that must stand beside the finding."""

_GENERAL = (
    "A model is not a forecast.",
    "Sources have interests: each document shows whose.",
)


def caveats(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Return each caveat that applies to the findings once, and those that always do."""
    return tuple(dict.fromkeys((*(one.caveat for one in findings if one.caveat), *_GENERAL)))
