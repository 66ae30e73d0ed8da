// Times the kernels of distribution on balances from a file of doubles, little-endian, and prints
// `kernel,seconds,value` for each: the median of some rounds after one that is not counted.
//
// usage: kernel-benchmark FILE ROUNDS

import Foundation
import SeriesStore

let arguments = CommandLine.arguments
guard arguments.count == 3, let rounds = Int(arguments[2]), rounds > 0,
  let data = FileManager.default.contents(atPath: arguments[1])
else {
  FileHandle.standardError.write(Data("usage: kernel-benchmark FILE ROUNDS\n".utf8))
  exit(64)
}
// Any eight bytes are a double, and the buffer knows its length.
let balances = unsafe data.withUnsafeBytes { unsafe Array($0.bindMemory(to: Double.self)) }
let kernels: [(name: String, compute: ([Double]) -> Double?)] = [
  ("gini", { giniCoefficient(of: $0) }),
  ("herfindahl_hirschman", { herfindahlHirschmanIndex(of: $0) }),
  ("nakamoto", { nakamotoCoefficient(of: $0).map(Double.init) }),
]

print("kernel,seconds,value")
for kernel in kernels {
  var (seconds, value) = ([Double](), 0.0)
  for round in 0...rounds {
    let start = ContinuousClock.now
    value = kernel.compute(balances) ?? 0
    let elapsed = (ContinuousClock.now - start).components
    if round > 0 { seconds.append(Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18) }
  }
  print("\(kernel.name),\(median(of: seconds) ?? 0),\(value)")
}
