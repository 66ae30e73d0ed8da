# One target a task; `make report` and `make test` are all that a fresh machine needs.

PERIOD ?= 2025Q4
SWIFT_FLAGS ?=
RELEASE := .build/release/depin-audit
DEBUG := .build/debug/depin-audit
PYTHON ?= python3
VENV := .venv

.PHONY: report test build lint format golden check check-formulas check-report check-guide check-workbook \
  check-workbook-large datapackage bench clean install

## Writes Reports/$(PERIOD) from Datasets/, and the page of the metrics; installs and builds what is missing.
report: $(RELEASE)
	$(RELEASE) report -p $(PERIOD) --output Reports/$(PERIOD) --force
	$(RELEASE) metrics -O md > Reports/metrics.md.new && mv Reports/metrics.md.new Reports/metrics.md

## Builds the release; the compiler decides what is out of date.
.PHONY: $(RELEASE)
$(RELEASE): install
	swift build -c release --product depin-audit $(SWIFT_FLAGS)

## Debian packages that the build and the tests need, where they are missing.
install:
	@Scripts/install.sh

build: install
	swift build --build-tests $(SWIFT_FLAGS)

## Everything that must hold: code, figures, formulas, data, documents.
test: build $(VENV)/ready
	swift test --skip-build $(SWIFT_FLAGS)
	$(VENV)/bin/python Tests/Independent/compare.py --command $(DEBUG)
	cd Datasets && ../$(VENV)/bin/frictionless validate datapackage.json > ../$(VENV)/frictionless.txt \
	  || { cat ../$(VENV)/frictionless.txt; exit 1; }
	$(PYTHON) Scripts/datapackage.py --check
	$(MAKE) --no-print-directory check-formulas
	$(MAKE) --no-print-directory check-workbook
	$(PYTHON) -m unittest discover -s Tests/ReadmeTests
	$(VENV)/bin/python -m unittest discover -s Tests/FactsTests
	$(VENV)/bin/python -m unittest discover -s Tests/WorkbookCheckTests
	$(PYTHON) -m unittest discover -s Tests/LinksTests
	DEPIN_AUDIT=$(DEBUG) $(PYTHON) -m unittest discover -s Tests/FetchTests
	$(PYTHON) Tests/VendorPages/run.py --command $(DEBUG)
	$(PYTHON) Scripts/readme.py --check README.md --command $(DEBUG)
	$(MAKE) --no-print-directory check-report
	$(MAKE) --no-print-directory check-guide
	$(MAKE) --no-print-directory lint

## The committed report is, byte for byte, what the code writes; its facts are what their schema says.
check-report: $(VENV)/ready
	rm -rf $(VENV)/report
	$(DEBUG) report -p 2025Q4 --output $(VENV)/report
	diff -r $(VENV)/report Reports/2025Q4
	$(VENV)/bin/python Scripts/facts.py $(VENV)/report

## The commands and linked formulas of the guide to spreadsheets give what it says; needs the report of check-report.
check-guide: $(VENV)/ready
	PATH="$(abspath $(VENV))/bin:$$PATH" python3 Scripts/readme.py --check Documentation/spreadsheets.md Documentation/verifying.md --command $(DEBUG)
	$(PYTHON) Scripts/readme.py --check Documentation/vendors/*.md --command $(DEBUG)
	@if command -v soffice > /dev/null; then \
	  $(PYTHON) Scripts/links.py --check Documentation/spreadsheets.md --report $(VENV)/report --command $(DEBUG); \
	else echo "soffice is missing: the linked formulas of the guide were not calculated"; fi

## The committed workbook is one that Excel opens as it is, and LibreOffice recalculates every
## formula of it to its cached value.
check-formulas: $(VENV)/ready
	$(VENV)/bin/python Scripts/workbook_check.py Reports/$(PERIOD)/depin-audit.xlsx
	@if command -v soffice > /dev/null; then \
	  $(VENV)/bin/python Scripts/recalculate.py Reports/$(PERIOD)/depin-audit.xlsx --min-formulas 10000; \
	else echo "soffice is missing: the workbook was not recalculated"; fi

## Workbooks of made-up datasets, of changed observations and of deleted rows: LibreOffice's values are
## the program's. The large one takes whole datasets, 50 networks over 40 quarters among them, and long.
check-workbook: $(RELEASE) $(VENV)/ready
	$(VENV)/bin/python Tests/Workbook/run.py --command $(RELEASE)

check-workbook-large: $(RELEASE) $(VENV)/ready
	$(VENV)/bin/python Tests/Workbook/run.py --command $(RELEASE) --large

## Python tools of the tests, in an environment of their own.
$(VENV)/ready: Scripts/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r Scripts/requirements.txt
	touch $@

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

## Records golden files; the tests fail once, so that the change is looked at.
golden: build
	-UPDATE_GOLDEN=1 swift test --skip-build $(SWIFT_FLAGS)

## What the data itself says: faults, coverage, freshness.
check: $(RELEASE)
	$(RELEASE) check Datasets

datapackage:
	$(PYTHON) Scripts/datapackage.py

## Ratios against Polars, DuckDB and pandas, and for price risk against NumPy, empyrical and
## QuantStats, for screens against pandas and DuckDB, for workbooks against a C loop, XlsxWriter and
## openpyxl, and for importing JSON against pandas; takes minutes and 2 GB of disk.
bench: $(RELEASE)
	$(PYTHON) -m venv Benchmarks/.venv
	Benchmarks/.venv/bin/pip install --quiet --disable-pip-version-check -r Benchmarks/requirements.txt
	Benchmarks/.venv/bin/python Benchmarks/run.py --command $(RELEASE)
	swift build -c release --product kernel-benchmark $(SWIFT_FLAGS)
	Benchmarks/.venv/bin/python Benchmarks/distribution.py --command $(RELEASE) --kernels .build/release/kernel-benchmark
	Benchmarks/.venv/bin/python Benchmarks/canon.py --command $(RELEASE)
	swift build -c release --product screen-benchmark $(SWIFT_FLAGS)
	Benchmarks/.venv/bin/python Benchmarks/screen.py --benchmark .build/release/screen-benchmark
	swift build -c release --product workbook-benchmark $(SWIFT_FLAGS)
	Benchmarks/.venv/bin/python Benchmarks/workbook.py --renderer .build/release/workbook-benchmark
	Benchmarks/.venv/bin/python Benchmarks/import_json.py --command $(RELEASE)
	Benchmarks/.venv/bin/python Benchmarks/import_csv.py --command $(RELEASE)

clean:
	rm -rf .build .build-* $(VENV) Benchmarks/.venv
