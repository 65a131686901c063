# Everything runs in a virtual environment of its own, with PostgreSQL servers that the tests start themselves.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# Two processes: the suite is mostly waiting for servers.
WORKERS ?= 2

# The servers of `make test-matrix`, and where they are put: about 25 MB to fetch and 60 MB on disk each.
MAJORS ?= 14 15 16 17 18
SERVERS = .servers

# How many tables `make bench` measures with, and how what it measures begins: all of it by default.
TABLES ?= 10000
ONLY ?=

.PHONY: help demo test coverage test-slow test-matrix bench bench-peers check docs format clean

help: ## Show what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

$(VENV)/.demo: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[demo]'
	touch $@

demo: $(VENV)/.demo ## See it work: three environments on a PostgreSQL that is gone afterwards
	@$(BIN)/schemagit demo

test: $(VENV)/.dev ## Run the tests, on servers that they start themselves; those of the structure are in check
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --ignore tests/test_architecture.py $(ARGS)

coverage: $(VENV)/.dev ## Run all tests, and say which lines no test runs
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --cov --cov-report=term:skip-covered $(ARGS)

test-slow: $(VENV)/.dev ## Run the tests that take too long for every run
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m 'slow and not matrix' $(ARGS)

test-matrix: $(VENV)/.dev ## Fetch servers of all major versions, and run the tests that compare them
	servers=$$($(BIN)/python tools/fetch_servers.py $(SERVERS) $(MAJORS)); \
	SCHEMAGIT_TEST_SERVERS=$$(echo $$servers | tr ' ' ',') $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup \
		-m matrix -rs $(ARGS)

bench: $(VENV)/.dev ## Measure everything against its budget, on databases that are made once and kept; then make docs
	$(BIN)/python tests/bench/bench.py --tables $(TABLES) --only "$(ONLY)"

bench-peers: $(BIN)/python ## Put other programs that read schemas beside the benchmark, to be measured with 1,000 tables
	$(BIN)/python -m venv .bench/peers
	.bench/peers/bin/python -m pip install --quiet --disable-pip-version-check \
		migra schemainspect sqlacodegen pyrseas psycopg2-binary 'setuptools<81'

check: $(VENV)/.dev ## Run all linters, type checks, architecture tests, and see that generated pages are fresh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --disable-progress-bar schemagit
	$(BIN)/python -m pytest -n 0 tests/test_architecture.py
	$(BIN)/python docs/generate.py --check
	$(BIN)/python tests/bench/bench_page.py --check

docs: $(VENV)/.dev ## Write the pages that are made from the program
	$(BIN)/python docs/generate.py
	$(BIN)/python tests/bench/bench_page.py

format: $(VENV)/.dev ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix --disable-progress-bar --quiet schemagit

clean: ## Remove what tools left behind
	rm -rf .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
