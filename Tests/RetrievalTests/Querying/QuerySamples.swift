import Raster
import SyntheticScenes

@testable import Retrieval

/// A small collection of scenes and the pictures to ask it for.
struct QuerySamples {
  static let sceneCount = 8

  let folder: TestFolder
  let collection: Collection

  /// Scenes 0 ..< 8 as `scene-N.png`, and slanted views of scenes 0 and 1 as `view-N.png`.
  init(_ options: CollectionOptions = CollectionOptions(), _ kind: Samples.Kind = Samples.Kind()) throws {
    folder = try TestFolder()
    let vocabulary = try Samples.vocabulary(in: folder, kind)
    collection = try Collection.create(
      folder.path("collection"), vocabulary: vocabulary.path, options: options)
    var sources: [IngestSource] = []
    for number in 0..<Self.sceneCount {
      sources.append(.bytes(try Samples.file(number), name: "scene-\(number).png"))
    }
    for number in 0..<2 { sources.append(.bytes(try Self.view(number), name: "views/view-\(number).png")) }
    try collection.ingest(sources)
  }

  static func view(_ number: Int, _ camera: Camera = .tilted(by: 20, direction: 70)) throws -> [UInt8] {
    try PictureFile.encodedPNG(Samples.picture(number).view(ViewOptions(camera: camera)).picture)
  }

  /// A query for the shortlist alone, unless it is changed.
  func query(
    _ source: QuerySource, _ change: (inout QueryOptions) -> Void = { _ in }
  ) throws -> QueryReport {
    var options = QueryOptions()
    // Samples are small, and a stored picture was not enlarged.
    options.enlarges = false
    options.verify = 0
    change(&options)
    return try collection.query(source, options: options)
  }

  /// A query for a scene's own file.
  func query(
    scene number: Int, _ change: (inout QueryOptions) -> Void = { _ in }
  ) throws -> QueryReport {
    try query(.bytes(Samples.file(number), name: "query"), change)
  }

  /// What is said when the query is refused.
  func refusal(
    _ source: QuerySource = .picture(name: "scene-0.png"), _ change: (inout QueryOptions) -> Void
  ) -> String? {
    do {
      _ = try query(source, change)
      return nil
    } catch {
      return "\(error)"
    }
  }
}

extension QueryReport {
  var names: [String] { results.map(\.name) }

  func score(of name: String) -> Float { results.first { $0.name == name }?.score ?? 0 }

  /// All but what the clock decides.
  var withoutTimings: QueryReport {
    var report = self
    report.timings = Timings()
    return report
  }
}
