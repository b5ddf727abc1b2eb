"""The main job: ``brief`` and the documents it rests on, ``cite``."""

from __future__ import annotations

import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from ninetenths.cli.options import (
    AsOfOption,
    JsonOption,
    LedgerOption,
    WaitOption,
    WithRestrictedOption,
    actor,
    day,
    eve,
    reading,
)
from ninetenths.cli.output import WIDTH_WHEN_PIPED, console, print_table

if TYPE_CHECKING:
    from ninetenths.findings import Dossier

Form = Literal["text", "md", "json", "html", "docx"]
FORM_OF_SUFFIX: dict[str, Form] = {".txt": "text", ".md": "md", ".json": "json", ".html": "html", ".docx": "docx"}


def brief(
    first: str,
    second: str = "",
    *,
    out: Annotated[Path | None, Parameter(help="File to write; its ending chooses the format.")] = None,
    format_: Annotated[Form | None, Parameter(name="--format", help="Format, when the ending does not say.")] = None,
    as_of: AsOfOption = None,
    since: Annotated[str | None, Parameter(help="Say what is new: published on or after this date.")] = None,
    with_restricted: WithRestrictedOption = False,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Write the dossier on a dyad, or the profile of one state or bloc.

    The brief leads with findings, each with its range, who says otherwise and what is not known; every figure
    carries the ids of the statements behind it, which ``why`` follows to words, a cell or a citation.

    Parameters
    ----------
    first
        A state, a part of one (``AZE:SOCAR``) or a bloc (``EU``), by name or code.
    second
        The other side; without it the profile of the first is written.
    """
    from ninetenths.findings import build_dossier

    form = _form(out, format_ or ("json" if json else None))
    dossier = build_dossier(
        reading(ledger, wait=wait),
        actor(first),
        actor(second) if second else "",
        as_of=day(as_of, option="--as-of"),
        since=eve(since, option="--since"),
        with_restricted=with_restricted or (out is None and form == "text"),
    )
    if out is None:
        _print(dossier, form)
        return
    _write(dossier, form, out)
    header = dossier.header
    print_table(
        " – ".join(name for name in (header.first_name, header.second_name) if name),
        ("written", "size", "statements", "documents", "witnesses"),
        [
            (
                str(out),
                f"{out.stat().st_size / 1000:,.0f} kB",
                str(header.statements),
                str(header.documents),
                str(header.witnesses),
            )
        ],
    )


def cite(
    first: str,
    second: str = "",
    *,
    format_: Annotated[Literal["bibtex", "csl"], Parameter(name="--format", help="BibTeX or CSL-JSON.")] = "bibtex",
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Write the documents of a brief as BibTeX or CSL-JSON.

    Parameters
    ----------
    first, second
        As for ``brief``.
    """
    from ninetenths.brief import render_bibtex, render_csl
    from ninetenths.findings import build_dossier

    dossier = build_dossier(
        reading(ledger, wait=wait), actor(first), actor(second) if second else "", as_of=day(as_of, option="--as-of")
    )
    documents = [dossier.documents[source.document_id] for source in dossier.sources]
    sys.stdout.write(render_csl(documents) if json or format_ == "csl" else render_bibtex(documents))


def _form(out: Path | None, asked: Form | None) -> Form:
    from ninetenths.errors import InvalidRecord

    if out is None:
        return asked or "text"
    told = FORM_OF_SUFFIX.get(out.suffix.lower())
    if asked is None and told is None:
        raise InvalidRecord(f"{out} does not say a format: end it in {', '.join(FORM_OF_SUFFIX)}, or give --format")
    if asked and told and asked != told:
        raise InvalidRecord(f"{out} ends like {told} but --format says {asked}: change one of the two")
    return asked or told or "text"


def _print(dossier: Dossier, form: Form) -> None:
    from ninetenths.brief import render_terminal
    from ninetenths.errors import InvalidRecord

    if form == "docx":
        raise InvalidRecord("a DOCX brief needs a file: add --out brief.docx")
    if form == "text":
        render_terminal(dossier, console())
    else:
        sys.stdout.write(_rendered(dossier, form))


def _rendered(dossier: Dossier, form: Form) -> str:
    from ninetenths import brief as rendering

    if form == "text":
        from rich.console import Console

        page = StringIO()
        rendering.render_terminal(dossier, Console(file=page, width=WIDTH_WHEN_PIPED, markup=False, highlight=False))
        return page.getvalue()
    renderers = {"md": rendering.render_markdown, "json": rendering.render_json, "html": rendering.render_html}
    return renderers[form](dossier)


def _write(dossier: Dossier, form: Form, out: Path) -> None:
    from ninetenths.brief import render_docx
    from ninetenths.errors import InvalidRecord

    unfinished = out.with_name(f".{out.name}.unfinished")
    try:
        if form == "docx":
            render_docx(dossier, unfinished)
        else:
            unfinished.write_text(_rendered(dossier, form), encoding="utf-8", newline="\n")
        unfinished.replace(out)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise InvalidRecord(f"{out} could not be written ({error.strerror}); choose another place with --out") from None
