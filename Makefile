# Three words run everything: make demo, make test, make lint.
# .venv is made once, from pinned files, with all that the three need; after that no network is asked for.

PYTHON := $(or $(PYTHON),$(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq

.PHONY: demo test lint
demo: .venv/ready
	@$(BIN)/fangzhi demo

test: .venv/ready
	@$(BIN)/python -m pytest -n 2

lint: .venv/lint-ready
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

.venv/ready: requirements/test.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "fangzhi needs Python 3.11 or newer; found: $$(python3 --version 2>&1)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) has no venv; on Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	@echo "installing into .venv (once, a minute or two) …"
	@$(PYTHON) -m venv .venv
	@$(PIP) -r requirements/test.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/lint-ready: .venv/ready requirements/lint.txt
	@$(PIP) -r requirements/lint.txt
	@touch $@
