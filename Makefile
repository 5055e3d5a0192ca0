# One command a line; each brings what it needs with it. `make help` tells what they do.
.DEFAULT_GOAL := help
.PHONY: help demo test check bench drill lock format messages
MAKEFLAGS += --no-print-directory
PYTHON := .venv/bin/python

help: ## Show these lines
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## Serve the demo city on 127.0.0.1:$PORT (8000), data in $DATA_DIR (var/)
	@.ci/setup demo
	@exec $(PYTHON) -m config.serve

test: ## Run every test, on SQLite and on PostgreSQL at once
	@.ci/setup test
	@exec $(PYTHON) .ci/test.py $(ARGS)

check: ## Look for faults in style, types, floors, templates, migrations and deployment
	@.ci/setup check
	@.ci/check

bench: ## Measure, one line a figure: name value aim ok|short
	@.ci/setup test
	@$(PYTHON) -m tests.bench $(ARGS)

drill: ## Break things on purpose, one line a figure
	@.ci/setup test
	@$(PYTHON) -m tests.drill $(ARGS)

lock: ## Write the lock files anew from pyproject.toml
	@.ci/setup check
	@.ci/lock $(ARGS)

format: ## Lay out the Python files
	@.ci/setup check
	@$(PYTHON) -m ruff check --fix-only --quiet .
	@$(PYTHON) -m ruff format .

messages: ## Collect the texts to be translated into locale/
	@.ci/setup check
	@$(PYTHON) manage.py makemessages --all --no-wrap --no-obsolete --add-location file --ignore=node_modules --ignore=tests --ignore=var
