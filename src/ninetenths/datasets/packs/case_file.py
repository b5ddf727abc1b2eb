"""case.yaml: what a pack says about itself, parsed at the edge."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ninetenths.datasets.packs.faults import Fault, did_you_mean, make_fault
from ninetenths.datasets.packs.tables import CASE_FILE, MAX_CASE_BYTES, read_text
from ninetenths.ledger.cells import shown

NAME_SHAPE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY_SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DEEPEST = 4
_Line = Annotated[str, Field(min_length=1, max_length=500)]


class CaseFile(BaseModel):
    """The keys of case.yaml; statement ids become ``name@version:…``."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    name: _Line
    version: Annotated[int, Field(ge=1, le=9999)]
    title: _Line
    dyads: Annotated[tuple[tuple[_Line, _Line], ...], Field(min_length=1)]
    recorded_at: date
    licence: _Line
    credits: tuple[_Line, ...] = ()
    summary: str = ""

    @field_validator("name")
    @classmethod
    def _plain_name(cls, name: str) -> str:
        if not NAME_SHAPE.fullmatch(name):
            raise ValueError("a name is lower-case letters and digits, joined by single hyphens")
        return name

    @field_validator("recorded_at", mode="before")
    @classmethod
    def _whole_day(cls, day: object) -> object:
        if isinstance(day, str) and not _DAY_SHAPE.fullmatch(day):
            raise ValueError("a day as in 2026-11-21")
        return day

    @field_validator("dyads")
    @classmethod
    def _two_ends(cls, dyads: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        for first, second in dyads:
            if first == second:
                raise ValueError(f"{first} is paired with itself")
        return dyads

    @property
    def recorded_time(self) -> datetime:
        """Midnight UTC of the release date, which every row of the pack carries."""
        return datetime(self.recorded_at.year, self.recorded_at.month, self.recorded_at.day, tzinfo=UTC)


def read_case(folder: Path) -> tuple[CaseFile | None, list[Fault]]:
    """Return the case of a pack, or None and everything that is wrong with its file."""
    text, faults = read_text(folder / CASE_FILE, limit=MAX_CASE_BYTES)
    if text is None:
        return None, faults
    try:
        if faults := _find_tricks(text):
            return None, faults
        # BaseLoader builds text, lists and mappings only: no tag, date, number or "no" is ever interpreted
        tree = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        return None, [
            make_fault("P020", CASE_FILE, row=_line(getattr(error, "problem_mark", None)), found=_problem(error))
        ]
    try:
        return CaseFile.model_validate(tree), []
    except ValidationError as error:
        return None, [_key_fault(dict(one)) for one in error.errors()]


def _find_tricks(text: str) -> list[Fault]:
    """Find anchors, aliases, tags, deep nesting and repeated keys before anything is built from the text."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if trick := _trick(event) or ("deep nesting" if depth > _DEEPEST else ""):
            return [make_fault("P021", CASE_FILE, row=_line(event.start_mark), found=trick)]
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    seen: set[str] = set()
    faults = []
    for key, _ in root.value if isinstance(root, yaml.MappingNode) else ():
        if (name := str(key.value)) in seen:
            found = f"the key {shown(name)} twice"
            faults.append(make_fault("P021", CASE_FILE, row=_line(key.start_mark), column=name, found=found))
        seen.add(name)
    return faults


def _trick(event: yaml.Event) -> str:
    if getattr(event, "anchor", None):
        return "an anchor or alias"
    if getattr(event, "tag", None):
        return f"the tag {shown(str(getattr(event, 'tag', '')))}"
    return ""


def _line(mark: object) -> int | None:
    line = getattr(mark, "line", None)
    return None if line is None else int(line) + 1


def _problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or "text that YAML does not allow")


def _key_fault(error: dict[str, object]) -> Fault:
    location = error["loc"]
    path = [str(part) for part in location] if isinstance(location, tuple) else []
    key = ".".join(path)
    kind = str(error["type"])
    if kind == "extra_forbidden":
        found = f"the unknown key {shown(key)}{did_you_mean(key, CaseFile.model_fields)}"
        return make_fault("P022", CASE_FILE, column=key, found=found)
    if kind == "missing":
        return make_fault("P022", CASE_FILE, column=key, found=f"no key {key}")
    message = str(error["msg"]).removeprefix("Value error, ")
    return make_fault("P022", CASE_FILE, column=key, found=shown(str(error["input"])), expected=message)
