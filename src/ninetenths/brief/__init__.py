"""A dossier rendered: terminal, Markdown, JSON, DOCX and one self-contained HTML page. Nothing is computed here."""

from ninetenths.brief.bibliography import render_bibtex, render_csl
from ninetenths.brief.json_form import render_json
from ninetenths.brief.markdown import render_markdown
from ninetenths.brief.page import render_html
from ninetenths.brief.terminal import render_terminal
from ninetenths.brief.why import render_why
from ninetenths.brief.word import render_docx

__all__ = [
    "render_bibtex",
    "render_csl",
    "render_docx",
    "render_html",
    "render_json",
    "render_markdown",
    "render_terminal",
    "render_why",
]
