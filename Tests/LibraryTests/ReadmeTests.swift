import Foundation
import Testing

@Suite("The README") struct ReadmeTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  private static func lines(_ url: URL) throws -> [String] {
    try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// The fenced blocks of Swift without imports and empty lines.
  private static func examples() throws -> [[String]] {
    let readme = folder.appendingPathComponent("../../README.md").standardizedFileURL
    var blocks: [[String]] = []
    var isInside = false
    for line in try lines(readme) {
      if line.hasPrefix("```") {
        isInside = line == "```swift"
        if isInside { blocks.append([]) }
      } else if isInside, !line.isEmpty, !line.hasPrefix("import ") {
        blocks[blocks.count - 1].append(line)
      }
    }
    return blocks
  }

  @Test("its examples are those that are compiled here")
  func compiled() throws {
    let source = try Self.lines(Self.folder.appendingPathComponent("ReadmeExamples.swift"))
    let examples = try Self.examples()
    #expect(examples.count == 2)
    for example in examples {
      let text = example.joined(separator: "\n")
      #expect(!example.isEmpty && source.contains(example), "not compiled:\n\(text)")
    }
  }

  @Test("every file that it points to is there")
  func links() throws {
    let root = Self.folder.appendingPathComponent("../..").standardizedFileURL
    let text = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let targets = text.matches(of: /\]\(([^)#]+)[^)]*\)/).map { String($0.1) }
    #expect(targets.count > 20)
    for target in targets {
      #expect(FileManager.default.fileExists(atPath: root.appendingPathComponent(target).path), "\(target)")
    }
  }
}
