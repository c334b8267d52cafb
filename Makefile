# The two main commands are `make run` and `make test`. They reinstall packages only when a lock file has changed.

PYTHON ?= python3
BASE_IMAGE ?= python:3.13-slim
VENV   := .venv
BIN    := $(VENV)/bin
PIP     = $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run chat test soak simulate mutants power-cuts many-bots bench check lint types audit pin-image lock clean
.DEFAULT_GOAL := run

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is required; choose one with make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock | $(BIN)/python
	@echo "Installing the pinned packages into $(VENV) (once, about half a minute)"
	$(PIP) install -qq --require-hashes --no-compile --requirement requirements.lock
	@touch $@

$(VENV)/.installed-test: requirements-test.lock pyproject.toml | $(BIN)/python
	@echo "Installing the pinned packages for tests into $(VENV) (once, about a minute)"
	$(PIP) install -qq --require-hashes --requirement requirements-test.lock
	$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.installed

run: $(VENV)/.installed
	@$(BIN)/python -m bot serve

chat: $(VENV)/.installed
	@$(BIN)/python -m bot chat

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-test
	$(BIN)/mypy

test: lint types
	$(BIN)/python -m pytest

# Runs mixed load with faults and kills for a minute, then checks that no message was lost or doubled:
# make soak ARGS="--minutes 10 --seed 7"
soak: $(VENV)/.installed-test
	$(BIN)/python -m bench.soak $(ARGS)

# Simulates days of the bot with faults on a virtual clock, and checks every promise:
# make simulate ARGS="--days 1000 --seed 7"
simulate: $(VENV)/.installed-test
	$(BIN)/python -m bench.simulate $(ARGS)

# Three bots on one PostgreSQL through kills, pauses and a restart of the database, with more people than `make test`.
# Takes three minutes.
many-bots: $(VENV)/.installed-test
	TEST_MANY_BOTS=1 $(BIN)/python -m pytest tests/test_many_bots.py

# Puts known faults into the bot, one at a time, and prints how many simulated days it takes to find each.
mutants: $(VENV)/.installed-test
	$(BIN)/python -m bench.mutants $(ARGS)

# Cuts the power thousands of times under the real store, with a new seed each time, which a failure names:
# make power-cuts POWER_CUTS=100000 POWER_SEED=7
POWER_CUTS ?= 10000
POWER_SEED ?= $(shell date +%s)
power-cuts: $(VENV)/.installed-test
	POWER_CUTS=$(POWER_CUTS) POWER_SEED=$(POWER_SEED) $(BIN)/python -m pytest -q -s tests/storage/test_power_cuts.py

# Measures texts answered, reminders handed over and starts, beside what else there is, in a few minutes.
# make bench ARGS="--seconds 8 --write" also writes docs/performance.md.
bench: $(VENV)/.installed-test
	$(BIN)/python -m bench.throughput $(ARGS)

check: test

# Checks the pinned packages for known vulnerabilities: with the package index's service, and without one against
# .ci/advisories.json. pip-audit gets an environment of its own, so that its dependencies do not mix with the bot's.
audit: $(BIN)/python
	@$(BIN)/python -m venv $(VENV)/audit
	@$(VENV)/audit/bin/python -m pip --disable-pip-version-check install -qq pip-audit || echo "pip-audit cannot be installed"
	@$(VENV)/audit/bin/python .ci/audit.py $(VENV)/audit/bin/pip-audit requirements-test.lock .ci/advisories.json

# Replaces the digest of the Docker image's base in the Dockerfile with the current one. Needs docker and the network.
pin-image:
	@digest=$$(docker buildx imagetools inspect --format '{{.Manifest.Digest}}' $(BASE_IMAGE)) \
	  && sed -i.bak "s|^ARG BASE_IMAGE=.*|ARG BASE_IMAGE=$(BASE_IMAGE)@$$digest|" Dockerfile && rm Dockerfile.bak \
	  && grep "^ARG BASE_IMAGE" Dockerfile

# Updates the pinned versions and their hashes.
lock: $(BIN)/python
	$(PIP) install -qq uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra test --constraint requirements.lock --output-file requirements-test.lock pyproject.toml
	echo 'asyncpg>=0.31,<1' | $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --constraint requirements-test.lock --output-file requirements-postgres.lock -
	echo 'mcp>=2.3,<3' | $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --constraint requirements-test.lock --output-file requirements-mcp.lock -

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
