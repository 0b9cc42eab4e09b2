// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that rivals and tools never reach those who use Poise.
let package = Package(
  name: "poise-benchmarks",
  dependencies: [.package(name: "poise", path: "..")],
  targets: [
    .target(
      name: "HandLanes",
      cSettings: [.unsafeFlags(["-O3", "-march=native", "-ffp-contract=off", "-fno-math-errno"])]),
    .executableTarget(
      name: "CoreBenchmarks",
      // The command is built beside it, to be measured.
      dependencies: [
        "HandLanes", .product(name: "Poise", package: "poise"),
        .product(name: "poise", package: "poise"),
      ]),
    .executableTarget(
      name: "FrontBenchmarks", dependencies: [.product(name: "Poise", package: "poise")]),
    .executableTarget(
      name: "StabilityBenchmarks", dependencies: [.product(name: "Poise", package: "poise")]),
    .executableTarget(
      name: "StrategyBenchmarks", dependencies: [.product(name: "Poise", package: "poise")]),
  ]
)
