# Two commands do everything for a newcomer: `make run` and `make test`. Each sets itself up.

PYTHON   ?= python3
HOME_DIR ?= home
BIN      := .venv/bin
READY    := .venv/.ready

export JOBS_HOME    := $(abspath $(HOME_DIR))
export DAGSTER_HOME := $(JOBS_HOME)/dagster

.PHONY: run test test-vllm web lint format bench score lock clean help

help:
	@echo "make run    crawl the bundled sample boards once (BOARDS=FILE for real ones, DATE=YYYY-MM-DD, HOME_DIR=DIR)"
	@echo "make test   the whole suite"
	@echo "make test-vllm  the model client against a real vLLM on this CPU (once 2.5 GB and five minutes)"
	@echo "make web    Dagster's page of the same data home, on http://127.0.0.1:3000"
	@echo "make lint   format, lint, types, dead code, definitions"
	@echo "make bench  our measurements beside our peers'"
	@echo "make score  how right the results are, held against truth"

run: $(READY)
	@$(BIN)/jobs run $(if $(BOARDS),--boards "$(BOARDS)") $(if $(DATE),--date "$(DATE)")

test: $(READY)
	@$(BIN)/python -m pytest -n auto --dist loadscope

# Status 75 of the environment: its packages cannot be had here, which is no failure of ours.
test-vllm: $(READY)
	@$(BIN)/python tests/vllm/environment.py; status=$$?; \
	if [ $$status -eq 75 ]; then echo "SKIPPED: a real vLLM cannot be had here, for the reason above"; exit 0; fi; \
	[ $$status -eq 0 ] && TEST_VLLM=1 $(BIN)/python -m pytest -v tests/llm/test_contract.py

web: $(READY)
	@$(BIN)/jobs home --quiet
	@$(BIN)/dagster dev --workspace workspace.yaml --host 127.0.0.1 --port 3000

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/vulture
	env -u DAGSTER_HOME $(BIN)/dagster definitions validate --workspace workspace.yaml

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)
	@$(BIN)/python -m bench

score: $(READY)
	@$(BIN)/python -m bench.score

# The marker is newer than the lock exactly when the environment holds what the lock says.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up .venv from requirements.lock (once; a minute or two) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m pip check --disable-pip-version-check
	@touch $@

# Locks every platform and Python at once, by hash and without naming an index. Needs uv (`pip install uv`).
lock:
	uv pip compile pyproject.toml --extra dev --universal --no-strip-extras --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --output-file requirements.lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache
