"""``add`` and ``datasets`` as a person types them, with files given, mirrored, served and refused."""

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ninetenths.cli import main

HEADER = "Entity,Year,Coal production (TWh),Gas production (TWh),Oil production (TWh)\n"
NAME = "Fossil_fuel_production_BP_Shift_2022.csv"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("NINETENTHS_LEDGER", "own.ledger")
    for name in ("NINETENTHS_MIRROR", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def run(capfd):
    def command(*words):
        status = main(list(words))
        printed = capfd.readouterr()
        return status, printed.out, printed.err

    return command


def write(folder, *rows):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_a_file_is_added_shown_and_found_again(here, run):
    path = write(here / "files", "Azerbaijan,2020,,,408.2", "OPEC,2020,1,1,1")
    status, out, _ = run("add", "owid_energy", str(path), "--any-release")
    assert status == 0
    assert "owid_energy@sha256-" in out
    assert "a total of several states" in out
    assert "OPEC: 1 rows" in out
    assert "Licence: CC BY 4.0" in out
    status, out, _ = run("add", "owid_energy", str(path), "--any-release", "--json")
    told = json.loads(out)
    assert told["added"] == {"document": 0, "statement": 0}
    assert told["unchanged"] == {"document": 1, "statement": 1}
    status, out, _ = run("datasets", "--json")
    listed = {one["name"]: one for one in json.loads(out)}
    assert listed["owid_energy"]["in_ledger"] == [told["label"]]
    assert listed["sipri_register"]["restrictive"] is True
    assert listed["sipri_register"]["origin"] == "by hand"


def test_the_mirror_of_the_environment_is_used_as_folder_and_as_server(here, run, monkeypatch):
    write(here / "mirror" / "owid_energy", "Azerbaijan,2020,,,408.2")
    monkeypatch.setenv("NINETENTHS_MIRROR", str(here / "mirror"))
    status, out, _ = run("add", "owid_energy", "--any-release", "--json")
    assert status == 0
    told = json.loads(out)
    assert told["files"][0][1:] == ["mirror", str(here / "mirror" / "owid_energy" / NAME)]
    assert told["doubts"][0].startswith("Primary energy consumption, BP and EIA (2022) was left out")
    served = partial(Quiet, directory=str(here / "mirror"))
    with ThreadingHTTPServer(("127.0.0.1", 0), served) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        write(here / "mirror" / "owid_energy", "Azerbaijan,2020,,,400")
        status, out, err = run("add", "owid_energy", "--mirror", address, "--any-release", "--json")
        assert status == 0, err
        assert json.loads(out)["files"][0][1:] == ["mirror", f"{address}/owid_energy/{NAME}"]
        assert json.loads(out)["added"] == {"document": 1, "statement": 1}
        server.shutdown()
        thread.join()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words):
        """Say nothing."""


@pytest.mark.parametrize(
    ("rows", "options", "said"),
    [
        (["Azerbaijan,2020,,,408.2"], [], "not a release that is known here"),
        (["Atlantis,2020,,,1"], ["--any-release"], "'Atlantis' in 1 rows"),
        (["Azerbaijan,2020,,"], ["--any-release"], "found 4 cells; expected 5"),
    ],
)
def test_what_cannot_be_added_is_told_in_one_message_and_nothing_is_written(here, run, rows, options, said):
    path = write(here / "files", *rows)
    status, out, err = run("add", "owid_energy", str(path), *options)
    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    _, out, _ = run("datasets", "--json")
    assert {tuple(one["in_ledger"]) for one in json.loads(out)} == {()}


def test_a_web_page_saved_in_place_of_a_file_is_told(here, run):
    path = here / NAME
    path.write_text("<!DOCTYPE html><html></html>", encoding="utf-8")
    status, _, err = run("add", "owid_energy", str(path))
    assert status == 2
    assert "is a web page, not Fossil fuel production" in err


def test_unknown_names_are_left_out_on_request_and_listed(here, run):
    path = write(here / "files", "Azerbaijan,2020,,,408.2", "Atlantis,2020,,,1")
    status, out, _ = run("add", "owid_energy", str(path), "--any-release", "--partial")
    assert status == 0
    assert "Names that nobody knows" in out
    assert "Atlantis" in out


def test_an_unknown_data_set_makes_no_ledger(here, run):
    status, _, err = run("add", "owid_enery")
    assert status == 2
    assert "did you mean 'owid_energy'?" in err
    assert not (here / "own.ledger").exists()


def test_restrictive_terms_are_said_aloud(here, run):
    path = here / "sipri_tiv.csv"
    path.write_text(
        "TIV of arms imports to Azerbaijan, 2020-2020\nGenerated: 21 Nov 2026\n,2020\nIsrael,5\n", encoding="utf-8"
    )
    status, out, _ = run("add", "sipri_tiv", str(path))
    assert status == 0
    assert "non-commercial" in out
    assert "Source: SIPRI Arms Transfers Database" in out
    assert "limit what you may do" in out


def test_the_table_of_data_sets_names_them_all(run, here):
    write(here, "Azerbaijan,2020,,,408.2")
    run("add", "owid_energy", NAME, "--any-release")
    status, out, _ = run("datasets")
    assert status == 0
    assert "owid_energy" in out
    assert "1950 to 2025" in out
