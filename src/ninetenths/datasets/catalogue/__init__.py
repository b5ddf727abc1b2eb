"""The catalogue of published data sets: what each is, where its files are, and how they become statements."""

from ninetenths.datasets.catalogue.adapter import Adapter, Content, Release, Rows, Skipped
from ninetenths.datasets.catalogue.adding import Added, add_dataset
from ninetenths.datasets.catalogue.description import (
    DatasetFile,
    DatasetInfo,
    KnownRelease,
    dataset_names,
    describe,
)
from ninetenths.datasets.catalogue.state_map import StateMap, Unplaced

__all__ = [
    "Adapter",
    "Added",
    "Content",
    "DatasetFile",
    "DatasetInfo",
    "KnownRelease",
    "Release",
    "Rows",
    "Skipped",
    "StateMap",
    "Unplaced",
    "add_dataset",
    "dataset_names",
    "describe",
]
