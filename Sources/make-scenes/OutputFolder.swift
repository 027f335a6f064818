import Glibc

/// A folder for results, which is made if need be and must be empty unless the user says otherwise.
struct OutputFolder {
  let path: String

  init(path: String, force: Bool = true) throws(UsageError) {
    if mkdir(path, 0o777) != 0, errno != EEXIST {
      throw UsageError(description: "\(path): the folder cannot be made: \(String(cString: strerror(errno)))")
    }
    guard let folder = opendir(path) else {
      throw UsageError(
        description: "\(path): the folder cannot be opened: \(String(cString: strerror(errno)))")
    }
    defer { closedir(folder) }
    var entries = 0
    while readdir(folder) != nil { entries += 1 }
    guard force || entries <= 2 else {
      throw UsageError(description: "\(path): the folder is not empty; choose another one or add --force")
    }
    self.path = path
  }

  func file(_ name: String) -> String { path + "/" + name }

  func folder(_ name: String) throws(UsageError) -> OutputFolder { try OutputFolder(path: file(name)) }

  func write(_ lines: [String], to name: String) throws(UsageError) {
    let text = lines.joined(separator: "\n") + "\n"
    let failure = UsageError(description: "\(file(name)): the file cannot be written")
    guard let output = fopen(file(name), "wb") else { throw failure }
    let wasWritten = fputs(text, output) >= 0
    guard fclose(output) == 0, wasWritten else { throw failure }
  }
}
