import Core
import Testing

@testable import InvertedFile

@Suite("Checksums of entries")
struct EntryChecksumTests {
  static func checksum(_ value: [UInt8], table: UInt8 = 1, key: UInt64 = 5) -> UInt32 {
    value.withUnsafeBytes { EntryChecksum.of(table: table, key: key, value: $0) }
  }

  @Test("checksums are what they were when collections were written")
  func frozen() {
    #expect(Self.checksum([]) == 0x0EFA_8038)
    #expect(Self.checksum(Array("sightline".utf8), table: 3, key: 77 << 32 | 1000) == 0x7C7E_F51D)
    let ofBytes = Array("a name".utf8).withUnsafeBytes { key in
      Array("a value".utf8).withUnsafeBytes { EntryChecksum.of(table: 4, key: key, value: $0) }
    }
    #expect(ofBytes == 0xD770_D892)
  }

  @Test("every bit of the value, the key and the table counts, and so does the length")
  func everyBit() {
    let value = (0..<100).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    var seen: Set<UInt32> = [Self.checksum(value), Self.checksum(value + [0])]
    for bit in 0..<800 {
      var changed = value
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      seen.insert(Self.checksum(changed))
    }
    for bit in 0..<64 { seen.insert(Self.checksum(value, key: 5 ^ 1 << UInt64(bit))) }
    for table: UInt8 in 2...255 { seen.insert(Self.checksum(value, table: table)) }
    #expect(seen.count == 2 + 800 + 64 + 254)
  }

  @Test("what is appended or sealed is verified, for keys of both kinds, and nothing else is")
  func verification() {
    var value: [UInt8] = [1, 2, 3]
    EntryChecksum.append(to: &value, table: 2, key: 9)
    var sealed: [UInt8] = [1, 2, 3, 0, 0, 0, 0]
    sealed.withUnsafeMutableBytes { EntryChecksum.seal($0, table: 2, key: 9) }
    #expect(value == sealed)
    value.withUnsafeBytes { value in
      #expect(EntryChecksum.verifies(value, table: 2, key: 9))
      #expect(!EntryChecksum.verifies(value, table: 2, key: 8))
      #expect(!EntryChecksum.verifies(value, table: 3, key: 9))
      #expect(EntryChecksum.payload(of: value).map { Array($0) } == [1, 2, 3])
      for count in 0..<value.count {
        #expect(!EntryChecksum.verifies(UnsafeRawBufferPointer(rebasing: value[..<count]), table: 2, key: 9))
      }
    }
    var named: [UInt8] = []
    EntryChecksum.append(to: &named, table: 2, key: Array("name".utf8))
    for (name, isIt) in [("name", true), ("game", false), ("", false)] {
      named.withUnsafeBytes { value in
        Array(name.utf8).withUnsafeBytes {
          #expect(EntryChecksum.verifies(value, table: 2, key: $0) == isIt)
        }
      }
    }
  }
}
