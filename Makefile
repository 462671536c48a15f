# What people type. Needs Python 3.11, make and a package index; everything else is installed into .venv.
.DEFAULT_GOAL := help
.PHONY: help run test coverage check bench fuzz memory kills politeness pins clean ready ready-dev
.SUFFIXES:

# A machine that forbids byte-code would compile 700 MB of packages anew at every start.
unexport PYTHONDONTWRITEBYTECODE

VERSION := 3.11
PYTHON ?= python$(VERSION) python3 python
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := $(VENV)/lib/python$(VERSION)/site-packages
# Tests wait for servers more than they compute.
JOBS ?= 3

help:
	@echo 'make run          install, start everything on this machine, crawl the sample newspaper, say where to look'
	@echo 'make run ONCE=1   the same, then stop; exit 0 only if the crawl was green and its articles are there'
	@echo '                  DATA_DIR=  UI_PORT=  DATABASE_PORT=  S3_PORT=  move what is in the way;'
	@echo '                  the S3 server takes the four ports above S3_PORT, too, and all five again 10000 higher'
	@echo 'make test         install, check style and types, run every test      JOBS= tests at once'
	@echo 'make test ONLY=FILE   those tests alone, unchecked: a file, a folder, or tests/unit/test_urls.py::test_...'
	@echo 'make coverage     every test, and which lines none of them reaches; half as long again'
	@echo 'make check        style and types alone'
	@echo 'make bench        how fast it is'
	@echo 'make kills        kill -9 of crawl, database and object store, again and again: is anything lost?   SEED=  COUNT=  AWAY='
	@echo 'make fuzz         hostile bytes into every parser      SECONDS=600'
	@echo 'make memory       the most memory that one crawl takes, over 10,000 pages and over bombs'
	@echo 'make politeness   is the stated pace kept, and reached, by several crawls of one host?      DELAY=0.3'
	@echo 'make pins         requirements*.txt anew from requirements*.in'
	@echo 'make clean        remove .venv and caches; the data in var/ stays'

run: ready
	@$(BIN)/python -m broadsheet.local up $(if $(filter-out 0,$(ONCE)),--once)

test: $(if $(ONLY),ready-dev,check)
	@$(BIN)/python -m pytest $(or $(ONLY),-n $(JOBS) --dist loadgroup)

coverage: ready-dev
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup --cov --cov-report=term:skip-covered

check: ready-dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

bench: ready-dev
	@$(BIN)/python -m tests.benchmarks

kills: ready-dev
	@$(BIN)/python -m tests.benchmarks.kills $(if $(SEED),--seed $(SEED)) $(if $(COUNT),--count $(COUNT)) $(if $(AWAY),--away $(AWAY))

# One process, one core. What it finds is named with a seed.
SECONDS ?= 600
fuzz: ready-dev
	@$(BIN)/python -m tests.fuzz $(SECONDS)

memory: ready-dev
	@$(BIN)/python -m tests.benchmarks.memory

politeness: ready-dev
	@$(BIN)/python -m tests.benchmarks.politeness $(if $(DELAY),--delay $(DELAY))

pins: ready
	@$(BIN)/python -m venv $(VENV)-pins
	@$(VENV)-pins/bin/python -m pip install --quiet uv
	@$(VENV)-pins/bin/uv pip compile --quiet --python-version $(VERSION) --upgrade --no-header --no-annotate \
		requirements.in -o requirements.txt
	@$(VENV)-pins/bin/uv pip compile --quiet --python-version $(VERSION) --upgrade --no-header --no-annotate \
		requirements-dev.in -o requirements-dev.txt
	@$(VENV)-pins/bin/uv pip compile --quiet --python-version $(VERSION) --upgrade --no-header --no-annotate \
		requirements-browser.in -o requirements-browser.txt
	@rm -r $(VENV)-pins

clean:
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage .coverage.* htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -r {} +

# Our packages are found through a path file, which is written anew in case the folder was moved.
ready: $(VENV)/installed
	@echo '$(CURDIR)' > $(PACKAGES)/broadsheet.pth

ready-dev: $(VENV)/installed-dev
	@echo '$(CURDIR)' > $(PACKAGES)/broadsheet.pth

$(VENV)/installed: requirements.txt | $(BIN)/python
$(VENV)/installed-dev: requirements-dev.txt | $(BIN)/python
$(VENV)/installed $(VENV)/installed-dev:
	@echo 'Installing the packages of $< into $(VENV): a minute or two, only this once.'
	@$(BIN)/python -m pip install --disable-pip-version-check --compile -r $< || { $(CANNOT_INSTALL); exit 1; }
	@touch $@

$(BIN)/python:
	@for each in $(PYTHON); do \
		found="$$("$$each" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2> /dev/null)"; \
		if [ "$$found" = '$(VERSION)' ]; then \
			"$$each" -m venv $(VENV) && exit; \
			rm -rf $(VENV); $(NO_VENV); exit 1; \
		fi; \
		seen="$$seen $$each: $${found:-not there};"; \
	done; \
	$(NO_PYTHON); exit 1

define NO_PYTHON
echo >&2; \
echo "Broadsheet needs Python $(VERSION). Found:$$seen" >&2; \
echo 'Install it (Debian: apt-get install python3.11 python3.11-venv), or say where it is:' >&2; \
echo 'make run PYTHON=/path/to/python3.11' >&2
endef

define NO_VENV
echo >&2; \
echo "$$each could not make a virtual environment, see above (Debian: apt-get install python3.11-venv)." >&2
endef

define CANNOT_INSTALL
echo >&2; \
echo 'The packages could not be installed, see above. If the package index cannot be reached: check the network' >&2; \
echo 'and any proxy, or name another index: PIP_INDEX_URL=https://... make run, or a folder of wheels:' >&2; \
echo 'PIP_NO_INDEX=1 PIP_FIND_LINKS=/path/to/wheels make run. What was installed so far is kept.' >&2
endef
