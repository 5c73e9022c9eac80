# Everything a newcomer needs: Python 3.11+ and make. Nothing else has to be installed, no account exists anywhere.
.DEFAULT_GOAL := help
.PHONY: help setup up down reset env demo call test faults fuzz check lock types format bench package

# The first Python on the path that is new enough; it only makes the environment in .venv.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$name; break; fi; done)
LOCAL := .venv/bin/python -m local

help: ## This list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1	/' | while IFS='	' read -r name what; do printf '  make %-8s %s\n' "$$name" "$$what"; done

setup: ## Python environment, npm packages, Postgres (cached, keyed on the lock files)
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed" >&2; exit 1; }
	@$(PYTHON) -m local.setup

demo: setup ## Place a phone call at a demonstration salon and show what its owner sees
	@$(LOCAL) demo

up: setup ## Start Postgres, REST and auth, and the functions; leave them running
	@$(LOCAL) up

down: ## Stop whatever `make up` started; data stays
	@test ! -x .venv/bin/python || $(LOCAL) down

reset: setup ## Throw the development database away and seed it anew
	@$(LOCAL) reset

env: ## KEY=VALUE lines with which any client can use the running stack
	@$(LOCAL) env

call: setup ## Be the caller: type what you say (COMPANY=salon, dentist or plumber; RECORD=file writes the call down)
	@$(LOCAL) call --company $(or $(COMPANY),salon) $(if $(RECORD),--record $(RECORD))

test: setup ## All tests (ARGS="-k words": some of them)
	@$(PYTHON) -m local.setup cli
	@.venv/bin/python -m local.checks test $(ARGS)

faults: setup ## Every dependency × every fault × every telephone, as whole calls
	@$(PYTHON) -m local.setup cli
	@FRONTDESK_FAULTS=all .venv/bin/python -m local.checks test tests/journeys/faults $(ARGS)

fuzz: setup ## Every signature check and every parser of a stranger's bytes, for long (EXAMPLES=1000 of each)
	@$(PYTHON) -m local.setup cli
	@FRONTDESK_FUZZ_EXAMPLES=$(or $(EXAMPLES),1000) .venv/bin/python -m local.checks test tests/fuzz tests/shared/providers $(ARGS)

check: setup ## Format, lint, types, and the judges of the schema
	@$(PYTHON) -m local.setup cli
	@.venv/bin/python -m local.checks check
	@$(MAKE) --no-print-directory package

types: setup ## TypeScript types of the schema for supabase-js, written anew (supabase/types.ts)
	@$(PYTHON) -m local.setup cli
	@.venv/bin/python -m local.checks types

format: setup ## Let ruff rewrite what it can
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix-only --quiet .

lock: setup ## Pin every dependency anew
	@.venv/bin/python -m local.lock

package: setup ## A zip per function for AWS Lambda and the template around them, checked; needs no account
	@$(PYTHON) -m local.setup packaging
	@.venv/bin/python -m local.packaging

bench: setup ## Figures for the README
	@.venv/bin/python -m benchmarks
