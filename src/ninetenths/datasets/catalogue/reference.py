"""The reference page of the data sets, made from their descriptions."""

from __future__ import annotations

from ninetenths.datasets.catalogue.description import DatasetFile, DatasetInfo, dataset_names, describe

_HEAD = """# Data sets

`ninetenths add NAME` turns a published data set into statements. `ninetenths datasets` lists what is here, where each
would come from now and what the ledger holds already. This page is made from the description of each data set
(`dataset.yaml` in its folder); [how to add one](../how-to/add-a-data-set.md) shows the steps.

No file of a data set is part of this program. The terms of its publisher travel with it: they stand in every document
that `ninetenths add` writes, and so in every brief that rests on it.
"""


def reference_page() -> str:
    """Return the page as Markdown, as it stands in docs/reference/datasets.md.

    Reading: what the publishers say of their data, and what is known to be wrong with the files.
    """
    return "\n".join([_HEAD, _overview(), *(_section(describe(name)) for name in dataset_names())])


def _overview() -> str:
    lines = ["| name | what | layers | years | licence |", "|---|---|---|---|---|"]
    for info in map(describe, dataset_names()):
        layers = ", ".join(info.layers)
        lines.append(
            f"| [{info.name}](#{info.name}) | {info.title} | {layers} | {info.begins} to {info.ends} | {info.licence} |"
        )
    return "\n".join(lines) + "\n"


def _section(info: DatasetInfo) -> str:
    """Return what is said of one data set, under an anchor of its name."""
    told = [
        f"({info.name})=",
        f"## {info.name}",
        "",
        f"{info.title}. {info.publisher}" + (f", <{info.homepage}>." if info.homepage else "."),
        "",
        f"Licence: {info.licence}. Credit: {info.credit}.",
        *(["**This licence limits what you may do with the figures.**"] if info.restrictive else []),
        "",
    ]
    told += [f"- {note}" for note in info.notes]
    if info.notes:
        told.append("")
    told += ["| file | names | from |", "|---|---|---|"]
    told += [_file_line(file) for file in info.files]
    if info.versioned_by == "file":
        told += ["", "Every export is a release of its own; its date and hash are the version."]
    else:
        known = ", ".join(f"{one.version} ({one.published_on or 'undated'})" for one in info.releases)
        told += ["", f"Known releases: {known}."]
    return "\n".join(told) + "\n"


def _file_line(file: DatasetFile) -> str:
    names = " or ".join(f"`{name}`" for name in file.names)
    needed = "" if file.required else " (optional)"
    where = f"<{file.address}>" if file.address else f"by hand: {file.by_hand}"
    return f"| {file.title}{needed} | {names} | {where} |"
