"""Any ledger: what goes in comes out through every form, in any order, once however often it is written."""

import tempfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ninetenths.errors import InvalidRecord
from ninetenths.ledger import Document, Gap, Issue, Judgement, Ledger, Link, Statement, Where
from ninetenths.ledger.arrow import to_arrow
from ninetenths.ledger.dates import first_day, held, last_day
from ninetenths.ledger.export import defuse, restore
from ninetenths.ledger.parse import check_values, read_rows, to_row
from ninetenths.ledger.records import RECORD_TYPES
from ninetenths.ledger.schema import vocabulary
from ninetenths.ledger.units import convert, units

slow = settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
FILLED = TEXT.filter(lambda text: text.strip(" \t\n\r\v\f"))
ACTORS = st.sampled_from(["AZE", "ISR", "AZE:SOCAR", "TUR:public", "OIC", "WLD", "UNK", "SUN"])
ELEMENTS = FILLED.map(lambda text: text.strip(" \t\n\r\v\f"))
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
DATES = st.one_of(
    st.sampled_from(["", ".."]),
    DAYS.map(str),
    DAYS.map(lambda day: str(day)[:7]),
    DAYS.map(lambda day: str(day)[:4]),
)
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
DECIMALS = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3
) | st.just(Decimal("39.0"))


def word(name):
    return st.sampled_from(sorted(vocabulary(name)))


@st.composite
def statements(draw, number=0, document_id="d"):
    low, high = draw(st.none() | DECIMALS), draw(st.none() | DECIMALS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    begins, ends = draw(DATES), draw(DATES)
    first, last = first_day(begins), last_day(ends)
    if first and last and first > last:
        begins, ends = ends, begins
    kind = draw(word("kind"))
    concept, measure = draw(word("basis_concept")), draw(word("basis_measure"))
    signed = (
        kind in ("event", "status", "stance", "route", "prospect") and concept != "ownership" and measure != "stake"
    )
    return Statement(
        statement_id=f"p@1:S-{number}",
        summary=draw(FILLED),
        note=draw(TEXT),
        layer=draw(word("layer")),
        kind=kind,
        sender=draw(ACTORS),
        receiver=draw(ACTORS),
        with_senders=tuple(draw(st.lists(ACTORS, max_size=3))),
        with_receivers=tuple(draw(st.lists(ACTORS, max_size=2))),
        choice=draw(word("choice")) if kind == "vote" else "",
        via=tuple(draw(st.lists(st.sampled_from(["GEO", "btc", "x:some; thing\\"]), max_size=3))),
        item=draw(FILLED),
        polarity=draw(word("polarity")),
        low=low,
        high=high,
        unit=draw(st.sampled_from(["percent", "kb/d"])),
        approximate=draw(st.booleans()),
        basis_concept=concept,
        basis_measure=measure,
        basis_text=draw(TEXT),
        begins=begins,
        ends=ends,
        end_status=draw(word("end_status")),
        begins_inferred=draw(st.booleans()),
        sign=draw(st.sampled_from([None, -1, 0, 1])) if signed else None,
        modality=draw(word("modality")),
        speaker=draw(TEXT),
        arena=draw(st.sampled_from(["", "USA"])),
        document_id=document_id,
        locator=draw(FILLED),
        grade=draw(word("grade")),
        recorded_at=draw(TIMES),
    )


@st.composite
def ledgers(draw):
    documents = [
        Document(
            document_id=name,
            title=draw(FILLED),
            kind=draw(word("document_kind")),
            interest=draw(word("interest")),
            licence=draw(FILLED),
            author=draw(TEXT),
            published_on=draw(DATES),
            restricted=draw(st.booleans()),
            was_read=draw(st.booleans()),
        )
        for name in ("d", "=e")
    ]
    count = draw(st.integers(1, 4))
    said = [draw(statements(number, draw(st.sampled_from(["d", "=e"])))) for number in range(count)]
    ids = st.sampled_from([one.statement_id for one in said])
    rest = [
        Gap(gap_id="g", title=draw(FILLED), detail=draw(FILLED), items=tuple(draw(st.lists(ELEMENTS, max_size=3)))),
        Link(
            statement_id=draw(ids),
            relation=draw(word("relation")),
            other_id=draw(ids),
            stated_by=draw(FILLED),
            document_id="d",
            note=draw(TEXT),
        ),
        Issue(issue=draw(FILLED), statement_id=draw(ids), direction=draw(st.sampled_from([None, -1, 0, 1]))),
        Judgement(
            statement_id=draw(ids),
            grade=draw(word("grade")),
            judged_by=draw(FILLED),
            judged_at=draw(TIMES),
            reason=draw(FILLED),
        ),
    ]
    return [*documents, *said, *rest]


def contents(ledger):
    return {name: [to_row(record) for record in ledger.rows(name)] for name in RECORD_TYPES}


@slow
@given(ledgers())
def test_every_form_gives_back_what_it_took(records):
    ledger = Ledger.in_memory()
    ledger.write(records)
    for form in ("parquet", "csv", "jsonl"):
        with tempfile.TemporaryDirectory() as folder:
            ledger.export(Path(folder), form=form, with_restricted=True)
            other = Ledger.in_memory()
            other.import_folder(Path(folder))
        assert contents(other) == contents(ledger)


@slow
@given(ledgers(), st.randoms(use_true_random=False))
def test_order_and_repetition_of_writing_change_nothing(records, random):
    once, pieces = Ledger.in_memory(), Ledger.in_memory()
    once.write(records)
    shuffled = records * 2
    random.shuffle(shuffled)
    order = list(RECORD_TYPES.values())
    shuffled.sort(
        key=lambda record: order.index(type(record))
    )  # what is referred to comes first, the rest in any order
    for start in range(0, len(shuffled), 3):
        pieces.write(shuffled[start : start + 3])
    assert contents(pieces) == contents(once)
    assert set(once.write(records).added.values()) == {0}
    assert pieces.statements(Where(grades=())) == once.statements(Where(grades=()))


@slow
@given(statements())
def test_a_record_survives_its_row_and_the_store(record):
    assert read_rows("statement", [to_row(record)]) == ([record], [])
    ledger = Ledger.in_memory()
    ledger.write([Document(document_id="d", title="t", kind="news", interest="press", licence="l"), record])
    (found,) = ledger.rows("statement")
    assert to_row(found) == to_row(record)


@slow
@given(statements(), st.data())
def test_the_window_in_the_store_is_the_window_in_python(record, data):
    ledger = Ledger.in_memory()
    ledger.write([Document(document_id="d", title="t", kind="news", interest="press", licence="l"), record])
    table = ledger.statement_table(Where(grades=()))
    stored = (table["first_held"][0].as_py(), table["last_held"][0].as_py())
    assert stored == (held(record.kind, record.begins, record.ends, record.end_status) or (None, None))
    day = data.draw(DAYS)
    expected = stored[0] is not None and stored[0] <= day <= stored[1]
    assert ledger.count(Where(begins_from=day, begins_until=day, grades=())) == expected


ODD = st.sampled_from(
    [
        "",
        " ",
        "x y",
        "2024-02-30",
        "..",
        "-1",
        "1.5",
        "1,5",
        "NaN",
        "AZE",
        "percent",
        "yes",
        "5:1",
        "1:5",
        "\x00",
        "é" * 9,
    ]
)


@slow
@given(statements(), st.data())
def test_the_bulk_way_refuses_exactly_what_the_parser_refuses(record, data):
    table = to_arrow("statement", [record])
    texts = [field.name for field in table.schema if pa.types.is_string(field.type)]
    name, value = data.draw(st.sampled_from(texts)), data.draw(ODD)
    if name == "document_id":
        value = "d"
    table = table.set_column(table.schema.get_field_index(name), name, pa.array([value]))
    refused = bool(check_values("statement", table.to_pylist()))
    ledger = Ledger.in_memory()
    ledger.write([Document(document_id="d", title="t", kind="news", interest="press", licence="l")])
    try:
        ledger.write_arrow("statement", table)
    except InvalidRecord:
        assert refused
    else:
        assert not refused


@given(TEXT)
def test_defused_cells_are_no_formula_and_come_back(text):
    assert restore(defuse(text)) == text
    assert defuse(text)[:1] not in tuple("=+-@\t\r\n") or text == ""


@given(st.sampled_from(sorted(units())), st.sampled_from(sorted(units())), DECIMALS)
def test_there_and_back_is_the_same_where_a_ratio_is_exact(first, second, value):
    one, other = units()[first], units()[second]
    if (one.dimension, one.per) != (other.dimension, other.per):
        return
    low, high = convert(value, first, second)
    assert low == high
    assert abs(convert(low, second, first)[0] - value) <= abs(value) * Decimal("1e-20")
