import Core
import Foundation
import Testing

@testable import Vocabulary

@Suite("Vocabulary files that are not what they should be") struct DamagedVocabularyTests {
  private let folder: TestFolder
  private let whole: [UInt8]

  init() throws {
    folder = try TestFolder()
    try Sample.builder().write(toPath: folder.path("whole"))
    whole = try folder.bytes(of: "whole")
  }

  /// The message of the refusal, `nil` when the file was opened.
  private func refusal(of bytes: some Collection<UInt8>) throws -> String? {
    try folder.write(bytes, to: "a")
    do {
      _ = try Vocabulary.open(folder.path("a"))
      return nil
    } catch {
      #expect(error.path == folder.path("a"))
      return error.message
    }
  }

  @Test("the whole file opens")
  func sound() throws {
    #expect(try refusal(of: whole) == nil)
  }

  @Test("every shorter file is refused")
  func cut() throws {
    for count in 0..<whole.count {
      let message = try refusal(of: whole.prefix(count))
      let expected = count < 8 ? "is no vocabulary" : "is cut short (\(count)"
      #expect(message?.hasPrefix(expected) == true, "\(count) bytes: \(message ?? "opened")")
    }
  }

  @Test("a longer file is refused")
  func longer() throws {
    #expect(try refusal(of: whole + [0])?.hasPrefix("is longer than it says") == true)
  }

  @Test("every bit that is turned is noticed")
  func bits() throws {
    var bytes = whole
    for bit in 0..<whole.count * 8 {
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: VocabularyError.self, "bit \(bit % 8) of byte \(bit / 8)") {
        try bytes.withUnsafeBytes { _ = try VocabularySections(of: $0) }
      }
      bytes[bit / 8] = whole[bit / 8]
    }
    try bytes.withUnsafeBytes { _ = try VocabularySections(of: $0) }
  }

  @Test("random damage to many bytes is refused and never ends the process")
  func damage() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<500 {
      var bytes = whole
      for _ in 0..<1 + generator.index(below: 40) {
        bytes[generator.index(below: bytes.count)] = UInt8(generator.index(below: 256))
      }
      let message = try refusal(of: bytes)
      #expect((message == nil) == (bytes == whole))
    }
  }

  @Test("every refusal says what to do")
  func sentences() throws {
    func changed(_ at: Int, _ bytes: [UInt8]) throws -> String? {
      var copy = whole
      copy.replaceSubrange(at..<at + bytes.count, with: bytes)
      return try refusal(of: copy)
    }
    #expect(
      try refusal(of: Array("GIF89a and more".utf8))
        == "is no vocabulary: give a file that `sightline build-vocabulary` has written")
    #expect(
      try changed(8, [2, 0, 0, 0])
        == "is a vocabulary of format version 2, and this program reads version 1: update Sightline, or build "
        + "the vocabulary again")
    #expect(
      try changed(8, [0, 0, 0, 1, 1, 2, 3, 4])
        == "was written by a machine of another byte order: build the vocabulary on this one")
    #expect(
      try changed(whole.count - 1, [77])
        == "is damaged (the checksum of the document frequencies is another): copy it again, or build it again "
        + "with `sightline build-vocabulary`")
  }

  @Test("a folder, a device and a missing file are refused")
  func others() throws {
    let expected = [
      (folder.path, "cannot be read: it is a folder"),
      (folder.path("none"), "cannot be read: no such file or directory"),
      ("/dev/null", "cannot be read: no such device"),
    ]
    for (path, message) in expected {
      #expect(throws: VocabularyError(path: path, message)) { try Vocabulary.open(path) }
    }
  }
}

/// Files whose checksums are right and whose numbers are not, as a program at fault or a forger would write them.
@Suite("Vocabulary files with right checksums and wrong numbers") struct ForgedVocabularyTests {
  typealias Columns = [VocabularySection.Kind: VocabularyColumn]

  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
  }

  /// Three words of two dimensions in two cells, with a Hamming embedding.
  private static let header = VocabularyHeader(
    wordCount: 3, dimension: 2, cellCount: 2, bitCount: 64, centreScale: 1, pictureCount: 5,
    fingerprint: VocabularyFingerprint(high: 1, low: 2))

  private static let columns: Columns = [
    .recipe: .bytes(Array("a=1\n".utf8)), .training: .bytes([]), .centres: .bytes([1, 2, 3, 4, 5, 6]),
    .cellCentres: .bytes([1, 2, 3, 4]), .cellStarts: .words([0, 1, 3]), .members: .words([2, 0, 1]),
    .projection: .bytes([UInt8](repeating: 1, count: 128)),
    .medianScales: .numbers([Int32](repeating: 1, count: 128)),
    .medianLevels: .bytes([UInt8](repeating: 0, count: 192)), .documentFrequencies: .words([1, 0, 5]),
  ]

  private func refusal(
    _ columns: Columns, header: VocabularyHeader = header
  ) throws -> String? {
    let sorted = columns.sorted { $0.key.rawValue < $1.key.rawValue }.map { (kind: $0.key, column: $0.value) }
    let file = try ReplacementFile(path: folder.path("a"))
    try VocabularyWriter(header: header, columns: sorted).write(to: file)
    try file.finish()
    do {
      _ = try Vocabulary.open(folder.path("a"))
      return nil
    } catch {
      return error.message
    }
  }

  @Test("what the others are variations of opens")
  func sound() throws {
    #expect(try refusal(Self.columns) == nil)
  }

  @Test(
    "numbers that make no sense are refused",
    arguments: [
      (VocabularySection.Kind.cellStarts, VocabularyColumn.words([0, 4, 3])),
      (.cellStarts, .words([1, 1, 3])),
      (.cellStarts, .words([0, 1, 2])), (.cellStarts, .words([0, .max, 3])), (.members, .words([0, 1, 1])),
      (.members, .words([0, 1, 3])), (.members, .words([0, 1, .max])),
      (.documentFrequencies, .words([0, 6, 0])),
      (.medianScales, .numbers([Int32](repeating: 0, count: 128))),
      (.medianScales, .numbers([Int32](repeating: .min, count: 128))),
      (.medianScales, .numbers([Int32](repeating: .max, count: 128))), (.recipe, .bytes([0xFF, 0x0A])),
      (.recipe, .bytes(Array("a".utf8))), (.training, .bytes(Array("=\n".utf8))),
    ])
  func values(kind: VocabularySection.Kind, column: VocabularyColumn) throws {
    var columns = Self.columns
    columns[kind] = column
    #expect(try refusal(columns)?.hasPrefix("is damaged") == true)
  }

  @Test(
    "a section that is missing, too short or too long is refused", arguments: VocabularySection.Kind.allCases)
  func lengths(kind: VocabularySection.Kind) throws {
    var columns = Self.columns
    columns[kind] = nil
    #expect(try refusal(columns)?.contains("missing") == true)
    guard kind != .recipe, kind != .training else { return }
    for count in [0, 1, 1000] {
      columns[kind] = .bytes([UInt8](repeating: 0, count: count))
      #expect(try refusal(columns)?.contains("the place of \(kind.name)") == true)
    }
  }

  @Test("counts that no vocabulary has are refused before anything is reserved for them")
  func counts() throws {
    let changes: [(inout VocabularyHeader) -> Void] = [
      { $0.wordCount = 0 }, { $0.wordCount = .max }, { $0.dimension = 0 }, { $0.dimension = .max },
      { $0.cellCount = 4 }, { $0.cellCount = .max }, { $0.bitCount = 32 }, { $0.centreScale = .nan },
      { $0.centreScale = 0 }, { $0.centreScale = -.infinity }, { $0.pictureCount = .max },
      { $0.cellCount = 0 },
      { $0.bitCount = 0 },
      {
        $0.wordCount = 1 << 30; $0.dimension = 4096
      },
    ]
    for (index, change) in changes.enumerated() {
      var header = Self.header
      change(&header)
      #expect(try refusal(Self.columns, header: header)?.hasPrefix("is damaged") == true, "change \(index)")
    }
  }

  @Test("sections at wrong places are refused")
  func places() throws {
    #expect(try refusal(Self.columns) == nil)
    let sound = try folder.bytes(of: "a")
    // Offset and length of each line of the table, with the checksum made right again.
    for line in 0..<Self.columns.count {
      for place in [8, 16] {
        for value in [UInt64(0), 1, 64, UInt64(sound.count), .max / 2, 1 << 63, .max] {
          var bytes = sound
          let start = VocabularyHeader.byteCount + 32 * line + place
          withUnsafeBytes(of: value) { bytes.replaceSubrange(start..<start + 8, with: $0) }
          guard bytes != sound else { continue }
          let checked = VocabularyHeader.checkedFrom..<VocabularyHeader.byteCount + 32 * Self.columns.count
          withUnsafeBytes(of: ContentHash(of: Array(bytes[checked])).checksum) {
            bytes.replaceSubrange(24..<32, with: $0)
          }
          try folder.write(bytes, to: "b")
          #expect(throws: VocabularyError.self, "line \(line), \(place), \(value)") {
            try Vocabulary.open(folder.path("b"))
          }
        }
      }
    }
  }
}
