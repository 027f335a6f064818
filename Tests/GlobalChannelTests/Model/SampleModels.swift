import Core
import Foundation

@testable import GlobalChannel

/// A folder that is removed with this object.
final class ModelFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("sightline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func write(_ bytes: some Collection<UInt8>, to name: String) throws {
    try Data(bytes).write(to: url.appendingPathComponent(name))
  }

  func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: url.appendingPathComponent(name)))
  }
}

/// Small models of every kind.
enum SampleModels {
  static let recipe = Recipe([Property("detector", "test"), Property("version", "1")])

  /// Descriptors of several clouds.
  static func descriptors(_ count: Int = 600, seed: UInt64 = 1) -> Matrix<UInt8> {
    var generator = SeededGenerator(seed: seed)
    var elements: [UInt8] = []
    for row in 0..<count {
      for column in 0..<6 {
        let centre = Double((row * 37 + column * row % 5 * 31) % 160 + 40)
        elements.append(UInt8(max(0, min(255, centre + 15 * generator.normal()))))
      }
    }
    return Matrix(columnCount: 6, elements: elements)
  }

  static func local(_ kind: Aggregation.Kind, jobs: Int = 1) throws -> GlobalModelParts.LocalSource {
    var options = AggregationOptions()
    options.kind = kind
    options.wordCount = 3
    options.reducedDimension = 4
    options.jobs = jobs
    return try GlobalModelParts.LocalSource.learn(from: descriptors(), recipe: recipe, options: options)
  }

  static func parts(_ kind: Aggregation.Kind, jobs: Int = 1) throws -> GlobalModelParts {
    let local = try local(kind, jobs: jobs)
    var vectors = Matrix<Float>(columnCount: local.aggregation.outputCount)
    for picture in 0..<12 {
      let rows = DescriptorRows.bytes(descriptors(20, seed: UInt64(100 + picture)))
      if let vector = local.vector(of: rows) { vectors.append(row: vector) }
    }
    var options = ProjectionOptions()
    options.dimension = 2
    options.jobs = jobs
    let learnt = try ProjectionTraining(options: options).learn(from: vectors)
    return GlobalModelParts(
      source: .localFeatures(local), projection: learnt.projection, training: [Property("seed", "1")])
  }

  static func network() throws -> GlobalModelParts {
    let projection = Projection(LinearMap(weights: [1, 0, 0, 1, 0.5, 0.5], offsets: [0.25, -1]))
    return GlobalModelParts(
      source: .network(
        GlobalModelParts.NetworkSource(
          recipeText: Array(#"{"kind": "global"}"#.utf8), fingerprint: "0123", path: "net.onnx")),
      projection: projection, training: [])
  }
}
