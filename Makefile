# Every recipe makes the environment it needs in .venv; nothing else on the machine is changed.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STORE ?= var/store
PIP := $(BIN)/python -m pip --disable-pip-version-check
# One file in one process, for its fixtures are dear; four at most, for each loads the models.
PROCESSES := --numprocesses logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
INSTALL := $(PIP) install --quiet --constraint constraints.txt

.PHONY: help demo test lint fix serve eval bench clean

help: ## list these recipes
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.installed ## ingest the sample corpus and ask three questions
	$(BIN)/zhengda demo

test: $(VENV)/.installed-full ## run the whole test suite, in as many processes as there are cores
	$(BIN)/python -m pytest $(PROCESSES)

lint: $(VENV)/.installed-full ## check style, types, layers, the Dockerfile and compose.yaml
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint docker/Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker/compose.yaml

fix: $(VENV)/.installed-full ## format and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

serve: $(VENV)/.installed ## serve the store var/store at http://127.0.0.1:8000
	$(BIN)/zhengda serve --store $(STORE)

eval: $(VENV)/.installed ## score the sample questions: dense, lexical and hybrid side by side
	$(BIN)/zhengda ingest --store var/sample eval/corpus/documents
	$(BIN)/zhengda-eval questions eval/questions/sample.jsonl --store var/sample

bench: $(VENV)/.installed-full ## list the speed benchmarks; each is run by its own command
	$(BIN)/python -m benchmarks

clean: ## remove the environment and what was built
	rm -rf $(VENV) var build dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --upgrade pip

# The default path: no torch.
$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) --editable .
	touch $@

# Everything: sentence-transformers on CPU torch, and the tools that tests and checks need.
$(VENV)/.installed-full: $(VENV)/.installed
	$(INSTALL) torch
	$(INSTALL) --editable '.[mcp,models,ocr,dev]'
	touch $@
