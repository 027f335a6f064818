import Core
import Glibc
import InvertedFile

/// Changes every byte of a small collection's file, one at a time, and cuts the file at every length: each time a check must tell,
/// or else everything that is read must still be what it was.
struct Flipping {
  let arguments: Arguments

  func run() throws -> String {
    let folder = IndexFolder(path: arguments.folder)
    let expected = try Self.dump(folder)
    guard IndexCheck.problems(of: folder).isEmpty else {
      throw BenchmarkError("the collection is not sound to begin with")
    }
    let file = try DataFile(path: arguments.folder + "/" + arguments.text("file", "data-1/data.mdb"))
    let positions = stride(
      from: arguments.number("from", 0), to: file.bytes.count, by: arguments.number("step", 1))
    var tally = Tally()
    for position in positions {
      for mask in [UInt8(0xFF), 1 << UInt8(position % 8)] {
        try file.change(position, mask)
        tally.take(try Self.outcome(folder, expected), "byte \(position), mask \(mask)")
        try file.change(position, 0)
      }
    }
    if arguments.text("cuts", "yes") == "yes" {
      for length in positions {
        try file.cut(length)
        tally.take(try Self.outcome(folder, expected), "length \(length)")
      }
      try file.restore()
    }
    return tally.json
  }

  private enum Outcome { case told, harmless, silent }

  private static func outcome(_ folder: IndexFolder, _ expected: String) throws -> Outcome {
    guard IndexCheck.problems(of: folder).isEmpty else { return .told }
    return (try? dump(folder)) == expected ? .harmless : .silent
  }

  /// Everything that can be read, as text.
  private static func dump(_ folder: IndexFolder) throws -> String {
    let snapshot = try folder.open(writable: false).snapshot()
    let ids = (0..<snapshot.idCount).map { PictureID(rawValue: UInt32($0)) }
    let pictures = try snapshot.newPictures(ids)
    var answers: [[ScoredPicture]] = []
    for picture in pictures {
      let words = QueryWords(
        words: picture.features.words, signatures: picture.features.signatures, wordsPerFeature: 1)
      answers.append(try snapshot.shortlist(for: .words(words), options: ShortlistOptions()).pictures)
    }
    let channel = try "\(String(describing: snapshot.channelSettings()))\(snapshot.vectorCount())"
    return "\(snapshot.index.settings)\(snapshot.totals)\(pictures)\(answers)\(channel)"
  }

  private struct Tally {
    private var told = 0
    private var harmless = 0
    private var silent: [String] = []

    mutating func take(_ outcome: Outcome, _ what: String) {
      switch outcome {
      case .told: told += 1
      case .harmless: harmless += 1
      case .silent: silent.append(what)
      }
    }

    var json: String {
      var json = JSONWriter()
      json.object { json in
        json.member("told", told)
        json.member("harmless", harmless)
        json.member("silent", silent.count)
        json.key("silentOnes")
        json.array { json in
          for what in silent.prefix(20) { json.value(what) }
        }
      }
      return String(decoding: json.bytes, as: UTF8.self)
    }
  }
}

/// A file whose bytes are changed in place, and put back.
private struct DataFile {
  let path: String
  let bytes: [UInt8]

  init(path: String) throws {
    self.path = path
    let file = try MappedFile(path: path)
    bytes = withExtendedLifetime(file) { Array(file.bytes) }
  }

  func change(_ position: Int, _ mask: UInt8) throws {
    try withDescriptor { descriptor in
      var byte = bytes[position] ^ mask
      return pwrite(descriptor, &byte, 1, position) == 1
    }
  }

  func cut(_ length: Int) throws {
    try restore()
    try withDescriptor { ftruncate($0, length) == 0 }
  }

  func restore() throws {
    try withDescriptor { pwrite($0, bytes, bytes.count, 0) == bytes.count && ftruncate($0, bytes.count) == 0 }
  }

  private func withDescriptor(_ body: (Int32) -> Bool) throws {
    let descriptor = open(path, O_RDWR)
    defer { close(descriptor) }
    guard descriptor >= 0, body(descriptor) else { throw BenchmarkError("\(path): cannot be changed") }
  }
}
