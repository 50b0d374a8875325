# Two commands do everything: `make edition` and `make test`. Each makes the environment that it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt
OUTPUT := output
# Where Python may not keep what it compiles (PYTHONDONTWRITEBYTECODE, as in many containers), each start of kwedition would
# compile it anew, also that of a build for which there is nothing to do.
COMPILE := $(BIN)/python -m compileall -q src

.PHONY: edition test lint check clean gallery screenshots help

help:
	@echo "make edition   check the edition in tei/ and write it to $(OUTPUT)/"
	@echo "make test      lint, type-check and run all tests"
	@echo "make gallery   show how TEI looks, snippet by snippet, in gallery/"
	@echo "make screenshots   take the pictures of the site in docs/ (with Chromium)"
	@echo "make lint      only ruff and mypy"
	@echo "make clean     remove the environment and what was generated"

edition: $(VENV)/.edition
	$(COMPILE)
	$(BIN)/kwedition check
	$(BIN)/kwedition build --output $(OUTPUT)
	@echo "open $(OUTPUT)/index.html"

test: lint
	$(COMPILE)
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

gallery: $(VENV)/.test
	$(BIN)/python tests/gallery/publish.py

screenshots: edition $(VENV)/.test
	$(BIN)/python docs/screenshots.py $(OUTPUT)

clean:
	rm -rf $(VENV) dist gallery .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find $(OUTPUT) -mindepth 1 ! -name README.md -delete

# The folder is made first; what is installed into it depends on who asks.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "kwedition needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version 2>&1)"; \
	  echo "install one and name it: make edition PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make a virtual environment here: its venv module is not installed"; \
	  echo "on Debian and Ubuntu run: apt install python3-venv"; exit 1; }
	@echo "making the environment in $(VENV)/"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.edition: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing kwedition and what it needs into $(VENV)/"
	$(PIP) --editable '.[cjk]'
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing kwedition and what its tests need into $(VENV)/"
	$(PIP) --editable '.[cjk,cluster,dev]'
	@touch $@ $(VENV)/.edition
