import Core
import Testing

@testable import Vocabulary

/// Files of vectors that are written here byte by byte.
@Suite struct VectorFileTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
  }

  private func fvecs(_ rows: [[Float]]) -> [UInt8] {
    rows.flatMap { row in littleEndian(Int32(row.count)) + row.flatMap { littleEndian($0.bitPattern) } }
  }

  private func npy(_ header: String, _ data: [UInt8]) -> [UInt8] {
    let padded = header + String(repeating: " ", count: 117 - header.utf8.count) + "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0] + littleEndian(UInt16(118)) + Array(padded.utf8) + data
  }

  private func header(_ kind: String = "<f4", fortran: String = "False", shape: String = "(2, 2)") -> String {
    "{'descr': '\(kind)', 'fortran_order': \(fortran), 'shape': \(shape), }"
  }

  /// All rows as bytes under the scale that fits this file.
  private func read(_ bytes: [UInt8], as name: String) throws -> Matrix<UInt8> {
    let file = try VectorFile(path: try folder.write(bytes, to: name))
    return try file.bytes(ofRows: Array(0..<file.rowCount), scale: try VectorScale(fitting: [file]))
  }

  /// The sentence with which a file is refused, without its path.
  private func refusal(_ bytes: [UInt8], as name: String) throws -> String {
    let error = try #require(throws: VocabularyError.self) { _ = try read(bytes, as: name) }
    #expect(error.path == folder.path(name))
    return error.message
  }

  @Test("whole numbers from 0 to 255 are taken as they are, in every format")
  func wholeNumbers() throws {
    let rows = Matrix<UInt8>(columnCount: 2, elements: [0, 255, 7, 8])
    #expect(try read(fvecs([[0, 255], [7, 8]]), as: "a.fvecs") == rows)
    let prefix = littleEndian(Int32(2))
    #expect(try read(prefix + [0, 255] + prefix + [7, 8], as: "a.bvecs") == rows)
    #expect(try read(npy(header("|u1"), [0, 255, 7, 8]), as: "u.npy") == rows)
    let floats: [Float] = [0, 255, 7, 8]
    #expect(try read(npy(header(), floats.flatMap { littleEndian($0.bitPattern) }), as: "f.npy") == rows)
    let doubles: [Double] = [0, 255, 7, 8]
    #expect(
      try read(npy(header("<f8"), doubles.flatMap { littleEndian($0.bitPattern) }), as: "d.npy") == rows)
  }

  @Test("the largest of other numbers becomes 255, and negative ones begin at 0")
  func scaling() throws {
    #expect(try read(fvecs([[0, 0.5], [1, 0.25]]), as: "a.fvecs").elements == [0, 128, 255, 64])
    #expect(try read(fvecs([[-1, 0], [1, 0.5]]), as: "b.fvecs").elements == [0, 128, 255, 191])
    #expect(try read(fvecs([[0, 510], [2, 100]]), as: "c.fvecs").elements == [0, 255, 1, 50])
    #expect(try read(fvecs([[-3e38, 3e38]]), as: "d.fvecs").elements == [0, 255])
  }

  @Test("several files have one scale, so that equal numbers become equal bytes")
  func commonScale() throws {
    let small = try VectorFile(path: try folder.write(fvecs([[0.5, 0.25]]), to: "a.fvecs"))
    let large = try VectorFile(path: try folder.write(fvecs([[0.5, 1]]), to: "b.fvecs"))
    let scale = try VectorScale(fitting: [small, large])
    #expect(try small.bytes(ofRows: [0], scale: scale).elements == [128, 64])
    #expect(try large.bytes(ofRows: [0], scale: scale).elements == [128, 255])
  }

  @Test("chosen rows are read, across blocks")
  func chosenRows() throws {
    let rows = (0..<5000).map { row in (0..<128).map { Float((row + $0) % 256) } }
    let file = try VectorFile(path: try folder.write(fvecs(rows), to: "a.fvecs"))
    #expect(file.rowCount == 5000)
    let chosen = [0, 2029, 2030, 2031, 4999]
    let read = try file.bytes(ofRows: chosen, scale: .identity)
    #expect(read.elements == chosen.flatMap { rows[$0].map(UInt8.init) })
  }

  @Test("a number that is none is refused with row and column")
  func notFinite() throws {
    #expect(try refusal(fvecs([[0, 1], [2, .nan]]), as: "a.fvecs") == "row 2, column 2 is not a number")
    #expect(try refusal(fvecs([[-.infinity, 1]]), as: "b.fvecs") == "row 1, column 1 is infinite")
  }

  @Test("rows of different lengths, cut files and other files are refused")
  func broken() throws {
    #expect(try refusal([], as: "a.fvecs") == "the file is empty")
    #expect(try refusal([1], as: "b.fvecs") == "the file is cut short")
    #expect(try refusal(Array("text of some kind".utf8), as: "c.fvecs").contains("so this is no .fvecs"))
    #expect(try refusal(fvecs([[1, 2], [3, 4]]).dropLast(), as: "d.fvecs").contains("cut short"))
    let mixed = fvecs([[1, 2]]) + littleEndian(Int32(3)) + [UInt8](repeating: 0, count: 8)
    #expect(try refusal(mixed, as: "e.fvecs") == "row 2 has 3 columns, the first has 2")
    #expect(try refusal(Array("no numpy file at all".utf8), as: "f.npy") == "this is no NumPy file")
  }

  @Test(
    "other NumPy arrays are refused by what they are",
    arguments: [
      ("<f2", "False", "(2, 2)", "'<f2'"), (">f4", "False", "(2, 2)", "'>f4'"),
      ("<f4", "True", "(2, 2)", "Fortran order"), ("<f4", "False", "(4,)", "not of 1"),
      ("<f4", "False", "(1, 2, 2)", "not of 3"), ("<f4", "False", "(3, 2)", "no room for 3 rows of 2"),
      ("<f4", "False", "(2, 0)", "a dimension of 0"), ("<f4", "False", "(99999999999999999, 2)", "no room"),
    ])
  func otherArrays(kind: String, fortran: String, shape: String, sentence: String) throws {
    let bytes = npy(header(kind, fortran: fortran, shape: shape), [UInt8](repeating: 0, count: 16))
    #expect(try refusal(bytes, as: "a.npy").contains(sentence))
  }

  @Test("files of different dimensions don't go together")
  func dimensions() throws {
    let two = try VectorFile(path: try folder.write(fvecs([[1, 2]]), to: "a.fvecs"))
    let three = try VectorFile(path: try folder.write(fvecs([[1, 2, 3]]), to: "b.fvecs"))
    #expect(throws: VocabularyError.self) { _ = try VectorScale(fitting: [two, three]) }
  }

  @Test("cut and changed files are read or refused, never more")
  func mutations() throws {
    let files = [
      ("m.npy", npy(header(), [UInt8](repeating: 1, count: 16))), ("m.fvecs", fvecs([[1, 2], [3, 4]])),
    ]
    var random = SeededGenerator(seed: 3)
    for (name, whole) in files {
      var refused = 0
      for step in 0..<600 {
        var bytes = whole
        if step < whole.count {
          bytes = Array(whole[..<step])
        } else {
          bytes[random.index(below: whole.count)] = UInt8(random.index(below: 256))
        }
        do {
          #expect(try read(bytes, as: name).rowCount <= 16)
        } catch is VocabularyError {
          refused += 1
        }
      }
      #expect(refused >= min(whole.count, 20))
    }
  }
}

extension VectorFile {
  /// The chosen rows as bytes.
  fileprivate func bytes(ofRows chosen: [Int], scale: VectorScale) throws -> Matrix<UInt8> {
    var elements: [UInt8] = []
    try appendBytes(ofRows: chosen, scale: scale, to: &elements)
    return Matrix(columnCount: dimension, elements: elements)
  }
}
