from ninetenths.findings import build_dossier, conflicts
from ninetenths.ledger import Issue


def figures(make, *, second_measurer):
    return [
        make.share("s1", "RUS", "DEU", 34.1, "2021", measured_by="BAFA"),
        make.share("s2", "RUS", "DEU", 50.2, "2021", measured_by=second_measurer, document_id="e"),
    ]


def test_a_dispute_shows_each_side_with_window_measurer_and_interest(make):
    (dispute,) = conflicts(make.ledger(*figures(make, second_measurer="Eurostat")), "DEU", "RUS")
    assert dispute.title == "Crude imports, Russia to Germany"
    assert [(side.value, side.window, side.measured_by, side.interest) for side in dispute.sides] == [
        ("34.1 %", "2021", "BAFA", "press"),
        ("50.2 %", "2021", "Eurostat", "press"),
    ]


def test_who_says_otherwise_is_not_behind_the_finding_itself(make):
    claim = make.share("s3", "RUS", "DEU", 80, "2021", ends="", end_status="unknown", document_id="f")
    dossier = build_dossier(make.ledger(*figures(make, second_measurer="Eurostat"), claim), "DEU", "RUS")
    (finding,) = [one for one in dossier.findings if one.key == "share-oil"]
    assert (finding.statement_ids, finding.disputed_by) == (("s1", "s2"), ("s3",))


def test_another_figure_of_the_same_measurer_is_no_other_voice(make):
    claim = make.share(
        "s3", "RUS", "DEU", 80, "2021", ends="", end_status="unknown", document_id="f", measured_by="BAFA"
    )
    dossier = build_dossier(make.ledger(*figures(make, second_measurer="Eurostat"), claim), "DEU", "RUS")
    (finding,) = [one for one in dossier.findings if one.key == "share-oil"]
    assert finding.disputed_by == ()


def test_a_denial_of_the_same_issue_says_otherwise(make):
    common = {"layer": "intelligence", "kind": "status", "sign": 1, "modality": "reported"}
    records = [
        make.statement("s1", "AZE", "ISR", "base against IRN", begins="2012", **common),
        make.statement("s2", "AZE", "ISR", "airfields", begins="2014", document_id="e", **common),
        make.statement("s3", "AZE", "IRN", "base for strikes", kind="stance", polarity="negated", document_id="f"),
        make.statement("s4", "AZE", "IRN", "protest", kind="stance", sign=-1, document_id="g"),
        Issue(issue="Operations from the soil", statement_id="s1", direction=1),
        Issue(issue="Operations from the soil", statement_id="s3", direction=-1),
        Issue(issue="Operations from the soil", statement_id="s4", direction=-1),
    ]
    dossier = build_dossier(make.ledger(*records), "AZE", "ISR")
    (finding,) = [one for one in dossier.findings if one.key == "reported-intelligence"]
    assert finding.disputed_by == ("s3",)
