"""dataset.yaml: all faults at once."""

import pytest

from ninetenths.datasets.catalogue.description import dataset_names, describe, parse_description
from ninetenths.errors import InvalidRecord, NinetenthsError

GOOD = """
name: example
title: An example
publisher: A publisher
licence: CC BY 4.0
credit: A publisher
layers: [energy]
begins: "2000"
ends: "2020"
checked_on: 2026-01-01
files:
  - {key: table, title: The table, format: csv, names: [table.csv], by_hand: ask the publisher}
releases:
  - {version: "1", published_on: "2021", files: {table: [HASH]}}
""".replace("HASH", "0" * 64)


def faulty(*changes):
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(InvalidRecord) as caught:
        parse_description(text)
    return str(caught.value)


def test_a_good_description_is_read():
    info = parse_description(GOOD)
    assert (info.version, info.address, info.file("table").required) == ("1", "", True)
    assert info.checked_time.isoformat() == "2026-01-01T00:00:00+00:00"


def test_all_faults_are_listed_at_once():
    said = faulty(("title: An example", "titel: An example"), ("[energy]", "[oil]"), ("CC BY 4.0", '""'))
    assert all(word in said for word in ("titel", "title", "layers", "'oil' is not a layer", "licence"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name: example", "name: Ex-ample", "lower-case letters"),
        ('"2020"', '"1990"', "begins 2000 after ends 1990"),
        ('"2020"', '"soon"', "ends"),
        ("0" * 64, "abc", "not a SHA-256"),
        ("{table: [", "{other: [", "names the file 'other'"),
        (", by_hand: ask the publisher", "", "give its address"),
        (", by_hand: ask the publisher", ", address: ftp://x", "begins with https"),
        ('published_on: "2021"', 'published_on: "May"', "published_on"),
        ("releases:", "interest: curiosity\nreleases:", "not an interest"),
        ("releases:", "states: [Azerbaijan]\nreleases:", "not an actor id"),
    ],
)
def test_one_fault_is_named(old, new, said):
    assert said in faulty((old, new))


def test_a_data_set_without_known_releases_must_version_itself():
    text = GOOD.partition("releases:")[0]
    with pytest.raises(InvalidRecord, match="no release is known"):
        parse_description(text)
    assert parse_description(text + "versioned_by: file").version == ""


def test_text_that_is_no_yaml_is_refused():
    with pytest.raises(InvalidRecord, match="is not YAML"):
        parse_description("a: [")


def test_an_unknown_name_is_answered_with_those_known():
    with pytest.raises(NinetenthsError, match=r"did you mean 'owid_energy'\?") as caught:
        describe("owid-energy")
    assert all(name in str(caught.value) for name in dataset_names())
