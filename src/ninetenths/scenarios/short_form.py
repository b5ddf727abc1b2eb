"""Acts in short form, as they stand on a command line: "TUR:ISR" for a denial, "AZE:ISR:crude" for a ban."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ninetenths.errors import InvalidRecord
from ninetenths.scenarios.acts import Kind
from ninetenths.scenarios.scenario import VERSION

SHORT_FORMS: Mapping[str, tuple[Kind, tuple[str, ...], str]] = {
    "deny": ("denial", ("by", "against"), "TUR:ISR"),
    "ban": ("ban", ("by", "against", "item"), "AZE:ISR:crude"),
    "asset": ("suspension", ("asset",), "btc"),
    "coalition": ("ban", ("by", "against"), "SAU,ARE,KWT,QAT"),
    "port_rule": ("port rule", ("by", "against"), "TUR:ISR"),
    "import_ban": ("import ban", ("by", "against"), "DEU:RUS"),
    "reverse": ("reversal", ("asset", "capacity"), "maghreb-europe:8"),
    "no_re_export": ("no re-export", ("by", "against", "of"), "ESP:MAR"),
    "tariff": ("tariff", ("by", "against", "rate"), "AZE:ISR:10"),
}
"""Option to the kind of act, its parts in order (those after the second may be left out), and an example."""

_NEEDED = {"deny": 2, "ban": 2, "port_rule": 2, "import_ban": 2, "no_re_export": 2, "tariff": 3}
_NUMBERS = frozenset({"rate", "capacity"})


def tree_of_words(
    acts: Mapping[str, Sequence[str]],
    rest: Mapping[str, str],
    *,
    weeks: int = 26,
    cut_share: float = 0.0,
    with_straits: bool = False,
    supply_of: int | None = None,
) -> dict[str, Any]:
    """Return the mapping of a scenario file from acts in short form; see `SHORT_FORMS`.

    ``rest`` may name ``receiver``, ``item`` and ``begins``; receiver and item are also those that the acts name, where
    they agree. ``cut_share`` is what a coalition withholds from everybody; with ``with_straits`` denials close straits.

    Raises
    ------
    InvalidRecord
        If an act lacks a part, or the acts name different receivers or items; all faults are listed.

    Examples
    --------
    >>> tree_of_words({"deny": ["TUR:ISR"]}, {"begins": "2024-06"})["receiver"]
    'ISR'
    """
    faults: list[str] = []
    found = [(option, act) for option, texts in acts.items() for text in texts for act in _act(option, text, faults)]
    receiver = _agreed("receiver", [rest.get("receiver", ""), *(_receiver(act) for _, act in found)], faults)
    item = _agreed("item", [rest.get("item", ""), *(act.pop("item", "") for _, act in found)], faults)
    needed = {"receiver": (receiver, "--receiver with the state"), "from": (rest.get("begins"), "--from with a date")}
    faults += [f"no {what} is named: add {how}" for what, (value, how) in needed.items() if not value]
    if faults:
        raise InvalidRecord("the scenario cannot be read:\n  " + "\n  ".join(faults))
    for option, act in found:
        if option == "deny" and with_straits:
            act["with_straits"] = True
        if option == "coalition":
            act["cut_share"] = cut_share
    year = {} if supply_of is None else {"supply_of": supply_of}
    return {
        **year,
        "version": VERSION,
        "receiver": receiver,
        "item": item or "crude",
        "begins": rest["begins"],
        "weeks": weeks,
        "act": [act for _, act in found],
    }


def _agreed(what: str, named: Sequence[str], faults: list[str]) -> str:
    """Return the one value that is named; several are a fault."""
    values = sorted({value for value in named if value})
    if len(values) > 1:
        faults.append(f"the acts name several of {what}: {', '.join(values)}; one scenario has one")
    return values[0] if values else ""


def _act(option: str, text: str, faults: list[str]) -> Iterator[dict[str, Any]]:
    kind, parts, example = SHORT_FORMS[option]
    words = [word.strip() for word in text.split(":")]
    if len(words) < _NEEDED.get(option, 1) or len(words) > len(parts) or not all(words):
        flag = f"--{option.replace('_', '-')}"
        faults.append(f"{flag} {text!r}: expected {':'.join(parts)}, as in {flag} {example}")
        return
    act: dict[str, Any] = {"kind": kind, **dict(zip(parts, words, strict=False))}
    for name in _NUMBERS & act.keys():
        try:
            act[name] = float(act[name])
        except ValueError:
            faults.append(f"{act[name]!r} in {text!r} is no number")
            return
    yield act


def _receiver(act: Mapping[str, Any]) -> str:
    """Return the receiver that an act names: who is refused, or who bans imports."""
    return str(act.get("by" if act["kind"] == "import ban" else "against", ""))
