import Core

/// A tensor as NumPy's `.npy`: magic, version 1.0, the length of a header that ends on a multiple of 64 bytes, the
/// header (a Python dictionary), and the numbers as little-endian floats.
package enum NumPyFile {
  package static func bytes(of tensor: Tensor) -> [UInt8] {
    // A tuple of one needs its comma.
    let shape = tensor.shape.map { "\($0)," }.joined(separator: " ")
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(shape)), }"
    header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
    let length = header.utf8.count
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)]
    bytes += Array(header.utf8)
    bytes.reserveCapacity(bytes.count + 4 * tensor.values.count)
    for value in tensor.values { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 } }
    return bytes
  }
}
