# The room's commands. `make run` and `make test` are all that most people need.

PYTHON ?= python3
BIN = .venv/bin

.PHONY: run install test check format bench bench-full acceptance lock vendor tools

run: ## Open the room on 127.0.0.1:8000 (PORT changes it) until Ctrl-C
	@$(PYTHON) scripts/room.py

install: ## Only install what the room needs
	@$(PYTHON) scripts/install.py runtime

tools:
	@$(PYTHON) scripts/install.py test

test: tools ## All tests: Python on SQLite and PostgreSQL, JavaScript, browser
	@$(BIN)/python scripts/test.py

check: tools ## Static checks only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/pytest -q tests/test_house.py

format: tools ## Bring the Python files into the house's form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: tools ## Speed and weight beside the floor (at most 20 minutes)
	$(BIN)/python tests/bench/run.py

bench-full: tools ## The same on the large collection
	$(BIN)/python tests/bench/run.py --full

acceptance: tools ## Texts and answers of a folder: make acceptance ACCEPTANCE_DATA=<folder>
	@$(BIN)/python tests/acceptance.py "$(ACCEPTANCE_DATA)"

lock: ## For maintainers, with uv: pin the packages of pyproject.toml anew
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra postgres pyproject.toml -o requirements/runtime.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra postgres --extra dev --constraint requirements/runtime.txt pyproject.toml -o requirements/test.txt

vendor: ## For maintainers, with npm: copy the front-end files of package.json anew
	npm ci --ignore-scripts --no-audit --no-fund
	$(PYTHON) scripts/vendor.py
