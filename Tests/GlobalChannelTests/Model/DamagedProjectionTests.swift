import Core
import Foundation
import Testing

@testable import GlobalChannel

@Suite("Projection files that are not what they should be") struct DamagedProjectionTests {
  private let folder: ModelFolder
  private let whole: [UInt8]

  init() throws {
    folder = try ModelFolder()
    try SampleModels.parts(.fisher).write(toPath: folder.path("whole"))
    whole = try folder.bytes(of: "whole")
  }

  /// The message of the refusal, `nil` when the file was read.
  private func refusal(of bytes: some Collection<UInt8>) throws -> String? {
    try folder.write(bytes, to: "a")
    do {
      _ = try ProjectionFile(path: folder.path("a"))
      return nil
    } catch {
      #expect(error.path == folder.path("a"))
      return error.message
    }
  }

  @Test("the whole file opens, every shorter or longer one is refused")
  func cut() throws {
    #expect(try refusal(of: whole) == nil)
    for count in 0..<whole.count {
      let message = try refusal(of: whole.prefix(count))
      let expected = count < 8 ? "is no projection file" : "is cut short (\(count)"
      #expect(message?.hasPrefix(expected) == true, "\(count) bytes: \(message ?? "opened")")
    }
    #expect(try refusal(of: whole + [0])?.hasPrefix("is longer than it says") == true)
  }

  @Test("every bit that is turned is noticed")
  func bits() throws {
    var bytes = whole
    for bit in 0..<whole.count * 8 {
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: GlobalModelError.self, "bit \(bit % 8) of byte \(bit / 8)") {
        try bytes.withUnsafeBytes { _ = try ProjectionFileReading(of: $0).parts() }
      }
      bytes[bit / 8] = whole[bit / 8]
    }
    try bytes.withUnsafeBytes { _ = try ProjectionFileReading(of: $0).parts() }
  }

  @Test("random damage to many bytes is refused and never ends the process")
  func damage() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<300 {
      var bytes = whole
      for _ in 0..<1 + generator.index(below: 40) {
        bytes[generator.index(below: bytes.count)] = UInt8(generator.index(below: 256))
      }
      #expect((try refusal(of: bytes) == nil) == (bytes == whole))
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
        == "is no projection file: give a file that `sightline build-projection` has written")
    #expect(
      try changed(8, [2, 0, 0, 0])
        == "is a projection file of format version 2, and this program reads version 1: update Sightline, or build "
        + "the projection file again")
    #expect(
      try changed(whole.count - 1, [77])
        == "is damaged (the checksum of the projection is another): copy it again, or build it again "
        + "with `sightline build-projection`")
    #expect(throws: GlobalModelError(path: folder.path("none"), "cannot be read: no such file or directory"))
    {
      try ProjectionFile(path: folder.path("none"))
    }
  }
}

/// Files whose checksums are right and whose numbers are not, as a program at fault or a forger would write them.
@Suite("Projection files with right checksums and wrong numbers") struct ForgedProjectionTests {
  private typealias Columns = [ProjectionFileSection: FileColumn]

  private let folder: ModelFolder

  init() throws {
    folder = try ModelFolder()
  }

  /// Two Gaussians of two numbers from descriptors of three; one number comes out.
  private static let counts: [UInt32] = [2, 3, 2, 2, 8, 1]
  private static let columns: Columns = [
    .settings: .bytes(Array("power=0.5\n".utf8)), .training: .bytes([]),
    .features: .bytes(Array("a=1\n".utf8)), .reductionWeights: .halves([0, 1, 2, 3, 4, 5]),
    .reductionOffsets: .floats([0, 0]), .centres: .floats([1, 2, 3, 4]), .variances: .floats([1, 1, 1, 1]),
    .shares: .floats([0.5, 0.5]), .projectionWeights: .halves([UInt16](repeating: 1, count: 8)),
    .projectionOffsets: .floats([0]),
  ]

  private func refusal(_ columns: Columns, counts: [UInt32] = counts) throws -> String? {
    let sorted = columns.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { (kind: $0.key.rawValue, column: $0.value) }
    let header = ProjectionFileHeader(
      counts: counts, sectionCount: sorted.count, fingerprint: FileFingerprint(high: 1, low: 2))
    let file = try ReplacementFile(path: folder.path("a"))
    try SectionedFileWriter(format: ProjectionFileHeader.format, own: header.encoded, columns: sorted)
      .write(to: file)
    try file.finish()
    do {
      _ = try ProjectionFile(path: folder.path("a"))
      return nil
    } catch {
      return error.message
    }
  }

  @Test("sound numbers open")
  func sound() throws {
    #expect(try refusal(Self.columns) == nil)
  }

  @Test("numbers that make no sense are refused")
  func values() throws {
    let changes: [(ProjectionFileSection, FileColumn)] = [
      (.centres, .floats([1, .nan, 3, 4])), (.variances, .floats([1, 0, 1, 1])),
      (.variances, .floats([1, -1, 1, 1])), (.variances, .floats([1, .infinity, 1, 1])),
      (.shares, .floats([1, 0])), (.projectionOffsets, .floats([.infinity])),
      (.projectionWeights, .halves([0x7C00] + [UInt16](repeating: 1, count: 7))),
      (.reductionWeights, .halves([0x7E00, 0, 0, 0, 0, 0])), (.settings, .bytes([0xFF, 0x0A])),
      (.settings, .bytes(Array("power=2\n".utf8))), (.settings, .bytes(Array("power=nan\n".utf8))),
      (.settings, .bytes([])), (.features, .bytes(Array("a".utf8))),
    ]
    for (kind, column) in changes {
      var columns = Self.columns
      columns[kind] = column
      #expect(try refusal(columns)?.hasPrefix("is damaged") == true, "\(kind) \(column)")
    }
  }

  @Test("a section that is missing, too short or too long is refused")
  func lengths() throws {
    for kind in Self.columns.keys {
      var columns = Self.columns
      columns[kind] = nil
      #expect(try refusal(columns)?.contains("missing") == true, "\(kind)")
      guard kind != .settings, kind != .training, kind != .features else { continue }
      for count in [0, 1, 1000] {
        columns[kind] = .bytes([UInt8](repeating: 0, count: count))
        #expect(try refusal(columns)?.contains("the place of \(kind.name)") == true, "\(kind), \(count)")
      }
    }
  }

  @Test("counts that no model has are refused before anything is reserved for them")
  func counts() throws {
    for place in 0..<6 {
      for value: UInt32 in [0, 5, 1 << 30, .max] where value != Self.counts[place] {
        var counts = Self.counts
        counts[place] = value
        #expect(
          try refusal(Self.columns, counts: counts)?.hasPrefix("is damaged") == true, "\(place): \(value)")
      }
    }
  }
}
