# Everything runs in a private environment, .venv; nothing is installed elsewhere.
PYTHON ?= python3
BIN := .venv/bin
SMARTCITY := $(BIN)/smartcity

# What reads files that come along: content, words, templates, notebooks, examples, the lab's own.
# Whether rules compute right is the same from a wheel, and is tested once.
FROM_WHEEL := agenda attachments charts cli cli_adapting doctor examples exchange figures forms \
  lab method nbval notebooks overlay paper record render report schema starting templates thread \
  words workbook

.DEFAULT_GOAL := help
.PHONY: help start report test thorough check format bench build wheel-test clean schema

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

.venv/start: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --upgrade "pip>=24"
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/dev: .venv/start
	@$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@

start: report ## Set up, load the examples, write their reports, open JupyterLab
	@$(SMARTCITY) lab

report: .venv/start ## The same, and stop before JupyterLab
	@for file in data/examples/*.json; do \
	  id=$$(basename "$$file" .json); \
	  $(SMARTCITY) list | cut -f1 | grep -qx "$$id" || $(SMARTCITY) import "$$file"; \
	  $(SMARTCITY) export "$$id" && $(SMARTCITY) export "$$id" --phase prerequisites --phase planning --phase implementation --phase monitoring; \
	done

test: .venv/dev ## Set up and run the whole suite
	@if command -v npm >/dev/null; then npm install --prefix tests/browser --no-audit --no-fund --silent; fi
	@$(BIN)/python -m pytest -n 2 --dist worksteal

thorough: .venv/dev ## The rules on many more examples, before a release
	@SMARTCITY_TESTS=thorough $(BIN)/python -m pytest -n 2 --dist worksteal -m "not browser" tests

check: .venv/dev ## Lint, types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: .venv/dev ## Format the code
	@$(BIN)/ruff check --fix --exit-zero .
	@$(BIN)/ruff format .

bench: .venv/dev ## Measure, as ratios against named baselines in the same run
	@for file in benchmarks/bench_*.py; do $(BIN)/python "$$file"; done

build: .venv/dev ## Build the wheel and the source distribution
	@rm -rf dist && $(BIN)/python -m build --installer pip --quiet .
	@ls dist

wheel-test: build ## Test the built wheel, in an environment of its own
	@rm -rf .venv-wheel && $(PYTHON) -m venv .venv-wheel
	@.venv-wheel/bin/python -m pip install --quiet --upgrade "pip>=24"
	@.venv-wheel/bin/python -m pip install --quiet "$$(ls dist/*.whl)[test]"
	@rm -rf build/wheel-test && mkdir -p build/wheel-test/data build/wheel-test/docs
	@cp -r tests notebooks pyproject.toml conftest.py build/wheel-test/
	@cp -r data/examples build/wheel-test/data/ && cp docs/*.json build/wheel-test/docs/
	@cd build/wheel-test && SMARTCITY_TESTS=wheel $(CURDIR)/.venv-wheel/bin/python -m pytest -n 2 --dist worksteal -m "not browser" \
	  $(FROM_WHEEL:%=tests/test_%.py) notebooks

clean: ## Remove what was built; the store and the reports stay
	@rm -rf .venv .venv-wheel build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

schema: .venv/start ## Write the committed JSON Schema of the workbook document again
	@$(SMARTCITY) schema > docs/workbook.schema.json
