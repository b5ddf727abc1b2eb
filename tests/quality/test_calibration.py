"""A small part of the calibration table: ranges hold, falsehoods are found, the truth is not refuted."""

from benchmarks.calibration import FRESH, HEADINGS, KINDS, Tally, with_falsehoods


def test_falsehoods_are_found_and_ranges_hold():
    tally = Tally()
    for seed in (FRESH, FRESH + 1):
        tally.add(with_falsehoods(seed), seed)
    row = dict(zip(HEADINGS, tally.row("small"), strict=True))
    assert float(row["cells in range, %"].split()[0]) > 75
    assert float(row["true refuted, %"]) <= 2
    assert float(row["true called off, %"]) <= 6
    assert float(row["planted found, %"]) >= 75
    assert max(tally.r_hat) < 1.1


def test_the_kinds_of_world_are_those_of_the_table():
    assert set(KINDS) >= {
        "honest witnesses",
        "two false statements",
        "concealment",
        "mislabelled origin",
        "wrong basis",
    }
