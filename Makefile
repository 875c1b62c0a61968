# Set-up is part of every target that needs it; a second run costs nothing. `make` lists the targets.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
DEMO := xinhua-2023
TARGETS := jiaozuo-2023

.DEFAULT_GOAL := help
.PHONY: help demo test bench constraints clean system office

help:
	@echo 'make demo         复核 examples/$(DEMO) 的全部自评表并打印 PDF，由 examples/$(TARGETS) 的目标表起草自评表'
	@echo '                  （第一次运行会自动安装所需软件）'
	@echo 'make test         检查代码并运行全部测试'
	@echo 'make bench        测量复核、打印和起草的速度'
	@echo 'make constraints  按 pyproject.toml 重新生成 constraints.txt（程序库的版本）'
	@echo 'make clean        删除生成的文件和 Python 环境（.venv、out）'

# Exit code 1 of verify means that differences were found: in these published forms there are some.
demo: $(READY)
	@rm -rf out/$(DEMO) out/$(TARGETS) out/minimal
	@$(BIN)/jixiao verify examples/$(DEMO) || [ $$? -eq 1 ]
	@echo
	@$(BIN)/jixiao report examples/$(DEMO) -o out/$(DEMO)
	@$(BIN)/jixiao report examples/$(DEMO) -o out/$(DEMO) --public
	@for kind in statement dashboard evaluation; do \
	  $(BIN)/jixiao report examples/$(DEMO) -o out/$(DEMO) --kind $$kind || exit; done
	@$(BIN)/jixiao report examples/minimal -o out/minimal --kind evaluation --final
	@$(BIN)/jixiao draft examples/$(TARGETS) -o out/$(TARGETS)

test: $(READY) office
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/pytest

bench: $(READY)
	@$(BIN)/python benchmarks/run.py
	@echo
	@$(BIN)/python benchmarks/checking.py
	@echo
	@$(BIN)/python benchmarks/draft.py

constraints: system
	@rm -rf out/constraints
	@echo '正在按 pyproject.toml 安装各程序库的最新版本……'
	@$(PYTHON) -m venv out/constraints
	@out/constraints/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@{ echo '# Versions that work together, written by make constraints.'; \
	   out/constraints/bin/python -m pip freeze --disable-pip-version-check --exclude-editable; } > out/constraints.txt
	@mv out/constraints.txt constraints.txt
	@rm -rf out/constraints

clean:
	@rm -rf out dist .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

system:
	@scripts/system.sh $(PYTHON)

office: | system
	@scripts/system.sh $(PYTHON) office

$(READY): pyproject.toml constraints.txt | system
	@echo '正在建立 Python 环境（.venv），安装程序库，约需一两分钟……'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' -c constraints.txt || \
	  { echo '程序库没有装上（原因见上），请检查网络和 pip 的设置后重新运行。' >&2; exit 1; }
	@touch $@
