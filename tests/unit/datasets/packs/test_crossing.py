"""What the rows of a pack must agree on."""


def test_the_valid_pack_has_no_fault(faults):
    assert faults() == []


def test_duplicate_ids_name_the_earlier_row(add, faults):
    add("statements", summary="Another thing", item="natural gas supply")
    [fault] = faults()
    assert (fault.code, fault.file, fault.row, fault.column) == ("P034", "statements.csv", 3, "statement_id")
    assert fault.found == "'S-1', which row 2 has already"


def test_an_id_with_a_prefix_is_refused(add, codes):
    add("statements", statement_id="small@1:S-2", summary="Another thing", item="natural gas supply")
    assert codes() == ["P033 statements.csv 3 statement_id"]


def test_a_missing_document_is_told_with_the_nearest(add, faults):
    add("statements", statement_id="S-2", item="natural gas supply", summary="Another thing", document_id="papper")
    [fault] = faults()
    assert (fault.code, fault.column) == ("P035", "document_id")
    assert fault.found == "'papper' (did you mean 'paper'?)"


def test_a_faulty_document_row_is_not_told_as_a_missing_document(add, codes):
    add("documents", document_id="other", kind="blog")
    add("statements", statement_id="S-2", item="natural gas supply", summary="Another thing", document_id="other")
    assert codes() == ["P030 documents.csv 3 kind"]


def test_an_unreadable_file_of_documents_is_one_fault(pack, codes):
    (pack / "documents.csv").write_bytes(b"\xff\xfenothing")
    assert codes() == ["P006 documents.csv"]


def test_a_document_that_republishes_something_absent(add, codes):
    add("documents", document_id="copy", republishes="original")
    assert "P036 documents.csv 3 republishes" in codes()


def test_reprints_in_a_circle(add, codes):
    add("documents", document_id="one", republishes="two")
    add("documents", document_id="two", republishes="three")
    add("documents", document_id="three", republishes="one")
    add("documents", document_id="self", republishes="self")
    circles = [code for code in codes() if code.startswith("P037")]
    assert circles == ["P037 documents.csv 3 republishes", "P037 documents.csv 6 republishes"]


def test_a_chain_of_reprints_is_no_circle(add, codes):
    add("documents", document_id="one", republishes="two")
    add("documents", document_id="two", republishes="paper")
    assert not [code for code in codes() if code.startswith("P037")]


def test_unknown_actors_in_every_place(add, codes):
    add("statements", statement_id="S-2", sender="AZR", with_receivers="TUR;Turkye", arena="Moon")
    add("assets", asset_id="pipe-2", states="AZE;QQQ")
    add("ownership", asset_id="pipe", owner="A firm", owner_state="ZZZ", document_id="paper")
    add("gaps", gap_id="g-2", actors="AZE;??")
    assert codes() == [
        "P038 statements.csv 3 arena",
        "P038 statements.csv 3 sender",
        "P038 statements.csv 3 with_receivers",
        "P038 assets.csv 3 states",
        "P038 gaps.csv 3 actors",
        "P038 ownership.csv 2 owner_state",
    ]


def test_parts_of_states_and_organisations_are_actors(add, codes):
    add("statements", statement_id="S-2", sender="AZE:SOCAR", receiver="EU", summary="Another thing")
    assert codes() == []


def test_links_and_issues_point_at_statements(add, codes):
    add("links", statement_id="S-1", relation="cause", other_id="S-9", stated_by="the paper", document_id="paper")
    add("issues", issue="Statehood", statement_id="S-8", direction="1")
    assert codes() == ["P039 issues.csv 2 statement_id", "P039 links.csv 2 other_id"]


def test_assets_named_elsewhere_are_in_assets(add, codes):
    add("ownership", asset_id="pipeline", owner="A firm", document_id="paper")
    add("statements", statement_id="S-2", item="natural gas supply", summary="Another", via="pipe;x:barge;GEO;nowhere")
    assert codes() == ["P040 statements.csv 3 via", "P040 ownership.csv 2 asset_id"]


def test_analogous_issues(add, codes):
    add("issues", issue="Own territory", statement_id="S-1", direction="1", analogous_to="Others' territory")
    add("issues", issue="Others' territory", statement_id="S-1", analogous_to="Others' territory")
    assert codes() == ["P041 issues.csv 3 analogous_to"]
    add("issues", issue="Third", statement_id="S-1", analogous_to="Fourth")
    assert codes() == ["P041 issues.csv 3 analogous_to", "P041 issues.csv 4 analogous_to"]


def test_rows_given_twice(add, codes):
    for _ in range(2):
        add("issues", issue="Statehood", statement_id="S-1", direction="1")
        add("asset_status", asset_id="pipe", status="operating", begins="2006", document_id="paper")
    assert codes() == ["P042 asset_status.csv 3", "P042 issues.csv 3"]


def test_low_above_high_and_reversed_windows(add, codes):
    add("statements", statement_id="S-2", item="natural gas supply", low="41", high="40.5", summary="Another thing")
    add("statements", statement_id="S-3", item="coal supply", begins="2024-06", ends="2024-05", summary="A third thing")
    add("asset_status", asset_id="pipe", status="operating", begins="2020", ends="2019-12-31", document_id="paper")
    told = codes()
    assert [code.split()[:3] for code in told] == [
        ["P031", "statements.csv", "3"],
        ["P032", "statements.csv", "4"],
        ["P032", "asset_status.csv", "2"],
    ]


def test_a_month_ends_in_its_year(add, codes):
    add("statements", statement_id="S-2", item="coal supply", begins="2024-06", ends="2024", summary="Another thing")
    assert codes() == []
