import CXLSXWriter

extension SpreadsheetRenderer {
  /// The libraries on whose release the bytes of a workbook depend: what writes its XML, and what
  /// packs it.
  package static var libraries: [(name: String, version: String)] {
    [
      ("libxlsxwriter", unsafe String(cString: lxw_version())),
      ("zlib", unsafe String(cString: zlibVersion())),
    ]
  }
}
