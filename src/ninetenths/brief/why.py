"""The chain of one statement in the terminal: what is said, where, who measured, who says otherwise."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ninetenths.brief.references import citation, statement_rows
from ninetenths.brief.wording import plain
from ninetenths.findings.explain import Explanation
from ninetenths.ledger.records import Statement

_SHOWN = 8


def render_why(explanation: Explanation, console: Console) -> None:
    """Print the chain of a statement: itself, document, original, words, premises, judgements, who says otherwise."""
    chain = explanation.why
    console.print(Text(chain.statement.statement_id, style="bold"))
    console.print(Text(plain(chain.statement.summary)))
    console.print()
    for label, text in statement_rows(explanation, chain.statement):
        _line(console, label, text)
    _line(console, "Document", f"{chain.document.title} ({chain.document.document_id})")
    _line(console, "", citation(chain.document))
    _line(console, "", chain.document.address)
    if chain.original:
        _line(console, "Reprint of", f"{chain.original.title} · {citation(chain.original)}")
    if chain.quote:
        _line(console, "Words", f"“{chain.quote}”")
    for anchored in chain.anchors:
        _line(console, f"  {anchored.anchor.slot}", f"“{anchored.quote}”" if anchored.quote else "text not kept")
    for judgement in chain.judgements:
        _line(console, "Judged", f"{judgement.grade} by {judgement.judged_by}: {judgement.reason}")
    for link in chain.links:
        _line(console, "Tied", f"{link.statement_id} — {link.relation} → {link.other_id}, stated by {link.stated_by}")
    _statements(console, "Derived from", chain.premises)
    _statements(console, "Same witness, no second source", chain.same_witness)
    _against(console, explanation)
    console.print()
    console.print(Text(plain(chain.end)))


def _against(console: Console, explanation: Explanation) -> None:
    if not explanation.against:
        return
    console.print()
    console.print(Text("Who says otherwise", style="bold"))
    for one in explanation.against[:_SHOWN]:
        reference = one.statement.statement_id.rpartition(":")[2]
        console.print(Padding(Text(plain(f"{reference}  {one.publisher}: {one.statement.summary}")), (0, 0, 0, 2)))
        console.print(Padding(Text(plain(f"{one.relation.replace('_', ' ')}, {one.rule}"), style="dim"), (0, 0, 0, 13)))
    if len(explanation.against) > _SHOWN:
        console.print(Text(f"  and {len(explanation.against) - _SHOWN} more: --json shows all"))


def _statements(console: Console, heading: str, found: tuple[Statement, ...]) -> None:
    if not found:
        return
    console.print()
    console.print(Text(heading, style="bold"))
    for one in found[:_SHOWN]:
        console.print(Padding(Text(plain(f"{one.statement_id.rpartition(':')[2]}  {one.summary}")), (0, 0, 0, 2)))
    if len(found) > _SHOWN:
        console.print(Text(f"  and {len(found) - _SHOWN} more: --json shows all"))


def _line(console: Console, label: str, text: str) -> None:
    if text:
        console.print(Text.assemble((f"{plain(label):<13}", "dim"), plain(text)), soft_wrap=False)
