import Testing

@testable import GlobalChannel

@Suite("Vectors of bytes")
struct ByteVectorTests {
  @Test("a vector's bytes times its scale are the vector at length one")
  func roundTrip() throws {
    let vector: [Float] = [3, -4, 0, 12]
    let bytes = try #require(ByteVector(vector))
    for (number, component) in zip(bytes.numbers, vector) {
      #expect(abs(Float(number) * bytes.scale - component / 13) <= bytes.scale / 2 + 1e-6)
    }
  }

  @Test("a vector without a direction is none", arguments: [[0, 0], [Float.nan, 1], [.infinity, 0]])
  func noDirection(vector: [Float]) {
    #expect(ByteVector(vector) == nil)
  }
}
