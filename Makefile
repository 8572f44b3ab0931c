# Everything runs in .venv, made here from the lock file; nothing else is installed anywhere.
PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3 python,$(if $(shell $(name) -c "import sys; print(sys.version_info >= (3, 11))" 2>/dev/null | grep True),$(name))))
UV_VERSION := 0.13.9
BIN := .venv/bin
# what JupyterLab writes into a notebook and what differs from machine to machine
VOLATILE := $(addprefix metadata.language_info.,codemirror_mode file_extension mimetype nbconvert_exporter pygments_lexer version)

# in a container one is root, whom JupyterLab serves only if told to
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

.DEFAULT_GOAL := help
.PHONY: help report test bench lab check docs format clean

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

# The stamp makes later calls free; a changed lock file or project file sets up anew.
.venv/.ready: pyproject.toml uv.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found; install it, or say: make PYTHON=/path/to/python3"; exit 2; }
	@echo "setting up .venv from uv.lock: under a minute where the packages are in the cache, else as long as they download"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m uv --version 2>/dev/null | grep -q " $(UV_VERSION)" || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@UV_PROJECT_ENVIRONMENT=.venv $(BIN)/python -m uv sync --quiet --locked --inexact --compile-bytecode --python $(BIN)/python
	@$(BIN)/python -m compileall -q src
	@touch $@

report: .venv/.ready  ## Build all reports into reports/latest/
	@$(BIN)/caspian build

test: .venv/.ready  ## Run the tests, on every core a module
	@$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadscope --no-loadscope-reorder

bench: .venv/.ready  ## Measure the factory against the usual commands, and write the table (a quarter of an hour, on an idle machine)
	@$(BIN)/python benchmarks/bench.py --write
	@$(BIN)/python -m helpers.factory.documents

lab: .venv/.ready  ## Open the collection in JupyterLab, at its notebooks
	@$(BIN)/jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks $(AS_ROOT)

check: .venv/.ready  ## Check style, types, spelling, evidence, notebooks and documents
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/codespell src tests README.md CONTRIBUTING.md CHANGELOG.md data/README.md
	@$(BIN)/caspian check

docs: .venv/.ready  ## Write the generated tables of README.md and data/README.md
	@$(BIN)/python -m helpers.factory.documents

format: .venv/.ready  ## Format the code and strip the notebooks' outputs
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet
	@$(BIN)/nbstripout --keep-id --extra-keys "$(VOLATILE)" notebooks/*.ipynb

clean:  ## Remove the environment, the caches and the reports
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find reports -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
