"""What can be added, under whose terms, where it would come from now, and what is there already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ninetenths.datasets.catalogue.description import DatasetInfo, dataset_names, describe
from ninetenths.datasets.catalogue.locating import Source, default_cache, sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One data set as ``ninetenths datasets`` shows it.

    Attributes
    ----------
    begins, ends
        Years of which it speaks.
    restrictive
        Whether its licence sets limits that must be known before use.
    origin, place
        Where its first needed file would be taken from now: mirror, cache, official or by hand; path or address.
    in_ledger
        Releases of it that the ledger holds (``owid_energy@2024-10-21``).

    Reading: a place is where the file would be looked for; a server is not asked whether it has it.
    """

    name: str
    title: str
    publisher: str
    layers: tuple[str, ...]
    begins: str
    ends: str
    licence: str
    credit: str
    restrictive: bool
    homepage: str
    origin: str
    place: str
    in_ledger: tuple[str, ...]
    notes: tuple[str, ...]


def list_datasets(
    *, mirror: str | Path | None = None, cache: Path | None = None, documents: Iterable[str] = ()
) -> tuple[Listed, ...]:
    """Return every data set by name; nothing is fetched.

    Parameters
    ----------
    mirror, cache
        As for `ninetenths.datasets.catalogue.add_dataset`.
    documents
        Ids of the documents of a ledger, to tell what it has already.

    Raises
    ------
    NinetenthsError
        If the mirror does not exist.

    Examples
    --------
    >>> {one.name: one.ends for one in list_datasets(cache=Path("/nowhere"))}["owid_energy"]
    '2020'
    """
    held = sorted({text.partition(":")[0] for text in documents if "@" in text})
    kept = cache or default_cache()
    return tuple(_listed(describe(name), mirror, kept, held) for name in dataset_names())


def _listed(info: DatasetInfo, mirror: str | Path | None, cache: Path, held: list[str]) -> Listed:
    first = next((file for file in info.files if file.required), info.files[0])
    source = next(sources(info, first, given=None, mirror=mirror, cache=cache), Source("by hand"))
    return Listed(
        name=info.name,
        title=info.title,
        publisher=info.publisher,
        layers=info.layers,
        begins=info.begins,
        ends=info.ends,
        licence=info.licence,
        credit=info.credit,
        restrictive=info.restrictive,
        homepage=info.homepage,
        origin=source.origin,
        place=source.place or info.homepage,
        in_ledger=tuple(one for one in held if one.partition("@")[0] == info.name),
        notes=info.notes,
    )
