"""Comparing votes: what each record leaves open that a member did, for every member that both records name."""

from __future__ import annotations

from ninetenths.ledger.compare_figures import SAME_ITEM, one_source
from ninetenths.ledger.compare_profile import Profile, likeness, same_numbers
from ninetenths.ledger.compare_verdict import Verdict
from ninetenths.ledger.compare_wording import listed
from ninetenths.ledger.records import Statement
from ninetenths.ledger.windows import window_relation

_CHOICES = frozenset({"yes", "no", "abstain", "absent", "not_member"})
_NOT_AGAINST = frozenset({"yes", "abstain", "absent"})


def compare_votes(first: Profile, second: Profile) -> Verdict | None:
    """Compare two votes by the choice of the members that both name; None where one of the two is no vote.

    A joint vote is a vote of each of its members. Votes on one text can agree or contradict each other; on
    another text, a member can only have moved.
    """
    one, other = first.statement, second.statement
    if not (one.kind == other.kind == "vote" and one.choice and other.choice):
        return None
    if not first.senders & second.senders:
        return Verdict("other ballot")
    return _on_one_text(first, second) if _one_text(first, second) else _on_two_texts(first, second)


def _on_one_text(first: Profile, second: Profile) -> Verdict:
    """Compare what each of two records leaves open."""
    open_first, open_second = _left_open(first.statement), _left_open(second.statement)
    if open_first == open_second:
        return Verdict("one witness" if one_source(first, second) else "same choice", _in_both(first, second))
    if not open_first & open_second:
        return _contradicted(first, second)
    if open_first < open_second or open_second < open_first:
        return Verdict("narrower choice", _in_both(first, second), open_first < open_second)
    return Verdict("other ballot")


def _contradicted(first: Profile, second: Profile) -> Verdict:
    if not (first.factual and second.factual):
        return Verdict("not vouched for", _in_both(first, second))
    return Verdict("one source twice" if one_source(first, second) else "different choice", _in_both(first, second))


def _on_two_texts(first: Profile, second: Profile) -> Verdict:
    """Call another vote on a later text of one subject a move; else the texts are two questions."""
    subject = likeness(first.words, second.words) > SAME_ITEM and same_numbers(first, second)
    later = first.window.first > second.window.first
    apart = first.window.last < second.window.first or second.window.last < first.window.first
    if subject and apart and not _left_open(first.statement) & _left_open(second.statement):
        return Verdict("moved", f"{listed(first.senders & second.senders)} voted otherwise on the later text", later)
    return Verdict("other ballot")


def _one_text(first: Profile, second: Profile) -> bool:
    """Whether two items name one text: by its number whenever it was put, without a number only at one time."""
    names = [one.statement.item.strip().casefold() for one in (first, second)]
    alike = bool(first.words) and first.words == second.words and first.numbers == second.numbers
    if names[0] != names[1] and not alike:
        return False
    return bool(first.numbers) or window_relation(first.window, second.window) != "apart"


def _left_open(statement: Statement) -> frozenset[str]:
    """Return the choices that a record of a vote leaves open."""
    recorded = _NOT_AGAINST if statement.choice == "not_against" else frozenset({statement.choice})
    negative = (statement.polarity == "negated") != (statement.modality == "denied")
    return _CHOICES - recorded if negative else recorded


def _in_both(first: Profile, second: Profile) -> str:
    """Name the members in common where the two records do not name the same ones."""
    common = first.senders & second.senders
    return "" if first.senders == second.senders else f"{listed(common)} {_be(len(common))} named in both"


def _be(count: int) -> str:
    return "is" if count == 1 else "are"
