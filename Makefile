# Thin on purpose: the work is done by .ci/*.py and the tools that pyproject.toml sets up.
PYTHON ?= python3
IN := .venv/bin
# Extra arguments for what is called: make test ARGS="tests/rules -k shift", make run ARGS="--data DIR"
ARGS ?=
# A test that hangs is ended with the traces of all threads instead of holding up the build.
PYTEST = $(IN)/python -m pytest -o faulthandler_timeout=180 -o faulthandler_exit_on_timeout=true
# Kept even where the surroundings say otherwise: each process of the tests would compile everything again.
unexport PYTHONDONTWRITEBYTECODE
SCRIPTS := .ci/set_up.py .ci/system.py .ci/run_desk.py .ci/catalogue.py

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test test-offscreen test-window check bench format catalogue lock \
  check-format check-lint check-types check-contracts check-words check-house check-tests

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:  ## make .venv with the locked packages and the dutyroom command
	@$(PYTHON) .ci/set_up.py

setup-dev:
	@$(PYTHON) .ci/set_up.py --dev

run: setup  ## open the program; with no screen, print a sample duty room instead
	@$(IN)/python .ci/run_desk.py $(ARGS)

# -k: one run tells everything that is wrong, not only the first thing.
test: setup-dev  ## all tests: offscreen, then in a real window on a virtual screen
	@$(MAKE) --no-print-directory -k test-offscreen test-window

# One worker more than the two cores that a build has: a test of the window waits a quarter of its time.
test-offscreen: setup-dev  ## the tests that need no screen
	$(PYTEST) -n 3 --dist worksteal -m "not window" $(ARGS)

# Only the files with such tests are loaded: gathering all thousands takes longer than most of these run.
WINDOWED = $(shell grep -rl --include='test_*.py' 'mark\.window' tests)
test-window: setup-dev  ## the tests marked window, under Xvfb
	$(PYTEST) --onscreen -m window -o xvfb_width=1280 -o xvfb_height=1024 -o xvfb_colordepth=24 $(WINDOWED)

CHECKS := check-types check-tests check-format check-lint check-contracts check-words check-house
check: setup-dev  ## format, lint, types, contracts between packages, translations, house rules
	@$(MAKE) --no-print-directory -k $(CHECKS)

check-format:
	$(IN)/ruff format --check --output-format concise .

check-lint:
	$(IN)/ruff check --output-format concise .

check-types:
	$(IN)/mypy
	$(IN)/mypy $(SCRIPTS) tests/conftest.py tests/house.py

check-contracts:
	$(IN)/lint-imports

check-words:
	$(IN)/python .ci/catalogue.py --check

# Gathering lays out the asserts of every test for its sentence and keeps that: the workers of the tests read it.
check-tests:
	@said=$$($(IN)/python -m pytest -q --collect-only -m "not window") || { printf '%s\n' "$$said" | tail -30; exit 1; }

check-house:
	$(PYTEST) tests/test_house.py

bench: setup-dev  ## measure against the yardsticks; writes build/bench.json
	$(IN)/python -m benchmarks $(ARGS)

format: setup-dev  ## lay out the code and mend what ruff can mend
	$(IN)/ruff format .
	$(IN)/ruff check --fix .

catalogue: setup-dev  ## gather the sentences of the program into resources/i18n
	$(IN)/python .ci/catalogue.py $(ARGS)

LOCK = uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
lock:  ## renew the hash-locked requirements (needs uv)
	$(LOCK) pyproject.toml -o requirements.txt $(ARGS)
	$(LOCK) --group dev pyproject.toml -o requirements-dev.txt -c requirements.txt $(ARGS)
