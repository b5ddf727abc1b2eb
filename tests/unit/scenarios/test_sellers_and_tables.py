"""Exporters of crude at large, and the tables that say how far they sail."""

import csv
from importlib.resources import files

from ninetenths.network.sea import ports
from ninetenths.scenarios.crude_sellers import crude_sellers
from ninetenths.scenarios.short_form import SHORT_FORMS, tree_of_words


def rows(name):
    return list(csv.DictReader(files("ninetenths.scenarios").joinpath(name).read_text(encoding="utf-8").splitlines()))


def by_origin(receiver):
    return {one.origin: one for one in crude_sellers(receiver)}


def test_a_receiver_does_not_sell_to_itself():
    assert "USA" not in by_origin("USA")


def test_oil_of_the_gulf_passes_hormuz_and_that_of_the_black_sea_the_turkish_straits():
    sellers = by_origin("ISR")
    assert all({"IRN", "OMN"} <= set(path.straits) for path in sellers["KWT"].paths)
    assert all("TUR" in path.straits for path in sellers["KAZ"].paths)
    assert all("DNK" in path.straits for path in by_origin("DEU")["USA"].paths if path.sea_km > 10_000)


def test_crude_that_loads_in_another_state_crosses_it():
    assert by_origin("ISR")["IRQ:KRG"].paths[0].states == ("TUR",)


def test_nobody_is_taken_to_sell_already():
    assert not any(one.known for one in crude_sellers("ISR"))


def test_a_receiver_without_a_port_in_the_table_has_sellers_without_ways():
    assert all(one.paths == () for one in crude_sellers("MNG"))


def test_every_exporter_sails_to_every_port():
    sellers = {row["state"] for row in rows("crude_supply.csv")}
    legs = {(row["state"], row["port"]) for row in rows("crude_voyages.csv")}
    at_sea = {port_id for port_id, port in ports().items() if port.basin != "Caspian Sea"}
    missing = {(state, port) for state in sellers for port in at_sea} - legs
    assert missing == set(), "run python -m benchmarks.make_crude_voyages"
    assert all(0 <= float(row["km"]) < 35_000 for row in rows("crude_voyages.csv"))


def test_the_examples_of_short_forms_can_be_read():
    for option, (kind, _, example) in SHORT_FORMS.items():
        receiver = {"deny": "ISR", "ban": "ISR", "port_rule": "ISR", "import_ban": "DEU", "no_re_export": "MAR"}
        tree = tree_of_words({option: [example]}, {"receiver": receiver.get(option, "ISR"), "begins": "2024"})
        assert tree["act"][0]["kind"] == kind
