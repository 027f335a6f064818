import Testing

@testable import Retrieval

@Suite("What a similarity of vectors says") struct VectorEvidenceTests {
  @Test(
    "is the logarithm of the upper tail of the normal distribution",
    arguments: [(0.0, 0.30103), (1.0, 0.79955), (3.0, 2.86970), (6.0, 9.00586), (-3.0, 0.000587)])
  func knownTails(z: Double, exponent: Double) {
    #expect(abs(VectorEvidence.tailExponent(z) - exponent) < 1e-4)
  }

  @Test("goes on without a step where the tail is no number any more")
  func farOut() {
    let (near, far) = (VectorEvidence.tailExponent(29.999), VectorEvidence.tailExponent(30.001))
    #expect(far > near && far - near < 0.05)
    #expect(VectorEvidence.tailExponent(1000).isFinite)
  }

  @Test("is half a tenfold at most where all pictures are alike")
  func alike() {
    let evidence = VectorEvidence(.init()).evidence(of: 0)
    #expect(abs(evidence - 0.30103) < 1e-4)
  }
}
