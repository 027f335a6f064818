import Core
import Networks

/// What `sightline model check` prints.
struct ModelOutput {
  let check: NetworkCheck
  let recipePath: String
  private let runtime: (version: String, path: String)

  init(_ check: NetworkCheck, recipePath: String) {
    self.check = check
    self.recipePath = recipePath
    // A network that was run has a runtime.
    let shared = try? NetworkRuntime.shared()
    runtime = (shared?.version ?? "", shared?.path ?? "")
  }

  private var recipe: NetworkRecipe { check.network.recipe }
  private var graph: Network { check.network.network }

  var text: String {
    var lines = [
      ("runtime", "ONNX Runtime \(runtime.version) (\(runtime.path))"), ("network", graph.path),
      ("recipe", "\(recipePath): \(recipe.name), \(recipe.kind.rawValue), dimension \(recipe.dimension)"),
    ]
    lines += Self.below("takes", graph.inputs.map(Self.text))
    lines += Self.below("gives", graph.outputs.map(Self.text))
    lines.append(("picture", picture))
    lines += Self.below("outputs", check.outputs.map(Self.text))
    lines.append(
      (
        "time",
        "\(Self.milliseconds(check.seconds)) ms on one thread, the middle of \(NetworkCheck.runCount) runs; the first "
          + "\(Self.milliseconds(check.firstSeconds)) ms"
      ))
    lines.append(("fingerprint", check.network.fingerprint))
    return InfoReport.table(lines)
  }

  private static func below(_ label: String, _ texts: [String]) -> [(String, String)] {
    texts.enumerated().map { ($0.offset == 0 ? label : "", $0.element) }
  }

  private var picture: String {
    let size = "\(check.picture), \(check.original.width) × \(check.original.height)"
    let input =
      check.input == check.original ? "" : ", looked at as \(check.input.width) × \(check.input.height)"
    let padded =
      check.padded == check.input ? "" : ", padded to \(check.padded.width) × \(check.padded.height)"
    return size + input + padded
  }

  private static func text(_ port: Network.Port) -> String {
    let lengths = port.shape.map { $0.map(String.init) ?? "?" }.joined(separator: " × ")
    return "\(port.name): \(lengths)\(port.isFloat ? "" : ", no floats")"
  }

  private static func text(_ output: NetworkCheck.Output) -> String {
    let lengths = output.tensor.shape.map(String.init).joined(separator: " × ")
    var text = "\(output.role.rawValue) (\(output.name)): \(lengths)"
    guard !output.tensor.values.isEmpty else { return text + ", nothing" }
    text += ", from \(digits(output.least)) to \(digits(output.most))"
    if output.lengths.count == 1 { text += ", length \(digits(output.lengths[0]))" }
    if output.lengths.count == 3 {
      text +=
        ", lengths \(digits(output.lengths[0])) to \(digits(output.lengths[2])), half above \(digits(output.lengths[1]))"
    }
    return output.isConstant ? text + "; all the same: is the recipe's scale this network's?" : text
  }

  private static func digits(_ number: Float) -> String {
    var text = TextWriter()
    text.append(Double(number), significantDigits: 4)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  private static func milliseconds(_ seconds: Double) -> String {
    BuildVocabularyReport.decimal(1000 * seconds, 1)
  }
}

/// The same as one document.
extension ModelOutput {
  var json: [UInt8] {
    JSONText.line { json in
      json.member("kind", "model")
      json.member("runtime", runtime.version)
      json.member("runtimePath", runtime.path)
      json.member("network", graph.path)
      json.member("recipe", recipePath)
      json.member("name", recipe.name)
      json.member("networkKind", recipe.kind.rawValue)
      json.member("dimension", recipe.dimension)
      json.member("fingerprint", check.network.fingerprint)
      Self.append("inputs", graph.inputs, to: &json)
      Self.append("graphOutputs", graph.outputs, to: &json)
      appendPicture(to: &json)
      json.key("outputs")
      json.array { json in for output in check.outputs { Self.append(output, to: &json) } }
      json.member("milliseconds", 1000 * check.seconds)
      json.member("firstMilliseconds", 1000 * check.firstSeconds)
    }
  }

  private func appendPicture(to json: inout JSONWriter) {
    json.key("picture")
    json.object { json in
      json.member("name", check.picture)
      for (key, size) in [("", check.original), ("input", check.input), ("padded", check.padded)] {
        json.member(key.isEmpty ? "width" : key + "Width", size.width)
        json.member(key.isEmpty ? "height" : key + "Height", size.height)
      }
    }
  }

  /// Lengths that may be any are −1, as ONNX Runtime has them.
  private static func append(_ key: String, _ ports: [Network.Port], to json: inout JSONWriter) {
    json.key(key)
    json.array { json in
      for port in ports {
        json.object { json in
          json.member("name", port.name)
          json.key("shape")
          json.array { json in for length in port.shape { json.value(length ?? -1) } }
          json.member("floats", port.isFloat)
        }
      }
    }
  }

  private static func append(_ output: NetworkCheck.Output, to json: inout JSONWriter) {
    json.object { json in
      json.member("role", output.role.rawValue)
      json.member("name", output.name)
      json.key("shape")
      json.array { json in for length in output.tensor.shape { json.value(length) } }
      json.member("least", output.least)
      json.member("most", output.most)
      json.key("lengths")
      json.array { json in for length in output.lengths { json.value(length) } }
    }
  }
}
