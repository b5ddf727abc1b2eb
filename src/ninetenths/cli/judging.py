"""``review``: candidates and the judgements that accept or reject them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from cyclopts import Parameter

from ninetenths.cli.options import JsonOption, LedgerOption, WaitOption, reading, writing
from ninetenths.cli.output import print_json, print_statements, print_table, short_id


def review(
    statement: str = "",
    *,
    grade: Annotated[Literal["accepted", "candidate", "rejected"] | None, Parameter(help="The new grade.")] = None,
    by: Annotated[str, Parameter(help="Who judges.")] = "",
    reason: Annotated[str, Parameter(help="Why; kept for ever.")] = "",
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """List candidate statements, or accept or reject one.

    A judgement is a row of its own with its author, time and reason: the statement is never rewritten.

    Parameters
    ----------
    statement
        The statement to judge; without it the candidates and the judgements so far are listed.
    """
    from ninetenths.errors import InvalidRecord
    from ninetenths.ledger import Judgement, Where

    if not statement and (grade or by or reason):
        raise InvalidRecord("name the statement to judge: ninetenths review ID --grade … --by … --reason …")
    if not statement:
        store = reading(ledger, wait=wait)
        candidates, judgements = store.statements(Where(grades=("candidate",))), store.judgements()
        if json:
            print_json({"candidates": candidates, "judgements": judgements})
            return
        print_statements(f"{len(candidates)} candidates", candidates)
        print_table(
            f"{len(judgements)} judgements",
            ("id", "grade", "by", "at", "reason"),
            [
                (short_id(item.statement_id), item.grade, item.judged_by, item.judged_at.isoformat(), item.reason)
                for item in judgements
            ],
        )
        return
    if grade is None or not by or not reason:
        raise InvalidRecord(
            "a judgement needs --grade accepted|candidate|rejected, --by NAME and --reason TEXT: "
            "it is kept with its author"
        )
    store = writing(ledger, wait=wait)
    judgement = Judgement(
        statement_id=store.find_id(statement),
        grade=grade,
        judged_by=by,
        judged_at=datetime.now(UTC),
        reason=reason,
    )
    store.write([judgement])
    if json:
        print_json(judgement)
        return
    print_table("Judged", ("id", "grade", "by", "reason"), [(judgement.statement_id, grade, by, reason)])
