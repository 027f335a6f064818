import Core
import Foundation
import Testing

@testable import Vocabulary

@Suite("Vocabulary files") struct VocabularyFileTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
  }

  private func opened(_ builder: VocabularyBuilder) throws -> Vocabulary {
    try builder.write(toPath: folder.path("a.slv"))
    return try Vocabulary.open(folder.path("a.slv"))
  }

  @Test("everything comes back", arguments: [(6, 5, 2), (1, 1, 1), (300, 128, 17)])
  func roundTrip(words: Int, dimension: Int, cells: Int) throws {
    var builder = Sample.builder(words: words, dimension: dimension, cells: cells)
    builder.centreScale = 0.25
    let read = try opened(builder)
    #expect(read.wordCount == words && read.dimension == dimension && read.centreScale == 0.25)
    #expect(read.recipe == builder.recipe && read.training == builder.training)
    #expect(read.trainingPictureCount == 9)
    #expect((0..<words).map { UInt32(read.documentFrequency(of: $0)) } == builder.documentFrequencies)
    #expect(read.centres() == builder.centres)
    #expect(read.withUnsafeCentres { Array($0) } == builder.centres.rows.elements)
    #expect(read.structure == builder.structure)
    #expect(read.fingerprint == builder.fingerprint && read.fingerprint.count == 32)
    #expect(read.byteCount == (try folder.bytes(of: "a.slv").count))
    #expect(try folder.names() == ["a.slv"])
  }

  @Test("signatures from the file are those from memory, also after the last look at the vocabulary")
  func signatures() throws {
    let builder = Sample.builder(words: 20, dimension: 32, cells: 3)
    let (projection, medians) = try #require(builder.hamming)
    let inMemory = HammingEmbedding(projection: projection, medians: medians)
    let fromFile = try #require(try opened(builder).hamming)
    let (rows, words) = Sample.descriptors(200, around: builder.centres, spread: 10, seed: 1)
    for (row, word) in words.enumerated() {
      let row = Array(rows[row])
      #expect(fromFile.signature(of: row, word: word) == inMemory.signature(of: row, word: word))
    }
  }

  @Test("structure and Hamming embedding may be missing")
  func parts() throws {
    var builder = Sample.builder()
    builder.structure = nil
    #expect(try opened(builder).structure == nil)
    #expect(try opened(builder).hamming != nil)
    builder.hamming = nil
    #expect(try opened(builder).hamming == nil)
    builder.recipe = Recipe()
    builder.training = []
    let read = try opened(builder)
    #expect(read.recipe == Recipe() && read.training.isEmpty && read.centres() == builder.centres)
  }

  @Test("the fingerprint depends on what decides words and signatures, and on nothing else")
  func fingerprint() throws {
    let whole = Sample.builder()
    func changed(_ change: (inout VocabularyBuilder) -> Void) -> String {
      var builder = whole
      change(&builder)
      return builder.fingerprint
    }
    #expect(changed { $0.structure = nil } == whole.fingerprint)
    #expect(changed { $0.training = [] } == whole.fingerprint)
    #expect(changed { $0.documentFrequencies[0] += 1 } == whole.fingerprint)
    #expect(changed { $0.recipe.entries.removeLast() } != whole.fingerprint)
    #expect(changed { $0.centreScale = 2 } != whole.fingerprint)
    #expect(changed { $0.hamming = nil } != whole.fingerprint)
    #expect(
      changed { $0.hamming?.projection = HammingProjection(dimension: 5, seed: 1) } != whole.fingerprint)
    #expect(
      changed { $0.hamming?.medians = HammingMedians(rounding: [Int32](repeating: 3, count: 6 * 64)) }
        != whole.fingerprint)
    #expect(changed { $0.centres = Sample.centres(6, dimension: 5, seed: 1) } != whole.fingerprint)
  }

  @Test("the same parts give the same bytes")
  func deterministic() throws {
    try Sample.builder().write(toPath: folder.path("a"))
    try Sample.builder().write(toPath: folder.path("b"))
    #expect(try folder.bytes(of: "a") == folder.bytes(of: "b"))
  }

  @Test("sections begin at multiples of 64 bytes")
  func alignment() throws {
    let read = try opened(Sample.builder())
    read.withUnsafeCentres { #expect(Int(bitPattern: $0.baseAddress).isMultiple(of: 64)) }
  }

  @Test("descriptors of another recipe are refused with what differs")
  func recipe() throws {
    let read = try opened(Sample.builder())
    try read.check(read.recipe)
    let error = #expect(throws: VocabularyError.self) {
      try read.check(Recipe([Property("detector", "dog"), Property("descriptor", "rootsift")]))
    }
    let wanted = "its words were made with detector hessian-affine, these are dog: describe the pictures as"
    #expect(error?.description.hasPrefix("\(folder.path("a.slv")): \(wanted)") == true)
  }

  @Test("the file of format version 1 opens for ever, and is still written byte by byte")
  func stored() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Resources/version-1.slv").path
    let stored = try Vocabulary.open(path)
    #expect(stored.fingerprint == "fdd373934d8dd30152d735222705e8a3")
    #expect(stored.wordCount == 6 && stored.hamming != nil && stored.structure?.cellCount == 2)
    try Sample.builder().write(toPath: folder.path("a"))
    #expect(try folder.bytes(of: "a") == [UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
  }

  @Test("an old file stays when a new one cannot be written")
  func unwritable() throws {
    #expect(throws: VocabularyError(path: folder.path, "cannot be written: it is a folder")) {
      try Sample.builder().write(toPath: folder.path)
    }
    #expect(throws: VocabularyError(path: "/dev/full", "cannot be written: no space left on device")) {
      try Sample.builder().write(toPath: "/dev/full")
    }
  }

  @Test("document frequencies by hand: a word counts once a picture")
  func documentFrequencies() {
    let words: [UInt32] = [0, 0, 2, 2, 0, 1, 2]
    #expect(
      DocumentFrequencies.count(words: words, pictureStarts: [0, 3, 3, 4], wordCount: 4) == [2, 1, 3, 0])
    #expect(DocumentFrequencies.count(words: [], pictureStarts: [], wordCount: 2) == [0, 0])
  }
}
