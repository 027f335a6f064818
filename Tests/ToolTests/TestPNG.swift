/// A PNG of grey bytes without compression, made without the code under test.
enum TestPNG {
  static func bytes(width: Int, height: Int, grey: (_ x: Int, _ y: Int) -> UInt8) -> [UInt8] {
    var rows: [UInt8] = []
    for y in 0..<height {
      rows.append(0)
      for x in 0..<width { rows.append(grey(x, y)) }
    }
    let header = bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, 0, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
      + chunk("IDAT", stored(rows)) + chunk("IEND", [])
  }

  /// Discs and bars of several sizes: something for every detector. `seed` moves them.
  static func scene(width: Int = 160, height: Int = 120, seed: Int = 0) -> [UInt8] {
    bytes(width: width, height: height) { x, y in
      var value = 120
      for disc in 0..<12 {
        let (cx, cy) = ((disc * 53 + seed * 17 + 20) % width, (disc * 37 + seed * 29 + 15) % height)
        let radius = 3 + disc % 5 * 2
        let distance = (x - cx) * (x - cx) + (y - cy) * (y - cy)
        if distance < radius * radius { value += disc.isMultiple(of: 2) ? 90 : -80 }
      }
      if (x + seed) / 24 % 2 == 0, y / 30 % 2 == 0 { value += 25 }
      return UInt8(max(0, min(255, value)))
    }
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let typed = Array(type.utf8) + data
    return bigEndian(UInt32(data.count)) + typed + bigEndian(crc(typed))
  }

  /// A zlib stream of stored blocks.
  private static func stored(_ data: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var rest = data[...]
    repeat {
      let block = rest.prefix(65_535)
      rest = rest.dropFirst(block.count)
      let (low, high) = (UInt8(block.count & 255), UInt8(block.count >> 8))
      stream += [rest.isEmpty ? 1 : 0, low, high, ~low, ~high] + block
    } while !rest.isEmpty
    return stream + bigEndian(adler(data))
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc = ~UInt32(0)
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  private static func adler(_ bytes: [UInt8]) -> UInt32 {
    var (a, b) = (UInt32(1), UInt32(0))
    for byte in bytes {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return b << 16 | a
  }
}
