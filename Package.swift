// swift-tools-version: 6.2
import PackageDescription

// Imports go only downwards; docs/architecture.md says what each target is for.
let package = Package(
  name: "Sightline",
  products: [
    .executable(name: "sightline", targets: ["sightline"]),
    .library(
      name: "Sightline",
      targets: ["Raster", "LocalFeatures", "Vocabulary", "Verification", "Retrieval", "Evaluation"]),
  ],
  targets: [
    // Level 0: C, and nothing else that is C.
    .systemLibrary(name: "CJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
    .target(name: "CPictureCodecs", dependencies: ["CJPEG", "CPNG"]),
    .target(name: "CKernels"),
    .target(name: "CNetworkRuntime"),

    // Level 1
    .target(name: "Core", dependencies: ["CKernels"]),
    .target(name: "ArgumentParsing"),

    // Level 2
    .target(name: "Raster", dependencies: ["Core", "CKernels", "CPictureCodecs"]),

    .target(
      name: "Storage", dependencies: ["CLMDB", "Core"],
      swiftSettings: [.enableExperimentalFeature("Lifetimes")]),

    // Level 3
    .target(name: "Networks", dependencies: ["CNetworkRuntime", "Core", "Raster"]),
    .target(name: "SyntheticScenes", dependencies: ["Core", "Raster"]),
    .target(name: "Vocabulary", dependencies: ["Core", "CKernels"]),
    .target(name: "Verification", dependencies: ["Core", "CKernels"]),
    .target(
      name: "InvertedFile", dependencies: ["CKernels", "Core", "Storage"],
      swiftSettings: [.enableExperimentalFeature("Lifetimes")]),

    // Level 4
    .target(name: "LocalFeatures", dependencies: ["Core", "CKernels", "Networks", "Raster"]),
    .target(name: "GlobalChannel", dependencies: ["Core", "CKernels", "Networks", "Raster", "Vocabulary"]),
    .target(name: "DrawingChannel", dependencies: ["Core", "CKernels", "Networks", "Raster", "Vocabulary"]),

    // Level 5
    .target(
      name: "Retrieval",
      dependencies: [
        "Core", "DrawingChannel", "GlobalChannel", "InvertedFile", "LocalFeatures", "Networks", "Raster",
        "Storage", "Verification", "Vocabulary",
      ],
      swiftSettings: [.enableExperimentalFeature("Lifetimes")]),

    // Level 6
    .target(name: "Evaluation", dependencies: ["Core", "DrawingChannel", "Raster", "Retrieval"]),

    // Level 7
    .target(
      name: "Presentation", dependencies: ["Core", "Evaluation", "Raster", "Retrieval", "Verification"]),

    // Level 8: programs.
    .executableTarget(
      name: "sightline",
      dependencies: [
        "ArgumentParsing", "Core", "DrawingChannel", "Evaluation", "GlobalChannel", "LocalFeatures",
        "Networks", "Presentation", "Raster", "Retrieval", "Vocabulary",
      ]),
    .executableTarget(
      name: "make-scenes", dependencies: ["Core", "Raster", "SyntheticScenes"]),
    // Measurements that need more than the tool shows; not products.
    .target(name: "CPeak", path: "bench/words/CPeak"),
    .executableTarget(
      name: "words-benchmark", dependencies: ["CPeak", "Core", "Vocabulary"],
      path: "bench/words/words-benchmark"),
    .executableTarget(
      name: "proof-benchmark",
      dependencies: [
        "Core", "LocalFeatures", "Raster", "Retrieval", "SyntheticScenes", "Verification", "Vocabulary",
      ],
      path: "bench/proof/proof-benchmark"),
    .executableTarget(
      name: "collection-benchmark", dependencies: ["Core", "InvertedFile", "Retrieval"],
      path: "bench/collection/collection-benchmark"),
    .executableTarget(
      name: "evaluation-benchmark", dependencies: ["Core", "Evaluation", "Retrieval"],
      path: "bench/evaluation/evaluation-benchmark"),

    .executableTarget(
      name: "deep-benchmark",
      dependencies: [
        "Core", "GlobalChannel", "LocalFeatures", "Networks", "Raster", "Retrieval", "Vocabulary",
      ],
      path: "bench/deep/deep-benchmark"),

    .executableTarget(
      name: "drawing-benchmark",
      dependencies: [
        "Core", "DrawingChannel", "Evaluation", "InvertedFile", "Raster", "Retrieval", "SyntheticScenes",
        "Vocabulary",
      ],
      path: "bench/drawings/drawing-benchmark"),

    .testTarget(name: "CoreTests", dependencies: ["Core", "CKernels"]),
    .testTarget(name: "ArgumentParsingTests", dependencies: ["ArgumentParsing"]),
    .testTarget(name: "RasterTests", dependencies: ["Raster", "CKernels", "CPictureCodecs"]),
    .testTarget(name: "NetworksTests", dependencies: ["Networks", "Core", "Raster"]),
    .testTarget(
      name: "LocalFeaturesTests", dependencies: ["LocalFeatures", "CKernels", "Networks", "SyntheticScenes"]),
    .testTarget(
      name: "GlobalChannelTests", dependencies: ["GlobalChannel", "CKernels", "Core", "Networks", "Raster"]),
    .testTarget(
      name: "DrawingChannelTests",
      dependencies: ["DrawingChannel", "CKernels", "Core", "Raster", "SyntheticScenes", "Vocabulary"]),
    .testTarget(
      name: "VocabularyTests", dependencies: ["Vocabulary", "CKernels"], exclude: ["File/Resources"]),
    .testTarget(name: "StorageTests", dependencies: ["Core", "Storage"]),
    .testTarget(
      name: "InvertedFileTests", dependencies: ["InvertedFile", "CKernels"], exclude: ["Resources"]),
    .testTarget(name: "VerificationTests", dependencies: ["Verification", "Core"]),
    .testTarget(
      name: "PresentationTests", dependencies: ["Presentation", "Raster", "Retrieval", "Verification"]),
    .testTarget(name: "RetrievalTests", dependencies: ["Retrieval", "SyntheticScenes"]),
    .testTarget(
      name: "EvaluationTests",
      dependencies: [
        "Core", "DrawingChannel", "Evaluation", "LocalFeatures", "Raster", "Retrieval", "SyntheticScenes",
        "Vocabulary",
      ]),
    .testTarget(name: "LibraryTests", dependencies: ["LocalFeatures", "Raster", "Retrieval"]),
    .testTarget(name: "SyntheticScenesTests", dependencies: ["SyntheticScenes"]),
    .testTarget(
      name: "ToolTests", dependencies: ["sightline", "make-scenes", "Core", "Raster", "SyntheticScenes"],
      exclude: ["Resources"]),
  ],
  swiftLanguageModes: [.v6]
)
