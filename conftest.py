"""Examples in docstrings and in the documentation run as tests."""

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE

from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

OPTIONS = ELLIPSIS | NORMALIZE_WHITESPACE
SOURCE = Sybil(parsers=[DocTestParser(optionflags=OPTIONS)], path="src", patterns=["*.py"])
PAGES = Sybil(parsers=[PythonCodeBlockParser(doctest_optionflags=OPTIONS)], path="docs", patterns=["*.md"])
README = Sybil(parsers=[PythonCodeBlockParser(doctest_optionflags=OPTIONS)], path=".", patterns=["README.md"])
pytest_collect_file = SybilCollection([SOURCE, PAGES, README]).pytest()
