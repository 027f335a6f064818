import Core

/// Writes centres for other programs, as rows of 32-bit floats: byte · scale.
package enum CentresExport: String, Sendable, CaseIterable {
  /// TexMex: each row behind its dimension as a 32-bit number, little-endian.
  case fvecs
  /// NumPy, format version 1.0.
  case npy

  /// Writes the file at `path`, whole or not at all.
  package func write(_ centres: Centres, scale: Float, toPath path: String) throws(VocabularyError) {
    do {
      let file = try ReplacementFile(path: path, durable: true)
      try file.writeAll(header(of: centres))
      let rowsAtOnce = 1024
      for first in stride(from: 0, to: centres.count, by: rowsAtOnce) {
        let rows = first..<min(centres.count, first + rowsAtOnce)
        try file.writeAll(encode(rows, of: centres, scale: scale))
      }
      try file.finish()
    } catch {
      throw VocabularyError(error)
    }
  }

  private func encode(_ rows: Range<Int>, of centres: Centres, scale: Float) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * (centres.dimension + 1) * 4)
    for row in rows {
      if self == .fvecs { Self.append(UInt32(centres.dimension), to: &bytes) }
      for byte in centres.rows[row] { Self.append((Float(byte) * scale).bitPattern, to: &bytes) }
    }
    return bytes
  }

  private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private func header(of centres: Centres) -> [UInt8] {
    switch self {
    case .fvecs: []
    case .npy: Self.numPyHeader(rowCount: centres.count, columnCount: centres.dimension)
    }
  }

  /// Magic, version, the length of a Python dictionary, and it: padded so that the numbers begin at a multiple of 64.
  private static func numPyHeader(rowCount: Int, columnCount: Int) -> [UInt8] {
    let dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rowCount), \(columnCount)), }"
    let fixedLength = 10
    let length = (fixedLength + dictionary.utf8.count + 1 + 63) / 64 * 64 - fixedLength
    let padding = [UInt8](repeating: UInt8(ascii: " "), count: length - dictionary.utf8.count - 1)
    let magic = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)]
    return magic + Array(dictionary.utf8) + padding + [UInt8(ascii: "\n")]
  }
}
