import Testing

@testable import ArgumentParsing

/// The roff source of manual pages.
@Suite struct ManualPageTests {
  private static let count = Option.wholeNumber(
    "count", atLeast: 1, default: 3, group: "Work", help: "How many.")
  private static let help = Option.flag("help", short: "h", group: "Common", help: "Show this.")

  private static let draw = Command(
    name: "draw", summary: "Draw it", discussion: ".dots stay, and\n'quotes' too.\n\nSo does C:\\new.",
    operands: [Operand("FILES", .oneOrMore, help: "What to draw.")], options: [count, help],
    examples: [Example("pen draw --count 2 a-b.txt", "draw twice")], exitStatuses: [ExitStatus(0, "drawn")])
  private static let stop = Command(name: "stop", summary: "Stop", options: [help])

  private static var program: Program {
    var program = Program(name: "pen", version: "1.2", summary: "Pen draws – well", commands: [draw, stop])
    program.date = "2030-01-02"
    program.exitStatuses = [ExitStatus(2, "wrong")]
    program.environment = [Definition("PEN_INK", "The colour.")]
    program.files = [Definition("pen.txt", "Text.")]
    return program
  }

  @Test("a small program has a known page")
  func knownPage() {
    let expected = #"""
      .TH "PEN" "1" "2030-01-02" "pen 1.2"
      .SH "NAME"
      pen \- draws \[u2013] well
      .SH "SYNOPSIS"
      \fBpen\fR \fICOMMAND\fR [\fIOPTIONS\fR] ...
      .SH "DESCRIPTION"
      Pen draws \[u2013] well.
      .SH "COMMANDS"
      .SS "pen draw"
      Draw it.
      .PP
      \fBpen draw\fR [\fIOPTIONS\fR] \fIFILES...\fR
      .PP
      \&.dots stay, and \(aqquotes\(aq too.
      .PP
      So does C:\enew.
      .PP
      \fIOperands:\fR
      .TP
      \fBFILES...\fR
      What to draw.
      .PP
      \fIWork:\fR
      .TP
      \fB\-\-count\fR \fIN\fR
      How many. Default: 3.
      .PP
      \fIExamples:\fR
      .TP
      \fBpen draw \-\-count 2 a\-b.txt\fR
      draw twice
      .PP
      \fIExit status:\fR
      .TP
      \fB0\fR
      drawn
      .SS "pen stop"
      Stop.
      .PP
      \fBpen stop\fR [\fIOPTIONS\fR]
      .SH "OPTIONS OF ALL COMMANDS"
      .TP
      \fB\-h\fR, \fB\-\-help\fR
      Show this.
      .SH "EXIT STATUS"
      .TP
      \fB2\fR
      wrong
      .SH "ENVIRONMENT"
      .TP
      \fBPEN_INK\fR
      The colour.
      .SH "FILES"
      .TP
      \fBpen.txt\fR
      Text.

      """#
    #expect(ManualPage.of(Self.program) == expected)
  }

  @Test(
    "what roff would take for its own is escaped",
    arguments: [
      ("a\\b", "a\\eb"), ("--top", "\\-\\-top"), ("it's", "it\\(aqs"), ("say \"x\"", "say \\(dqx\\(dq"),
      ("`x` ^ ~", "\\(gax\\(ga \\(ha \\(ti"), ("3 × σ", "3 \\[u00D7] \\[u03C3]"), ("📷", "\\[u1F4F7]"),
      ("", ""),
    ])
  func escapes(text: String, source: String) {
    #expect(RoffText.escaped(text) == source)
  }

  @Test("a dot that wrapping takes to the beginning of a line is no request")
  func wrappedDot() {
    var roff = RoffText()
    roff.fill(String(repeating: "x", count: 77) + " .so /etc/passwd")
    #expect(roff.lines.count == 2)
    #expect(roff.lines.last == "\\&.so /etc/passwd")
  }
}
