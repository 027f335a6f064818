import Core

/// Product codes as bytes: written in one piece, searched where they lie. docs/format.md says what each number is.
///
/// Header, centres, small vectors, where lists begin, blocks. Every byte behind the checksum is covered by it.
struct ProductIndexHeader: Equatable {
  static let byteCount = 64
  static let magic = Array("SLCODES\n".utf8)
  static let version: UInt32 = 1
  private static let byteOrderMark: UInt32 = 0x0102_0304
  /// Where what the checksum covers begins.
  static let checkedFrom = 32

  var totalByteCount: UInt64
  var checksum: UInt64 = 0
  var dimension: UInt32
  var partCount: UInt32
  var listCount: UInt32
  var vectorCount: UInt32
  var unit: Float
  var correctionLow: Float
  var correctionStep: Float

  var encoded: [UInt8] {
    var bytes = Self.magic
    Self.append(Self.version, to: &bytes)
    Self.append(Self.byteOrderMark, to: &bytes)
    Self.append(totalByteCount, to: &bytes)
    Self.append(checksum, to: &bytes)
    for number in [
      dimension, partCount, listCount, vectorCount, unit.bitPattern, correctionLow.bitPattern,
      correctionStep.bitPattern, 0,
    ] {
      Self.append(number, to: &bytes)
    }
    return bytes
  }

  static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  init(
    totalByteCount: Int, model: ProductModel, vectorCount: Int
  ) {
    self.totalByteCount = UInt64(totalByteCount)
    dimension = UInt32(truncatingIfNeeded: model.dimension)
    partCount = UInt32(truncatingIfNeeded: model.partCount)
    listCount = UInt32(truncatingIfNeeded: model.listCount)
    self.vectorCount = UInt32(truncatingIfNeeded: vectorCount)
    unit = model.unit
    correctionLow = model.correction.low
    correctionStep = model.correction.step
  }

  /// Reads the header of whole bytes, and refuses what is none, of another version, length or size.
  init(of bytes: UnsafeRawBufferPointer) throws(ProductIndexError) {
    guard bytes.count >= Self.byteCount, bytes.prefix(Self.magic.count).elementsEqual(Self.magic) else {
      throw ProductIndexError("are no product codes: build them again")
    }
    func number(_ offset: Int) -> UInt32 {
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    func long(_ offset: Int) -> UInt64 { UInt64(number(offset)) | UInt64(number(offset + 4)) << 32 }
    guard number(12) == Self.byteOrderMark else { throw Self.damaged("the mark of their byte order") }
    guard number(8) == Self.version else {
      throw ProductIndexError(
        "are product codes of version \(number(8)), and this program knows \(Self.version): build them again")
    }
    totalByteCount = long(16)
    checksum = long(24)
    (dimension, partCount, listCount, vectorCount) = (number(32), number(36), number(40), number(44))
    unit = Float(bitPattern: number(48))
    correctionLow = Float(bitPattern: number(52))
    correctionStep = Float(bitPattern: number(56))
    guard UInt64(bytes.count) == totalByteCount else {
      throw ProductIndexError(
        "are product codes of \(totalByteCount) bytes, but there are \(bytes.count): build them again")
    }
    let covered = UnsafeRawBufferPointer(rebasing: bytes[Self.checkedFrom...])
    guard ContentHash(of: covered).checksum == checksum else { throw Self.damaged("the checksum") }
    try checkSizes()
  }

  /// What a checksum cannot tell: bytes that somebody wrote so.
  private func checkSizes() throws(ProductIndexError) {
    var options = ProductOptions()
    options.listCount = Int(listCount)
    options.codeByteCount = Int(partCount)
    guard options.problem(dimension: Int(dimension)) == nil else { throw Self.damaged("the sizes") }
    guard unit.isFinite, unit > 0, correctionLow.isFinite, correctionStep.isFinite, correctionStep >= 0 else {
      throw Self.damaged("the scales")
    }
  }

  static func damaged(_ what: String) -> ProductIndexError {
    ProductIndexError("are damaged product codes (\(what) is wrong): build them again")
  }
}
