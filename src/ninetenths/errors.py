"""Every exception the package raises: one class for each decision a caller can take.

Messages say what was found, what was expected or why it matters, and what to do.
"""


class NinetenthsError(Exception):
    """Base of all errors raised on purpose by this package."""


class UnknownState(NinetenthsError):
    """A name or code that no state, organisation or part of a state carries on that date."""


class AmbiguousState(NinetenthsError):
    """A name or code that several states carry; the choices are in the message."""


class CoverageError(NinetenthsError):
    """A question outside the window in which the evidence speaks at all."""


class UnitError(NinetenthsError):
    """Quantities whose units or bases cannot be put on one scale."""


class PackError(NinetenthsError):
    """A case pack that breaks its contract; all faults are listed at once."""


class LedgerError(NinetenthsError):
    """A ledger file that is foreign, corrupt, of another format version, or not writable."""


class LedgerBusy(LedgerError):
    """Another process holds the ledger file."""


class UnknownRecord(LedgerError):
    """An id that no statement or document of the ledger carries."""


class DatasetChanged(NinetenthsError):
    """A published file that is not the release its adapter knows: another hash, or columns that moved."""


class InvalidRecord(NinetenthsError):
    """A statement, document or other record with a value outside its declared range."""
