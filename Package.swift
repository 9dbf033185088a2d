// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library target of the pipeline, in the order of the data; it may import only what stands before it.
func stage(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "firebreak",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "firebreak", targets: ["firebreak"]),
    .library(name: "FirebreakKit", targets: ["FirebreakKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CJSONC",
      pkgConfig: "json-c",
      providers: [.apt(["libjson-c-dev"]), .yum(["json-c-devel"]), .brew(["json-c"])]
    ),
    .systemLibrary(
      name: "CZlib",
      pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .yum(["zlib-devel"]), .brew(["zlib"])]
    ),
    .systemLibrary(
      name: "CZstd",
      pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"]), .yum(["libzstd-devel"]), .brew(["zstd"])]
    ),
    stage("JSONBridge", ["CJSONC"]),
    stage("TraceModel", []),
    stage("TraceIngestion", ["JSONBridge", "TraceModel", "CZlib", "CZstd"]),
    stage("TraceAssembly", ["TraceModel"]),
    stage("CallClassification", ["TraceModel", "TraceAssembly"]),
    stage("FailureSpread", ["TraceModel", "CallClassification"]),
    stage("RiskReport", ["JSONBridge", "TraceModel", "CallClassification", "FailureSpread"]),
    stage(
      "DeploymentGate",
      [
        "JSONBridge", "TraceModel", "CallClassification", "FailureSpread", "RiskReport",
        .product(name: "Yams", package: "Yams"),
      ]
    ),
    stage(
      "FirebreakKit",
      [
        "JSONBridge", "TraceModel", "TraceIngestion", "TraceAssembly", "CallClassification",
        "FailureSpread", "RiskReport", "DeploymentGate",
      ]
    ),
    .executableTarget(
      name: "firebreak",
      dependencies: [
        "FirebreakKit", "TraceIngestion", "RiskReport", "DeploymentGate", "FailureSpread", "CallClassification",
        "TraceModel",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "outages", dependencies: ["FirebreakKit", "RiskReport"], path: "Tools/outages", swiftSettings: settings),
    .executableTarget(
      name: "gate-example", dependencies: ["FirebreakKit"], path: "Examples/GateExample", swiftSettings: settings
    ),
    .executableTarget(
      name: "false-alarms", dependencies: ["FirebreakKit"], path: "Tools/false-alarms", swiftSettings: settings
    ),
    stage(
      "VerdictAccuracy",
      ["TraceModel", "TraceIngestion", "TraceAssembly", "CallClassification", "RiskReport", "FirebreakKit"]
    ),
    .executableTarget(
      name: "accuracy", dependencies: ["VerdictAccuracy", "TraceIngestion", "TraceModel"], swiftSettings: settings
    ),
    .target(
      name: "TestSupport", dependencies: ["JSONBridge", "TraceModel"], path: "Tests/TestSupport", swiftSettings: settings),
    tests("TraceAssemblyTests", ["TraceAssembly", "TraceModel", "TestSupport"]),
    tests(
      "CallClassificationTests",
      [
        "CallClassification", "FailureSpread", "FirebreakKit", "RiskReport", "DeploymentGate", "TraceIngestion",
        "TraceModel", "TestSupport",
      ]
    ),
    tests(
      "VerdictAccuracyTests",
      ["VerdictAccuracy", "CallClassification", "TraceIngestion", "TraceModel", "FirebreakKit", "RiskReport"]),
    tests(
      "FailureSpreadTests",
      ["CallClassification", "FailureSpread", "FirebreakKit", "RiskReport", "TraceModel", "TestSupport"]),
    tests(
      "FirebreakKitTests",
      ["JSONBridge", "TraceModel", "FailureSpread", "RiskReport", "DeploymentGate", "FirebreakKit", "TestSupport"]),
    tests("EndToEndTests", ["firebreak", "outages", "gate-example"]),
    tests("JSONBridgeTests", ["JSONBridge"]),
    tests("TraceIngestionTests", ["TraceIngestion", "TraceModel", "JSONBridge", "CZlib", "CZstd", "TestSupport"]),
    tests(
      "RiskReportTests",
      ["JSONBridge", "TraceModel", "CallClassification", "FailureSpread", "RiskReport", "TestSupport"],
      exclude: ["Goldens"]
    ),
    tests(
      "DeploymentGateTests",
      [
        "JSONBridge", "TraceModel", "CallClassification", "FailureSpread", "RiskReport", "DeploymentGate",
        "FirebreakKit", "TestSupport",
      ]
    ),
  ]
)

// The fuzzers need a compiler and a linker told so; scripts/fuzz asks for them.
if Context.environment["FIREBREAK_FUZZ"] != nil {
  func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
      name: name, dependencies: dependencies, path: "Tests/\(name)",
      swiftSettings: [.unsafeFlags(["-parse-as-library"])], linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
  }
  package.targets += [
    fuzzer("FuzzEngines", ["JSONBridge", "TraceIngestion", "TraceModel"]),
    fuzzer(
      "FuzzPipeline",
      ["JSONBridge", "TraceModel", "TraceIngestion", "FailureSpread", "RiskReport", "DeploymentGate", "FirebreakKit"]),
  ]
}
