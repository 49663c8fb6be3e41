# Giọt Hồng: everything a newcomer needs is `make run` and `make test`.

SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STATIC := $(shell find static -type f)
PACKAGES := config campaigns donations reports

.PHONY: help run serve ready test check prove lint format lock bench screenshots clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/'

run: $(VENV)/installed .env staticfiles/collected ## set everything up and serve on 127.0.0.1 (PORT=8000)
	@$(BIN)/python -c 'import socket, sys; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", $(PORT)))' 2>/dev/null \
	  || { echo "Cổng $(PORT) đang bận; chọn cổng khác: make run PORT=8080"; exit 1; }
	@$(BIN)/python manage.py prepare_database --skip-checks
	@echo "Mở http://127.0.0.1:$(PORT)/ - tài khoản dùng thử: quantri, canbo, lanhdao. Dừng: Ctrl+C."
	@exec $(BIN)/gunicorn --bind 127.0.0.1:$(PORT) --workers 2 --threads 2 --log-level warning

serve: ready ## serve for real, settings from the environment or .env; docs/operate.md
	@exec $(BIN)/gunicorn

# No key of ours, no sample data: refuses what is unsafe, and a database that is behind the code.
ready: $(VENV)/installed ## all that must hold before serving for real
	@$(BIN)/python manage.py check --deploy --fail-level WARNING \
	  || { echo "Chưa chạy: thiết lập còn những điều nêu trên. Xem .env.example và docs/operate.md."; exit 1; }
	@$(BIN)/python manage.py migrate --check >/dev/null \
	  || { echo "Chưa chạy: cơ sở dữ liệu cũ hơn phần mềm. Sao lưu, rồi chạy: $(BIN)/python manage.py migrate"; exit 1; }
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0

test: $(VENV)/installed-dev ## set everything up and pass the tests
	@$(BIN)/python -m pytest --numprocesses auto $(PYTEST_ARGS)

check: lint test ## all that must hold: lint and the tests

prove: $(VENV)/installed-dev ## races between real processes on a database in a file
	@folder=$$(mktemp -d); PROVE_DATABASE=$$folder/prove.sqlite3 $(BIN)/python -m pytest tests/prove -o python_files='prove_*.py'; \
	  code=$$?; rm -rf $$folder; exit $$code

lint: $(VENV)/installed-dev ## style, types, templates, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/mypy $(PACKAGES)
	DJANGO_SETTINGS_MODULE=config.settings_for_tests $(BIN)/python manage.py makemigrations --check --dry-run

format: $(VENV)/installed-dev ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/installed-dev ## pin the newest requirements, with the hashes of their files
	$(BIN)/pip-compile --upgrade --quiet --strip-extras --no-header --no-emit-index-url --no-emit-find-links --generate-hashes -o requirements.txt requirements.in
	$(BIN)/pip-compile --upgrade --quiet --strip-extras --no-header --no-emit-index-url --no-emit-find-links --allow-unsafe --generate-hashes -o requirements-dev.txt requirements-dev.in

bench: $(VENV)/installed-dev staticfiles/collected ## how long things take, as ratios; the table of sizes goes to benchmarks/results.md
	@$(BIN)/python bench/report_speed.py
	@$(BIN)/python bench/text_speed.py
	@$(BIN)/python bench/name_speed.py
	@$(BIN)/python bench/import_speed.py
	@env -u DATABASE_URL $(BIN)/python -m bench.scale sqlite
	@tests/with_postgres bench/data/postgres 54331 $(BIN)/python -m bench.scale postgres
	@$(BIN)/python -m bench.scale table

screenshots: $(VENV)/installed-dev ## take the README's pictures anew, with the browser tests' own code
	@$(BIN)/python -m pytest tests/browser --screenshots=docs

clean: ## forget the environment and what was built; data and .env stay
	rm -rf $(VENV) staticfiles

# A stamp is written last, so that an interrupted step is done again.
$(VENV)/installed: requirements.txt requirements-fonts.txt
	@echo "Chuẩn bị môi trường Python (chỉ lần đầu, khoảng một phút)…"
	@$(PYTHON) -c 'import sys; sys.exit("Cần Python 3.11 trở lên." if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off --no-deps --require-hashes -r requirements-fonts.txt
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.txt
	@echo "Cài công cụ kiểm thử…"
	$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off --require-hashes -r requirements-dev.txt
	@touch $@

staticfiles/collected: $(VENV)/installed .env $(STATIC)
	@echo "Chuẩn bị tệp tĩnh…"
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@touch $@

.env:
	@echo "Tạo .env với khóa bí mật mới…"
	@umask 077; $(PYTHON) -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(50))' > .env.new
	@mv .env.new .env
