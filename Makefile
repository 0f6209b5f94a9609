# The index of commands. Each does its own set-up in .venv and needs Python 3.11 or newer, nothing else.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

SECONDS ?= 1800

.PHONY: try test format train bench fuzz dist engine site serve clean help

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/run: pyproject.toml hatch_build.py
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --editable .
	@$(BIN)/python -m compileall -q followup_lint
	@touch .venv/run

.venv/dev: .venv/run
	@$(BIN)/pip install --quiet --editable '.[dev,docx,lsp,plan,site]'
	@touch .venv/dev

try: .venv/run ## lint the sample drafts
	@$(BIN)/followup-lint check tests/samples --today 2026-03-24 || test $$? -eq 1

test: .venv/dev ## run all tests
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/python -m pytest

format: .venv/dev ## format the code
	@$(BIN)/ruff format --quiet . && $(BIN)/ruff check --quiet --fix .

train: .venv/dev ## train the scorer from training/sentences
	@$(BIN)/python -m training.train

bench: .venv/dev ## time the linter beside what it is built on
	@$(BIN)/pip install --quiet --no-deps --editable . # compiles the rules as they are now
	@$(BIN)/python -m bench.run

fuzz: .venv/dev ## look for inputs that break the linter, for SECONDS=1800
	@$(BIN)/pip install --quiet atheris 2>/dev/null || echo "No atheris for this Python: mutating blindly."
	@$(BIN)/python -m bench.fuzz $(SECONDS)

dist: ## build what is published, twice, with a bill of materials, into dist/
	@.ci/dist

engine: .venv/dev ## build what runs the linter in the reader's browser (needs Node 20)
	@rm -rf build/wheel && $(BIN)/python -m build --wheel --no-isolation --outdir build/wheel . >/dev/null
	@cd site_overrides/engine && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@node site_overrides/engine/build.mjs build/wheel/*.whl \
		"$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" tests/corpus/drafts

site: .venv/dev ## build the guide into site/
	@$(BIN)/mkdocs build

serve: .venv/dev ## show the guide on http://127.0.0.1:8000
	@$(BIN)/mkdocs serve

clean: ## remove what the commands made
	rm -rf .venv build dist site followup_lint/_content
