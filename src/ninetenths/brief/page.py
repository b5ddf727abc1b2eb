"""One self-contained HTML page: everything is inlined, and a policy in its head forbids every request."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from ninetenths.brief import (
    breakers,
    declared,
    flow_map,
    outcomes,
    pictures,
    reconciled,
    references,
    spreads,
    tie_map,
    wording,
)
from ninetenths.brief.axes import axis_over
from ninetenths.brief.outline import TITLES
from ninetenths.findings.dossier import Dossier, Source, TimelineEntry

_VOTE_GLYPHS = {"yes": "✓", "no": "✕", "abstain": "–", "absent": "○", "not_member": "∅", "not_against": "~"}
_RESERVED = frozenset(set(TITLES) | {"top", "drawer", "drawer-title", "drawer-body", "map", "theme", "years"})


def render_html(dossier: Dossier) -> str:
    """Return the brief as one HTML page that needs no other file and sends no request.

    Every figure links to the statements behind it, and these to their documents. A part of the
    dossier that is empty is absent from the page. Without scripts the links lead to the statements
    at the end of the page; with them, the statements open beside the figure.

    Reading: what the page shows is what documents say; the caveats of the dossier are printed on it.
    """
    script = _file("page.js")
    statements = references.referenced(dossier)
    documents = references.referenced_documents(dossier)
    cited = references.on_paper(dossier)
    page = (
        _environment()
        .get_template("page.html.j2")
        .render(
            d=dossier,
            style=_file("page.css"),
            script=script,
            script_hash=b64encode(sha256(script.encode()).digest()).decode(),
            sections=sections(dossier),
            names=_names(dossier, statements, documents),
            cited=cited,
            printed={dossier.statements[one].document_id for one in cited},
            shown=frozenset(statements),
            statements=statements,
            colour=pictures.colours(dossier),
            pictures=pictures,
            references=references,
            axis_over=axis_over,
            declared=declared,
            breakers=breakers,
            flow_map=flow_map,
            outcomes=outcomes,
            reconciled=reconciled,
            spreads=spreads,
            tie_map=tie_map,
            wording=wording,
            years=_by_year(dossier.timeline),
            glyphs=_VOTE_GLYPHS,
            interests=_by_interest(dossier.sources),
            other_documents=sorted(set(documents) - {source.document_id for source in dossier.sources}),
        )
    )
    return wording.plain_lines(page)


def sections(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Return anchor and title of the parts that have something to show, in the order of the page."""
    return tuple((part, heading) for part, heading in TITLES.items() if _is_filled(dossier, part))


def _is_filled(dossier: Dossier, part: str) -> bool:
    if part == "statements":
        return bool(references.referenced(dossier))
    if part in ("breakers", "outcomes"):
        return any(getattr(supply, part) for supply in dossier.supply)
    return bool(getattr(dossier, part) or _also_filled(dossier, part))


def _also_filled(dossier: Dossier, part: str) -> bool:
    """Return whether another part of the dossier has something to show under the same heading."""
    return {
        "votes": bool(dossier.agreements),
        "declared": bool(reconciled.submerged_alone(dossier)),
        "shares": any(supply.reconciled for supply in dossier.supply),
        "routes": any(supply.flow_map for supply in dossier.supply),
    }.get(part, False)


def _names(
    dossier: Dossier, statement_ids: tuple[str, ...], document_ids: tuple[str, ...]
) -> dict[tuple[str, str], str]:
    statements = references.short_names(statement_ids)
    statements = {full: f"{name}-" if name in _RESERVED else name for full, name in statements.items()}
    documents = {*document_ids, *(source.document_id for source in dossier.sources)}
    gaps = [gap.gap_id for gap in dossier.gaps]
    return (
        {("gap", gap): name for gap, name in references.short_names(gaps, prefix="gap-").items()}
        | {("document", full): name for full, name in references.short_names(documents, prefix="doc-").items()}
        | {("statement", full): name for full, name in statements.items()}
    )


def _by_year(timeline: tuple[TimelineEntry, ...]) -> list[tuple[str, list[TimelineEntry]]]:
    return [(year, list(entries)) for year, entries in groupby(timeline, key=lambda one: one.begins[:4] or "undated")]


def _by_interest(sources: tuple[Source, ...]) -> list[tuple[str, list[tuple[int, Source]]]]:
    ordered = sorted(enumerate(sources), key=lambda pair: (pair[1].interest, -pair[1].statements, pair[1].document_id))
    return [(interest, list(group)) for interest, group in groupby(ordered, key=lambda pair: pair[1].interest)]


def _file(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["layer_title"] = wording.layer_title
    environment.filters["about_whom"] = wording.about_whom
    return environment
