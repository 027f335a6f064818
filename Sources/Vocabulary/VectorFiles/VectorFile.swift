import Glibc

/// Vectors in a binary file, read row by row so that the file may be larger than memory: `.fvecs` and `.bvecs`
/// (each row behind its own dimension, as the TEXMEX sets are stored) and two-dimensional NumPy `.npy`.
///
/// The file is read as it is on every pass, never held; numbers are handed out as `Double`, which keeps each
/// of the four kinds of element exactly.
package final class VectorFile: Sendable {
  /// How the rows lie in the file; everything is little-endian.
  struct Layout: Sendable, Equatable {
    enum Element: Sendable {
      case byte, float32, float64

      var byteCount: Int {
        switch self {
        case .byte: 1
        case .float32: 4
        case .float64: 8
        }
      }
    }

    var element: Element
    var dimension: Int
    var rowCount: Int
    /// Bytes before the first row, and bytes before the numbers of each.
    var headerSize: Int
    var rowPrefixSize: Int

    var stride: Int { rowPrefixSize + dimension * element.byteCount }
  }

  private static let endings = [".fvecs", ".bvecs", ".npy"]
  /// Larger dimensions are a sign of a file that is something else.
  static let largestDimension = 65_536
  private static let blockSize = 1 << 20

  package let path: String
  let layout: Layout
  private let descriptor: Int32

  package var rowCount: Int { layout.rowCount }
  package var dimension: Int { layout.dimension }

  /// Whether a file of this name is taken for vectors.
  package static func isVectorFile(_ path: String) -> Bool {
    let lower = path.lowercased()
    return endings.contains { lower.hasSuffix($0) }
  }

  /// Opens the file and checks its header and size; the numbers are not looked at yet.
  package init(path: String) throws(VocabularyError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.systemError(path, "cannot be opened") }
    do {
      layout = try Self.layout(of: descriptor, path: path)
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  private static func layout(of descriptor: Int32, path: String) throws(VocabularyError) -> Layout {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw systemError(path, "cannot be read") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw VocabularyError(path: path, "vectors are read from ordinary files only")
    }
    let size = Int(status.st_size)
    let start = try bytes(of: descriptor, path: path, at: 0, count: min(size, NumPyHeader.largestSize))
    let lower = path.lowercased()
    if lower.hasSuffix(".npy") { return try NumPyHeader.layout(start, fileSize: size, path: path) }
    let element: Layout.Element = lower.hasSuffix(".bvecs") ? .byte : .float32
    return try vecsLayout(start, element: element, fileSize: size, path: path)
  }

  /// Calls `body` with each row for which `isWanted` holds, in order, or with all of them.
  func forEachRow(
    where isWanted: (Int) -> Bool = { _ in true },
    _ body: (_ row: Int, _ values: UnsafeBufferPointer<Double>) throws(VocabularyError) -> Void
  ) throws(VocabularyError) {
    let values = UnsafeMutableBufferPointer<Double>.allocate(capacity: dimension)
    defer { values.deallocate() }
    let rowsPerBlock = max(1, Self.blockSize / layout.stride)
    var first = 0
    while first < rowCount {
      let rows = first..<min(rowCount, first + rowsPerBlock)
      first = rows.upperBound
      guard rows.contains(where: isWanted) else { continue }
      let block = try Self.bytes(
        of: descriptor, path: path, at: layout.headerSize + rows.lowerBound * layout.stride,
        count: rows.count * layout.stride)
      for row in rows where isWanted(row) {
        try decode(block, row: row, offset: (row - rows.lowerBound) * layout.stride, into: values)
        try body(row, UnsafeBufferPointer(values))
      }
    }
  }

  private func decode(
    _ block: [UInt8], row: Int, offset: Int, into values: UnsafeMutableBufferPointer<Double>
  ) throws(VocabularyError) {
    if layout.rowPrefixSize > 0 {
      let own = Int(Self.littleEndian(block, at: offset, as: Int32.self))
      guard own == dimension else {
        throw VocabularyError(path: path, "row \(row + 1) has \(own) columns, the first has \(dimension)")
      }
    }
    let start = offset + layout.rowPrefixSize
    block.withUnsafeBytes { raw in
      for column in 0..<dimension {
        let place = start + column * layout.element.byteCount
        values[column] =
          switch layout.element {
          case .byte: Double(raw[place])
          case .float32:
            Double(
              Float(
                bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt32.self))))
          case .float64:
            Double(
              bitPattern: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
          }
      }
    }
  }
}

extension VectorFile {
  private static func vecsLayout(
    _ start: [UInt8], element: Layout.Element, fileSize: Int, path: String
  ) throws(VocabularyError) -> Layout {
    guard fileSize > 0 else { throw VocabularyError(path: path, "the file is empty") }
    guard start.count >= 4 else { throw VocabularyError(path: path, "the file is cut short") }
    let dimension = Int(littleEndian(start, at: 0, as: Int32.self))
    guard (1...largestDimension).contains(dimension) else {
      throw VocabularyError(
        path: path, "a dimension of \(dimension) is none, so this is no .fvecs or .bvecs file")
    }
    var layout = Layout(
      element: element, dimension: dimension, rowCount: 0, headerSize: 0, rowPrefixSize: 4)
    guard fileSize.isMultiple(of: layout.stride) else {
      throw VocabularyError(
        path: path, "the file is cut short, or its rows are not all of \(dimension) columns")
    }
    layout.rowCount = fileSize / layout.stride
    return layout
  }

  static func littleEndian<Number: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: [UInt8], at offset: Int, as type: Number.Type
  ) -> Number {
    bytes.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: type)) }
  }

  private static func bytes(
    of descriptor: Int32, path: String, at offset: Int, count: Int
  ) throws(VocabularyError) -> [UInt8] {
    var isBroken = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      while used < count {
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: used), count - used, off_t(offset + used))
        if got < 0, errno == EINTR { continue }
        isBroken = got < 0
        guard got > 0 else { return }
        used += got
      }
    }
    if isBroken { throw systemError(path, "cannot be read") }
    guard bytes.count == count else {
      throw VocabularyError(path: path, "the file became shorter while it was read")
    }
    return bytes
  }

  private static func systemError(_ path: String, _ what: String) -> VocabularyError {
    let reason = String(cString: strerror(errno))
    return VocabularyError(path: path, "\(what): \(reason.prefix(1).lowercased() + reason.dropFirst())")
  }
}
