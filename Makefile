# Each target is one line of help; `make` alone prints them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test coverage check format messages frames pictures lock faults bench bench-sessions clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

run: $(VENV)/.run ## install into .venv and show the sample installation
	$(BIN)/tianbao demo

test: $(VENV)/.dev ## install what the tests need and run all of them
	.ci/system-tools
	$(BIN)/python -m pytest -n 3 --dist=worksteal --durations=25

coverage: $(VENV)/.dev ## run all of the tests, and show the lines that none of them runs
	.ci/system-tools
	$(BIN)/python -m pytest --cov --cov-report=term -n 2 --dist=worksteal

check: $(VENV)/.dev ## format, lint, types, import contracts, messages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	git diff --check

format: $(VENV)/.dev ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/.dev ## bring the Chinese catalogues up to date with the code
	$(BIN)/python -m tui.locales

frames: $(VENV)/.dev ## draw every page of the app anew into tests/golden
	$(BIN)/python -m tests.golden

pictures: $(VENV)/.dev ## draw the pictures of README anew (needs Debian's librsvg2-bin and fonts-wqy-zenhei)
	$(BIN)/python -m tests.golden.pictures

faults: $(VENV)/.dev ## the fault suite at its full sizes (hours)
	.ci/system-tools
	TIANBAO_FAULTS=full $(BIN)/python -m pytest tests/faults -s -p no:cacheprovider

bench: $(VENV)/.dev ## measure, each figure beside a peer in the same run
	$(BIN)/python -m benchmarks

bench-sessions: $(VENV)/.dev ## measure N people in the app at once over SSH (N=200)
	$(BIN)/python -m benchmarks.sessions $(or $(N),200)

lock: $(VENV)/.dev ## lock the requirements again, with hashes and without any index address
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate -q -U -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --no-annotate -q -U -o requirements/dev.txt
	$(BIN)/uv pip compile --group build --universal --generate-hashes --no-header --no-annotate -q -U -o requirements/build.txt

clean: ## remove what was installed and measured
	rm -rf $(VENV) .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt requirements/build.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/build.txt -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	@touch $@
