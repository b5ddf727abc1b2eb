"""A skip is allowed only where the variable that would have run the test is not set."""

import os

import pytest

PROMISES = ("NINETENTHS_MIRROR", "NINETENTHS_CORPUS", "NINETENTHS_CHROMIUM")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr)
        broken = [name for name in PROMISES if name in reason and os.environ.get(name)]
        if broken:
            report.outcome = "failed"
            report.longrepr = f"skipped although {', '.join(broken)} is set: {reason}"
    return report
