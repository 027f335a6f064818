@testable import ArgumentParsing
import Foundation
import Testing

@testable import sightline

/// The manual page that the tool prints.
@Suite struct ManualTests {
  private let folder: TemporaryFolder
  private let page: String

  init() throws {
    folder = try TemporaryFolder()
    let run = try BuiltTool.run(["manual"], in: folder)
    try #require(run.status == 0 && run.errors.isEmpty)
    page = run.text
  }

  @Test("the page is ASCII, on lines of which none is a request by accident")
  func lines() {
    let macros: Set<Substring> = [".TH", ".SH", ".SS", ".PP", ".TP"]
    #expect(page.unicodeScalars.allSatisfy { $0.isASCII })
    for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(macros.contains(line.prefix(3)), "\(line)")
    }
  }

  @Test("every option of every command is in the page, and every example")
  func options() {
    let sections = page.components(separatedBy: "\n.SS ")
    for command in Tool.program.commands {
      let section = sections.first { $0.hasPrefix("\"sightline \(roff(command.name))\"\n") } ?? ""
      #expect(!section.isEmpty, "\(command.name)")
      for option in command.options.map(\.description) where !isCommon(option) {
        #expect(section.contains("\n\\fB\(roff(option.longForm))\\fR"), "\(command.name) \(option.name)")
      }
      for example in command.examples {
        #expect(section.contains("\\fB\(RoffText.escaped(example.line))\\fR\n"), "\(example.line)")
      }
    }
    let common = page.components(separatedBy: "\n.SH ").first { $0.hasPrefix("\"OPTIONS OF ALL COMMANDS\"") }
    for option in CommonOptions.all.map(\.description) {
      #expect(common?.contains("\\fB\(roff(option.longForm))\\fR") == true, "\(option.name)")
    }
  }

  private func roff(_ text: String) -> String {
    text.replacingOccurrences(of: "-", with: "\\-")
  }

  private func isCommon(_ option: OptionDescription) -> Bool {
    CommonOptions.all.contains { $0.description == option }
  }

  @Test("formatters find nothing to complain of", arguments: ["groff -man -ww -z", "mandoc -T lint"])
  func formatters(command: String) throws {
    try folder.write(page, to: "sightline.1")
    let check = try BuiltTool.bash(
      "command -v \(command.prefix { $0 != " " }) > found || exit 0; \(command) sightline.1", in: folder)
    #expect(check.status == 0)
    #expect(check.errors.isEmpty && check.text.isEmpty, "\(check.text)")
  }

  @Test("the page is JSON when asked")
  func json() throws {
    let run = try BuiltTool.run(["manual", "--json"], in: folder)
    #expect(try JSONDecoder().decode([String: String].self, from: run.output) == ["manual": page])
  }
}
