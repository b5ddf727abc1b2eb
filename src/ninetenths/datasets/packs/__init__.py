"""Case packs: folders of sourced facts compiled by hand, embedded or a user's own, under one contract."""

from ninetenths.datasets.packs.embedded import DEFAULT_PACK, pack_folder, pack_names
from ninetenths.datasets.packs.faults import Fault
from ninetenths.datasets.packs.opening import open_ledger, outdated_note, writable_ledger
from ninetenths.datasets.packs.reading import Pack, check_pack, read_pack
from ninetenths.datasets.packs.skeleton import new_pack

__all__ = [
    "DEFAULT_PACK",
    "Fault",
    "Pack",
    "check_pack",
    "new_pack",
    "open_ledger",
    "outdated_note",
    "pack_folder",
    "pack_names",
    "read_pack",
    "writable_ledger",
]
