"""A first write that is killed leaves nothing under the ledger's name, or a whole ledger."""

import subprocess
import sys

from ninetenths.datasets.packs import pack_folder, read_pack, writable_ledger
from ninetenths.ledger import Ledger, Where

SEED = """
import sys
from pathlib import Path
from ninetenths.datasets.packs import writable_ledger
print("ready", flush=True)
writable_ledger("germany-russia", working_directory=Path(sys.argv[1]))
"""
DELAYS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4)


def test_a_kill_while_seeding_leaves_nothing_or_all(tmp_path):
    rows = sum(record.__class__.__name__ == "Statement" for record in read_pack(pack_folder("germany-russia")).records)
    for number, delay in enumerate(DELAYS):
        folder = tmp_path / str(number)
        folder.mkdir()
        child = subprocess.Popen([sys.executable, "-c", SEED, str(folder)], stdout=subprocess.PIPE)
        with child:
            assert child.stdout.readline().strip() == b"ready"
            try:
                child.wait(timeout=delay)
            except subprocess.TimeoutExpired:
                child.kill()
        path = folder / "ninetenths.ledger"
        if path.exists():
            assert Ledger.open(path).count(Where()) == rows
        ledger = writable_ledger("germany-russia", working_directory=folder)
        assert ledger.count(Where()) == rows
