import Testing

@testable import Retrieval

@Suite("Expansions that fit a query") struct ExpansionRefusalTests {
  @Test("bow grows in every way, asmk by a classifier alone")
  func scorings() throws {
    var kept = CollectionOptions()
    kept.keepsAggregates = true
    let samples = try VerifiedSamples(kept)
    for kind in Expansion.allCases where kind != .off {
      for scoring in QueryOptions.Scoring.allCases where scoring != .asmk || kind == .discriminative {
        let report = try samples.query(VerifiedSamples.part(ofScene: 0)) {
          $0.expand = kind
          $0.scoring = scoring
          $0.maxNFA = 1e-30
        }
        #expect(Set(report.expandedWith) == ["scene-0.png", "views/view-0.png"], "\(kind) \(scoring)")
        #expect(report.scoring == scoring && report.results.first?.isSame == true)
      }
    }
    for kind in [Expansion.average, .hamming] {
      let sentence = samples.samples.refusal {
        $0.verify = nil
        $0.scoring = .asmk
        $0.expand = kind
      }
      #expect(sentence?.contains("use discriminative expansion") == true)
    }
  }

  @Test("nothing grows without proof")
  func withoutProof() throws {
    let samples = try QuerySamples()
    #expect(samples.refusal { $0.expand = .average }?.contains("verifies nothing") == true)
    #expect(samples.refusal { $0.expand = .off } == nil)
    var lean = CollectionOptions()
    lean.isLean = true
    let leanSamples = try QuerySamples(lean)
    let sentence = leanSamples.refusal {
      $0.verify = nil
      $0.expand = .hamming
    }
    #expect(sentence?.contains("this collection is lean and does not know where features are") == true)
  }
}
