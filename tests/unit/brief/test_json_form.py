import json
from dataclasses import fields, replace

import pytest

from ninetenths.brief import render_json


def test_the_whole_dossier_is_in_the_json(dossier):
    content = json.loads(render_json(dossier))
    assert set(content) == {"format", *(field.name for field in fields(dossier))}
    assert set(content["statements"]) == set(dossier.statements)
    assert len(content["timeline"]) == len(dossier.timeline)


def test_figures_keep_their_printed_digits(dossier):
    content = json.loads(render_json(dossier))
    assert content["statements"]["example@1:EXMP-0002"]["low"] == "39.0"
    assert content["findings"][0]["low"] == 18.0
    assert content["statements"]["example@1:EXMP-0012"]["low"] is None


def test_order_of_the_dictionaries_changes_nothing(dossier):
    turned = replace(
        dossier,
        names=dict(reversed(dossier.names.items())),
        statements=dict(reversed(dossier.statements.items())),
        documents=dict(reversed(dossier.documents.items())),
    )
    assert render_json(turned) == render_json(dossier)


def test_nan_is_refused(dossier):
    finding = replace(dossier.findings[0], low=float("nan"))
    with pytest.raises(ValueError, match="not JSON compliant"):
        render_json(replace(dossier, findings=(finding,)))


def test_hostile_text_survives_as_text(dossier, hostile):
    content = json.loads(render_json(dossier))
    assert content["statements"]["example@1:EXMP-0018"]["summary"] == hostile["HOSTILE"]
    assert content["statements"]["example@1:EXMP-0005"]["note"] == hostile["HOSTILE_CONTROL"]
