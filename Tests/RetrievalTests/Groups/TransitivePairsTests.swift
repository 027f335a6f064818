import InvertedFile
import Testing

@testable import Retrieval
@testable import Verification

@Suite("Pairs one hop away") struct TransitivePairsTests {
  private func best(_ count: Int, _ links: [FoundLink]) -> [[UInt32]] {
    TransitivePairs(links).best(count).map { [$0.pair.earlier.rawValue, $0.pair.later.rawValue] }
  }

  @Test("neighbours of a neighbour are tried, linked ones and those farther off are not")
  func chain() {
    #expect(best(9, [LinkSamples.found(2, 1), LinkSamples.found(2, 5)]) == [[1, 5]])
    let chain = [LinkSamples.found(0, 1), LinkSamples.found(1, 2), LinkSamples.found(2, 3)]
    #expect(best(9, chain) == [[0, 2], [1, 3]])
    #expect(best(9, chain + [LinkSamples.found(0, 2)]) == [[0, 3], [1, 3]])
    #expect(best(9, [LinkSamples.found(0, 1), LinkSamples.found(2, 3)]).isEmpty)
  }

  @Test("each picture tries the best so many, as good as the weaker link of the best way")
  func best() {
    // From 0 by 9: to 1, 2 and 3 with strengths 20, 16 and 40; by 8 to 2 with 30.
    let links = [
      LinkSamples.found(0, 9, logNFA: -40), LinkSamples.found(1, 9, logNFA: -20),
      LinkSamples.found(2, 9, logNFA: -16), LinkSamples.found(3, 9, logNFA: -60),
      LinkSamples.found(0, 8, logNFA: -80), LinkSamples.found(2, 8, logNFA: -30),
    ]
    // 0 takes 3 (40); 1 takes 0, the first of equals (20); 2 takes 0 (30); 3 takes 0; 8 takes 9 (40); 9 takes 8.
    #expect(best(1, links) == [[0, 1], [0, 2], [0, 3], [8, 9]])
  }

  @Test("weak links lead nowhere, and are not tried again")
  func weak() {
    #expect(best(9, [LinkSamples.found(0, 1), LinkSamples.found(1, 2, logNFA: -11)]).isEmpty)
    let ring = [LinkSamples.found(0, 1), LinkSamples.found(1, 2), LinkSamples.found(0, 2, logNFA: -4)]
    #expect(best(9, ring).isEmpty)
  }

  @Test("the third picture says how the earlier picture lies in the later one", arguments: [2, 3, 9])
  func prediction(middle: UInt32) throws {
    // From 5 to the third picture twice as large, from there to 7 moved by 10 pixels.
    let double = PlaneTransform(xx: 2, xy: 0, x1: 0, yx: 0, yy: 2, y1: 0)
    let move = PlaneTransform(xx: 1, xy: 0, x1: 10, yx: 0, yy: 1, y1: 0)
    let links = [LinkSamples.found(5, middle, map: double), LinkSamples.found(middle, 7, map: move)]
    let candidate = try #require(TransitivePairs(links).best(1).first)
    let place = try #require(candidate.laterFromEarlier.apply(x: 3, y: 4))
    #expect(place == (16, 8))
  }

  @Test("a pair has the earlier picture first")
  func keys() {
    let pair = PicturePairKey(PictureID(rawValue: .max), PictureID(rawValue: 7))
    #expect(pair.earlier.rawValue == 7 && pair.later.rawValue == .max)
    #expect(
      pair == PicturePairKey(PictureID(rawValue: 7), PictureID(rawValue: .max))
        && PicturePairKey(PictureID(rawValue: 6), PictureID(rawValue: 8)) < pair)
  }
}
