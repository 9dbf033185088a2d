// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that whoever builds firebreak does not load the benchmark library.
let package = Package(
  name: "firebreak-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "firebreak", path: ".."),
    // Without traits: the interposers that they add are not everywhere, and allocations are counted here.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(name: "Allocations", path: "Benchmarks/Allocations"),
    .executableTarget(
      name: "Stages",
      dependencies: [
        "Allocations",
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "FirebreakKit", package: "firebreak"),
      ],
      path: "Benchmarks/Stages",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    ),
  ]
)
