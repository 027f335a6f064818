import Testing

@testable import Core

@Suite("Recipes") struct RecipeTests {
  private let recipe = Recipe([Property("detector", "hessian-affine"), Property("orientation", "upright")])

  @Test("equal recipes don't differ, in whatever order")
  func equal() {
    #expect(recipe.difference(from: recipe) == nil)
    #expect(recipe.difference(from: Recipe(recipe.entries.reversed())) == nil)
  }

  @Test("a difference is told from both sides")
  func differences() {
    let dog = Recipe([Property("detector", "dog"), Property("orientation", "upright")])
    #expect(recipe.difference(from: dog) == "made with detector hessian-affine, these are dog")
    let both = Recipe([Property("detector", "dog"), Property("orientation", "dominant")])
    #expect(
      recipe.difference(from: both)
        == "made with detector hessian-affine and orientation upright, these are dog and dominant")
    let fewer = Recipe([Property("detector", "hessian-affine")])
    #expect(recipe.difference(from: fewer) == "made with orientation upright, these are without orientation")
    #expect(fewer.difference(from: recipe) == "made with no orientation, these are upright")
  }

  @Test(
    "lines come back as they were",
    arguments: ["", "plain", "a=b", "two\nlines", "\\n", "\\", "e\u{301}\r\n\u{1F600}", " spaces "])
  func lines(value: String) {
    let properties = [Property("a", value), Property("b-2", value)]
    let bytes = Array(properties.lines.utf8)
    let read = bytes.withUnsafeBytes { [Property](lines: $0) }
    #expect(read == properties)
    #expect(read?.map { Array($0.value.utf8) } == properties.map { Array($0.value.utf8) })
    #expect(bytes.count { $0 == UInt8(ascii: "\n") } == 2)
  }

  @Test(
    "what are no lines of properties is refused",
    arguments: ["a", "a=1", "=1\n", "A=1\n", "a=\\x\n", "a=\\\n", "a=1\na=2\n", "a b=1\n"])
  func refused(text: String) {
    #expect(Array(text.utf8).withUnsafeBytes { [Property](lines: $0) } == nil)
  }

  @Test("bytes that are no UTF-8 are refused, none at all are no properties")
  func bytes() {
    #expect([UInt8]([0x61, 0x3D, 0xFF, 0x0A]).withUnsafeBytes { [Property](lines: $0) } == nil)
    #expect([UInt8]().withUnsafeBytes { [Property](lines: $0) } == [])
  }
}
