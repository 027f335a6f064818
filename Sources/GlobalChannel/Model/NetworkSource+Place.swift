import Core
import Networks

extension GlobalModelParts.NetworkSource {
  /// A recipe's network as a projection file at `outputPath` keeps it: by the way from its folder to the ONNX file, so that all of them can be
  /// moved together.
  package init(recipePath: String, model: GlobalModel, besidePath outputPath: String) throws(GlobalModelError)
  {
    let file: MappedFile
    let recipe: NetworkRecipe
    do throws(FileError) {
      file = try MappedFile(path: recipePath)
    } catch {
      throw GlobalModelError(error)
    }
    let text = file.withUnsafeBytes { Array($0) }
    do throws(NetworkError) {
      recipe = try NetworkRecipe(json: text, path: recipePath)
    } catch {
      throw GlobalModelError(path: error.path, error.message)
    }
    guard let name = recipe.file else {
      throw GlobalModelError(path: recipePath, "the recipe names no file: give it the key file")
    }
    let network = name.hasPrefix("/") ? name : Self.folder(of: recipePath) + name
    self.init(
      recipeText: text, fingerprint: model.fingerprint,
      path: Self.way(from: Self.absolute(Self.folder(of: outputPath)), to: Self.absolute(network)))
  }

  /// With its slash; empty for the current one.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func absolute(_ path: String) -> [Substring] {
    let whole = path.hasPrefix("/") ? path : CurrentFolder.path + "/" + path
    return whole.split(separator: "/").reduce(into: []) { parts, part in
      switch part {
      case ".": break
      case "..": _ = parts.popLast()
      default: parts.append(part)
      }
    }
  }

  /// `../models/net.onnx`.
  static func way(from folder: [Substring], to file: [Substring]) -> String {
    let shared = zip(folder, file).prefix { $0 == $1 }.count
    let up = folder.dropFirst(shared).map { _ in ".." as Substring }
    return (up + file.dropFirst(shared)).joined(separator: "/")
  }
}
