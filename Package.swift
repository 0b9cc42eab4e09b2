// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "poise",
  products: [
    .executable(name: "poise", targets: ["PoiseCommand"]),
    .library(name: "Poise", targets: ["Poise"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // MARK: Foundations, which know nothing of each other
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .target(
      name: "CKernels", cSettings: [.unsafeFlags(["-O3"]), .treatAllWarnings(as: .error)]),
    .target(name: "Tensors"),
    .target(name: "Records"),
    .target(name: "Tables"),

    // MARK: The GNU Scientific Library, behind faces of our own
    .target(name: "GSLAccess", dependencies: ["CGSL"]),
    .target(name: "Statistics", dependencies: ["CGSL", "GSLAccess"]),
    .target(name: "QuasiRandom", dependencies: ["CGSL", "GSLAccess"]),

    // MARK: Fronts and the preferences that span them
    .target(name: "Fronts", dependencies: ["QuasiRandom", "Records", "Tensors"]),

    // MARK: Learning
    .target(name: "Neural", dependencies: ["CKernels", "Tensors"]),
    .target(
      name: "Strategies",
      dependencies: ["CGSL", "Fronts", "GSLAccess", "QuasiRandom", "Records", "Tensors"]),
    .target(name: "Training", dependencies: ["Neural", "Strategies", "Records", "Tensors"]),

    // MARK: Studies and what is said of them
    .target(
      name: "Stability", dependencies: ["Fronts", "QuasiRandom", "Statistics", "Records"]),
    .target(name: "TraceFiles", dependencies: ["Records", "Tables"]),
    .target(
      name: "Studies",
      dependencies: [
        "Training", "Neural", "Fronts", "Strategies", "Records", "Tables", "Tensors",
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "Store",
      dependencies: [
        "Records", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(
      name: "Reports",
      dependencies: [
        "Fronts", "Stability", "Records", .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Templates")]),

    // MARK: Doors
    .target(
      name: "Poise",
      dependencies: [
        "Fronts", "Neural", "Records", "Reports", "Stability", "Statistics", "Store", "Strategies",
        "Studies", "Tensors", "TraceFiles", "Training",
      ]),
    .executableTarget(
      name: "PoiseCommand",
      dependencies: [
        "GSLAccess", "Poise", "Tables", "TraceFiles",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // MARK: Examples, which the tests run
    .executableTarget(
      name: "TwoScalesExample", dependencies: ["Poise"], path: "Examples/TwoScales/Swift"),
    .executableTarget(
      name: "OwnLoopExample", dependencies: ["Poise"], path: "Examples/OwnLoop"),
    .executableTarget(
      name: "LandscapeExample", dependencies: ["Poise"], path: "Examples/Landscape/Swift"),
    .executableTarget(
      name: "FrontsExample", dependencies: ["Poise"], path: "Examples/Fronts/Swift"),
    .executableTarget(
      name: "WagesExample", dependencies: ["Poise"], path: "Examples/Wages/Swift"),
    .executableTarget(
      name: "CustomStrategyExample", dependencies: ["Poise"],
      path: "Examples/CustomStrategy/Sources"),

    // MARK: Tests
    .target(
      name: "TestSupport", dependencies: ["Strategies", "Tensors", "Records"],
      path: "Tests/TestSupport"),
    .target(
      name: "AllocationCounter", path: "Tests/AllocationCounter",
      cSettings: [.treatAllWarnings(as: .error)]),
    .testTarget(name: "TensorsTests", dependencies: ["Tensors"]),
    .testTarget(name: "RecordsTests", dependencies: ["Records"]),
    .testTarget(name: "TablesTests", dependencies: ["Tables"]),
    .testTarget(
      name: "FrontsTests", dependencies: ["Fronts", "QuasiRandom", "Records", "Tensors"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "NeuralTests", dependencies: ["CKernels", "Neural", "Tensors", "TestSupport"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "StrategiesTests",
      dependencies: [
        "AllocationCounter", "Strategies", "Fronts", "Tensors", "Records", "TestSupport",
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "TrainingTests",
      dependencies: [
        "Training", "Store", "Neural", "Strategies", "Records", "Tensors", "TestSupport",
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics"], resources: [.copy("Fixtures")]),
    .testTarget(
      name: "StabilityTests", dependencies: ["Stability", "Fronts", "Statistics", "Records"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "TraceFilesTests", dependencies: ["TraceFiles", "Records", "Tables"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "StudiesTests",
      dependencies: [
        "Studies", "Training", "Neural", "Fronts", "Strategies", "Records", "Tensors",
        "TestSupport",
      ], resources: [.copy("Fixtures")]),
    .testTarget(
      name: "StoreTests",
      dependencies: ["Store", "Records", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "Stability", "Records", "TestSupport"],
      exclude: ["Snapshots"]),
    .testTarget(
      name: "PoiseCommandTests",
      dependencies: [
        "PoiseCommand", "Poise", "Tables", "Tensors", "TraceFiles", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "ExampleTests",
      dependencies: [
        "PoiseCommand", "TwoScalesExample", "OwnLoopExample", "CustomStrategyExample",
        "LandscapeExample", "FrontsExample", "WagesExample", "Poise", "TestSupport",
      ]),
  ]
)

// MARK: Language settings, the same for every Swift target
for target in package.targets
where target.type != .system && !["CKernels", "AllocationCounter"].contains(target.name) {
  target.swiftSettings = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}

// MARK: The training loop does without checks that two accesses to a variable never overlap
for target in package.targets where ["Neural", "Strategies", "Training"].contains(target.name) {
  target.swiftSettings?.append(
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)))
}

// MARK: Tests look inside the very modules that users run: one release build serves both. What the
// tests themselves compute is little, and compiled quickly.
for target in package.targets where target.type != .system {
  switch target.name {
  case "CKernels", "AllocationCounter": break
  case _ where target.type == .test, "TestSupport":
    target.swiftSettings?.append(.unsafeFlags(["-Onone"], .when(configuration: .release)))
  default:
    target.swiftSettings?.append(.unsafeFlags(["-enable-testing"], .when(configuration: .release)))
  }
}

// MARK: Debug builds, which the sanitizers use, are optimized where the tests have them compute most
for target in package.targets
where [
  "Fronts", "FrontsExample", "Neural", "Records", "Reports", "Stability", "Statistics",
  "Strategies", "Tensors", "Training",
].contains(target.name) {
  target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
}
