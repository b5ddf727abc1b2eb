"""A dossier rendered: terminal, Markdown, JSON, DOCX and one self-contained HTML page. Nothing is computed here."""
