// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: strict language mode, no warning survives.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// A module of the package; its README is documentation, not a resource.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: ["README.md"], resources: resources,
    swiftSettings: strict)
}

/// The tests of one module, in files that mirror its sources; data beside them is no resource.
func tests(_ name: String, _ dependencies: [Target.Dependency], data: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies + ["TestSupport"], exclude: data,
    swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "depin-audit",
  products: [
    .executable(name: "depin-audit", targets: ["depin-audit"]),
    .library(
      name: "DepinAudit",
      targets: ["Quantities", "SeriesStore", "DatasetLoading", "Formulas", "EconomicMetrics"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev", "zlib1g-dev"])]),
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CYAJL", pkgConfig: "yajl", providers: [.apt(["libyajl-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    module("Quantities"),
    module("SeriesStore", ["Quantities"]),
    module(
      "DatasetLoading",
      ["Quantities", "SeriesStore", "Yams"]),
    module("Formulas", ["Quantities", "SeriesStore"]),
    module("EconomicMetrics", ["Quantities", "SeriesStore", "Formulas"]),
    module(
      "Screening", ["Quantities", "SeriesStore", "Formulas", "EconomicMetrics"],
      resources: [
        .embedInCode("Presets/screens.yaml"), .embedInCode("Presets/scorecard.yaml"),
      ]),
    module(
      "Assurance",
      [
        "Quantities", "SeriesStore", "DatasetLoading", "Formulas", "EconomicMetrics", "Screening",
        "TextRendering", "Hashing", "CSodium",
      ]),
    module("Hashing", ["CSodium"]),
    module("Importing", ["Quantities", "SeriesStore", "DatasetLoading", "CYAJL"]),
    module(
      "Fetching",
      [
        "Quantities", "SeriesStore", "DatasetLoading", "Importing", "Hashing", "TextRendering",
        "CCurl",
      ]),
    module("ReportModel", ["Quantities"]),
    module("WorkbookModel", ["Quantities", "SeriesStore", "Formulas"]),
    module(
      "Reporting",
      [
        "Quantities", "SeriesStore", "Formulas", "EconomicMetrics", "Screening", "Assurance",
        "ReportModel", "WorkbookModel",
      ]),
    module("TextRendering", ["Quantities", "ReportModel"]),
    module("ChartRendering", ["Quantities", "ReportModel"]),
    module("SpreadsheetRendering", ["Quantities", "WorkbookModel", "CXLSXWriter"]),
    module("OpenDocumentRendering", ["Quantities", "WorkbookModel"]),
    .executableTarget(
      name: "depin-audit",
      dependencies: [
        "Quantities", "SeriesStore", "DatasetLoading", "Formulas", "EconomicMetrics", "Screening",
        "Assurance", "Importing", "Fetching", "ReportModel", "WorkbookModel", "Reporting",
        "TextRendering", "ChartRendering", "SpreadsheetRendering", "OpenDocumentRendering",
        argumentParser,
      ], exclude: ["README.md"], swiftSettings: strict),
    .executableTarget(
      name: "kernel-benchmark", dependencies: ["SeriesStore"], path: "Benchmarks/Kernels",
      swiftSettings: strict),
    .executableTarget(
      name: "screen-benchmark",
      dependencies: [
        "Quantities", "SeriesStore", "DatasetLoading", "Formulas", "EconomicMetrics", "Screening",
      ], path: "Benchmarks/Screening", exclude: ["screen.yaml"], swiftSettings: strict),
    .executableTarget(
      name: "workbook-benchmark",
      dependencies: ["Quantities", "WorkbookModel", "SpreadsheetRendering"],
      path: "Benchmarks/Workbooks", swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Quantities", "SeriesStore", "EconomicMetrics"],
      path: "Tests/TestSupport", swiftSettings: strict),
    tests("Quantities", ["Quantities"]),
    tests(
      "DatasetLoading", ["Quantities", "SeriesStore", "DatasetLoading"],
      data: ["Faults", "Golden"]),
    tests("SeriesStore", ["Quantities", "SeriesStore"], data: ["Reference"]),
    tests("Formulas", ["Quantities", "SeriesStore", "Formulas", "EconomicMetrics"]),
    tests("WorkbookModel", ["WorkbookModel"]),
    tests(
      "Screening",
      [
        "Quantities", "SeriesStore", "DatasetLoading", "Formulas", "EconomicMetrics", "Screening",
      ]),
    tests(
      "Assurance",
      [
        "Quantities", "SeriesStore", "DatasetLoading", "Formulas", "EconomicMetrics", "Screening",
        "TextRendering", "Hashing", "Assurance",
      ], data: ["Faults", "Golden"]),
    tests(
      "Reporting",
      [
        "Quantities", "SeriesStore", "Formulas", "EconomicMetrics", "DatasetLoading", "Screening",
        "Assurance", "ReportModel", "WorkbookModel", "Reporting",
      ]),
    tests("Importing", ["Quantities", "SeriesStore", "DatasetLoading", "Importing"]),
    tests("Fetching", ["Quantities", "SeriesStore", "DatasetLoading", "Importing", "Fetching"]),
    tests("Command", ["depin-audit"], data: ["Golden"]),
    tests("EconomicMetrics", ["Quantities", "SeriesStore", "Formulas", "EconomicMetrics"]),
    tests("TextRendering", ["Quantities", "ReportModel", "TextRendering"], data: ["Golden"]),
    tests("ChartRendering", ["Quantities", "ReportModel", "ChartRendering"], data: ["Golden"]),
    tests(
      "SpreadsheetRendering", ["Quantities", "WorkbookModel", "SpreadsheetRendering"],
      data: ["Golden"]),
    tests(
      "OpenDocumentRendering", ["Quantities", "WorkbookModel", "OpenDocumentRendering"],
      data: ["Golden"]),
  ],
  swiftLanguageModes: [.v6]
)
