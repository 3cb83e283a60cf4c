# `make` lists the chores. Everything is installed into .venv from the hashed locks, by plain pip.
PY ?= python3
PORT ?= 8000
UPGRADE ?=

BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command "make lock" $(UPGRADE)

# Checks and tests see neither the operator's settings nor the data folder of `make run`.
OWN_SETTINGS := DATABASE_URL DATABASE_URL_FILE FACTCHECK_DATA FACTCHECK_DEBUG FACTCHECK_HOST FACTCHECK_PROXY \
	SECRET_KEY SECRET_KEY_FILE DJANGO_SETTINGS_MODULE PYTEST_ADDOPTS
CLEAN := env $(addprefix -u ,$(OWN_SETTINGS))
CHECK := $(CLEAN) FACTCHECK_DATA=.venv/check-data
PYTEST := $(BIN)/pytest -q
TEMPLATES := find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2
# The plain parts have no database, so they are not tested a second time on PostgreSQL; --only-db leaves out what is
# plain in the other folders.
PLAIN := tests/agreement tests/alignment tests/deployment tests/hints tests/importing tests/references tests/reports \
	tests/scales tests/segmentation

.DEFAULT_GOAL := help
.PHONY: help run demo test test-fast check lint types format lock

help: ## list the chores
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: .venv/.run ## start on this machine: database, demo and server (PORT=8000)
	@exec $(BIN)/python manage.py up --port $(PORT)

demo: .venv/.run ## put the demo into the database without starting a server
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py demo

test: .venv/.dev ## everything: lint, types, tests on SQLite and PostgreSQL, journeys in a browser
	@tests/ensure_chromium >/dev/null
	@$(MAKE) --silent --no-print-directory lint types
	@echo "Tests on SQLite"
	@$(CLEAN) $(PYTEST) -n 2 -m "not browser"
	@echo "Tests on PostgreSQL"
	@$(CLEAN) $(BIN)/python tests/pgrun.py $(PYTEST) -n 2 -m "not browser" --only-db $(addprefix --ignore=,$(PLAIN))
	@echo "Journeys in Chromium"
	@CHROMIUM="$$(tests/ensure_chromium)" $(CLEAN) $(PYTEST) -n 0 -m browser

test-fast: .venv/.dev ## the tests on SQLite, without a browser
	@$(CLEAN) $(PYTEST) -n 2 -m "not browser"

check: .venv/.dev lint types test-fast ## lint, types and test-fast

lint: .venv/.dev ## style, templates, missing migrations, the compose file
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/ruff check --quiet .
	@$(TEMPLATES) --check {} +
	@$(CHECK) $(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	@$(BIN)/hadolint Dockerfile

types: .venv/.dev ## mypy --strict
	@$(CHECK) $(BIN)/mypy --no-error-summary

format: .venv/.dev ## let the tools correct style and order
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .
	@$(TEMPLATES) {} +

lock: ## write the locks anew with uv (UPGRADE=--upgrade for the newest versions)
	@$(COMPILE) --output-file requirements.txt requirements.in
	@$(COMPILE) --output-file requirements-dev.txt requirements-dev.in

.venv/.run: requirements.txt
	@command -v "$(PY)" >/dev/null || { echo "$(PY) was not found: install Python 3.11 or newer, or name one: make PY=..." >&2; exit 1; }
	@"$(PY)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$$("$(PY)" --version 2>&1) is too old: Python 3.11 or newer is needed; name one: make PY=..." >&2; exit 1; }
	@"$(PY)" -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Installing the packages of requirements.txt into .venv ..."
	@"$(PY)" -m venv .venv
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	@echo "Installing the packages of requirements-dev.txt into .venv ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@
