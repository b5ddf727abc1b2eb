"""SIGKILL at any moment loses nothing that was reported as written, and leaves no half of anything else."""

import random
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from ninetenths.errors import LedgerError
from ninetenths.ledger import Document, Ledger, Where

ROUNDS = 15
BATCH = 20
WRITER = """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from ninetenths.ledger import Ledger, Statement

    ledger, start = Ledger.open(Path(sys.argv[1])), int(sys.argv[2])
    print("ready", flush=True)
    for batch in range(start, start + 100_000):
        ledger.write([
            Statement(
                statement_id=f"k@1:{batch}-{number}", summary=f"Batch {batch} " + "x" * 500, layer="energy",
                kind="event", sender="AZE", receiver="ISR", item="i", document_id="d", locator="l",
                recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
            for number in range(int(sys.argv[3]))
        ])
        print(batch, flush=True)
"""


def killed_after(path, start, seconds):
    """Return the batches that a writer reported before it was killed."""
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(path), str(start), str(BATCH)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout.readline() == "ready\n"
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    said, _ = child.communicate()
    lines = said.split("\n")[:-1]  # a line without its end was not reported
    return [int(line) for line in lines]


def test_sigkill_in_a_loop_loses_nothing_that_was_reported(tmp_path):
    path = tmp_path / "one.ledger"
    moments = random.Random(20261121)
    Ledger.create(path, records=[Document(document_id="d", title="t", kind="news", interest="press", licence="l")])
    reported = set()
    for number in range(ROUNDS):
        start = number * 100_000
        told = killed_after(path, start, moments.uniform(0.0, 0.35))
        reported |= set(told)
        ledger = Ledger.open(path)
        held = {}
        for one in ledger.statements():
            batch = int(one.statement_id.partition(":")[2].partition("-")[0])
            held[batch] = held.get(batch, 0) + 1
        assert reported <= held.keys(), "a batch that was reported as written is gone"
        assert set(held.values()) <= {BATCH}, "a batch is there in part"
        reported = set(held)
    assert len(reported) > ROUNDS, "the writers were killed before they wrote anything"
    assert ledger.count(Where(text="batch")) == len(reported) * BATCH


def test_a_killed_creation_leaves_no_file_under_the_name(tmp_path):
    path = tmp_path / "one.ledger"
    code = """
        import os, signal, sys
        from pathlib import Path
        from ninetenths.ledger import Document, Ledger

        def records():
            yield Document(document_id="d", title="t", kind="news", interest="press", licence="l")
            os.kill(os.getpid(), signal.SIGKILL)

        Ledger.create(Path(sys.argv[1]), records=records())
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not path.exists()
    with pytest.raises(LedgerError, match="is not there"):
        Ledger.open(path)
    assert Ledger.create(path).count() == 0
