import re
from dataclasses import replace

import pytest

from ninetenths.brief import references


def test_ids_that_share_a_local_part_keep_their_pack():
    names = references.short_names(["a@1:X-1", "b@1:X-1", "b@1:X-2"])
    assert names == {"a@1:X-1": "a-1-X-1", "b@1:X-1": "b-1-X-1", "b@1:X-2": "X-2"}


def test_names_are_safe_anchors_and_never_shared():
    full = ['x:"><script>', "x:'><script>", "y:  ", "y:\t", "z:"]
    names = references.short_names(full)
    assert len(set(names.values())) == len(full)
    assert all(re.fullmatch(r"[\w.-]+", name) for name in names.values())


def test_long_hashes_are_cut_and_stay_unique():
    same_start = ["text:" + "a" * 40 + end for end in "xy"]
    assert len(set(references.short_names(same_start).values())) == 2
    assert len(references.short_names(["text:" + "a" * 64])["text:" + "a" * 64]) == 24


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://a.example/x?y=1&z=2", "https://a.example/x?y=1&z=2"),
        ("10.1234/abc", "https://doi.org/10.1234/abc"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://a.example/ x", ""),
        ('https://a.example/"x', ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_followed(address, followed):
    assert references.web_address(address) == followed


def test_every_filled_column_is_said_in_words(dossier):
    statement = replace(
        next(iter(dossier.statements.values())),
        note="remark",
        via=("btc", "x:yacht"),
        cameo="0256",
        arena="TUR",
        channel="speech",
        audience="home",
        speaker="Minister",
        coder="reader",
        coder_version="2",
        grade="candidate",
    )
    rows = dict(references.statement_rows(dossier, statement))
    assert rows["By way of"] == "Baku–Tbilisi–Ceyhan → yacht"
    assert rows["Said"] == "through speech, to home, playing out in Turkey"
    assert rows["How firmly"] == "asserted, Minister"
    assert rows["Grade"] == "candidate: not counted"
    assert rows["Of what"] == (
        "value of crude and products imported in 2023; crude; value; imports; receiver, own window"
    )
    assert rows["Class"] == "0256"
    assert rows["Recorded"].endswith("by reader 2")


def test_a_denial_is_not_shown_as_an_affirmation(dossier):
    negated = next(one for one in dossier.statements.values() if one.polarity == "negated")
    assert dict(references.statement_rows(dossier, negated))["What"].endswith("(said not to hold)")


def test_a_private_document_is_marked(dossier):
    private = next(one for one in dossier.documents.values() if one.restricted)
    assert references.citation(private).endswith("private, not for sharing")
