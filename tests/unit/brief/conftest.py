import runpy
from pathlib import Path

import pytest

EXAMPLE = runpy.run_path(str(Path(__file__).with_name("example_dossier.py")))


@pytest.fixture
def dossier():
    return EXAMPLE["example"]()


@pytest.fixture
def sparse():
    return EXAMPLE["sparse"]()


@pytest.fixture
def hostile():
    return {name: EXAMPLE[name] for name in ("HOSTILE", "HOSTILE_MARKDOWN", "HOSTILE_CONTROL")}
