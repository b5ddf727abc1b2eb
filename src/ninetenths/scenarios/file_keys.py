"""The keys of a scenario file, each with its unit, default and meaning; the reference page is made from them."""

from __future__ import annotations

from datetime import date
from math import isfinite
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from ninetenths.errors import NinetenthsError
from ninetenths.ledger.dates import first_day, last_day
from ninetenths.scenarios.acts import ALL_TOGETHER, KINDS, REFUSAL, REFUSED, Act, Kind, Span, contradictions
from ninetenths.scenarios.items import ITEMS
from ninetenths.scenarios.parameters import known_names, span_fault
from ninetenths.scenarios.scenario import MOST_WEEKS, VERSION, GivenSupplier, Scenario
from ninetenths.scenarios.spelling import did_you_mean
from ninetenths.states import organisation, owner_state, resolve_actor

_STATE_ID_LENGTH = 3
MOST_AMOUNT = 200_000.0
"""The largest rate of a supplier or a line, in kb/d or bcm/y."""


def _actor(text: object) -> str:
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{text!r} | the name or code of a state")
    try:
        found = resolve_actor(text)
    except NinetenthsError as error:
        raise ValueError(f"{text!r} | a state; {error}") from None
    if _is_organisation(found):
        raise ValueError(f"{text!r}, an organisation | a state: name the members that act")
    return found


def _is_organisation(actor: str) -> bool:
    try:
        organisation(actor)
    except NinetenthsError:
        return False
    return True


def _whole_state(text: object) -> str:
    found = _actor(text)
    if len(found) != _STATE_ID_LENGTH:
        raise ValueError(f"{text!r} | a whole state, such as {owner_state(found)}")
    return found


def _several(value: object) -> object:
    return [one.strip() for one in value.split(",")] if isinstance(value, str) else value


def _day_text(value: object) -> str:
    text = value.isoformat() if isinstance(value, date) else value
    try:
        known = isinstance(text, str) and first_day(text) is not None
    except ValueError:
        known = False
    if not known:
        raise ValueError(f"{value!r} | a date such as 2024, 2024-06 or 2024-06-21")
    return str(text)


def _span(value: object) -> Span:
    if isinstance(value, Span):
        return value
    ends = value if isinstance(value, list | tuple) else [value]
    numbers = [float(end) for end in ends if isinstance(end, int | float) and not isinstance(end, bool)]
    if not 1 <= len(numbers) == len(ends) <= 3:
        raise ValueError(f"{value!r} | a number, [low, high] or [low, mode, high]")
    if not all(isfinite(end) for end in numbers) or numbers != sorted(numbers):
        raise ValueError(f"{value!r} | finite numbers in rising order")
    return Span.of(*numbers)


def _part(value: float) -> float:
    if not 0 <= value <= 1:
        raise ValueError(f"{value!r} | a share from 0 to 1 (write 5 percent as 0.05)")
    return value


def _part_span(span: Span) -> Span:
    if span.low < 0 or span.high > 1:
        raise ValueError(f"[{span.low:g}, {span.high:g}] | shares from 0 to 1")
    return span


def _positive_span(span: Span) -> Span:
    if span.low < 0:
        raise ValueError(f"{span.low:g} | no negative amount")
    if span.high > MOST_AMOUNT:
        raise ValueError(f"{span.high:g} | at most {MOST_AMOUNT:g}, more than the world sells")
    return span


def _kind(value: object) -> object:
    if isinstance(value, str) and value not in KINDS:
        if value.lower() in REFUSED:
            raise ValueError(f"{value!r} | {REFUSAL}")
        raise ValueError(f"{value!r} | one of {', '.join(KINDS)}{did_you_mean(value, KINDS)}")
    return value


Actor = Annotated[str, BeforeValidator(_actor)]
State = Annotated[str, BeforeValidator(_whole_state)]
Several = Annotated[tuple[Actor, ...], BeforeValidator(_several)]
Day = Annotated[str, BeforeValidator(_day_text)]
Range = Annotated[Span, BeforeValidator(_span)]
Part = Annotated[float, AfterValidator(_part)]
PartRange = Annotated[Span, BeforeValidator(_span), AfterValidator(_part_span)]
Amount = Annotated[Span, BeforeValidator(_span), AfterValidator(_positive_span)]
_CONFIG = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, arbitrary_types_allowed=True)


class ActKeys(BaseModel):
    """One act: a table [[act]]."""

    model_config = _CONFIG

    kind: Annotated[Kind, BeforeValidator(_kind)] = Field(description="what kind of act; see the table of kinds")
    by: Several = Field(default=(), description="the states that act")
    against: Actor | None = Field(
        default=None,
        description="the destination refused (default: the receiver); for an import ban, and a tariff of the receiver, "
        "the supplier",
    )
    of: Actor | None = Field(default=None, description="for a no re-export rule: only goods that come from this state")
    asset: str = Field(default="", description="id of the asset, for a suspension or a reversal")
    begins: Day | None = Field(default=None, description="first day of the act (default: of the run)")
    ends: Day | None = Field(default=None, description="last day of the act (default: of the run)")
    share: Part = Field(default=ALL_TOGETHER, description="part of the flow that the act covers, 0 to 1")
    cut_share: Part = Field(
        default=0.0, description="part of all exports of the actors that they withhold from everybody, 0 to 1"
    )
    rate: Annotated[float, Field(ge=0, le=1000)] = Field(default=0.0, description="percent of the price, for a tariff")
    leakage: PartRange | None = Field(
        default=None,
        description="part that gets through all the same, 0 to 1 (default: of the parameter table; 0 for a suspension)",
    )
    capacity: Amount | None = Field(
        default=None, description="what a reversed line can carry, in kb/d or bcm/y (default: of the asset)"
    )

    with_straits: bool = Field(
        default=False, description="true: a denial covers straits and canals too, which treaties keep open in peace"
    )

    @model_validator(mode="after")
    def _complete(self) -> ActKeys:
        needs = {
            "asset": self.kind in ("suspension", "reversal") and not self.asset,
            "by": self.kind not in ("suspension", "reversal", "import ban") and not self.by,
            "against": self.kind == "import ban" and self.against is None,
            "rate": self.kind == "tariff" and self.rate == 0,
        }
        if missing := [key for key, lacks in needs.items() if lacks]:
            said = "an empty coalition" if missing == ["by"] else "nothing"
            raise ValueError(f"{said} in {', '.join(missing)} | a {self.kind} names {' and '.join(missing)}")
        if self.begins and self.ends and (last_day(self.ends) or date.max) < (first_day(self.begins) or date.min):
            raise ValueError(f"ends {self.ends} before it begins, {self.begins} | an end on or after the beginning")
        return self


class SupplierKeys(BaseModel):
    """A supplier as the file states it: a table [[supplier]]."""

    model_config = _CONFIG

    origin: Actor = Field(description="the state, or part of a state, that sells")
    rate: Amount = Field(description="what it sells the receiver before the act, in kb/d or bcm/y")
    via: Several = Field(default=(), description="states crossed, ends left out")
    assets: tuple[str, ...] = Field(default=(), description="ids of the assets used")
    sea_km: Annotated[float, Field(ge=0, le=60000)] | None = Field(default=None, description="sailed distance in km")


def _whole_acts(acts: tuple[ActKeys, ...]) -> tuple[ActKeys, ...]:
    if not acts:
        raise ValueError("no act | at least one table [[act]]")
    return acts


class ScenarioKeys(BaseModel):
    """The file itself."""

    model_config = _CONFIG

    version: int = Field(description=f"version of the file's form: {VERSION}")
    title: str = Field(default="", max_length=200, description="a line for people")
    note: str = Field(default="", max_length=5000, description="why, for people")
    receiver: State = Field(description="the state whose supply is changed")
    item: str = Field(default="crude", description="what is supplied: crude or gas")
    begins: Day = Field(description="first day of the run")
    weeks: int = Field(default=26, description=f"length of the run, 1 to {MOST_WEEKS}")
    only_given: bool = Field(
        default=False, description="true: the evidence is not asked, the suppliers are those of the file"
    )
    supply_of: Annotated[int, Field(ge=1900, le=2200)] | None = Field(
        default=None,
        description="the year whose supply is the baseline (default: that of the run); where the act really happened, "
        "take a year before it",
    )
    unwilling: Several = Field(default=(), description="states that would sell the receiver nothing more")
    assumptions: dict[str, Range] = Field(
        default_factory=dict, description="ranges that replace those of the parameter table, by name"
    )
    act: Annotated[tuple[ActKeys, ...], AfterValidator(_whole_acts)] = Field(default=(), validate_default=True)
    supplier: tuple[SupplierKeys, ...] = ()

    @field_validator("version")
    @classmethod
    def _known_version(cls, version: int) -> int:
        if version != VERSION:
            raise ValueError(f"{version} | {VERSION}, the only version there is")
        return version

    @field_validator("item")
    @classmethod
    def _known_item(cls, item: str) -> str:
        if item not in ITEMS:
            raise ValueError(f"{item!r} | {' or '.join(sorted(ITEMS))}{did_you_mean(item, ITEMS)}")
        return item

    @field_validator("weeks")
    @classmethod
    def _some_weeks(cls, weeks: int) -> int:
        if not 1 <= weeks <= MOST_WEEKS:
            raise ValueError(f"{weeks} | 1 to {MOST_WEEKS} weeks")
        return weeks

    @field_validator("assumptions")
    @classmethod
    def _known_assumptions(cls, assumptions: dict[str, Span]) -> dict[str, Span]:
        names = known_names()
        strangers = [f"{name!r}{did_you_mean(name, names)}" for name in sorted(assumptions) if name not in names]
        given = {name: span for name, span in assumptions.items() if name in names}
        outside = [fault for name, span in given.items() if (fault := span_fault(name, span))]
        expected = [f"names of the parameter table: {', '.join(sorted(names))}"] if strangers else []
        expected += ["values inside those limits"] if outside else []
        if expected:
            raise ValueError(f"{'; '.join((*strangers, *outside))} | {'; '.join(expected)}")
        return assumptions

    @model_validator(mode="after")
    def _consistent(self) -> ScenarioKeys:
        if faults := list(_cross_faults(self, self.scenario())):
            raise ValueError(f"{'; '.join(faults)} | acts and suppliers that can hold together")
        return self

    def scenario(self) -> Scenario:
        """Return what the file says as the scenario of the rooms inside."""
        return Scenario(
            receiver=self.receiver,
            item=self.item,
            begins=first_day(self.begins) or date.min,
            weeks=self.weeks,
            acts=tuple(_act(self, act) for act in self.act),
            title=self.title,
            note=self.note,
            suppliers=tuple(
                GivenSupplier(origin=one.origin, rate=one.rate, via=one.via, assets=one.assets, sea_km=one.sea_km)
                for one in self.supplier
            ),
            only_given=self.only_given,
            supply_of=self.supply_of,
            unwilling=self.unwilling,
            assumptions=dict(sorted(self.assumptions.items())),
            version=self.version,
        )


def _act(file: ScenarioKeys, act: ActKeys) -> Act:
    by = act.by or ((file.receiver,) if act.kind == "import ban" else ())
    at_receiver = act.kind not in ("suspension", "reversal") and file.receiver not in by
    return Act(
        kind=act.kind,
        begins=first_day(act.begins or file.begins) or date.min,
        by=by,
        against=act.against or (file.receiver if at_receiver else ""),
        of=act.of or "",
        asset=act.asset,
        ends=last_day(act.ends) if act.ends else None,
        share=act.share,
        cut_share=act.cut_share,
        rate=act.rate,
        leakage=act.leakage,
        capacity=act.capacity,
        with_straits=act.with_straits,
    )


def _cross_faults(file: ScenarioKeys, scenario: Scenario) -> list[str]:
    """List what no single key shows: acts that miss the receiver, contradict each other or lie outside the run."""
    faults = []
    for place, act in enumerate(scenario.acts):
        aims_elsewhere = act.against not in ("", scenario.receiver) and scenario.receiver not in act.by
        if aims_elsewhere:
            faults.append(f"act[{place}].against is {act.against}, but the receiver is {scenario.receiver}")
        if act.kind == "import ban" and act.by != (scenario.receiver,):
            faults.append(f"act[{place}] is an import ban by {' and '.join(act.by)}, not by {scenario.receiver}")
        if act.begins > scenario.ends or (act.ends and act.ends < scenario.begins):
            faults.append(f"act[{place}] lies outside the run, {scenario.begins} to {scenario.ends}")
    faults += [
        f"act[{place}] is a tariff, which holds for the whole run, to {scenario.ends}: leave its dates out"
        for place, act in enumerate(scenario.acts)
        if act.kind == "tariff" and (act.begins > scenario.begins or (act.ends or scenario.ends) < scenario.ends)
    ]
    faults += [f"act[{one}] and act[{two}]: {reason}" for one, two, reason in contradictions(scenario.acts)]
    origins = [one.origin for one in scenario.suppliers]
    faults += [
        f"supplier {origin} stands there twice" for origin in sorted({o for o in origins if origins.count(o) > 1})
    ]
    if file.only_given and not scenario.suppliers:
        faults.append("only_given is true and there is no table [[supplier]]")
    return faults
