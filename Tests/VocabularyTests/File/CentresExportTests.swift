import Core
import Testing

@testable import Vocabulary

@Suite("Centres for other programs") struct CentresExportTests {
  private let folder: TestFolder
  private let centres = Centres(rows: Matrix(columnCount: 3, elements: [0, 1, 2, 255, 4, 6]))

  init() throws {
    folder = try TestFolder()
  }

  private func floats(_ bytes: ArraySlice<UInt8>) -> [Float] {
    Array(bytes).withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 4).map {
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)))
      }
    }
  }

  @Test("fvecs: each row behind its dimension")
  func fvecs() throws {
    try CentresExport.fvecs.write(centres, scale: 1, toPath: folder.path("a"))
    let bytes = try folder.bytes(of: "a")
    #expect(bytes.count == 32)
    #expect(Array(bytes[0..<4]) == [3, 0, 0, 0] && Array(bytes[16..<20]) == [3, 0, 0, 0])
    #expect(floats(bytes[4..<16]) == [0, 1, 2] && floats(bytes[20..<32]) == [255, 4, 6])
  }

  @Test("npy: a header of a multiple of 64 bytes, then the rows with their scale")
  func numPy() throws {
    try CentresExport.npy.write(centres, scale: 0.5, toPath: folder.path("a"))
    let bytes = try folder.bytes(of: "a")
    #expect(Array(bytes[0..<10]) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 118, 0])
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
    #expect(String(decoding: bytes[10..<127], as: UTF8.self).hasPrefix(text) && bytes[127] == 0x0A)
    #expect(floats(bytes[128...]) == [0, 0.5, 1, 127.5, 2, 3])
  }

  @Test("more rows than are written at once stay in order")
  func many() throws {
    let centres = Centres(rows: Matrix(columnCount: 1, elements: (0..<3000).map { UInt8($0 % 251) }))
    try CentresExport.fvecs.write(centres, scale: 1, toPath: folder.path("a"))
    let numbers = floats(try folder.bytes(of: "a")[...])
    #expect(stride(from: 1, to: 6000, by: 2).map { numbers[$0] } == (0..<3000).map { Float($0 % 251) })
  }
}
