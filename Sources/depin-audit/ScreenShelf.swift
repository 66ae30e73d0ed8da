import ArgumentParser
import DatasetLoading
import Formulas
import Foundation
import Screening
import SeriesStore

/// Where screens are found: those of the program, and those beside the datasets.
struct ScreenShelf {
  /// Screens of the program, then of the dataset; one of the dataset takes the place of its namesake.
  let all: [WrittenScreen]

  init(_ inputs: Inputs) throws {
    let presets = ScreenFile(Screen.presetsFile, path: "screens.yaml of the program")
    precondition(presets.diagnostics.isEmpty, "\(presets.diagnostics)")
    all = presets.screens.replaced(by: inputs.dataset.screens)
  }

  /// The screen of an id, or a suggestion.
  func screen(_ id: String) throws -> WrittenScreen {
    if let screen = all.first(where: { $0.id == id }) { return screen }
    let ids = all.map(\.id)
    throw ValidationError(
      unknown("screen", id, ids, else: "there is " + ids.joined(separator: ", ")))
  }

  /// The screens of a file, or every fault of it.
  func screens(of path: String) throws -> [WrittenScreen] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure("\(path): cannot be read; name a file of screens, or the id of one")
    }
    let file = ScreenFile(Array(data), path: path)
    guard file.diagnostics.isEmpty else {
      for diagnostic in file.diagnostics { say("\(diagnostic)") }
      throw Failure("\(path): mend the lines above")
    }
    return file.screens
  }

  /// Reads the formulas of some screens, or says every fault of them.
  func parsed(_ written: [WrittenScreen], _ names: Names) throws -> [Screen] {
    let (screens, faults) = ScreenShelf.reading(written, names)
    guard faults.isEmpty else {
      for fault in faults { say("\(fault)") }
      throw Failure("\(counted(faults.count, "error")) in the screens; mend the lines above")
    }
    return screens
  }

  /// What is wrong with the formulas of some screens.
  static func faults(of written: [WrittenScreen], _ names: Names) -> [WrittenFault] {
    reading(written, names).faults
  }

  private static func reading(
    _ written: [WrittenScreen], _ names: Names
  ) -> (screens: [Screen], faults: [WrittenFault]) {
    var (screens, faults) = ([Screen](), [WrittenFault]())
    for screen in written {
      do throws(WrittenFaults) {
        screens.append(try Screen(screen, names: names))
      } catch {
        faults += error.faults
      }
    }
    return (screens, faults)
  }
}
