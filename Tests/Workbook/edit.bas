Option Explicit

' Carries out the orders of a file, one a line, its words parted by tabs; writes what they ask for.
Sub Main(orders As String, answers As String)
  Dim document, words, line As String, from As Integer, into As Integer
  from = FreeFile
  Open orders For Input As #from
  into = FreeFile
  Open answers For Output As #into
  On Error Goto Failed
  Do While Not Eof(from)
    Line Input #from, line
    words = Split(line, Chr(9))
    Select Case words(0)
      Case "open"
        document = StarDesktop.loadComponentFromURL(words(1), "_blank", 0, setting("Hidden", True))
        ' Else each single order would be followed by a calculation.
        document.enableAutomaticCalculation(False)
      Case "calculate" : document.calculate()
      Case "clear" : document.Sheets.getByName(words(1)).getCellRangeByName(words(2)).clearContents(1 + 2 + 4 + 16)
      Case "remove" : document.Sheets.getByName(words(1)).Rows.removeByIndex(CLng(words(2)) - 1, CLng(words(3)))
      Case "undo" : document.UndoManager.undo()
      Case "errors" : Print #into, errors(document)
      Case "save" : document.storeToURL(words(1), setting("FilterName", "Calc MS Excel 2007 XML"))
      Case "close" : document.close(True)
      Case Else : Err.Raise 5
    End Select
  Loop
  Print #into, "done"
  Close #from
  Close #into
  Exit Sub
Failed:
  Print #into, "order '" & line & "': " & Error$
  Close #from
  Close #into
  ' A document that stays open would keep the program running.
  StarDesktop.terminate()
End Sub

' Where formulas give errors: ranges of all sheets in one line, or nothing.
Function errors(document) As String
  Dim index As Long, ranges, found As String
  For index = 0 To document.Sheets.Count - 1
    ranges = document.Sheets.getByIndex(index).queryFormulaCells(4)
    If ranges.Count > 0 Then found = found & ranges.RangeAddressesAsString & " "
  Next index
  errors = found
End Function

Function setting(key As String, content)
  Dim options(0) As New com.sun.star.beans.PropertyValue
  options(0).Name = key
  options(0).Value = content
  setting = options()
End Function
