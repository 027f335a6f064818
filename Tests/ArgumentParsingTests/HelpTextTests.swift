import ArgumentParsing
import Testing

@Suite struct HelpTextTests {
  @Test("a command's help is laid out in groups and columns")
  func layout() {
    let expected = """
      Paint things.

      Usage: sample paint [OPTIONS] THINGS...

      First paragraph.

      Second paragraph.

      Operands:
        THINGS...  What to paint.

      Numbers:
        --count N   How many. There is more to say.
                    Default: 3.
        --offset N  Where. Default: 0.
        --ratio R   How much. Default: 1.

      Looks:
        --colour NAME  It's the [only] colour: choose.
                       One of red, green, dark-blue.
                       Default: red.

      Files:
        --output FILE           Where to.
        --output-directory DIR  Which folder.

      Common:
        -v, --verbose  Say more.

      Examples:
        sample paint door
            paint a door

      Exit status:
        0  painted

      """
    #expect(HelpText.of(Sample.paint, invokedAs: "sample paint", width: 50) == expected)
  }

  @Test("no line is wider than the terminal", arguments: [40, 57, 80, 100])
  func width(width: Int) {
    let text = HelpText.of(Sample.paint, invokedAs: "sample paint", width: width)
    let widest = text.split(separator: "\n").map(\.count).max() ?? 0
    #expect(widest <= width)
    #expect(widest > 0)
  }

  @Test("the overview names every command")
  func overview() {
    let text = HelpText.overview(of: Sample.program, width: 80)
    for line in ["Sample paints.", "  paint  Paint things", "  clean  Clean up", "  stop   Stop"] {
      #expect(text.split(separator: "\n").contains(Substring(line)))
    }
  }
}
