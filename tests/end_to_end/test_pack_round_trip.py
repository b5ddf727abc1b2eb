"""Nothing of the compilations was lost on the way into the packs, and nothing in changes.csv is made up.

A cell of a compilation is either found unchanged in its column or listed in changes.csv with its original words.
"""

import csv
import os
import re
from collections import defaultdict
from pathlib import Path

import pytest

from ninetenths.datasets.packs import pack_folder

CORPUS = os.environ.get("NINETENTHS_CORPUS", "")
pytestmark = pytest.mark.skipif(
    not CORPUS, reason="NINETENTHS_CORPUS is not set: it names the folder whose cases/ holds the compilations"
)

PACKS = {"azerbaijan-israel": (706, 352, 25, 26), "germany-russia": (322, 175, 19, 22)}
"""Statements, documents, assets and gaps of each compilation."""

RENAMED = {
    "statements.csv": {"id": "statement_id", "basis": "basis_text"},
    "documents.csv": {"read": "was_read"},
    "assets.csv": {},
}
LISTED = {"statements.csv": "", "documents.csv": "document:", "assets.csv": "asset:"}
"""How changes.csv names a row of each file."""
MOVED = {"owners", "status_by_date"}
"""Columns that became tables of their own."""

packs = pytest.mark.parametrize("name", sorted(PACKS))


def compiled(name, file):
    return rows(Path(CORPUS) / "cases" / name / file)


def carried(name, file):
    return rows(Path(pack_folder(name)) / file)


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def listed(name):
    """Return original cells by row and column; a row may be listed once for each column."""
    found = {}
    for change in carried(name, "changes.csv"):
        key = (change["statement_id"], change["column"])
        assert key not in found, f"{key} is listed twice"
        assert change["reason"], key
        found[key] = change["original"]
    return found


def differences(name, file):
    """Return (row as listed, column, original) for every cell that is not found in its column."""
    key = next(iter(compiled(name, file)[0]))
    now = {row[RENAMED[file].get(key, key)]: row for row in carried(name, file)}
    found = []
    for row in compiled(name, file):
        new = now.get(row[key], {})
        for column, cell in row.items():
            if new.get(RENAMED[file].get(column, column), "") != cell:
                found.append((LISTED[file] + row[key], column, cell))
    return found


@packs
def test_every_row_came_along_in_its_order(name):
    statements, documents, assets, _ = PACKS[name]
    ids = [row["id"] for row in compiled(name, "statements.csv")]
    assert len(ids) == statements
    assert [row["statement_id"] for row in carried(name, "statements.csv")][:statements] == ids
    papers = [row["document_id"] for row in compiled(name, "documents.csv")]
    assert len(papers) == documents
    assert [row["document_id"] for row in carried(name, "documents.csv")][:documents] == papers
    assert len(compiled(name, "assets.csv")) == assets


@packs
@pytest.mark.parametrize("file", sorted(RENAMED))
def test_a_cell_is_unchanged_or_listed_with_its_original(name, file):
    changes = listed(name)
    lost = [one for one in differences(name, file) if changes.get(one[:2]) != one[2]]
    assert lost == []


@packs
@pytest.mark.parametrize("file", sorted(RENAMED))
def test_what_is_listed_differs(name, file):
    differing = {difference[:2] for difference in differences(name, file)}
    known = {LISTED[file] + row[next(iter(row))] for row in compiled(name, file)}
    made_up = [key for key in listed(name) if key[0] in known and key[1] != "row" and key not in differing]
    assert made_up == []


@packs
def test_the_list_names_rows_and_columns_that_exist(name):
    known = defaultdict(set)
    for file in RENAMED:
        for row in compiled(name, file):
            known[LISTED[file] + row[next(iter(row))]] |= {*row, "row"}
    for row in carried(name, "gaps.csv"):
        known["gap:" + row["gap_id"]] |= set(row)
    for file in RENAMED:
        for row in carried(name, file):
            known[LISTED[file] + row[next(iter(row))]].add("row")
    unknown = [key for key in listed(name) if key[1] not in known[key[0]]]
    assert unknown == []


@packs
@pytest.mark.parametrize("file", sorted(RENAMED))
def test_every_row_that_the_compilation_lacks_is_listed_as_added(name, file):
    changes = {(row["statement_id"], row["column"]): row["now"] for row in carried(name, "changes.csv")}
    key = next(iter(compiled(name, file)[0]))
    known = {row[key] for row in compiled(name, file)}
    own = RENAMED[file].get(key, key)
    added = [LISTED[file] + row[own] for row in carried(name, file) if row[own] not in known]
    assert added or (name, file) == ("germany-russia", "statements.csv")
    assert [one for one in added if changes.get((one, "row")) != "added"] == []


@packs
def test_every_change_of_a_value_says_what_stands_now(name):
    now = {row["statement_id"]: row for row in carried(name, "statements.csv")}
    wrong = []
    for change in carried(name, "changes.csv"):
        row, column = now.get(change["statement_id"]), RENAMED["statements.csv"].get(change["column"], change["column"])
        if row is None or column == "row":
            continue
        moves = [part.partition("=") for part in change["now"].split(", ") if "=" in part]
        if any(row[to] != value for to, _, value in moves if to in row):
            wrong.append(change)
        if not moves and row[column] != change["now"]:
            wrong.append(change)
    assert wrong == []


@packs
def test_owners_and_their_shares_are_rows(name):
    owned = defaultdict(list)
    for row in carried(name, "ownership.csv"):
        owned[row["asset_id"]].append(row)
    lost = []
    for asset in compiled(name, "assets.csv"):
        holdings = owned[asset["asset_id"]] or owned[_base(name, asset["asset_id"])]
        if asset["owners"] and not holdings:
            lost.append((asset["asset_id"], "no row"))
        figures = {row["share"] for row in holdings}
        printed = re.findall(r"(?<![\d-])\d+(?:\.\d+)?(?![\d-])", re.sub(r"\b(?:19|20)\d\d\b", "", asset["owners"]))
        lost += [(asset["asset_id"], figure) for figure in printed if figure not in figures]
    assert lost == []


@packs
def test_each_dated_status_is_a_row(name):
    statuses = defaultdict(list)
    for row in carried(name, "asset_status.csv"):
        statuses[row["asset_id"]].append(row)
    lost = []
    for asset in compiled(name, "assets.csv"):
        told = statuses[asset["asset_id"]] or statuses[_base(name, asset["asset_id"])]
        pieces = asset["status_by_date"].split("; ") if asset["status_by_date"] else []
        lost += [(asset["asset_id"], piece) for piece in pieces if not any(_tells(row, piece) for row in told)]
    assert lost == []


def _tells(row, piece):
    """Whether a row keeps the words of a piece and the date or dates printed before them."""
    if not row["detail"] or not piece.endswith(row["detail"]):
        return False
    printed = re.findall(r"\d{4}(?:-\d{2}){0,2}", piece[: len(piece) - len(row["detail"])])
    return all(any(date.startswith(one) for date in (row["begins"], row["ends"])) for one in printed)


def _base(name, asset_id):
    """Return the asset into which a dropped one went."""
    kept = {row["asset_id"] for row in carried(name, "assets.csv")}
    into = [one for one in kept if asset_id.startswith(one + "-")]
    return max(into, key=len, default="")


@packs
def test_every_gap_is_told_in_the_words_of_its_list(name):
    text = (Path(CORPUS) / "cases" / name / "gaps.md").read_text(encoding="utf-8").replace("**", "")
    items = [line.split(" ", 1)[1] for line in text.splitlines() if re.match(r"(?:\d+\.|-) ", line)]
    assert len(items) == PACKS[name][3]
    changes = listed(name)
    told = [changes.get(("gap:" + row["gap_id"], "detail"), row["detail"]) for row in carried(name, "gaps.csv")]
    assert told == items


@packs
def test_votes_have_a_choice_and_nothing_else_has(name):
    choices = {
        "yes": "yes",
        "yes, co-sponsor": "yes",
        "no": "no",
        "abstain": "abstain",
        "not voting": "absent",
        "not against": "not_against",
    }
    now = {row["statement_id"]: row for row in carried(name, "statements.csv")}
    votes = {row["id"]: choices[row["basis"]] for row in compiled(name, "statements.csv") if row["unit"] == "vote"}
    assert votes
    assert {key: row["choice"] for key, row in now.items() if row["kind"] == "vote"} == votes
    assert {key for key, row in now.items() if row["choice"]} == set(votes)
