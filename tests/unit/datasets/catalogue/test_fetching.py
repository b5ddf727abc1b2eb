"""From where a file is taken, what a server can do wrong, and what the person is told."""

import lzma
import socket

import pytest

from ninetenths.datasets.catalogue.fetching import fetch_all
from ninetenths.datasets.catalogue.locating import sources
from ninetenths.datasets.catalogue.releases import identify
from ninetenths.errors import DatasetChanged, NinetenthsError

TABLE = b"Entity,Year,Oil\nAzerbaijan,2020,1.5\n"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def take(info, tmp_path, *, given=None, mirror=None, progress=None):
    found, missed = fetch_all(info, given=given, mirror=mirror, cache=tmp_path / "cache", progress=progress)
    assert missed == []
    return found[0]


def test_the_official_address_is_fetched_kept_and_not_asked_again(server, described, tmp_path):
    address, folder = server
    (folder / "table.csv").write_bytes(TABLE)
    told = []
    info = described(f"{address}/files/table.csv")
    first = take(info, tmp_path, progress=lambda *piece: told.append(piece))
    assert (first.origin, first.content.payload) == ("official", TABLE)
    assert told[-1] == ("The table", len(TABLE), len(TABLE))
    (folder / "table.csv").unlink()
    again = take(info, tmp_path)
    assert (again.origin, again.content.payload) == ("cache", TABLE)
    assert identify(info, None, [again]) == ("1", "2021")


def test_a_redirect_is_followed(server, described, tmp_path):
    address, folder = server
    (folder / "table.csv").write_bytes(TABLE)
    assert take(described(f"{address}/moved.csv"), tmp_path).content.payload == TABLE


def test_a_file_that_is_packed_on_the_server_is_unpacked_and_known_by_its_content(server, described, tmp_path):
    address, folder = server
    (folder / "table.csv.xz").write_bytes(lzma.compress(TABLE))
    info = described(f"{address}/files/table.csv.xz")
    found = take(info, tmp_path)
    assert found.content.payload == TABLE
    assert identify(info, None, [found]) == ("1", "2021")
    assert take(info, tmp_path).origin == "cache"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nowhere.csv", "no server has it"),
        ("broken.csv", "the server answered 500"),
        ("short.csv", "failed with"),
    ],
)
def test_a_failing_server_is_answered_with_the_way_by_hand(server, described, tmp_path, path, said):
    address = f"{server[0]}/{path}"
    with pytest.raises(NinetenthsError) as caught:
        take(described(address), tmp_path)
    message = str(caught.value)
    assert said in message
    assert address in message
    assert "NINETENTHS_MIRROR" in message
    assert "'table.csv'" in message
    assert not (tmp_path / "cache").exists()


def test_without_a_connection_the_message_says_what_to_do(described, tmp_path):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/table.csv"
        with pytest.raises(
            NinetenthsError, match=r"could not be fetched: nothing answers there \(ConnectionError\)"
        ) as caught:
            take(described(address), tmp_path)
    assert "NINETENTHS_MIRROR" in str(caught.value)


def test_a_login_page_is_no_table(server, described, tmp_path):
    with pytest.raises(DatasetChanged, match=r"login\.csv is a web page, not The table \(csv\)"):
        take(described(f"{server[0]}/login.csv"), tmp_path)


def test_more_bytes_than_expected_stop_the_download(server, described, tmp_path):
    address, folder = server
    (folder / "table.csv").write_bytes(TABLE * 100)
    with pytest.raises(DatasetChanged, match="sends more than 200 bytes"):
        take(described(f"{address}/files/table.csv", most=200), tmp_path)


def test_another_file_is_refused_by_its_hash_naming_both(server, described, tmp_path):
    address, folder = server
    (folder / "table.csv").write_bytes(TABLE + b"Iran,2020,2\n")
    info = described(f"{address}/files/table.csv")
    found = take(info, tmp_path)
    with pytest.raises(DatasetChanged) as caught:
        identify(info, None, [found])
    message = str(caught.value)
    assert found.content.sha256 in message
    assert info.releases[0].files["table"][0] in message
    assert "--any-release" in message
    assert not (tmp_path / "cache").exists(), "what no release answers to is not kept"
    version, published_on = identify(info, None, [found], any_release=True)
    assert (version, published_on) == (f"sha256-{found.content.sha256[:12]}", "")


def test_a_cached_file_of_another_release_is_passed_over(server, described, tmp_path):
    address, folder = server
    (folder / "table.csv").write_bytes(TABLE)
    old = tmp_path / "cache" / "example" / "table.csv"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"Entity,Year\n")
    assert take(described(f"{address}/files/table.csv"), tmp_path).origin == "official"


@pytest.mark.parametrize("place", ["table.csv", "example/table.csv", "own/table.csv"])
def test_a_mirror_folder_comes_before_the_publisher(described, tmp_path, place):
    path = tmp_path / "mirror" / place
    path.parent.mkdir(parents=True)
    path.write_bytes(TABLE)
    for mirror in (tmp_path / "mirror", str(tmp_path / "mirror"), (tmp_path / "mirror").as_uri()):
        found = take(described(), tmp_path, mirror=mirror)
        assert (found.origin, found.place) == ("mirror", str(path))


def test_a_mirror_server_is_asked_under_the_paths_of_a_mirror_folder(server, described, tmp_path):
    address, folder = server
    (folder / "example").mkdir()
    (folder / "example" / "table.csv.xz").write_bytes(lzma.compress(TABLE))
    found = take(described(), tmp_path, mirror=f"{address}/files/")
    assert (found.origin, found.place) == ("mirror", f"{address}/files/example/table.csv.xz")


def test_a_mirror_that_is_not_there_or_holds_two_is_refused(described, tmp_path):
    with pytest.raises(NinetenthsError, match=r"the mirror .* is not there"):
        take(described(), tmp_path, mirror=tmp_path / "none")
    for name in ("t1.csv.xz", "t2.csv.xz"):
        (tmp_path / "own").mkdir(exist_ok=True)
        (tmp_path / "own" / name).write_bytes(lzma.compress(TABLE))
    with pytest.raises(NinetenthsError, match="several files that could be The table"):
        take(described(), tmp_path, mirror=tmp_path)


def test_a_named_file_or_folder_comes_first(described, tmp_path):
    mirror, own = tmp_path / "mirror", tmp_path / "mine.csv"
    mirror.mkdir()
    (mirror / "table.csv").write_bytes(b"Entity\n")
    own.write_bytes(TABLE)
    assert take(described(), tmp_path, given=own, mirror=mirror).place == str(own)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "table.csv").write_bytes(TABLE)
    assert take(described(), tmp_path, given=tmp_path / "folder", mirror=mirror).origin == "given"
    with pytest.raises(NinetenthsError, match=r"is not there\. Name the file"):
        take(described(), tmp_path, given=tmp_path / "none.csv")


def test_where_a_file_would_come_from_is_told_without_fetching(described, tmp_path):
    info = described()
    places = list(sources(info, info.files[0], given=None, mirror="http://127.0.0.1:9/base", cache=tmp_path))
    assert [place.origin for place in places] == ["mirror", "official"]
    assert places[0].addresses[0] == "http://127.0.0.1:9/base/own/table.csv"
    assert "*" not in "".join(places[0].addresses), "a server has no wildcards"
