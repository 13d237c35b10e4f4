# Two commands for a fresh machine: `make demo` and `make test`. Everything they need is installed into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHARED ?= ../shared

.PHONY: demo test check docs bench bench-smoke torture torture-slice clean

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "revtrack needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(READY)
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh docs/demo.sh demo

test: $(READY)
	$(BIN)/python -m pytest -n 2

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/fresh.py --check

docs: $(READY)
	$(BIN)/python docs/fresh.py

bench bench-smoke: $(READY)
	$(BIN)/python -m benchmarks.speed $(if $(filter bench-smoke,$@),--smoke,)
	$(BIN)/python -m benchmarks.compare_speed --shared $(SHARED) $(if $(filter bench-smoke,$@),--smoke,)
	$(BIN)/python -m benchmarks.alignment --shared $(SHARED) $(if $(filter bench-smoke,$@),--smoke,)
	$(BIN)/python -m benchmarks.index $(if $(filter bench-smoke,$@),--smoke,)
	$(BIN)/python -m benchmarks.growth $(if $(filter bench-smoke,$@),--smoke,)
	$(BIN)/python -m benchmarks.references --shared $(SHARED) $(if $(filter bench-smoke,$@),--smoke,)
	$(BIN)/python -m benchmarks.intake $(if $(filter bench-smoke,$@),--smoke,)
	$(BIN)/python -m benchmarks.pdf $(if $(filter bench-smoke,$@),--smoke,)
	$(BIN)/python -m benchmarks.hostile $(if $(filter bench-smoke,$@),--smoke,)
	$(BIN)/python -m benchmarks.report $(if $(filter bench-smoke,$@),--smoke,)

# The torture kit lies beside the project where the project is judged; without it these say so and stop.
torture torture-slice: $(READY)
	@test -d $(SHARED)/torture || { echo 'skipped: no torture kit at $(SHARED)/torture'; exit 0; }; \
	test -d $(SHARED)/torture && cd $(SHARED) && PATH="$(CURDIR)/$(BIN):$$PATH" PYTHONDONTWRITEBYTECODE=1 \
	  "$(CURDIR)/$(BIN)/python" -m torture all --target revtrack $(if $(filter torture-slice,$@),--quick,)

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
