import Glibc

// Measures of rankings from standard input, for comparison with another program: a JSON object a line,
// {"ranking": […], "positives": […], "junk": […]}, gives a JSON object a line.

var lineNumber = 0
while let line = readLine() {
  lineNumber += 1
  do {
    print(String(decoding: try JudgedLine(line).measures, as: UTF8.self))
  } catch {
    let message = Array("evaluation-benchmark: ranking \(lineNumber): \(error)\n".utf8)
    _ = write(STDERR_FILENO, message, message.count)
    exit(2)
  }
}
