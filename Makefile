# newsmill: everything a developer does, from a bare checkout with Python 3.11 or newer and make. See `make help`.

# Which Python .venv is made with: `make setup PYTHON=python3.12`.
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
# More arguments for the command behind a target: `make test ARGS='-k extract'`.
ARGS ?=
# How many processes share the tests. Twice as many as the cores of CI's machines: many tests wait for a broker.
WORKERS ?= 4
# What `make demo` reads: a file or a folder.
INPUT ?= deploy/demo/samples
# Where `make sbom` writes.
SBOM ?= build/newsmill.cdx.json
# How long `make soak` takes.
MINUTES ?= 10

BIN := .venv/bin
UV := $(BIN)/uv pip
# Compiled at once: some images set PYTHONDONTWRITEBYTECODE, and every process would compile all that it imports.
INSTALL := $(UV) install --quiet --compile-bytecode --build-constraints requirements-build.lock --python $(BIN)/python
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/pytest
# TLS certificates: uv takes the system's, as pip does, because a company's proxy may have its own; UV_SYSTEM_CERTS=0 has
# uv take its own. pip before 24.2 ignores SSL_CERT_FILE, which Python and uv heed.
export UV_SYSTEM_CERTS ?= 1
ifdef SSL_CERT_FILE
export PIP_CERT ?= $(SSL_CERT_FILE)
endif

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo run test test-injuries test-all bench bench-capacity bench-copies bench-deduplicate \
	bench-fetch bench-peers evaluate evaluate-extract profile profile-extract soak lint format types contracts drift check \
	generate baseline graph pictures sbom audit lock test-cluster test-deploy clean

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' Makefile

setup: .venv/.stamp-run ## Make .venv with newsmill and the packages it needs
setup-dev: .venv/.stamp-dev ## Add the packages of tests and checks

demo: setup ## Send sample articles through the whole pipeline (INPUT=path for yours)
	$(BIN)/newsmill demo $(INPUT) $(ARGS)

run: setup ## Run the service, on the embedded broker unless NEWSMILL_BROKER names a Kafka
	$(BIN)/newsmill run $(ARGS)

test: setup-dev ## Run the tests that injure nothing, in minutes (ARGS='-k extract' for some of them)
	$(PYTEST) -m "not injury and not quality and not cluster and not deploy" --numprocesses $(WORKERS) $(ARGS)

test-injuries: setup-dev ## Kill workers and brokers under load, and measure the results' quality
	$(PYTEST) -m "injury or quality" $(ARGS)

test-deploy: setup-dev ## Run the tools of deployment on image, compose file, chart and dashboards
	$(PYTEST) -m deploy $(ARGS)

test-cluster: setup-dev ## Run the chart on a Kubernetes control plane, and its pods with podman on real Kafka
	$(BIN)/python -m tests.support.cluster.binaries
	$(PYTEST) -m cluster tests/deploy/cluster $(ARGS)

test-all: test test-injuries ## Run all tests

bench: setup-dev ## Measure what Kafka and the worker cost an article, by process (ARGS=--help)
	$(BIN)/python tests/benchmarks/pipeline.py $(ARGS)

bench-capacity: setup-dev ## Measure the figures of `newsmill plan`, and the deduplicator at 1,000 events a second
	$(BIN)/python tests/benchmarks/capacity.py $(ARGS)

bench-copies: .venv/.stamp-bench ## Measure which copies the deduplicator finds, and what it takes for a copy
	$(BIN)/python tests/benchmarks/copies.py $(ARGS)

bench-deduplicate: .venv/.stamp-bench ## Measure the deduplicator's memory, speed and recovery
	$(BIN)/python tests/benchmarks/deduplicate.py $(ARGS)

bench-fetch: setup-dev ## Measure the fetch stage: its throughput, and the delays that sites see
	$(BIN)/python tests/benchmarks/fetch.py $(ARGS)

bench-peers: .venv/.stamp-peers ## Measure the worker beside a plain program, FastStream and Quix Streams (ARGS=--help)
	$(BIN)/python tests/benchmarks/beside_peers.py $(ARGS)

evaluate: setup-dev ## Measure what enrichment finds by language, and what it costs (ARGS=--help)
	$(BIN)/python tests/benchmarks/evaluate_enrich.py $(ARGS)

evaluate-extract: .venv/.stamp-bench ## Measure what extraction finds and costs, beside other extractors (ARGS=--help)
	$(BIN)/python tests/benchmarks/evaluate_extract.py $(ARGS)

profile: setup-dev ## Show where the processor time of the worker's main process goes (ARGS=--help)
	$(BIN)/python tests/benchmarks/profile_road.py $(ARGS)

profile-extract: setup-dev ## Measure where the processor time of extraction goes (ARGS=--help)
	$(BIN)/python tests/benchmarks/profile_extract.py $(ARGS)

soak: setup-dev ## See whether a worker's memory, descriptors and lag stay flat under load (MINUTES=10)
	$(BIN)/python tests/benchmarks/soak.py --minutes $(MINUTES) $(ARGS)

lint: setup-dev ## Check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup-dev ## Fix style and formatting
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup-dev ## Check types
	$(BIN)/mypy

contracts: setup-dev ## Check which package may import which
	$(BIN)/lint-imports

drift: setup-dev ## Check that generated files say what the code says
	$(BIN)/python -m tests.support.generate --check

check: lint types contracts drift test ## Run every check, and the tests that injure nothing

generate: setup-dev ## Write the files that are generated from the code: schemas, tables, the chart's lists
	$(BIN)/python -m tests.support.generate

baseline: setup ## Make the schemas of now the agreed contract, which later ones must stay compatible with
	$(BIN)/newsmill schema export --output tests/schemas/baseline

graph: setup-dev ## Print how the modules import each other, by package
	$(BIN)/python -m tests.support.import_graph

pictures: setup-dev ## Draw the pictures of dashboards and demo from a run of newsmill, in six minutes (ARGS=--again)
	$(BIN)/python -m tests.support.deploy.pictures $(ARGS)

sbom: setup-dev ## Write the bill of materials of the image's packages (SBOM=build/newsmill.cdx.json)
	$(BIN)/python -m tests.support.deploy.sbom $(SBOM)

audit: .venv/.stamp-audit ## Look up known vulnerabilities of the image's packages; asks the package index
	.cache/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.lock $(ARGS)

# Without the index's address: pip and uv install from the index that each user has configured.
COMPILE := $(UV) compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --custom-compile-command "make lock"
WITH_NEWSMILL := $(COMPILE) pyproject.toml
ALONE := $(COMPILE) --group pyproject.toml:

lock: setup ## Write the lock files, keeping versions if possible (ARGS=--upgrade for new ones)
	$(WITH_NEWSMILL) -o requirements.lock $(ARGS)
	$(WITH_NEWSMILL) --group dev -c requirements.lock -o requirements-dev.lock $(ARGS)
	$(WITH_NEWSMILL) --group bench -c requirements.lock -c requirements-dev.lock \
		--overrides tests/benchmarks/overrides.txt -o requirements-bench.lock $(ARGS)
	$(WITH_NEWSMILL) --group train -c requirements.lock -o requirements-train.lock $(ARGS)
	$(WITH_NEWSMILL) --group train-encoder -c requirements.lock -o requirements-train-encoder.lock $(ARGS)
	$(WITH_NEWSMILL) --group convert -c requirements.lock -o requirements-convert.lock $(ARGS)
	$(WITH_NEWSMILL) --group peers -c requirements.lock --overrides tests/benchmarks/peers/overrides.txt \
		-o requirements-peers.lock $(ARGS)
	$(ALONE)build -c requirements.lock -o requirements-build.lock $(ARGS)
	$(ALONE)sbom -c requirements-dev.lock -o requirements-sbom.lock $(ARGS)
	$(ALONE)audit -o requirements-audit.lock $(ARGS)
	$(ALONE)lock -o requirements-uv.lock $(ARGS)

clean: ## Remove all files that set-up and tests made
	rm -rf .venv .cache build newsmill.egg-info .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	$(if $(PYTHON),,$(error newsmill needs Python 3.11 or newer; found none. Name yours: make PYTHON=/path/to/python3))
	@echo "Making .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/.stamp-uv: requirements-uv.lock | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@

.venv/.stamp-run: requirements.lock requirements-build.lock pyproject.toml .venv/.stamp-uv
	@echo "Installing newsmill"
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --editable .
	@touch $@

.venv/.stamp-dev: requirements-dev.lock .venv/.stamp-run
	@echo "Installing the packages of tests and checks"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

# In an environment of its own: what judges newsmill's packages should not decide their versions.
.venv/.stamp-audit: requirements-audit.lock .venv/.stamp-uv
	@$(BIN)/python -m venv --without-pip .cache/audit
	@$(UV) install --quiet --python .cache/audit/bin/python --require-hashes -r requirements-audit.lock
	@touch $@

# Without dependencies, since the lock has all of them, and one is overridden.
.venv/.stamp-bench: requirements-bench.lock .venv/.stamp-dev
	@echo "Installing the packages of benchmarks"
	@$(INSTALL) --no-deps --require-hashes -r requirements-bench.lock
	@touch $@

# In an environment of its own too. Without dependencies for the same reason: Quix Streams asks for other versions than
# newsmill's.
.venv/.stamp-peers: requirements-peers.lock .venv/.stamp-dev
	@echo "Installing the packages of peers"
	@$(BIN)/python -m venv --without-pip .cache/peers
	@$(UV) install --quiet --compile-bytecode --build-constraints requirements-build.lock \
		--python .cache/peers/bin/python --no-deps --require-hashes -r requirements-peers.lock
	@$(UV) install --quiet --build-constraints requirements-build.lock --python .cache/peers/bin/python --no-deps \
		--editable .
	@touch $@
