import GlobalChannel
import InvertedFile

@testable import Retrieval

/// A collection of scenes as files, and views of two of them, that has vectors of a model made of chance.
struct FusionSamples {
  static let sceneCount = 8

  let folder: TestFolder
  let collection: Collection
  let model: String

  init(_ options: CollectionOptions = CollectionOptions(), hasVectors: Bool = true) throws {
    folder = try TestFolder()
    let vocabulary = try Samples.vocabulary(in: folder)
    collection = try Collection.create(
      folder.path("collection"), vocabulary: vocabulary.path, options: options)
    model = folder.path("model.slp")
    try SampleModel.write(toPath: model)
    var files = try (0..<Self.sceneCount).map {
      try folder.write(Samples.file($0), to: "scene-\($0).png")
    }
    files += try (0..<2).map { try folder.write(QuerySamples.view($0), to: "view-\($0).png") }
    try collection.ingest(files.map { .file(path: $0) })
    if hasVectors { try collection.embed(model: model) }
  }

  func path(_ name: String) -> String { folder.path(name) }

  /// A query for a scene's file: the shortlist alone, unless it is changed.
  func query(
    _ name: String = "scene-0.png", _ change: (inout QueryOptions) -> Void = { _ in }
  ) throws -> QueryReport {
    var options = QueryOptions()
    options.enlarges = false
    options.verify = 0
    change(&options)
    return try collection.query(.file(path: path(name)), options: options)
  }
}
