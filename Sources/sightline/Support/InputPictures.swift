import Glibc

/// A picture to be read: a file, or what comes through standard input.
struct InputPicture: Sendable, Equatable {
  /// As it was given, or found below a folder that was given; `-` for standard input.
  var path: String

  var isStandardInput: Bool { path == InputPictures.standardInput }

  /// The name of the picture in names of output files.
  var fileName: String { isStandardInput ? "standard-input" : FileSystem.lastComponent(of: path) }

  /// The name in messages.
  var shownName: String { isStandardInput ? "standard input" : path }
}

/// The pictures that operands stand for: files, folders (walked), `@list.txt` (a path a line), `-`.
///
/// A folder gives the files below it whose names end in .jpg, .jpeg, .jpe or .png, in any case, sorted by the
/// bytes of their paths; hidden files and folders are left out, and symbolic links to folders are not
/// followed. An operand that gives nothing is a problem, and the others still count.
struct InputPictures: Sendable {
  static let standardInput = "-"
  private static let endings = [".jpg", ".jpeg", ".jpe", ".png"]

  /// An operand, folder or file that could not be used.
  struct Problem: Sendable {
    let sentence: String
    /// When it is about one file: its path, with `\xE9` for bytes that are no UTF-8, and the reason without it.
    var file: (path: String, reason: String)?
    /// Whether it was found in a folder that was given, and not asked for by itself.
    var isFoundInFolder = false
  }

  private(set) var pictures: [InputPicture] = []
  private(set) var failures: [Problem] = []
  /// A sentence for each operand or folder that could not be used.
  var problems: [String] { failures.map(\.sentence) }

  /// What is taken from a folder without pictures: endings of other files.
  private let otherEndings: [String]

  init(operands: [String], otherwise otherEndings: [String] = []) {
    self.otherEndings = otherEndings
    for operand in operands {
      if operand == Self.standardInput {
        addStandardInput()
      } else if operand.hasPrefix("@"), operand.count > 1 {
        addList(String(operand.dropFirst()))
      } else {
        addPath(operand)
      }
    }
  }

  /// For work that is too long to begin with a mistyped path: throws what was asked for and cannot be used, after all problems but
  /// the last of these were told. What was only found in a folder and skipped is told, and no more.
  func requireAll(console: Console) throws(ToolError) {
    for problem in failures where problem.isFoundInFolder { console.error(problem.sentence) }
    let wanted = failures.filter { !$0.isFoundInFolder }
    for problem in wanted.dropLast() { console.error(problem.sentence) }
    if let problem = wanted.last { throw .failure(problem.sentence) }
  }

  /// Whether a file in a folder is taken for a picture.
  static func isPictureName(_ name: String) -> Bool {
    let lower = name.lowercased()
    return !name.hasPrefix(".") && endings.contains { lower.hasSuffix($0) }
  }

  private mutating func report(_ sentence: String) {
    failures.append(Problem(sentence: sentence))
  }

  private mutating func addStandardInput() {
    guard !pictures.contains(where: \.isStandardInput) else {
      report("standard input can be read only once, so '-' can be given only once")
      return
    }
    pictures.append(InputPicture(path: Self.standardInput))
  }

  private mutating func addPath(_ path: String) {
    guard let status = FileSystem.status(of: path) else {
      let reason = SystemMessage.of(errno)
      failures.append(Problem(sentence: "\(path): \(reason)", file: (path, reason)))
      return
    }
    if status.isDirectory {
      addFolder(path)
    } else {
      pictures.append(InputPicture(path: path == Self.standardInput ? "./-" : path))
    }
  }

  private mutating func addFolder(_ folder: String) {
    let problemsBefore = failures.count
    var found: [String] = []
    var others: [String] = []
    var left = [folder]
    while let next = left.popLast() {
      for entry in entries(of: next) {
        let path = FileSystem.join(next, entry.name)
        switch entry.kind {
        case .folder: left.append(path)
        case .file where Self.isPictureName(entry.name): found.append(path)
        case .file where otherEndings.contains(where: entry.name.lowercased().hasSuffix): others.append(path)
        case .file: break
        }
      }
    }
    if found.isEmpty { found = others }
    if found.isEmpty, failures.count == problemsBefore {
      let endings = (Self.endings + otherEndings).joined(separator: ", ")
      report("\(folder): there are no pictures in this folder (\(endings))")
    }
    found.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    pictures += found.map { InputPicture(path: $0) }
  }

  private mutating func addList(_ path: String) {
    let bytes: [UInt8]
    do {
      bytes = try Self.read(path)
    } catch {
      if case .failure(let message) = error { report(message) }
      return
    }
    let before = (pictures.count, failures.count)
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let text = String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
      guard !text.isEmpty, !text.hasPrefix("#"), text.contains(where: { $0 != " " }) else { continue }
      addPath(text)
    }
    if before == (pictures.count, failures.count) {
      report("\(path): this list names no pictures")
    }
  }

  /// A list may come through standard input: `@-`.
  private static func read(_ path: String) throws(ToolError) -> [UInt8] {
    if path == standardInput { return try Descriptor.readAll(from: STDIN_FILENO, named: "standard input") }
    return try Descriptor.readAll(ofFile: path)
  }
}

extension InputPictures {
  private enum Kind {
    case file, folder
  }

  /// What is in a folder and not hidden. A folder that cannot be read is a problem and counts as empty.
  private mutating func entries(of folder: String) -> [(name: String, kind: Kind)] {
    guard let stream = opendir(folder) else {
      report("\(folder): the folder cannot be read: \(SystemMessage.of(errno))")
      return []
    }
    defer { closedir(stream) }
    var entries: [(name: String, kind: Kind)] = []
    while let entry = readdir(stream) {
      guard let name = Self.name(of: entry) else {
        addUnnamed(entry, in: folder)
        continue
      }
      guard !name.hasPrefix(".") else { continue }
      let type = Int(entry.pointee.d_type)
      guard let kind = Self.kind(type, path: FileSystem.join(folder, name)) else { continue }
      entries.append((name, kind))
    }
    return entries
  }

  /// A file whose name cannot be written down as it is.
  private mutating func addUnnamed(_ entry: UnsafeMutablePointer<dirent>, in folder: String) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      Self.escaped(Array(bytes.prefix { $0 != 0 }))
    }
    let file: (String, String)? =
      Self.isPictureName(name) ? (FileSystem.join(folder, name), "its name is not UTF-8") : nil
    failures.append(
      Problem(
        sentence: "\(folder): skipped a file whose name is not UTF-8", file: file, isFoundInFolder: true))
  }

  /// Characters as they are, and `\xE9` for bytes that belong to none.
  static func escaped(_ bytes: [UInt8]) -> String {
    var text = ""
    var rest = bytes[...]
    while let first = rest.first {
      let length = (1...4).first { String(validating: rest.prefix($0), as: UTF8.self) != nil }
      if let length, let character = String(validating: rest.prefix(length), as: UTF8.self) {
        text += character
        rest = rest.dropFirst(length)
      } else {
        let digits = String(first, radix: 16, uppercase: true)
        text += "\\x" + (digits.count < 2 ? "0" : "") + digits
        rest = rest.dropFirst()
      }
    }
    return text
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String? {
    withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// Not every file system tells the type with the name. `nil` for pipes, sockets and devices, which no walk is about:
  /// opening a pipe would wait for a writer for ever.
  private static func kind(_ type: Int, path: String) -> Kind? {
    if type == Int(DT_DIR) { return .folder }
    if type == Int(DT_REG) || type == Int(DT_LNK) { return .file }
    guard type == Int(DT_UNKNOWN) else { return nil }
    return !FileSystem.isSymbolicLink(path) && FileSystem.status(of: path)?.isDirectory == true
      ? .folder : .file
  }
}
