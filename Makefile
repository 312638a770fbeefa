# newsmill: everything a developer does, from a bare checkout with Python 3.11 or newer and make. See `make help`.

# Which Python .venv is made with: `make setup PYTHON=python3.12`.
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
# More arguments for the command behind a target: `make test ARGS='-k extract'`.
ARGS ?=
# How many processes share the tests, each with brokers of its own.
WORKERS ?= 2
# What `make demo` reads: a file or a folder.
INPUT ?= deploy/demo/samples
# How long `make soak` takes.
MINUTES ?= 10

BIN := .venv/bin
UV := $(BIN)/uv pip
INSTALL := $(UV) install --quiet --python $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo run test bench soak lint format types contracts check lock clean

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: .venv/.stamp-run ## Make .venv with newsmill and what it needs at run time
setup-dev: .venv/.stamp-dev ## Add what tests and checks need

demo: setup ## Send sample articles through the whole pipeline (INPUT=path for yours)
	$(BIN)/newsmill demo $(INPUT) $(ARGS)

run: setup ## Run the service, on the embedded broker unless NEWSMILL_BROKER names a Kafka
	$(BIN)/newsmill run $(ARGS)

test: setup-dev ## Run all tests (ARGS='-k extract' for some of them)
	$(BIN)/pytest --numprocesses $(WORKERS) --dist loadgroup $(ARGS)

bench: setup-dev ## Measure the pipeline's throughput
	$(BIN)/python tests/benchmarks/pipeline.py $(ARGS)

soak: setup-dev ## See whether a worker's memory, descriptors and lag stay flat under load (MINUTES=10)
	$(BIN)/python tests/benchmarks/soak.py --minutes $(MINUTES) $(ARGS)

lint: setup-dev ## Check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup-dev ## Mend style and formatting where a tool can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup-dev ## Check types
	$(BIN)/mypy

contracts: setup-dev ## Check which ring imports which
	$(BIN)/lint-imports

check: lint types contracts test ## Run every check and all tests

# Without the index's address: whoever installs takes the packages from where their pip or uv is set to.
COMPILE := $(UV) compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --custom-compile-command "make lock"

lock: setup ## Write the lock files anew, keeping versions where possible (ARGS=--upgrade for new ones)
	$(COMPILE) --group build -o requirements.lock $(ARGS)
	$(COMPILE) --group build --group dev -c requirements.lock -o requirements-dev.lock $(ARGS)
	$(COMPILE) --group build --group train -c requirements.lock -o requirements-train.lock $(ARGS)
	$(UV) compile --group pyproject.toml:lock --quiet --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-emit-index-url --custom-compile-command "make lock" -o requirements-uv.lock $(ARGS)

clean: ## Remove all that set-up and tests have made
	rm -rf .venv .cache build newsmill.egg-info .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	$(if $(PYTHON),,$(error newsmill needs Python 3.11 or newer; found none. Name yours: make PYTHON=/path/to/python3))
	@echo "Making .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/.stamp-uv: requirements-uv.lock | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@

.venv/.stamp-run: requirements.lock pyproject.toml .venv/.stamp-uv
	@echo "Installing what newsmill needs"
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.stamp-dev: requirements-dev.lock .venv/.stamp-run
	@echo "Installing what tests and checks need"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
