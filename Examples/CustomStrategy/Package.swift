// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "custom-strategy",
  dependencies: [.package(name: "poise", path: "../..")],
  targets: [
    .executableTarget(
      name: "CustomStrategy", dependencies: [.product(name: "Poise", package: "poise")],
      path: "Sources")
  ]
)
