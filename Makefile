# Two commands for a newcomer: `make brief` and `make test`. Without uv, a virtual environment is made with python3.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
FROZEN := --frozen --inexact
export UV_SYSTEM_CERTS := 1

ifneq ($(shell command -v uv 2>/dev/null),)
UV := uv
else
UV := $(BIN)/uv
endif

.PHONY: brief test lint bench validate docs clean
.DELETE_ON_ERROR:

brief: $(VENV)/.run-ready
	$(BIN)/ninetenths brief AZE ISR
	$(BIN)/ninetenths brief AZE ISR --out brief.html

test: lint docs
	$(BIN)/pytest -n 2 --dist loadfile

lint: $(VENV)/.test-ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.test-ready
	$(BIN)/python -m benchmarks.run

validate: $(VENV)/.test-ready
	$(BIN)/python -m benchmarks.validate

docs: $(VENV)/.test-ready
	$(BIN)/python docs/generate.py
	$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html

$(VENV)/bin/python:
ifeq ($(UV),uv)
	uv venv --quiet --python ">=3.11" $(VENV)
else
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
endif

$(VENV)/.run-ready: $(VENV)/bin/python pyproject.toml uv.lock
	VIRTUAL_ENV=$(abspath $(VENV)) $(UV) sync --quiet $(FROZEN) --no-dev
	@touch $@

$(VENV)/.test-ready: $(VENV)/bin/python pyproject.toml uv.lock
	VIRTUAL_ENV=$(abspath $(VENV)) $(UV) sync --quiet $(FROZEN) --group docs
	@touch $@ $(VENV)/.run-ready

clean:
	rm -rf $(VENV) docs/_build docs/reference/generated brief.html .pytest_cache .mypy_cache .ruff_cache .hypothesis
