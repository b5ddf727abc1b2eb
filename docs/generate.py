"""Write the generated reference pages from the package itself: columns, vocabularies, units, commands, cases."""

from __future__ import annotations

import csv
import re
from importlib.resources import files
from pathlib import Path

from ninetenths.cli import COMMANDS, EXIT_CODES
from ninetenths.cli.application import app
from ninetenths.datasets.packs import pack_folder, pack_names, read_pack
from ninetenths.ledger.records import RECORD_TYPES, Asset, Document, Gap, Link, Statement
from ninetenths.ledger.schema import columns

TARGET = Path(__file__).parent / "reference" / "generated"


def _rows(package: str, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files(package).joinpath(name).read_text(encoding="utf-8").splitlines()))


def _table(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(headings) + " |", "|" + " --- |" * len(headings)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def column_page() -> str:
    """Return the page of all tables and their columns."""
    parts = [
        "# Columns\n\nThe ledger's tables. Storage, checks, exports and this page come from one file, `columns.csv`.\n"
    ]
    for table in RECORD_TYPES:
        rows = [
            (
                f"`{column.name}`",
                column.type,
                f"[{column.vocabulary}](vocabularies.md#{column.vocabulary.replace('_', '-')})"
                if column.vocabulary
                else column.unit,
                "yes" if column.required else "",
                column.description,
                f"[{column.reference}](../../explanation/conventions.md)",
            )
            for column in columns(table)
        ]
        parts.append(f"## {table}\n\n" + _table(("column", "type", "values", "required", "meaning", "rule"), rows))
    return "\n".join(parts)


def vocabulary_page() -> str:
    """Return the page of all closed vocabularies."""
    rows = _rows("ninetenths.ledger", "vocabularies.csv")
    names = dict.fromkeys(row["vocabulary"] for row in rows)
    parts = ["# Vocabularies\n\nClosed lists: a value outside its list is refused.\n"]
    for name in names:
        found = [(f"`{row['value']}`", row["description"]) for row in rows if row["vocabulary"] == name]
        parts.append(f"({name.replace('_', '-')})=\n## {name}\n\n" + _table(("value", "meaning"), found))
    return "\n".join(parts)


def unit_page() -> str:
    """Return the page of the unit table."""
    rows = _rows("ninetenths.ledger", "units.csv")
    return "# Units\n\nThe unit table. Quantities convert inside one dimension only.\n\n" + _table(
        tuple(rows[0]), [tuple(row.values()) for row in rows]
    )


def command_page() -> str:
    """Return the page of all commands, their options and the exit codes."""
    parts = ["# Commands\n"]
    for name, _, _ in COMMANDS:
        text = app[name].generate_docs(recursive=True, heading_level=2, usage_name=f"ninetenths {name}")
        text = re.sub(r"#+ Table of Contents\n(?:\s*- .*\n)+", "", text)
        text = re.sub(r"\[(`[^`]*`)\]\(#[^)]*\)", r"\1", text)
        parts.append(re.sub(r"^## .*$", f"## ninetenths {name}", text, count=1, flags=re.MULTILINE))
    parts.append("## Exit codes\n\n" + _table(("code", "meaning"), [(str(k), v) for k, v in EXIT_CODES.items()]))
    return "\n".join(parts)


def case_page() -> str:
    """Return the page of the embedded case packs with their counts, credits and gaps."""
    parts = ["# Embedded cases\n"]
    for name in pack_names():
        pack = read_pack(pack_folder(name))
        counts = [
            (label, str(sum(isinstance(record, kind) for record in pack.records)))
            for label, kind in (
                ("statements", Statement),
                ("documents", Document),
                ("assets", Asset),
                ("links", Link),
                ("gaps", Gap),
            )
        ]
        gaps = [
            (record.gap_id.rpartition(":")[2], record.title, record.detail)
            for record in pack.records
            if isinstance(record, Gap)
        ]
        parts.append(f"## {name}\n\n{pack.title}\n\n" + _table(("what", "count"), counts))
        parts.append("### Terms and credits\n\n" + "\n".join(f"* {credit}" for credit in pack.credits) + "\n")
        parts.append("### Gaps\n\n" + _table(("gap", "what is missing", "detail"), gaps))
    return "\n".join(parts)


def rule_page() -> str:
    """Return the table of the rules by which statements are compared."""
    rows = _rows("ninetenths.ledger", "compare_rules.csv")
    return _table(
        ("rule", "relation", "when it fires"), [(row["rule"], row["relation"], row["description"]) for row in rows]
    )


def main() -> None:
    """Write all pages."""
    TARGET.mkdir(parents=True, exist_ok=True)
    pages = {
        "columns": column_page,
        "vocabularies": vocabulary_page,
        "units": unit_page,
        "commands": command_page,
        "cases": case_page,
        "compare-rules": rule_page,
    }
    for name, page in pages.items():
        (TARGET / f"{name}.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
