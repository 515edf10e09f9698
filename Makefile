# Everything sets itself up: Python 3.11 or newer and nothing else.
PY ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: install brief test check bench serve docs site pictures soak clean
.DEFAULT_GOAL := brief

$(BIN)/python:
	$(PY) -m venv .venv

# Compiled bytecode and kernels make the second start fast, whatever the shell says.
$(STAMP): pyproject.toml constraints.txt | $(BIN)/python
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[test,check]'
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m rotascope.warm
	touch $@

install: $(STAMP)

brief: install
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/rotascope brief --html brief.html

check: install
	@$(BIN)/ruff format --check -q . && $(BIN)/ruff check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo > .lint-imports.log || { cat .lint-imports.log; exit 1; }
	@$(BIN)/python scripts/build_docs.py --check
	@$(BIN)/python -m pytest -n 2 -m 'not slow'

test: install
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=term-missing:skip-covered --cov-fail-under=95

soak: install
	@ROTASCOPE_SOAK=1 $(BIN)/python -m pytest -n 2 -m slow

bench: install
	@$(BIN)/python benchmarks/run.py

docs: install
	@$(BIN)/python scripts/build_docs.py

# The same pages as a site, without a network; a warning is an error.
site: install
	@$(BIN)/python -m sphinx -q -W -b html docs build/site
	@echo "build/site/index.html"

# What README.md and docs/ show of the dashboard, from the sample; needs a Chromium.
pictures: install
	@$(BIN)/python scripts/pictures.py

serve: install
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/rotascope serve

clean:
	rm -rf .venv brief.html .coverage .lint-imports.log
