import Foundation
import TestSupport
import Testing

/// Programs that are killed, that run at the same time, and datasets that are damaged: what stands is
/// whole, and nothing crashes.
@Suite struct RobustnessTests {
  private static let report = [
    "report", "-p", "2025Q4", "--output", "out", "--formats", "md,csv,json", "--force",
  ]

  /// Two states of a dataset, and the report of each.
  private struct States {
    let place: Workplace
    let datasets: [[String: Data]]
    let reports: [[String: Data]]

    init() throws {
      place = try Workplace()
      var (datasets, reports) = ([[String: Data]](), [[String: Data]]())
      for value in ["1.25", "2.5"] {
        let changed = try place.text("Datasets/beacon/price.csv")
          .replacing(/(2025-12-31,2025-12-31,)[0-9.]+,/) { "\($0.1)\(value)," }
        try place.write("Datasets/beacon/price.csv", changed)
        let outcome = try place.run(RobustnessTests.report)
        try #require(outcome.code == 0, "\(outcome.messages)")
        datasets.append(try place.bytes(of: "Datasets"))
        reports.append(try place.bytes(of: "out"))
      }
      try #require(reports[0] != reports[1])
      (self.datasets, self.reports) = (datasets, reports)
    }

    func put(_ state: Int) throws {
      for (path, data) in datasets[state] { try place.write("Datasets/\(path)", data) }
    }
  }

  @Test func `a program that is killed leaves whole files`() throws {
    let states = try States()
    var (random, killed, mixed) = (SplitMix(state: 6), 0, 0)
    for attempt in 0..<16 {
      try states.put(attempt % 2)
      let process = try Command.start(Self.report, in: states.place.root, environment: [:])
      // Half of the runs are met while they put files in place.
      if attempt % 4 < 2 { while process.isRunning && !isWriting(states.place) {} }
      usleep(UInt32.random(in: 0..<(attempt % 4 < 2 ? 60_000 : 900_000), using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { killed += 1 }
      defer { clear(states.place) }
      let found = try states.place.bytes(of: "out").filter { !isAside($0.key) }
      #expect(Set(found.keys) == Set(states.reports[0].keys))
      for (path, data) in found {
        #expect(states.reports.contains { $0[path] == data }, "\(path) is of neither report")
      }
      if !states.reports.contains(found) { mixed += 1 }
    }
    print("killed: \(killed) of 16 runs, \(mixed) of them between two files")
    #expect(killed > 0)
    // What was killed between two files is told, and the next run mends it.
    try states.put(0)
    #expect(try states.place.run(Self.report).code == 0)
    let found = try states.place.bytes(of: "out").filter { !isAside($0.key) }
    #expect(found == states.reports[0])
  }

  private func clear(_ place: Workplace) {
    for path in place.contents(of: "out") where isAside(path) {
      try? FileManager.default.removeItem(at: place.url("out/\(path)"))
    }
  }

  /// Whether a run puts files aside that an earlier one did not.
  private func isWriting(_ place: Workplace) -> Bool {
    place.contents(of: "out").contains(where: isAside)
  }

  /// Whether a file lies beside its place, as one of a killed run does.
  private func isAside(_ path: String) -> Bool {
    path.split(separator: "/").last.map { $0.hasPrefix(".") && $0.hasSuffix(".tmp") } ?? false
  }

  @Test func `of runs at the same time one stands as a whole`() throws {
    let states = try States()
    for round in 0..<6 {
      var running: [Process] = []
      for state in [round % 2, 1 - round % 2, round % 2] {
        try states.put(state)
        running.append(try Command.start(Self.report, in: states.place.root, environment: [:]))
        usleep(30_000)
      }
      for process in running { process.waitUntilExit() }
      let found = try states.place.bytes(of: "out")
      // A run may have read some files of each state of the datasets; its manifest says which.
      #expect(found.keys.allSatisfy { !isAside($0) })
      let outcome = try states.place.run("verify", "out", "--files-only")
      #expect(outcome.code == 0, "\(outcome.output)")
    }
  }

  /// Bytes changed, cut out and put in anywhere: a dataset is read or refused with words.
  @Test(arguments: 0..<3)
  func `damaged datasets are read or refused`(_ seed: UInt64) throws {
    var random = SplitMix(state: 100 + seed)
    var codes: [Int32: Int] = [:]
    for _ in 0..<25 {
      let place = try Workplace()
      let paths = place.contents(of: "Datasets").filter {
        $0.hasSuffix(".csv") || $0.hasSuffix(".yaml")
      }
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        guard let path = paths.randomElement(using: &random) else { continue }
        var bytes = [UInt8](try Data(contentsOf: place.url("Datasets/\(path)")))
        damage(&bytes, &random)
        try place.write("Datasets/\(path)", Data(bytes))
      }
      for arguments in [["check"], ["table", "--metrics", "all", "-p", "2025Q3..2025Q4"]] {
        let outcome = try place.run(arguments)
        #expect((0...2).contains(outcome.code), "\(arguments) ended with \(outcome.code)")
        if outcome.code > 0 { #expect(!(outcome.output + outcome.messages).isEmpty) }
        codes[outcome.code, default: 0] += 1
      }
    }
    print("damaged datasets, seed \(seed): exit codes \(codes.sorted { $0.key < $1.key })")
  }

  private func damage(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    // Another digit is often a sound value, so that figures are computed from it.
    if Bool.random(using: &random) {
      let digits = bytes.indices.filter {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[$0])
      }
      guard let place = digits.randomElement(using: &random) else { return }
      bytes[place] = UInt8.random(in: UInt8(ascii: "0")...UInt8(ascii: "9"), using: &random)
      return
    }
    let marks = Array("\",\n\r\0:-[]{}&*!|>#%@`'=0129.eE+".utf8) + [0x80, 0xC3, 0xFF]
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      guard !bytes.isEmpty else { return }
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] = marks.randomElement(using: &random) ?? 0
      case 1: bytes.insert(marks.randomElement(using: &random) ?? 0, at: place)
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + 7))
      case 3: bytes.removeSubrange(place...)
      default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 60)], at: place)
      }
    }
  }
}
