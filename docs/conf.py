"""Sphinx configuration."""

project = "ninetenths"
author = "The ninetenths authors"
copyright = "2026, The ninetenths authors"
version = release = "0.2.0"

extensions = [
    "myst_parser",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinxcontrib.bibtex",
]
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3
bibtex_bibfiles = ["references.bib"]
numpydoc_show_class_members = False
autodoc_typehints = "none"
autodoc_member_order = "bysource"
html_theme = "furo"
html_title = "ninetenths"
html_static_path = ["_static"]
exclude_patterns = ["_build", "reference/generated/compare-rules.md"]
