# 公数 Gongshu. `make help` lists what can be done.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
EXTRAS ?= demo dev
READY := $(VENV)/.ready-$(subst $() ,-,$(strip $(EXTRAS)))
export PORT EXTRAS

# The first interpreter that is new enough and can make a virtual environment.
OLD_ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c "$(OLD_ENOUGH)" 2>/dev/null && { echo "$$p"; break; }; done)

.PHONY: help demo test lint fix bench coverage install clean

help:  ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: $(READY)  ## start the demo city (PORT=8000), Ctrl-C stops all of it
	@$(BIN)/python -m config.demo

test: $(READY)  ## check the code and run every test
	@$(BIN)/python -m tests.lint; said=$$?; $(BIN)/python -m pytest -n auto && exit $$said

lint: $(READY)  ## ruff, mypy, djade, Django's own checks, missing migrations
	@$(BIN)/python -m tests.lint

fix: $(READY)  ## let ruff and djade mend what they can
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .
	@git ls-files -z -- 'templates/*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2

bench: $(READY)  ## measure: ratios to raw SQL doing the same work
	@$(BIN)/python -m tests.performance.bench; status=$$?; $(BIN)/python -m config.database stop tests; exit $$status

coverage: $(READY)  ## the tests, and what they leave out
	@mkdir -p var/coverage && $(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -n auto
	@$(BIN)/coverage combine --quiet && $(BIN)/coverage report

install: $(READY)  ## the pinned packages only; EXTRAS= leaves those of the demo and the tests out

clean:  ## stop the embedded database, remove it and everything that was installed
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m config.database remove; fi
	@rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Made once: a second start installs nothing as long as these two files stay as they are.
$(READY): pyproject.toml constraints.txt
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 or newer with its venv module is needed (Debian: apt-get install python3-venv)."; \
		echo "需要 Python 3.11 或更高版本及其 venv 模块（Debian：apt-get install python3-venv）。"; exit 1; fi
	@test -x $(BIN)/python || { rm -rf $(VENV); $(PYTHON) -m venv $(VENV); }
	@echo "Installing the pinned packages / 正在安装固定版本的依赖…"
	@$(BIN)/python -c "$$REQUIREMENTS" > $(VENV)/requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $(VENV)/requirements.txt -c constraints.txt
	@touch $@

define REQUIREMENTS
import os, tomllib
with open("pyproject.toml", "rb") as file:
    project = tomllib.load(file)["project"]
extras = project["optional-dependencies"]
for extra in os.environ["EXTRAS"].split():
    project["dependencies"] += extras[extra]
print(*project["dependencies"], sep="\n")
endef
export REQUIREMENTS
