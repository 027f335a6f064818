import Core
import Testing

@testable import GlobalChannel

@Suite("Projection files for drawings") struct DrawingProjectionTests {
  private let folder: ModelFolder

  init() throws {
    folder = try ModelFolder()
  }

  private var parts: GlobalModelParts {
    GlobalModelParts(
      source: .drawings(GlobalModelParts.DrawingSource(descriptor: "hog")),
      projection: Projection(LinearMap(weights: [1, 0, 0, 1, 0.5, 0.5], offsets: [0.25, -1])),
      training: [Property("method", "triplets")])
  }

  @Test("what was learnt is what is read, and the descriptor is part of the fingerprint")
  func roundTrip() throws {
    try parts.write(toPath: folder.path("a.slp"))
    let file = try ProjectionFile(path: folder.path("a.slp"))
    #expect(file.parts == parts && file.fingerprint == parts.fingerprint)
    var other = parts
    other.source = .drawings(GlobalModelParts.DrawingSource(descriptor: "shelo"))
    #expect(other.fingerprint != parts.fingerprint)
  }

  @Test("no vectors of pictures are made by it")
  func refused() throws {
    try parts.write(toPath: folder.path("a.slp"))
    do throws(GlobalModelError) {
      _ = try GlobalModel(path: folder.path("a.slp"))
      Issue.record("it was opened")
    } catch {
      #expect(error.message.contains("comparing drawings") && error.message.contains("--metric"))
    }
  }

  @Test("a file without its descriptor is damaged")
  func noDescriptor() throws {
    var other = parts
    other.source = .drawings(GlobalModelParts.DrawingSource(descriptor: ""))
    try other.write(toPath: folder.path("a.slp"))
    #expect(throws: GlobalModelError.self) { try ProjectionFile(path: folder.path("a.slp")) }
  }

  @Test("every bit that is turned is noticed")
  func bits() throws {
    try parts.write(toPath: folder.path("a.slp"))
    let whole = try folder.bytes(of: "a.slp")
    for bit in 0..<whole.count * 8 {
      var bytes = whole
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: GlobalModelError.self, "bit \(bit % 8) of byte \(bit / 8)") {
        try bytes.withUnsafeBytes { _ = try ProjectionFileReading(of: $0).parts() }
      }
    }
  }
}
