# The front door. `make` alone lists what there is; every target sets up what it needs first, in this folder only.
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory
PYTHON ?=
export PYTHON
ARGS ?=

PYTEST = .venv/bin/pytest -n 2 --dist loadgroup

.PHONY: help demo serve test check bench screenshots wheel lock clean htmx-if-it-can

help: ## List the targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | \
	    while IFS='|' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

demo: .venv/.stamp htmx-if-it-can ## Serve a demo town with finished and open cycles, and print how to sign in
	@.venv/bin/pb demo $(ARGS)

serve: .venv/.stamp htmx-if-it-can ## Migrate the database of PB_DATABASE_URL (or var/pb.sqlite3) and serve it
	@.venv/bin/pb migrate
	@.venv/bin/pb serve $(ARGS)

test: .venv/.stamp static/vendor/.stamp ## Run every test; ARGS="-k word" chooses
	@PB_CHROMIUM=$$(.ci/find_chromium) && export PB_CHROMIUM && $(PYTEST) $(ARGS)

check: .venv/.stamp ## Lint, format, types, layers and translations
	@.ci/check

bench: .venv/.stamp ## Measure counting and sealing on this machine
	@set -e; for file in tests/bench/bench_*.py; do \
	    name=$$(basename "$$file" .py); .venv/bin/python -m "tests.bench.$$name"; done

screenshots: .venv/.stamp static/vendor/.stamp ## Take a picture of every page into screenshots/
	@rm -rf screenshots
	@PB_CHROMIUM=$$(.ci/find_chromium) && export PB_CHROMIUM PB_PICTURES=yes && $(PYTEST) -q -m browser $(ARGS)
	@echo "$$(ls screenshots | wc -l) pictures are in screenshots/"

wheel: .venv/.stamp static/vendor/.stamp ## Build the wheel into dist/
	@.ci/step "Building the wheel" "Look into var/setup.log." .venv/bin/hatchling build -t wheel -d dist
	@ls dist/*.whl

lock: ## Lock all dependencies anew, at their newest allowed versions
	@.ci/lock

clean: ## Remove everything that can be made again; keeps var/, where the data are
	@rm -rf .venv node_modules static/vendor build dist screenshots .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.stamp: requirements.lock pyproject.toml
	@.ci/make_venv
	@echo "$(CURDIR)" > $@

# Programs in .venv carry the folder's path: once the folder has moved, they are made anew.
ifneq ($(shell cat .venv/.stamp 2>/dev/null),$(CURDIR))
.PHONY: .venv/.stamp
endif

static/vendor/.stamp: package-lock.json $(wildcard static/js/seal/*.js static/js/picture/*.js static/js/map/*) | .venv/.stamp
	@.ci/make_vendor
	@touch $@

# A town can vote without htmx: every page works as plain forms.
htmx-if-it-can:
	@$(MAKE) -s static/vendor/.stamp || echo "Going on without htmx: pages reload where they would have changed in place."
