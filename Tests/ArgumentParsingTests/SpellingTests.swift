import Testing

@testable import ArgumentParsing

@Suite struct SpellingTests {
  @Test(
    "the distance counts insertions, deletions, replacements and swaps",
    arguments: [
      ("", "", 0), ("abc", "abc", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abd", 1), ("abc", "acb", 1),
      ("kitten", "sitting", 3), ("ca", "abc", 3),
    ])
  func distance(a: String, b: String, expected: Int) {
    #expect(Spelling.distance(a, b) == expected)
    #expect(Spelling.distance(b, a) == expected)
  }

  @Test("a slip finds its word, nonsense and a single letter find none")
  func nearest() {
    let words = ["dog", "harris-affine", "hessian-affine"]
    #expect(Spelling.nearest(to: "hesian-afine", among: words) == "hessian-affine")
    #expect(Spelling.nearest(to: "harris", among: words) == "harris-affine")
    #expect(Spelling.nearest(to: "DOG", among: words) == "dog")
    #expect(Spelling.nearest(to: "surf", among: words) == nil)
    #expect(Spelling.nearest(to: "x", among: ["a", "b"]) == nil)
    #expect(Spelling.nearest(to: "", among: words) == nil)
    #expect(Spelling.nearest(to: "dog", among: []) == nil)
  }
}
