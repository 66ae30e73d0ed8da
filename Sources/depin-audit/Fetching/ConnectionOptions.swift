import ArgumentParser
import Assurance
import Fetching
import Foundation

/// How vendors are spoken to.
///
/// No option holds a key: other programs can read command lines.
struct ConnectionOptions: ParsableArguments {
  @Option(
    help: .init(
      "Folder of what was received (default: depin-audit in XDG_CACHE_HOME or ~/.cache).",
      valueName: "dir"),
    completion: .directory)
  var cache: String?
  @Option(
    help: .init(
      "File of lines 'vendor: key' that nobody else may read (default: depin-audit/keys.yaml in "
        + "XDG_CONFIG_HOME or ~/.config).", valueName: "file"),
    completion: .file())
  var keys: String?
  @Option(
    help: .init(
      "Certificates to trust in place of the system's, in PEM form.", valueName: "file"),
    completion: .file())
  var caBundle: String?
  @Option(
    name: .customLong("endpoint"),
    help: .init(
      "A host to ask in place of a vendor's own, which gets the vendor's key; of a node also a path, "
        + "with {key} where its key belongs. May be given again.",
      valueName: "vendor=https://host:port"))
  var endpoints: [String] = []
  @Option(help: .init("Minutes for which an answer is not asked for again.", valueName: "minutes"))
  var maxAge = 60
  @Option(help: .init("Seconds that one answer may take.", valueName: "seconds"))
  var timeout = 120
  @Option(help: .init("How often a request that failed is tried again.", valueName: "count"))
  var retries = 4

  @Option(
    help: .init(
      "How many requests go out to one vendor; what came is kept, so a next run goes on.",
      valueName: "count"))
  var requests = 200

  func validate() throws {
    guard (1...1_000_000).contains(requests) else {
      throw ValidationError("--requests \(requests): give a count from 1 to 1000000")
    }
    guard (0...525_600).contains(maxAge) else {
      throw ValidationError("--max-age \(maxAge): give minutes from 0 to 525600")
    }
    guard (1...3600).contains(timeout) else {
      throw ValidationError("--timeout \(timeout): give seconds from 1 to 3600")
    }
    guard (0...10).contains(retries) else {
      throw ValidationError("--retries \(retries): give a count from 0 to 10")
    }
    _ = try addresses()
  }

  /// The addresses that stand in for vendors' own.
  func addresses() throws -> [String: WebAddress] {
    var addresses: [String: WebAddress] = [:]
    let vendors = Endpoints.all.map(\.vendor)
    for text in endpoints {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      // What is no address may be a key in the wrong place: it is not repeated.
      guard parts.count == 2, let address = WebAddress(parts[1]) else {
        throw ValidationError(
          "--endpoint: write vendor=https://host or vendor=https://host:port; of a node also "
            + "evm=https://host/path/{key}")
      }
      guard vendors.contains(parts[0]) else {
        throw ValidationError(
          unknown("vendor", parts[0], vendors, else: "there is \(vendors.joined(separator: ", "))"))
      }
      try check(address, of: parts[0])
      addresses[parts[0]] = address
    }
    return addresses
  }

  /// Refuses what is more than a host where none but a host is meant, and what may be a key.
  private func check(_ address: WebAddress, of vendor: String) throws {
    guard Endpoints.of(vendor)?.isNode == true || address.isHostAlone else {
      throw ValidationError(
        "--endpoint: write \(vendor)=https://host or \(vendor)=https://host:port, without a path")
    }
    guard !address.mayHoldKey else {
      throw ValidationError(
        "--endpoint: the address of \(vendor) seems to hold a key, which other programs can read; "
          + "write {key} in its place, and the key into \(KeyRing.variable(vendor))")
    }
  }

  /// The transport, its certificates and times as asked.
  func transport() throws -> CurlTransport {
    if let caBundle, !FileManager.default.isReadableFile(atPath: caBundle) {
      throw Failure("\(caBundle): cannot be read; name a file of certificates in PEM form")
    }
    var limits = CurlTransport.Limits()
    limits.total = Double(timeout)
    return CurlTransport(limits: limits, bundle: caBundle)
  }

  /// Where answers are kept.
  func cacheFolder() throws -> String {
    try cache ?? folder("XDG_CACHE_HOME", ".cache", orSay: "--cache")
  }

  /// The keys of the environment, and of the file.
  func keyRing() throws -> KeyRing {
    var ring = KeyRing()
    do {
      try ring.take(environment: ProcessInfo.processInfo.environment)
      guard let path = try keyFile() else { return ring }
      let bytes = try PlainFile.secret(of: path, atMost: 1 << 16)
      try ring.take(file: unsafe bytes.withBytes { unsafe Array($0) }, path: path)
    } catch let fault as KeyRing.Fault {
      throw Failure("\(fault)")
    }
    return ring
  }

  /// The file that is named, else the usual one where it exists.
  private func keyFile() throws -> String? {
    if let keys { return keys }
    guard let path = try? folder("XDG_CONFIG_HOME", ".config", orSay: "--keys") + "/keys.yaml"
    else { return nil }
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// A folder of the user's, by the rules of the XDG base directories: a relative path says nothing.
  private func folder(_ variable: String, _ usual: String, orSay option: String) throws -> String {
    let environment = ProcessInfo.processInfo.environment
    if let base = environment[variable], base.hasPrefix("/") { return base + "/depin-audit" }
    guard let home = environment["HOME"], home.hasPrefix("/") else {
      throw Failure("neither \(variable) nor HOME names a folder; give one with \(option)")
    }
    return "\(home)/\(usual)/depin-audit"
  }
}
