"""The names and folders of the packs that come with the package."""

import pytest

from ninetenths.datasets.packs import DEFAULT_PACK, pack_folder, pack_names
from ninetenths.errors import PackError


def test_the_default_is_among_them():
    assert DEFAULT_PACK in pack_names()
    assert (pack_folder(DEFAULT_PACK) / "case.yaml").is_file()


@pytest.mark.parametrize("name", ["azerbaijan-isreal", "", "..", "../cases/azerbaijan-israel"])
def test_another_name_is_refused_with_those_there_are(name):
    with pytest.raises(PackError, match="azerbaijan-israel, germany-russia"):
        pack_folder(name)


def test_the_nearest_name_is_offered():
    with pytest.raises(PackError, match="did you mean 'germany-russia'"):
        pack_folder("germany-rusia")
