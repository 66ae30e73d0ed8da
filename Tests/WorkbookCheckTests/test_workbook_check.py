"""Tests of Scripts/workbook_check.py: `python -m unittest discover Tests/WorkbookCheckTests`.

A small sound workbook, written here part by part, and for each rule an edit that breaks it.
"""

import ast
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "Scripts" / "workbook_check.py"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}"'
TYPE = "application/vnd.openxmlformats-officedocument."


def relations(*items):
    """The relationships of a part: (kind, target) or (kind, target, "External"), numbered from 1."""
    return (HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(f'<Relationship Id="rId{number}" Type="{OFFICE}/{item[0]}" Target="{item[1]}"'
                      + (f' TargetMode="{item[2]}"' if len(item) > 2 else "") + "/>"
                      for number, item in enumerate(items, 1)) + "</Relationships>")


TYPES = {
    "xl/workbook.xml": "spreadsheetml.sheet.main+xml", "xl/styles.xml": "spreadsheetml.styles+xml",
    "xl/sharedStrings.xml": "spreadsheetml.sharedStrings+xml", "xl/tables/table1.xml": "spreadsheetml.table+xml",
    "xl/worksheets/sheet1.xml": "spreadsheetml.worksheet+xml",
    "xl/worksheets/sheet2.xml": "spreadsheetml.worksheet+xml",
    "xl/worksheets/sheet3.xml": "spreadsheetml.worksheet+xml",
    "xl/drawings/drawing1.xml": "drawing+xml", "xl/charts/chart1.xml": "drawingml.chart+xml",
}
TEXTS = ["Cover", "all checks", "network", "amount", "helium", "ok"]

GOOD = {
    "[Content_Types].xml": HEAD
    + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(f'<Override PartName="/{part}" ContentType="{TYPE}{kind}"/>' for part, kind in TYPES.items())
    + "</Types>",
    "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": HEAD + f"<workbook {MAIN}>"
    + '<bookViews><workbookView/></bookViews><sheets><sheet name="Cover" sheetId="1" r:id="rId1"/>'
    + '<sheet name="Checks" sheetId="2" r:id="rId2"/><sheet name="Bob\'s data" sheetId="3" r:id="rId3"/></sheets>'
    + '<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="2">\'Bob\'\'s data\'!$1:$1</definedName>'
    + '<definedName name="tolerance">Checks!$B$3</definedName></definedNames></workbook>',
    "xl/_rels/workbook.xml.rels": relations(
        ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"),
        ("worksheet", "/xl/worksheets/sheet3.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")),
    "xl/styles.xml": HEAD + f"<styleSheet {MAIN}>"
    + '<numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0_);(#,##0);0_);@_)"/></numFmts>'
    + '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    + '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    + '<fill><patternFill patternType="gray125"/></fill></fills>'
    + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    + '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    + '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    + '<dxfs count="1"><dxf><font><b/></font></dxf></dxfs></styleSheet>',
    "xl/sharedStrings.xml": HEAD + f'<sst {MAIN} count="6" uniqueCount="6">'
    + "".join(f"<si><t>{text}</t></si>" for text in TEXTS) + "</sst>",
    "xl/worksheets/sheet1.xml": HEAD + f'<worksheet {MAIN}><dimension ref="A1:B2"/>'
    + '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
    + '<cols><col min="1" max="1" width="30" customWidth="1"/><col min="2" max="3" width="12"/></cols>'
    + '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2" ht="30" customHeight="1">'
    + '<c r="A2" t="s"><v>1</v></c><c r="B2" t="str"><f>Checks!C2</f><v>ok</v></c></row></sheetData>'
    + '<conditionalFormatting sqref="B2"><cfRule type="expression" dxfId="0" priority="1">'
    + "<formula>LEFT(B2,2)=\"ok\"</formula></cfRule></conditionalFormatting>"
    + '<hyperlinks><hyperlink ref="A2" location="\'Checks\'!A1" display="all checks"/>'
    + '<hyperlink ref="A1" r:id="rId1"/></hyperlinks><pageMargins left="0.7" right="0.7" top="0.7" bottom="0.7" '
    + 'header="0.3" footer="0.3"/><headerFooter><oddFooter>&amp;Lpage &amp;P of &amp;N</oddFooter></headerFooter>'
    + '<drawing r:id="rId2"/></worksheet>',
    "xl/worksheets/_rels/sheet1.xml.rels": relations(
        ("hyperlink", "https://example.org/", "External"), ("drawing", "../drawings/drawing1.xml")),
    "xl/worksheets/sheet2.xml": HEAD + f"<worksheet {MAIN}><sheetData>"
    + '<row r="2"><c r="A2" s="1"><f>SUM(\'Bob\'\'s data\'!B2:B$2,{1,2},-1.5E+3)</f><v>-1496.5</v></c>'
    + '<c r="B2" s="1"><f>_xlfn.STDEV.S(A2,amounts[amount])+COUNT($A:B,1:2)</f><v>3</v></c>'
    + '<c r="C2" t="str"><f>IF(AND(tolerance&gt;=0,TRUE),"ok, (so ""far"")","look")</f><v>ok</v></c></row>'
    + '<row r="3"><c r="B3" s="1"><v>1e-09</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A5:B5"/>'
    + "</mergeCells>"
    + '<conditionalFormatting sqref="A2:B2 A3"><cfRule type="expression" dxfId="0" priority="1">'
    + "<formula>A2&lt;0</formula></cfRule></conditionalFormatting>"
    + '<conditionalFormatting sqref="C2"><cfRule type="expression" dxfId="0" priority="2">'
    + "<formula>LEFT(C2,2)=\"ok\"</formula></cfRule></conditionalFormatting>"
    + '<dataValidations count="2"><dataValidation type="list" sqref="B3" promptTitle="Tolerance" '
    + 'prompt="Choose one." showErrorMessage="1"><formula1>"1e-9,1e-6"</formula1></dataValidation>'
    + '<dataValidation type="list" sqref="B4"><formula1>\'Bob\'\'s data\'!$A$2:$A$2</formula1></dataValidation>'
    + '</dataValidations><ignoredErrors><ignoredError sqref="A2:B2" formula="1"/></ignoredErrors></worksheet>',
    "xl/worksheets/sheet3.xml": HEAD + f"<worksheet {MAIN}><sheetData>"
    + '<row r="1"><c r="A1" t="s"><v>2</v></c><c r="B1" t="s"><v>3</v></c></row>'
    + '<row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2" s="1"><v>2.5</v></c></row></sheetData>'
    + '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>',
    "xl/worksheets/_rels/sheet3.xml.rels": relations(("table", "../tables/table1.xml")),
    "xl/tables/table1.xml": HEAD + f'<table {MAIN} id="1" name="amounts" displayName="amounts" ref="A1:B2" '
    + 'totalsRowShown="0"><autoFilter ref="A1:B2"/><tableColumns count="2"><tableColumn id="1" name="network"/>'
    + '<tableColumn id="2" name="amount"/></tableColumns></table>',
    "xl/drawings/drawing1.xml": HEAD
    + '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    + 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>'
    + "".join(f"<xdr:{end}><xdr:col>{place}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{place}</xdr:row>"
              f"<xdr:rowOff>0</xdr:rowOff></xdr:{end}>" for end, place in (("from", 3), ("to", 9)))
    + '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart 1" descr="Amounts by network"/>'
    + "<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/>"
    + '</xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    + f'<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="{OFFICE}" r:id="rId1"/>'
    + "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>",
    "xl/drawings/_rels/drawing1.xml.rels": relations(("chart", "../charts/chart1.xml")),
    "xl/charts/chart1.xml": HEAD
    + '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:plotArea>'
    + "<c:layout/><c:lineChart><c:grouping val=\"standard\"/><c:ser><c:idx val=\"0\"/><c:order val=\"0\"/>"
    + "<c:val><c:numRef><c:f>'Bob''s data'!$B$2:$B$2</c:f></c:numRef></c:val></c:ser><c:axId val=\"1\"/>"
    + "<c:axId val=\"2\"/></c:lineChart>"
    + "".join(f'<c:{kind}Ax><c:axId val="{own}"/><c:scaling/><c:axPos val="{side}"/><c:crossAx val="{other}"/>'
              f"</c:{kind}Ax>" for kind, own, other, side in (("cat", 1, 2, "b"), ("val", 2, 1, "l")))
    + "</c:plotArea></c:chart></c:chartSpace>",
}

BOOK, STYLES, STRINGS, TABLE = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/tables/table1.xml"
COVER, CHECKS, DATA = (f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3))
CHART, DRAWING = "xl/charts/chart1.xml", "xl/drawings/drawing1.xml"
TYPE_PART = "[Content_Types].xml"
FORMULA = "<f>Checks!C2</f>"


def formula(text):
    """The edit that puts a formula into a cell of the cover."""
    return COVER, FORMULA, f"<f>{text}</f>"


# The rule that an edit breaks, then part, old text and new text of one or more edits.
BROKEN = [
    ("xml", DATA, "</worksheet>", "</worksheet"),
    ("xml", TABLE, "</table>", "</tabel>"),
    ("xml", STYLES, HEAD, HEAD + "<!DOCTYPE styleSheet>"),
    ("package", BOOK, None, None),
    ("content-type", TYPE_PART, f'<Override PartName="/{CHART}" ContentType="{TYPE}drawingml.chart+xml"/>', ""),
    ("content-type", TYPE_PART, f'PartName="/{CHART}"', 'PartName="/xl/charts/chart9.xml"'),
    ("content-type", TYPE_PART, f'PartName="/{CHART}"', f'PartName="/{STYLES}"'),
    ("relationship", "xl/_rels/workbook.xml.rels", "styles.xml", "style.xml"),
    ("relationship", "xl/_rels/workbook.xml.rels", "rId5", "rId4"),
    ("relationship", BOOK, 'r:id="rId2"', 'r:id="rId9"'),
    ("relationship", COVER, '<drawing r:id="rId2"/>', '<drawing r:id="rId7"/>'),
    ("external-link", "xl/worksheets/_rels/sheet1.xml.rels", "https://example.org/", "file:///C:/book.xlsx"),
    ("external-link", BOOK, "</definedNames>", "</definedNames><externalReferences/>"),
    ("external-link", *formula("[1]Checks!C2")),
    ("external-link", *formula("'[book.xlsx]Checks'!C2")),
    ("foreign-part", "xl/vbaProject.bin", "", "macro"),
    ("foreign-part", "xl/externalLinks/externalLink1.xml", "", "<externalLink/>"),
    ("sheet-name", BOOK, 'name="Cover"', f'name="{"x" * 32}"'),
    ("sheet-name", BOOK, 'name="Cover"', 'name="Co/ver"'),
    ("sheet-name", BOOK, 'name="Cover"', 'name="CHECKS"'),
    ("sheet-name", BOOK, 'name="Cover"', 'name="history"'),
    ("sheet-id", BOOK, 'sheetId="2"', 'sheetId="1"'),
    ("hidden", BOOK, 'sheetId="2"', 'sheetId="2" state="veryHidden"'),
    ("hidden", BOOK, 'name="tolerance"', 'name="tolerance" hidden="1"'),
    ("hidden", COVER, '<row r="2"', '<row r="2" hidden="1"'),
    ("hidden", COVER, '<col min="1"', '<col hidden="1" min="1"'),
    ("opening", BOOK, "<workbookView/>", '<workbookView activeTab="1"/>'),
    ("defined-name", BOOK, 'name="tolerance"', 'name="TOL12"'),
    ("defined-name", BOOK, 'name="tolerance"', 'name="R1C1"'),
    ("defined-name", BOOK, 'name="tolerance"', 'name="my tolerance"'),
    ("defined-name", BOOK, "</definedNames>", '<definedName name="Tolerance">Checks!$A$1</definedName></definedNames>'),
    ("defined-name", BOOK, 'localSheetId="2"', 'localSheetId="3"'),
    ("reference", BOOK, "Checks!$B$3", "Check!$B$3"),
    ("formula-error", BOOK, "Checks!$B$3", "Checks!#REF!"),
    ("style", CHECKS, 's="1"', 's="2"'),
    ("style", STYLES, 'numFmtId="164" fontId', 'numFmtId="165" fontId'),
    ("style", STYLES, 'fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>',
     'fontId="1" fillId="0" borderId="0" xfId="0"/></cellXfs>'),
    ("style", STYLES, "@_)", "@_);0"),
    ("style", CHECKS, 'dxfId="0" priority="1"', 'dxfId="1" priority="1"'),
    ("style-count", STYLES, "<numFmts count=\"1\">", "<numFmts>" + "".join(
        f'<numFmt numFmtId="{number}" formatCode="0&quot;{number}&quot;"/>' for number in range(200, 401))),
    ("style-count", STYLES, "</cellXfs>",
     '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' * 63_998 + "</cellXfs>"),
    ("text-length", STRINGS, "helium", "h" * 32_768),
    ("text-length", COVER, "<v>ok</v>", f"<v>{'o' * 32_768}</v>"),
    ("shared-text", DATA, "<v>4</v>", "<v>6</v>"),
    ("element-order", COVER, "<sheetData>", "<pageMargins/><sheetData>"),
    ("element-order", COVER, "<drawing", "<headerFooter/><drawing"),
    ("element-order", COVER, "<drawing", "<picture/><drawing"),
    ("element-order", COVER, "<drawing", "<sheetDat/><drawing"),
    ("cell-order", COVER, '<row r="2"', '<row r="1"'),
    ("cell-order", COVER, '<c r="A2"', '<c r="B2"'),
    ("cell-order", COVER, '<c r="A2"', '<c r="A3"'),
    ("cell-order", COVER, '<c r="B2"', '<c r="XFE2"'),
    ("row", COVER, 'ht="30"', 'ht="410"'),
    ("row", COVER, 'ht="30"', 'ht="30" outlineLevel="8"'),
    ("column", COVER, 'min="2" max="3"', 'min="1" max="3"'),
    ("column", COVER, 'width="30"', 'width="256"'),
    ("number", CHECKS, "<v>1e-09</v>", "<v>NAN</v>"),
    ("number", CHECKS, "<v>1e-09</v>", "<v>INF</v>"),
    ("number", CHECKS, "<v>1e-09</v>", "<v>1e400</v>"),
    ("number", CHECKS, "<v>1e-09</v>", "<v>1,5</v>"),
    ("number", CHECKS, 'r="B3" s="1"', 'r="B3" s="1" t="x"'),
    ("error-value", COVER, 't="str"><f>Checks!C2</f><v>ok</v>', 't="e"><f>Checks!C2</f><v>#N/A</v>'),
    ("formula-value", COVER, "<v>ok</v>", ""),
    ("formula-length", *formula("1+" * 4096 + "1")),
    ("formula-depth", *formula("(" * 65 + "1" + ")" * 65)),
    ("formula-arguments", *formula("SUM(1" + ",1" * 255 + ")")),
    ("formula-text", *formula('"' + "x" * 256 + '"')),
    ("formula-error", *formula("#REF!+1")),
    ("formula", *formula("SUM(1,2")),
    ("formula", *formula("SUM(1,2))")),
    ("formula", *formula("SUM({1,2)}")),
    ("formula", *formula('"open')),
    ("formula", *formula("1~2")),
    ("volatile", *formula("OFFSET(A1,1,0)")),
    ("volatile", *formula("today()")),
    ("volatile", *formula("IF(1,_xlfn.RANDARRAY(2),3)")),
    ("function", *formula("XLOOKUP(1,A1:A2,B1:B2)")),
    ("function", *formula("_xlfn.IFS(A1,1)")),
    ("function", *formula("STDEV.S(1,2)")),
    ("function", *formula("NOSUCH(1)")),
    ("name", *formula("tolerances*2")),
    ("name", *formula("no_table[amount]")),
    ("reference", *formula("Missing!A1")),
    ("reference", *formula("A1048577")),
    ("reference", *formula("XFE1")),
    ("table-name", TABLE, 'displayName="amounts"', 'displayName="tolerance"'),
    ("table-name", TABLE, 'displayName="amounts"', 'displayName="T1"'),
    ("table", TABLE, 'name="amount"/>', 'name="Network"/>'),
    ("table", TABLE, 'name="amount"/>', 'name="sum"/>'),
    ("table", TABLE, '<autoFilter ref="A1:B2"/>', '<autoFilter ref="A1:B3"/>'),
    ("table", TABLE, 'ref="A1:B2" totals', 'ref="A1:C2" totals'),
    ("table", TABLE, 'ref="A1:B2" totals', 'ref="A1:B1" totals'),
    ("table", DATA, '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>', ""),
    ("merge", CHECKS, 'ref="A5:B5"/>', 'ref="A5:B5"/><mergeCell ref="B4:B6"/>'),
    ("merge", DATA, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="B2:C2"/></mergeCells>'),
    ("marked-sheet", DATA, "</sheetData>", '</sheetData><conditionalFormatting sqref="B2"/>'),
    ("marked-sheet", COVER, '<conditionalFormatting sqref="B2">', '<conditionalFormatting sqref="A1:B2">'),
    ("marked-sheet", COVER, "<hyperlinks>", '<conditionalFormatting sqref="A1"/><hyperlinks>'),
    ("marked-sheet", DATA, "</worksheet>",
     '<extLst><ext><x:conditionalFormatting xmlns:x="urn:x"/></ext></extLst></worksheet>'),
    ("condition", CHECKS, 'sqref="A2:B2 A3"', 'sqref="A2:XFE2"'),
    ("volatile", CHECKS, "<formula>A2&lt;0</formula>", "<formula>A2&lt;NOW()</formula>"),
    ("choice", CHECKS, '"1e-9,1e-6"', '"' + "x," * 128 + '"'),
    ("choice", CHECKS, 'promptTitle="Tolerance"', f'promptTitle="{"T" * 33}"'),
    ("choice", CHECKS, 'prompt="Choose', 'prompt="' + "x" * 256),
    ("choice", CHECKS, '<dataValidations count="2">', '<dataValidations count="3">'),
    ("choice", CHECKS, 'sqref="B4"', 'sqref="4B"'),
    ("reference", CHECKS, "<formula1>'Bob''s data'!", "<formula1>Bob!"),
    ("link", COVER, "'Checks'!A1", "'Check'!A1"),
    ("link", COVER, "'Checks'!A1", "'Checks'!A0"),
    ("link", COVER, "'Checks'!A1", "nowhere"),
    ("link", COVER, 'ref="A1" r:id="rId1"', 'ref="A1" r:id="rId9"'),
    ("link", COVER, 'ref="A1" r:id="rId1"', 'ref="A2" r:id="rId1"'),
    ("link", COVER, "</hyperlinks>", "".join(
        f'<hyperlink ref="A{row}" location="tolerance"/>' for row in range(3, 65_532)) + "</hyperlinks>"),
    ("header", COVER, "page &amp;P", "&amp;P" * 128),
    ("ignored-error", CHECKS, '<ignoredError sqref="A2:B2"', '<ignoredError sqref="B2:A2"'),
    ("description", DRAWING, ' descr="Amounts by network"', ""),
    ("reference", CHART, "'Bob''s data'!", "'Bobs data'!"),
    ("chart", CHART, "'Bob''s data'!$B$2:$B$2", ""),
]


class WorkbookCheckTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name, "book.xlsx")

    def checked(self, parts, *arguments):
        """What the script says of a workbook of these parts."""
        with zipfile.ZipFile(self.path, "w") as package:
            for name, text in parts.items():
                package.writestr(name, text)
        return self.run_script(*arguments)

    def run_script(self, *arguments):
        return subprocess.run([sys.executable, SCRIPT, self.path, *arguments], capture_output=True, text=True)

    def test_a_sound_workbook_passes_and_others_read_it(self):
        run = self.checked(GOOD)
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stdout)
        self.assertEqual(run.stdout, f"{self.path}: 3 sheets, 4 formulas, 1 tables, 0 faults\n")

    def test_each_rule_finds_what_breaks_it(self):
        sys.path.insert(0, str(SCRIPT.parent))
        self.addCleanup(sys.path.remove, str(SCRIPT.parent))
        import workbook_check

        for rule, part, old, new in BROKEN:
            with self.subTest(rule=rule, part=part, new=(new or "")[:80]):
                parts = dict(GOOD)
                if old is None:
                    del parts[part]
                elif not old:
                    parts[part] = new
                else:
                    self.assertIn(old, parts[part])
                    parts[part] = parts[part].replace(old, new, 1)
                with zipfile.ZipFile(self.path, "w") as package:
                    for name, text in parts.items():
                        package.writestr(name, text)
                rules = [fault.rule for fault in workbook_check.Check(self.path).run()]
                self.assertIn(rule, rules)

    def test_partial_figures_may_be_marked_on_any_sheet(self):
        name = '<definedName name="whole_coverage">Checks!$B$3</definedName></definedNames>'
        for formula, faults in (("B2&lt;whole_coverage", 0), ("B2&lt;tolerance", 1)):
            mark = ('</sheetData><conditionalFormatting sqref="B2"><cfRule type="expression" priority="1">'
                    f"<formula>{formula}</formula></cfRule></conditionalFormatting>")
            run = self.checked({
                **GOOD, BOOK: GOOD[BOOK].replace("</definedNames>", name),
                DATA: GOOD[DATA].replace("</sheetData>", mark)}, "--no-readers")
            self.assertEqual(run.stdout.count("[marked-sheet]"), faults, run.stdout)
            self.assertEqual(run.returncode, faults, run.stdout)

    def test_every_rule_is_broken_by_some_edit(self):
        # Where the script calls these, a rule is the argument of this number.
        places = {"add": 2, "fault": 1, "check_formula": 2, "areas": 1}
        named = set()
        for call in ast.walk(ast.parse(SCRIPT.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                place = places.get(getattr(call.func, "attr", getattr(call.func, "id", "")))
                if place and len(call.args) > place and isinstance(call.args[place], ast.Constant):
                    named.add(call.args[place].value)
        self.assertGreater(len(named), 30)
        self.assertEqual(named - {case[0] for case in BROKEN}, set())

    def test_faults_are_printed_with_their_place(self):
        run = self.checked({**GOOD, COVER: GOOD[COVER].replace(FORMULA, "<f>NOW()+Missing!A1</f>")}, "--no-readers")
        self.assertEqual(run.returncode, 1)
        self.assertIn("sheet 'Cover', B2: NOW changes by itself: NOW()+Missing!A1 [volatile]\n", run.stdout)
        self.assertTrue(run.stdout.endswith("2 faults\n"), run.stdout)

    def test_a_warning_of_a_reader_is_a_fault(self):
        # openpyxl warns of extensions that it would lose.
        extension = ('<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"></ext></extLst></worksheet>')
        run = self.checked({**GOOD, CHECKS: GOOD[CHECKS].replace("</worksheet>", extension)})
        self.assertEqual(run.returncode, 1)
        self.assertIn("openpyxl says UserWarning: Conditional Formatting extension is not supported", run.stdout)

    def test_what_is_no_workbook_cannot_be_checked(self):
        self.path.write_text("no package")
        run = self.run_script()
        self.assertEqual((run.returncode, run.stdout), (2, ""))
        self.assertIn("workbook_check: ", run.stderr)
        self.path.unlink()
        self.assertEqual(self.run_script().returncode, 2)


if __name__ == "__main__":
    unittest.main()
