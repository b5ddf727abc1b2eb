"""What a dossier has read of a ledger, as a ledger: nothing published later, nothing private that was left out."""

from __future__ import annotations

from datetime import date

from ninetenths.findings.evidence import Evidence
from ninetenths.ledger import Ledger, Where
from ninetenths.ledger.dates import last_day
from ninetenths.ledger.records import Asset, AssetStatus, Document, Gap, Issue, Link, Ownership, Statement


class Known(Ledger):
    """The evidence of a dossier in the form in which the engines ask for it; it cannot be written to.

    The engines ask a ledger for everything that was known; this one answers from the evidence, so that each of them
    keeps to its ``as_of`` and to what may be shown, and nothing is read twice. Conditions on a date, on private
    figures and on states are those of the evidence already. Owners and statuses that a document told after the day
    are not known yet.
    """

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def statements(self, where: Where = Where()) -> list[Statement]:  # noqa: ARG002, B008 - those of the evidence
        """Return the statements of the evidence."""
        return list(self._evidence.statements)

    def count(self, where: Where = Where()) -> int:  # noqa: ARG002, B008 - those of the evidence
        """Return how many statements the evidence holds."""
        return len(self._evidence.statements)

    def documents(self) -> dict[str, Document]:
        """Return the documents of the evidence."""
        return self._evidence.documents

    def assets(self) -> list[Asset]:
        """Return the assets."""
        return list(self._evidence.assets.values())

    def ownerships(self) -> list[Ownership]:
        """Return the owners told by the day."""
        return [one for one in self._evidence.ownerships if self._is_told(one.document_id)]

    def asset_statuses(self) -> list[AssetStatus]:
        """Return the statuses told by the day."""
        return [one for one in self._evidence.statuses if self._is_told(one.document_id)]

    def gaps(self) -> list[Gap]:
        """Return the gaps of the evidence."""
        return list(self._evidence.gaps)

    def links(self) -> list[Link]:
        """Return the links of the evidence."""
        return list(self._evidence.links)

    def issues(self) -> list[Issue]:
        """Return the issues of the evidence."""
        return list(self._evidence.issues)

    def day(self) -> date:
        """Return the day of the evidence: the one asked for, else the last on which a document was published."""
        published = [day for one in self._evidence.documents.values() if (day := last_day(one.published_on))]
        return self._evidence.as_of or max(published, default=date.max)

    def _is_told(self, document_id: str) -> bool:
        """Whether a document is one of the evidence and was out by the day; an undated one counts as out."""
        document = self._evidence.documents.get(document_id)
        if document is None:
            return False
        published = last_day(document.published_on)
        return self._evidence.as_of is None or published is None or published <= self._evidence.as_of
