#!/usr/bin/env python3
"""Check that an .xlsx is one that Excel opens without a repair prompt and that keeps our model's rules.

The package: every XML part well formed and of a known type, relationships lead to parts. Each worksheet:
elements in the order of ECMA-376, rows and cells ascending, numbers finite, styles, texts and references
within limits. Formulas: length, depth, arguments, brackets, only functions that Excel 2010 and LibreOffice 7.4
share, none volatile, every name known. Tables, names, links, choices, charts: legal, unique, leading somewhere.
Our own rules: nothing hidden, no macro, no other book, the first sheet open, marks by condition only on the
sheets Summary and Checks and on one cell of the Cover. Last, openpyxl and pandas read the file with every
warning an error.

Exit status: 0 sound, 1 faults, 2 the check could not be made.
Needs the Python packages openpyxl and pandas (--no-readers leaves them out).
"""

import argparse
import collections
import io
import math
import pathlib
import posixpath
import re
import sys
import warnings
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import dataclass

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

# Limits of Excel, and of its file format.
ROWS, COLUMNS = 1_048_576, 16_384
CELL_TEXT, FORMULA, DEPTH, ARGUMENTS, SHORT_TEXT, NOTE_TITLE = 32_767, 8192, 64, 255, 255, 32
SHEET_NAME, LINKS, CELL_FORMATS, NUMBER_FORMATS, HEADER, ROW_HEIGHT = 31, 65_530, 64_000, 200, 255, 409.5

# Sheets whose cells say whether something holds.
MARKED_SHEETS = {"Summary", "Checks", "Reconciliation", "Changes"}
LIGHT_SHEET = "Cover"  # where one cell shows the light of all checks
COVERAGE = "<whole_coverage"  # what a mark of a partial figure asks

# ECMA-376 part 1, 18.3.1.99; of these only conditionalFormatting may stand several times.
SHEET_ORDER = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges "
    "scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr "
    "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter "
    "rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing "
    "legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst").split()

# Functions of Excel 2007 that depend on nothing but their arguments; LibreOffice 7.4 has all of them.
FUNCTIONS = frozenset("""
ABS ACOS ACOSH ADDRESS AND AREAS ASIN ASINH ATAN ATAN2 ATANH AVEDEV AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS
BETADIST BETAINV BINOMDIST CEILING CHAR CHIDIST CHIINV CHITEST CHOOSE CLEAN CODE COLUMN COLUMNS COMBIN
CONCATENATE CONFIDENCE CORREL COS COSH COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS COVAR CRITBINOM CUMIPMT
CUMPRINC DATE DATEDIF DATEVALUE DAVERAGE DAY DAYS360 DB DCOUNT DCOUNTA DDB DEGREES DELTA DEVSQ DGET DMAX DMIN
DPRODUCT DSTDEV DSTDEVP DSUM DVAR DVARP EDATE EFFECT EOMONTH ERF ERFC ERROR.TYPE EVEN EXACT EXP EXPONDIST
FACT FACTDOUBLE FALSE FDIST FIND FINV FISHER FISHERINV FIXED FLOOR FORECAST FREQUENCY FTEST FV GAMMADIST
GAMMAINV GAMMALN GCD GEOMEAN GESTEP GROWTH HARMEAN HLOOKUP HOUR HYPGEOMDIST IF IFERROR INDEX INT INTERCEPT
INTRATE IPMT IRR ISBLANK ISERR ISERROR ISEVEN ISLOGICAL ISNA ISNONTEXT ISNUMBER ISODD ISREF ISTEXT KURT LARGE
LCM LEFT LEN LINEST LN LOG LOG10 LOGEST LOGINV LOGNORMDIST LOOKUP LOWER MATCH MAX MAXA MDETERM MEDIAN MID MIN
MINA MINUTE MINVERSE MIRR MMULT MOD MODE MONTH MROUND MULTINOMIAL N NA NEGBINOMDIST NETWORKDAYS NOMINAL
NORMDIST NORMINV NORMSDIST NORMSINV NOT NPER NPV ODD OR PEARSON PERCENTILE PERCENTRANK PERMUT PI PMT POISSON
POWER PPMT PROB PRODUCT PROPER PV QUARTILE QUOTIENT RADIANS RANK RATE REPLACE REPT RIGHT ROMAN ROUND ROUNDDOWN
ROUNDUP ROW ROWS RSQ SEARCH SECOND SERIESSUM SIGN SIN SINH SKEW SLN SLOPE SMALL SQRT SQRTPI STANDARDIZE STDEV
STDEVA STDEVP STDEVPA STEYX SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SUMSQ SUMX2MY2 SUMX2PY2 SUMXMY2
SYD T TAN TANH TDIST TIME TIMEVALUE TINV TRANSPOSE TREND TRIM TRIMMEAN TRUE TRUNC TTEST TYPE UPPER VALUE VAR
VARA VARP VARPA VDB VLOOKUP WEEKDAY WEEKNUM WEIBULL WORKDAY XIRR XNPV YEAR YEARFRAC ZTEST
""".split())
# Those that came with Excel 2010: files store them with this prefix, or else they read as unknown.
PREFIX = "_xlfn."
FUNCTIONS_OF_2010 = frozenset("""
AGGREGATE BETA.DIST BETA.INV BINOM.DIST BINOM.INV CHISQ.DIST CHISQ.DIST.RT CHISQ.INV CHISQ.INV.RT CHISQ.TEST
CONFIDENCE.NORM CONFIDENCE.T COVARIANCE.P COVARIANCE.S ERF.PRECISE ERFC.PRECISE EXPON.DIST F.DIST F.DIST.RT
F.INV F.INV.RT F.TEST GAMMA.DIST GAMMA.INV GAMMALN.PRECISE HYPGEOM.DIST LOGNORM.DIST LOGNORM.INV MODE.MULT
MODE.SNGL NEGBINOM.DIST NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV PERCENTILE.EXC PERCENTILE.INC
PERCENTRANK.EXC PERCENTRANK.INC POISSON.DIST QUARTILE.EXC QUARTILE.INC RANK.AVG RANK.EQ STDEV.P STDEV.S T.DIST
T.DIST.2T T.DIST.RT T.INV T.INV.2T T.TEST VAR.P VAR.S WEIBULL.DIST Z.TEST
""".split())
# Stored without a prefix although they came with Excel 2010.
FUNCTIONS |= {"NETWORKDAYS.INTL", "WORKDAY.INTL"}
VOLATILE = frozenset("NOW TODAY RAND RANDBETWEEN OFFSET INDIRECT INFO CELL RANDARRAY".split())

CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})$")
NAME = re.compile(r"[A-Za-z_\\][A-Za-z0-9_.\\]*$")
# Sheet prefixes, texts, parts of tables, words, numbers, error values, then single signs.
TOKEN = re.compile(r"""
    (?P<sheet> (?: '(?:[^']|'')+' | [\w.\[\]]+ ) ! )
  | (?P<text> "(?:[^"]|"")*" )
  | (?P<part> \[ (?: [^\[\]] | \[ [^\[\]]* \] )* \] )
  | (?P<error> \#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!) )
  | (?P<number> (?: \d+\.?\d* | \.\d+ ) (?: [eE][+-]?\d+ )? (?![\w.]) )
  | (?P<word> [$\w\\][$\w.\\]* )
  | (?P<sign> <> | <= | >= | [-+*/^&=<>%:,;(){}@\ \n] )
""", re.VERBOSE)


class CannotCheck(Exception):
    """The check could not be made; says why and what to do."""


@dataclass(frozen=True)
class Fault:
    """A broken rule and where."""

    place: str
    problem: str
    rule: str

    def __str__(self):
        return f"{self.place}: {self.problem} [{self.rule}]"


@dataclass(frozen=True)
class Area:
    """A block of cells, rows and columns from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def read(cls, text):
        """The area of `B2` or `B2:D9`, None where the text is none."""
        ends = [cell(part) for part in text.split(":")]
        if len(ends) > 2 or None in ends or ends[0][0] > ends[-1][0] or ends[0][1] > ends[-1][1]:
            return None
        return cls(*ends[0], *ends[-1])

    def overlaps(self, other):
        return (self.top <= other.bottom and other.top <= self.bottom
                and self.left <= other.right and other.left <= self.right)


def cell(text):
    """Row and column, from 1, of `$B$2`; None where the text is no cell of a sheet."""
    match = CELL.match(text)
    if not match:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row, column) if row <= ROWS and column <= COLUMNS else None


def unquoted(name):
    """A sheet's name without its quotes."""
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def is_legal_name(name):
    """Whether a cell or table may be called so: a word that no reader takes for a cell."""
    return (len(name) <= 255 and NAME.match(name) and not cell(name)
            and not re.fullmatch(r"[Rr]\d*([Cc]\d*)?|[Cc]\d*", name))


def utf16(text):
    """Characters as Excel counts them."""
    return len(text.encode("utf-16-le")) // 2


def repeated(names):
    """Names that stand more than once, capitals aside."""
    return [name for name, count in collections.Counter(name.lower() for name in names).items() if count > 1]


class Check:
    """The faults of a workbook, part by part."""

    def __init__(self, path):
        self.faults = []
        try:
            self.package = zipfile.ZipFile(path)
            self.names = self.package.namelist()
            damaged = self.package.testzip()
        except (OSError, zipfile.BadZipFile) as error:
            raise CannotCheck(f"{path}: {error}") from None
        if damaged:
            self.add(damaged, "is damaged", "package")
        self.parts = {name: self.package.read(name) for name in self.names if name != damaged}
        self.sheets = {}  # name -> part
        self.known = {}  # defined names and tables, lower case -> place
        self.tables = []
        self.strings = self.formats = self.marks = 0
        self.formulas = 0

    def add(self, place, problem, rule):
        self.faults.append(Fault(place, problem, rule))

    def run(self):
        """Makes every check; returns the faults."""
        if self.check_package():
            self.check_workbook()
            self.check_styles()
            self.check_strings()
            table_parts = {name: self.check_tables(name, part) for name, part in self.sheets.items()}
            for name, part in self.sheets.items():
                SheetCheck(self, name, part, table_parts[name]).run()
            self.check_charts()
        return self.faults

    # Package

    def check_package(self):
        """Types, well-formed parts, relationships; whether it is a workbook at all."""
        for name in repeated(self.names):
            self.add(name, "stands twice in the package", "package")
        roots = {name: self.parsed(name) for name in self.parts if re.search(r"\.(xml|rels|vml)$", name)}
        if None in roots.values():
            return False
        types = roots.get("[Content_Types].xml")
        if types is None or roots.get("xl/workbook.xml") is None:
            self.add("package", "has no [Content_Types].xml or no xl/workbook.xml", "package")
            return False
        self.check_types(types)
        self.relations = {name: self.check_relations(name, root) for name, root in roots.items()
                          if name.endswith(".rels")}
        for name in self.parts:
            if re.search(r"vbaProject|macrosheets|activeX|externalLinks|ctrlProps|embeddings", name):
                self.add(name, "is a macro, control or link to another book", "foreign-part")
        return True

    def parsed(self, name):
        """The root of a part; a sheet's own is read again piece by piece."""
        try:
            if b"<!DOCTYPE" in self.parts[name][:4096]:
                raise ElementTree.ParseError("a document type is declared")
            if name.startswith("xl/worksheets/sheet"):
                for _, element in ElementTree.iterparse(io.BytesIO(self.parts[name])):
                    element.clear()
                return True
            return ElementTree.fromstring(self.parts[name])
        except ElementTree.ParseError as error:
            self.add(name, f"is no well-formed XML: {error}", "xml")
            return None

    def check_types(self, types):
        defaults = {item.get("Extension").lower() for item in types.iter(f"{TYPES}Default")}
        overrides = [item.get("PartName") for item in types.iter(f"{TYPES}Override")]
        for name in repeated(overrides):
            self.add("[Content_Types].xml", f"types {name} twice", "content-type")
        for name in overrides:
            if name.lstrip("/") not in self.parts:
                self.add("[Content_Types].xml", f"types {name}, which is not there", "content-type")
        for name in self.parts:
            ending = name.rpartition(".")[2].lower()
            if name != "[Content_Types].xml" and "/" + name not in overrides and ending not in defaults:
                self.add(name, "has no content type", "content-type")
            # The general type says nothing of a part that a workbook is made of.
            elif ending == "xml" and name.startswith("xl/") and "/" + name not in overrides:
                self.add(name, "has no content type of its own", "content-type")

    def check_relations(self, name, root):
        """The targets of a part's relationships by id."""
        folder = posixpath.dirname(posixpath.dirname(name))
        found = {}
        for item in root.iter(RELATION):
            key, target = item.get("Id"), item.get("Target", "")
            if key in found:
                self.add(name, f"has the id {key} twice", "relationship")
            if item.get("TargetMode") == "External":
                if not re.match(r"(https?://|mailto:)", target):
                    self.add(name, f"leads out to '{target}'", "external-link")
                found[key] = target
                continue
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if path not in self.parts:
                self.add(name, f"leads to '{target}', which is not there", "relationship")
            found[key] = path
        return found

    def related(self, part, key):
        """The part or address behind an id of a part."""
        folder, name = posixpath.split(part)
        return self.relations.get(f"{folder}/_rels/{name}.rels", {}).get(key)

    # Workbook, styles, texts

    def check_workbook(self):
        root = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        items = root.findall(f"{MAIN}sheets/{MAIN}sheet")
        if not items:
            self.add("workbook", "has no sheet", "sheet-name")
        names = [item.get("name") for item in items]
        for name in repeated(names):
            self.add("workbook", f"two sheets are called '{name}'", "sheet-name")
        for item in items:
            self.check_sheet_entry(item)
        for key in repeated([item.get("sheetId") for item in items]):
            self.add("workbook", f"two sheets have the id {key}", "sheet-id")
        if root.find(f"{MAIN}externalReferences") is not None:
            self.add("workbook", "refers to another book", "external-link")
        view = root.find(f"{MAIN}bookViews/{MAIN}workbookView")
        if view is not None and (view.get("activeTab", "0"), view.get("firstSheet", "0")) != ("0", "0"):
            self.add("workbook", "does not open at its first sheet", "opening")
        self.check_names(root)

    def check_sheet_entry(self, item):
        name = item.get("name")
        place = f"sheet '{name}'"
        if not name or utf16(name) > SHEET_NAME:
            self.add(place, f"the name has {utf16(name)} characters", "sheet-name")
        if re.search(r"[\[\]:*?/\\]", name) or name[:1] == "'" or name[-1:] == "'" or name.lower() == "history":
            self.add(place, "the name is one that Excel refuses", "sheet-name")
        if item.get("state", "visible") != "visible":
            self.add(place, "is hidden", "hidden")
        part = self.related("xl/workbook.xml", item.get(ID))
        if part not in self.parts:
            self.add(place, "has no part", "relationship")
        else:
            self.sheets[name] = part

    def check_names(self, root):
        scopes = []
        for item in root.findall(f"{MAIN}definedNames/{MAIN}definedName"):
            name, place = item.get("name"), f"name '{item.get('name')}'"
            scopes.append((item.get("localSheetId", ""), name))
            if item.get("hidden") == "1" and not name.startswith("_xlnm."):
                self.add(place, "is hidden", "hidden")
            if name.startswith("_xlnm."):
                if int(item.get("localSheetId", "-1")) not in range(len(self.sheets)):
                    self.add(place, "belongs to no sheet", "defined-name")
            elif not is_legal_name(name):
                self.add(place, "is not a word, or reads as a cell", "defined-name")
            else:
                self.known[name.lower()] = place
        for name in repeated([f"{scope} {name}" for scope, name in scopes]):
            self.add("workbook", f"two cells are named '{name.strip()}'", "defined-name")
        for item in root.findall(f"{MAIN}definedNames/{MAIN}definedName"):
            self.check_formula(f"name '{item.get('name')}'", item.text or "", "defined-name", area_only=True)

    def check_styles(self):
        if "xl/styles.xml" not in self.parts:
            self.add("package", "has no xl/styles.xml", "style")
            return
        root = ElementTree.fromstring(self.parts["xl/styles.xml"])
        count = {kind: len(root.findall(f"{MAIN}{kind}/*")) for kind in
                 ("fonts", "fills", "borders", "cellXfs", "cellStyleXfs", "dxfs", "numFmts")}
        self.formats, self.marks = count["cellXfs"], count["dxfs"]
        if self.formats >= CELL_FORMATS:
            self.add("styles", f"has {self.formats} cell formats", "style-count")
        codes = {item.get("numFmtId"): item.get("formatCode") for item in root.findall(f"{MAIN}numFmts/{MAIN}numFmt")}
        if len(codes) != count["numFmts"]:
            self.add("styles", "two number formats have one id", "style")
        if len(codes) > NUMBER_FORMATS:
            self.add("styles", f"has {len(codes)} number formats", "style-count")
        for code in codes.values():
            sections = re.sub(r'"[^"]*"|\\.', "", code).split(";")
            if len(code) > SHORT_TEXT or len(sections) > 4:
                self.add("styles", f"the number format '{code}' has too many sections or characters", "style")
        for item in root.findall(f"{MAIN}cellXfs/{MAIN}xf"):
            for kind, attribute in (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId")):
                if not 0 <= int(item.get(attribute, 0)) < count[kind]:
                    self.add("styles", f"a format has the {attribute} {item.get(attribute)}", "style")
            number = item.get("numFmtId", "0")
            if int(number) >= 164 and number not in codes:
                self.add("styles", f"a format has the numFmtId {number}", "style")

    def check_strings(self):
        part = "xl/sharedStrings.xml"
        if part not in self.parts:
            return
        items = ElementTree.fromstring(self.parts[part]).findall(f"{MAIN}si")
        self.strings = len(items)
        self.texts = ["".join(text.text or "" for text in item.iter(f"{MAIN}t")) for item in items]
        for index, text in enumerate(self.texts):
            if utf16(text) > CELL_TEXT:
                self.add(part, f"text {index} has {utf16(text)} characters", "text-length")

    # Tables, charts

    def check_tables(self, sheet, part):
        """The tables of a sheet: area, name, titles."""
        folder, name = posixpath.split(part)
        found = []
        for target in self.relations.get(f"{folder}/_rels/{name}.rels", {}).values():
            if not target.startswith("xl/tables/") or target not in self.parts:
                continue
            root = ElementTree.fromstring(self.parts[target])
            label, area = root.get("displayName"), Area.read(root.get("ref", ""))
            place = f"table '{label}' of sheet '{sheet}'"
            titles = [item.get("name") for item in root.findall(f"{MAIN}tableColumns/{MAIN}tableColumn")]
            if not is_legal_name(label or ""):
                self.add(place, "is not a word, or reads as a cell", "table-name")
            elif label.lower() in self.known:
                self.add(place, f"has the name of {self.known[label.lower()]}", "table-name")
            self.known[(label or "").lower()] = place
            if area is None or area.bottom == area.top or area.right - area.left + 1 != len(titles):
                self.add(place, f"has {len(titles)} columns on {root.get('ref')}", "table")
                continue
            filters = root.find(f"{MAIN}autoFilter")
            if filters is not None and filters.get("ref") != root.get("ref"):
                self.add(place, "filters other cells than its own", "table")
            for title in repeated(titles):
                self.add(place, f"two columns are titled '{title}'", "table")
            if root.get("id") in [item[3] for item in self.tables]:
                self.add(place, f"has the id {root.get('id')} of another", "table")
            for other, place_of_other in [item[:2] for item in found]:
                if area.overlaps(other):
                    self.add(place, f"shares cells with {place_of_other}", "table")
            found.append((area, place, titles))
            self.tables.append((area, place, titles, root.get("id")))
        return found

    def check_charts(self):
        for name in self.parts:
            if re.match(r"xl/charts/chart\d+\.xml$", name):
                for item in ElementTree.fromstring(self.parts[name]).iter(f"{CHART}f"):
                    self.check_formula(name, item.text or "", "chart", area_only=True)
            if re.match(r"xl/drawings/drawing\d+\.xml$", name):
                for item in ElementTree.fromstring(self.parts[name]).iter(f"{DRAWING}cNvPr"):
                    if not item.get("descr"):
                        self.add(name, f"'{item.get('name')}' has no description", "description")

    # Formulas

    def check_formula(self, place, text, rule, area_only=False):
        """Looks at every word of a formula."""
        def fault(problem, kind=rule):
            self.add(place, f"{problem}: {text[:120]}", kind)
        if utf16(text) > FORMULA:
            fault(f"a formula of {utf16(text)} characters", "formula-length")
            return
        position, calls, previous, after_sheet = 0, [], "", False
        while position < len(text):
            match = TOKEN.match(text, position)
            if not match:
                fault(f"'{text[position]}' at {position + 1} has no meaning", "formula")
                return
            kind, token, position = match.lastgroup, match[0], match.end()
            follows = text[position:position + 1]
            if kind == "sheet":
                self.check_sheet_prefix(token[:-1], fault)
                after_sheet = True
                continue
            if kind == "text" and utf16(token[1:-1].replace('""', '"')) > SHORT_TEXT:
                fault("a text of more than 255 characters", "formula-text")
            elif kind == "error":
                fault(f"has {token}", "formula-error")
            elif kind == "word" and follows == "(":
                if not after_sheet:
                    self.check_function(token, fault)
            elif kind == "word":
                self.check_word(token, after_sheet, follows, previous, fault)
            elif token in "({":
                # A parenthesis after a word is a call, whose arguments are counted.
                calls.append([token, 0, position])
                if len(calls) > DEPTH:
                    fault(f"is nested deeper than {DEPTH}", "formula-depth")
                    return
            elif token in ")}":
                if not calls or calls.pop()[0] + token not in ("()", "{}"):
                    fault("has a bracket without its other half", "formula")
                    return
            elif token == "," and calls:
                calls[-1][1] += 1
                if calls[-1][1] == ARGUMENTS:
                    fault(f"a call has more than {ARGUMENTS} arguments", "formula-arguments")
            after_sheet = False
            if token.strip():
                previous = token
        if calls:
            fault("has a bracket without its other half", "formula")
        if area_only and not re.search(r"[A-Za-z$]", text):
            fault("refers to nothing")

    def check_sheet_prefix(self, name, fault):
        name = unquoted(name)
        if "[" in name:
            fault("refers to another book", "external-link")
        elif name not in self.sheets:
            fault(f"refers to the sheet '{name}'", "reference")

    def check_function(self, token, fault):
        plain = token.upper().removeprefix(PREFIX.upper())
        if plain in VOLATILE:
            fault(f"{plain} changes by itself", "volatile")
        elif token.startswith(PREFIX):
            if plain not in FUNCTIONS_OF_2010:
                fault(f"{plain} came after Excel 2010", "function")
        elif plain in FUNCTIONS_OF_2010:
            fault(f"{plain} lacks the prefix {PREFIX}", "function")
        elif plain not in FUNCTIONS:
            fault(f"{plain} is not among the functions of Excel 2010 and LibreOffice 7.4", "function")

    def check_word(self, token, after_sheet, follows, previous, fault):
        """A word that is no call: a cell, a row or column of a range, a truth value, a name."""
        if cell(token) or token.upper() in ("TRUE", "FALSE"):
            return
        if ":" in (follows, previous) and re.fullmatch(r"\$?([A-Za-z]{1,3}|\d{1,7})", token):
            return
        if CELL.match(token) or token.startswith("$"):
            fault(f"{token} lies outside of every sheet", "reference")
        elif token.lower() not in self.known:
            fault(f"'{token}' is no name of the workbook", "name")


class SheetCheck:
    """One worksheet, read from its beginning to its end."""

    def __init__(self, check, name, part, tables):
        self.check, self.name, self.part, self.tables = check, name, part, tables
        self.titles = {}  # texts of the cells where a table has its titles
        for area, _, titles in tables:
            for index in range(len(titles)):
                self.titles[area.top, area.left + index] = None
        self.lights = set()  # blocks that are marked by condition
        self.row, self.column, self.expected_tables = 0, 0, 0

    def add(self, place, problem, rule):
        self.check.add(f"sheet '{self.name}'" + (f", {place}" if place else ""), problem, rule)

    def run(self):
        depth, last = 0, -1
        for event, element in ElementTree.iterparse(
                io.BytesIO(self.check.parts[self.part]), events=("start", "end")):
            if event == "start":
                depth += 1
                if depth == 2:
                    last = self.check_order(element.tag.removeprefix(MAIN), last)
                elif element.tag == f"{MAIN}row":
                    self.start_row(element)
                continue
            depth -= 1
            if element.tag == f"{MAIN}c":
                self.check_cell(element)
                element.clear()
            elif element.tag == f"{MAIN}row":
                element.clear()
            elif depth == 1:
                reader = getattr(self, "read_" + element.tag.removeprefix(MAIN), None)
                if reader:
                    reader(element)
                element.clear()
        self.check_titles()

    def check_order(self, tag, last):
        if tag not in SHEET_ORDER:
            self.add("", f"has an element <{tag}>", "element-order")
            return last
        place = SHEET_ORDER.index(tag)
        if place < last or place == last and tag != "conditionalFormatting":
            self.add("", f"<{tag}> comes too late or twice", "element-order")
        return max(place, last)

    # Cells

    def start_row(self, element):
        row = int(element.get("r", self.row + 1))
        if not self.row < row <= ROWS:
            self.add(f"row {row}", f"follows row {self.row}", "cell-order")
        self.row, self.column = row, 0
        if element.get("hidden") == "1":
            self.add(f"row {row}", "is hidden", "hidden")
        if float(element.get("ht", 0)) > ROW_HEIGHT or int(element.get("outlineLevel", 0)) > 7:
            self.add(f"row {row}", "is too high or in too many groups", "row")

    def check_cell(self, element):
        name = element.get("r", "")
        place = cell(name)
        if place is None or place[0] != self.row or place[1] <= self.column:
            self.add(name or f"row {self.row}", "is not where it stands, or stands twice", "cell-order")
            return
        self.column = place[1]
        if not 0 <= int(element.get("s", 0)) < max(self.check.formats, 1):
            self.add(name, f"has the format {element.get('s')}", "style")
        value, formula = element.find(f"{MAIN}v"), element.find(f"{MAIN}f")
        text = self.check_value(name, element, None if value is None else value.text or "")
        if formula is not None:
            self.check.formulas += 1
            self.check.check_formula(f"sheet '{self.name}', {name}", formula.text or "", "formula")
            if value is None:
                self.add(name, "is a formula without a value", "formula-value")
        if place in self.titles:
            self.titles[place] = text

    def check_value(self, name, element, value):
        """Checks what a cell shows; returns it where it is a text."""
        kind = element.get("t", "n")
        if kind == "s":
            if value is None or not value.isdigit() or int(value) >= self.check.strings:
                self.add(name, f"has the text number {value}", "shared-text")
                return None
            return self.check.texts[int(value)]
        if kind == "n" and value is not None:
            try:
                if math.isfinite(float(value)) and re.match(r"[-+.\d]", value):
                    return None
            except ValueError:
                pass
            self.add(name, f"has the number '{value}'", "number")
        elif kind == "e":
            self.add(name, f"shows {value}", "error-value")
        elif kind in ("str", "inlineStr"):
            text = value or "".join(item.text or "" for item in element.iter(f"{MAIN}t"))
            if utf16(text) > CELL_TEXT:
                self.add(name, f"a text of {utf16(text)} characters", "text-length")
            return text
        elif kind == "b" and value not in ("0", "1"):
            self.add(name, f"has the truth value '{value}'", "number")
        elif kind not in ("n", "b", "d"):
            self.add(name, f"is of the kind '{kind}'", "number")
        return None

    def check_titles(self):
        for area, place, titles in self.tables:
            for index, title in enumerate(titles):
                text = self.titles[area.top, area.left + index]
                if text != title:
                    self.check.add(place, f"column {index + 1} is '{title}', its cell is '{text}'", "table")
        if self.expected_tables != len(self.tables):
            self.add("", f"names {self.expected_tables} tables and has {len(self.tables)}", "table")

    # Other elements

    def areas(self, text, rule):
        """The blocks of a list such as `A1 B2:C3`."""
        found = []
        for part in (text or "").split():
            area = Area.read(part)
            if area is None:
                self.add(part, "is no block of cells", rule)
            else:
                found.append(area)
        if not found:
            self.add("", f"a rule for '{text}' has no cells", rule)
        return found

    def read_cols(self, element):
        last = 0
        for item in element:
            first, end = int(item.get("min")), int(item.get("max"))
            if not last < first <= end <= COLUMNS:
                self.add(f"column {first}", "is described twice or out of order", "column")
            if not 0 < float(item.get("width", 9)) <= 255 or int(item.get("outlineLevel", 0)) > 7:
                self.add(f"column {first}", "is too wide or in too many groups", "column")
            if item.get("hidden") == "1":
                self.add(f"column {first}", "is hidden", "hidden")
            last = end

    def read_mergeCells(self, element):
        found = []
        for item in element:
            for area in self.areas(item.get("ref"), "merge"):
                if any(area.overlaps(other) for other in found + [table[0] for table in self.tables]):
                    self.add(item.get("ref"), "is merged with cells of another block or of a table", "merge")
                found.append(area)

    def read_conditionalFormatting(self, element):
        areas = self.areas(element.get("sqref"), "condition")
        self.lights.update(areas)
        is_light = self.name == LIGHT_SHEET and len(self.lights) == 1 and cell(element.get("sqref"))
        # Figures that cover their days in part are marked wherever they stand.
        formulas = [formula.text or "" for formula in element.iter(f"{MAIN}formula")]
        is_partial = bool(formulas) and all(COVERAGE in formula for formula in formulas)
        if self.name not in MARKED_SHEETS and not is_light and not is_partial:
            self.add(element.get("sqref"), "is marked by condition", "marked-sheet")
        for rule in element.findall(f"{MAIN}cfRule"):
            if rule.get("dxfId") is not None and not 0 <= int(rule.get("dxfId")) < self.check.marks:
                self.add(element.get("sqref"), f"has the mark {rule.get('dxfId')}", "style")
            for formula in rule.findall(f"{MAIN}formula"):
                self.check.check_formula(
                    f"sheet '{self.name}', condition of {element.get('sqref')}", formula.text or "", "condition")

    def read_dataValidations(self, element):
        for item in element:
            place = item.get("sqref")
            self.areas(place, "choice")
            for attribute, limit in (("promptTitle", NOTE_TITLE), ("errorTitle", NOTE_TITLE),
                                     ("prompt", SHORT_TEXT), ("error", SHORT_TEXT)):
                if utf16(item.get(attribute, "")) > limit:
                    self.add(place, f"its {attribute} has more than {limit} characters", "choice")
            for formula in item:
                text = formula.text or ""
                if text.startswith('"'):
                    if utf16(text) - 2 > SHORT_TEXT:
                        self.add(place, f"lists texts of {utf16(text) - 2} characters", "choice")
                else:
                    self.check.check_formula(f"sheet '{self.name}', choice of {place}", text, "choice")
        if int(element.get("count", len(element))) != len(element):
            self.add("", f"counts {element.get('count')} choices and has {len(element)}", "choice")

    def read_hyperlinks(self, element):
        if len(element) >= LINKS:
            self.add("", f"has {len(element)} links", "link")
        for name in repeated([item.get("ref") for item in element]):
            self.add(name.upper(), "has two links", "link")
        for item in element:
            place = item.get("ref")
            self.areas(place, "link")
            location = item.get("location")
            if item.get(ID) is not None:
                if self.check.related(self.part, item.get(ID)) is None:
                    self.add(place, f"leads to the relationship {item.get(ID)}", "link")
            elif location is None or not self.leads_somewhere(location):
                self.add(place, f"leads to '{location}'", "link")

    def leads_somewhere(self, location):
        sheet, mark, target = location.rpartition("!")
        if not mark:
            return location.lower() in self.check.known
        return unquoted(sheet) in self.check.sheets and Area.read(target) is not None

    def read_headerFooter(self, element):
        for item in element:
            if utf16(item.text or "") > HEADER:
                self.add("", f"a header or footer of {utf16(item.text)} characters", "header")

    def read_ignoredErrors(self, element):
        for item in element:
            self.areas(item.get("sqref"), "ignored-error")

    def read_drawing(self, element):
        self.expect_part(element)

    def read_legacyDrawing(self, element):
        self.expect_part(element)

    def read_tableParts(self, element):
        self.expected_tables = len(element)
        for item in element:
            self.expect_part(item)

    def expect_part(self, element):
        if self.check.related(self.part, element.get(ID)) not in self.check.parts:
            self.add("", f"leads to the relationship {element.get(ID)}", "relationship")

    def read_extLst(self, element):
        for item in element.iter():
            if item.tag.endswith("}conditionalFormatting") and self.name not in MARKED_SHEETS:
                self.add("", "is marked by condition", "marked-sheet")


def read_by_others(path):
    """The faults that openpyxl and pandas find, a warning being one."""
    try:
        import openpyxl
        import pandas
    except ImportError as error:
        raise CannotCheck(f"{error.name} not found; pip install {error.name}") from None

    def with_openpyxl():
        openpyxl.load_workbook(path)

    def with_pandas():
        pandas.read_excel(path, sheet_name=None, header=None, engine="openpyxl")

    for name, read in (("openpyxl", with_openpyxl), ("pandas", with_pandas)):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                read()
            except Exception as error:  # readers raise whatever their parsers do
                yield Fault(str(path), f"{name} says {type(error).__name__}: {error}", "reader")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workbook", type=pathlib.Path)
    parser.add_argument("--no-readers", action="store_true", help="do not read the file with openpyxl and pandas")
    parser.add_argument("--show", type=int, default=40, metavar="N", help="print at most so many faults (default 40)")
    options = parser.parse_args()
    try:
        check = Check(options.workbook)
        faults = check.run()
        if not options.no_readers:
            faults += read_by_others(options.workbook)
    except CannotCheck as reason:
        print(f"workbook_check: {reason}", file=sys.stderr)
        return 2
    for fault in faults[: options.show]:
        print(fault)
    if len(faults) > options.show:
        print(f"… and {len(faults) - options.show} more")
    print(f"{options.workbook}: {len(check.sheets)} sheets, {check.formulas} formulas, {len(check.tables)} tables, "
          f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
