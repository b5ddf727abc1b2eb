"""The command line from files to answers: what is printed and written, and what is refused with which exit code."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ninetenths.cli import main

ADD = [
    "statement", "add", "--layer", "energy", "--kind", "share", "--sender", "Azerbaijan", "--receiver", "Israel",
    "--item", "crude imports", "--low", "43", "--high", "45.0", "--unit", "percent", "--begins", "2026-01",
    "--ends", "2026-06", "--summary", "=1+1 A trader's <b>figure</b>", "--title", "Call; DROP TABLE statement",
    "--interest", "party", "--restricted",
]  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NINETENTHS_LEDGER", raising=False)
    return tmp_path


def printed(capfd, *words, status=0):
    assert main(words) == status
    return capfd.readouterr().out


def refused(capfd, *words, status=2):
    assert main(words) == status
    return capfd.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("brief", "AZE", "ISR"),
        ("brief", "AZE"),
        ("brief", "EU", "RUS", "--ledger", "germany-russia"),
        ("brief", "PER", "BOL"),
        ("brief", "AZE", "ISR", "--as-of", "2022", "--since", "2020"),
        ("why", "AZIS-0109"),
        ("statements", "--dyad", "AZE", "ISR", "--layer", "arms"),
        ("conflicts", "AZE", "ISR"),
        ("timeline", "AZE", "ISR", "--around", "2023-10-07"),
        ("spells", "AZE", "ISR", "--on", "2022-07-01"),
        ("diff", "AZE", "ISR", "--since", "2025"),
        ("review",),
        ("states",),
        ("states", "OIC"),
        ("states", "Turkey"),
        ("states", "AZE:SOCAR"),
        ("case", "list"),
        ("case", "new", "mine", "MAR", "DZA"),
        ("cite", "AZE", "ISR"),
        ("case", "check", "germany-russia"),
        ("doctor",),
    ],
    ids=" ".join,
)
def test_every_command_prints_json(words, capfd):
    assert json.loads(printed(capfd, *words, "--json"))


@pytest.mark.parametrize("ending", ["html", "md", "json", "docx", "txt"])
def test_the_same_brief_twice_is_the_same_bytes(ending, capfd):
    for name in ("one", "two"):
        printed(capfd, "brief", "AZE", "ISR", "--out", f"{name}.{ending}")
    one, two = (hashlib.sha256(Path(f"{name}.{ending}").read_bytes()).hexdigest() for name in ("one", "two"))
    assert one == two


@pytest.mark.parametrize("seed", ["0", "77"])
def test_the_bytes_depend_on_neither_hash_seed_nor_zone_nor_language(seed, folder):
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TZ": "Asia/Baku" if seed == "0" else "America/Lima",
        "LANG": "C",
    }
    words = ["brief", "AZE", "ISR", "--out", "brief.html"]
    code = f"import sys; from ninetenths.cli import main; sys.exit(main({words!r}))"
    subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    assert main(["brief", "AZE", "ISR", "--out", "here.html"]) == 0
    assert Path("brief.html").read_bytes() == Path("here.html").read_bytes()


def test_a_figure_of_ones_own_is_added_once_and_shown(capfd):
    assert "added" in printed(capfd, *ADD)
    assert Path("ninetenths.ledger").exists()
    assert "already there" in printed(capfd, *ADD)
    found = json.loads(printed(capfd, "statements", "--text", "A trader's", "--json"))
    assert [(one["low"], one["high"], one["summary"]) for one in found] == [
        ("43", "45.0", "=1+1 A trader's <b>figure</b>")
    ]
    identifier = found[0]["statement_id"]
    assert "citation" in printed(capfd, "why", identifier)
    printed(capfd, "brief", "AZE", "ISR", "--out", "sent.html")
    assert "A trader" not in Path("sent.html").read_text(encoding="utf-8")
    printed(capfd, "brief", "AZE", "ISR", "--out", "brief.html", "--with-restricted")
    page = Path("brief.html").read_text(encoding="utf-8")
    assert "A trader&#39;s &lt;b&gt;figure&lt;/b&gt;" in page
    assert "<b>figure</b>" not in page


def test_an_identical_figure_is_the_same_whatever_the_day(capfd, monkeypatch):
    first = json.loads(printed(capfd, *ADD, "--json"))["records"][-1]["statement_id"]
    Path("ninetenths.ledger").unlink()
    second = json.loads(printed(capfd, *ADD, "--json"))["records"][-1]["statement_id"]
    assert first == second


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_what_is_exported_can_be_read_again_and_private_figures_stay_at_home(form, capfd):
    printed(capfd, *ADD)
    printed(capfd, "export", "shared", "--form", form)
    printed(capfd, "export", "whole", "--form", form, "--with-restricted")
    shared = json.loads(printed(capfd, "import", "shared", "--ledger", "shared.ledger", "--json"))
    whole = json.loads(printed(capfd, "import", "whole", "--ledger", "whole.ledger", "--json"))
    assert whole["added"]["statement"] == shared["added"]["statement"] + 1 == 708
    again = json.loads(printed(capfd, "import", "whole", "--ledger", "whole.ledger", "--json"))
    assert (again["added"].get("statement", 0), again["unchanged"]["statement"]) == (0, 708)
    sent = "".join(path.read_text("utf-8", errors="replace") for path in Path("shared").iterdir() if form != "parquet")
    assert "A trader" not in sent


def test_a_judgement_takes_a_statement_out_and_back(capfd):
    printed(capfd, *ADD)
    name = json.loads(printed(capfd, "statements", "--text", "A trader's", "--json"))[0]["statement_id"]
    printed(capfd, "review", name, "--grade", "rejected", "--by", "me", "--reason", "withdrawn")
    assert json.loads(printed(capfd, "statements", "--text", "A trader's", "--json")) == []
    assert "withdrawn" in printed(capfd, "why", name)
    printed(capfd, "review", name, "--grade", "accepted", "--by", "me", "--reason", "confirmed")
    assert len(json.loads(printed(capfd, "statements", "--text", "A trader's", "--json"))) == 1


def test_cite_writes_bibtex_and_csl(capfd):
    assert printed(capfd, "cite", "AZE", "ISR").startswith("@")
    items = json.loads(printed(capfd, "cite", "AZE", "ISR", "--format", "csl"))
    assert {"id", "type", "title"} <= set(items[0])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("brief", "Azerbaijann", "ISR"), "Did you mean AZE"),
        (("brief", "Congo", "ISR"), "COD"),
        (("brief", "AZE", "AZE"), "AZE"),
        (("brief", "AZE", "ISR", "--as-of", "2024-13"), "--as-of"),
        (("brief", "AZE", "ISR", "--as-of", "2020", "--since", "2021"), "2020-12-31"),
        (("brief", "AZE", "ISR", "--out", "no/such/folder/x.html"), "no/such/folder"),
        (("brief", "AZE", "ISR", "--format", "docx"), "--out"),
        (("spells", "AZE", "ISR", "--on", ".."), "--on"),
        (("diff", "AZE", "ISR"), "--since"),
        (("review", "AZIS-0001", "--grade", "rejected"), "--reason"),
        (("states", "Atlantis"), "Atlantis"),
        (("statements", "--layer", "enrgy"), "energy"),
        (("statements", "--from", "2025", "--until", "2024"), "2025"),
        (("statement", "add", "--layer", "x"), "--kind"),
        (("case", "new", ".", "AZE", "Nowhereland"), "Nowhereland"),
        (("nosuch",), "nosuch"),
        (("spells", "AZE", "ISR", "--on", "1950"), "1991-10-18"),
        (("statements", "--limit", "0"), "--limit"),
        (("statements", "--document", "nosuch"), "nosuch"),
        (("timeline", "AZE", "ISR", "--layer", "energie"), "energy"),
        (("conflicts", "AZE", "ISR", "--layer", "energie"), "energy"),
        (("diff", "AZE", "ISR", "--since", "2025", "--until", "2024"), "2024"),
        (("review", "--grade", "rejected", "--by", "me", "--reason", "x"), "review ID"),
        (("brief", "AZE", "ISR", "--out", "brief.pdf"), ".html"),
        (("brief", "AZE", "ISR", "--out", "brief.html", "--format", "md"), "--format"),
        (("why", "AZIS-\udcff"), "UTF-8"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_bad_input_is_answered_with_what_to_do(words, said, capfd):
    assert said in refused(capfd, *words)


def test_all_faults_of_a_figure_are_listed_at_once(capfd):
    words = list(ADD)
    words[words.index("43")] = "50"
    words[words.index("percent")] = "bananas"
    words[words.index("2026-01")] = "2026-31"
    said = refused(capfd, *words)
    assert "bananas" in said
    assert "2026-31" in said
    assert (
        not Path("ninetenths.ledger").exists()
        or json.loads(printed(capfd, "statements", "--text", "A trader's", "--json")) == []
    )


def test_a_ledger_that_cannot_be_used_has_its_own_exit_code(capfd):
    Path("foreign.ledger").write_text("not a ledger", encoding="utf-8")
    assert "foreign.ledger" in refused(capfd, "brief", "AZE", "ISR", "--ledger", "foreign.ledger", status=3)
    assert "why" not in refused(capfd, "why", "AZIS-0001", "--ledger", "absent.ledger", status=3)
    assert "nosuch" in refused(capfd, "import", "nosuch", status=3)
    assert not Path("ninetenths.ledger").exists()
    assert "AZIS-0109" in refused(capfd, "why", "AZIS-109")


def test_a_pipe_that_closes_early_is_no_error(folder):
    command = "import sys; from ninetenths.cli import main; sys.exit(main(['statements', '--json']))"
    with subprocess.Popen(
        [sys.executable, "-c", command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        run.stdout.readline()
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait() == 0


@pytest.mark.parametrize("words", [("brief", "AZE", "ISR"), ("statements", "--json")], ids=" ".join)
def test_a_full_device_is_said_in_one_line(words, folder):
    code = f"import sys; from ninetenths.cli import main; sys.exit(main({list(words)!r}))"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "could not be written" in done.stderr


def test_an_old_brief_stays_whole_when_the_new_one_cannot_be_written(capfd, monkeypatch):
    printed(capfd, "brief", "PER", "BOL", "--out", "brief.html")
    before = Path("brief.html").read_bytes()

    def fails(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    assert "No space left" in refused(capfd, "brief", "AZE", "ISR", "--out", "brief.html")
    assert Path("brief.html").read_bytes() == before
    assert [path.name for path in Path().iterdir()] == ["brief.html"]
