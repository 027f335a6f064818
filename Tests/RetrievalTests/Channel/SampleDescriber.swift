import Core
import GlobalChannel
import InvertedFile
import LocalFeatures
import Storage
import Synchronization

@testable import Retrieval

/// A model that needs no file: a vector of chance for each content, the sum of descriptors where it is made of local features.
final class SampleDescriber: GlobalDescriber {
  let name: String
  let path: String
  let fingerprint: String
  let dimension: Int
  let featureRecipe: Recipe?
  /// Contents that it fails at.
  private let failures: Set<ContentID>
  /// Contents that it finds nothing in.
  private let emptyContents: Set<ContentID>
  private let counts = Mutex((calls: 0, withFeatures: 0))

  init(
    _ name: String = "sample", path: String = "/sample.slp", dimension: Int = 16, recipe: Recipe? = nil,
    failsAt failures: [[UInt8]] = [], findsNothingIn empty: [[UInt8]] = []
  ) {
    self.name = name
    self.path = path
    fingerprint = "fingerprint of \(name)"
    self.dimension = dimension
    featureRecipe = recipe
    self.failures = Set(failures.map { ContentID(ofFile: $0) })
    emptyContents = Set(empty.map { ContentID(ofFile: $0) })
  }

  /// How often it was asked.
  var calls: Int { counts.withLock { $0.calls } }
  /// How often it was handed features.
  var callsWithFeatures: Int { counts.withLock { $0.withFeatures } }

  func vector(of picture: UndecodedPicture, made: MadeParts) throws(RetrievalError) -> ByteVector? {
    counts.withLock { $0 = ($0.calls + 1, $0.withFeatures + (made.features == nil ? 0 : 1)) }
    if failures.contains(picture.content) { throw RetrievalError("the sample has no taste for it") }
    if emptyContents.contains(picture.content) { return nil }
    return vector(of: picture.content)
  }

  /// Of a part it says something else for each column that it begins at.
  func vector(of picture: UndecodedPicture, within region: PictureRegion) throws(RetrievalError)
    -> ByteVector?
  {
    vector(of: ContentID(high: 0, low: picture.content.low &+ UInt64(region.x)))
  }

  /// What it says of a file's bytes.
  func vector(of content: ContentID) -> ByteVector? {
    var random = SeededGenerator(seed: content.low, stream: UInt64(name.utf8.count))
    return ByteVector((0..<dimension).map { _ in Float(random.index(below: 2001)) - 1000 })
  }
}

/// The events of an embedding, in their order.
final class EmbedLog: Sendable {
  private let log = Mutex<[EmbedEvent]>([])

  @Sendable func take(_ event: EmbedEvent) { log.withLock { $0.append(event) } }

  var events: [EmbedEvent] { log.withLock { $0 } }
}

extension CollectionFixture {
  /// Sample pictures as files.
  func files(_ numbers: Range<Int>) throws -> [String] {
    try numbers.map { try folder.write(Samples.file($0), to: "p\($0).png") }
  }

  /// Each picture's name, and whether its vector is that which the model makes of its content.
  static func vectors(of collection: Collection, by model: SampleDescriber) throws -> [String: Bool?] {
    let snapshot = try collection.snapshot()
    var found: [String: Bool?] = [:]
    try snapshot.forEachPicture { (id, summary) throws(StorageError) in
      let vector = try snapshot.vector(of: id)
      found[summary.name] = .some(vector.map { ByteVector($0) == model.vector(of: summary.content) })
    }
    return found
  }
}
