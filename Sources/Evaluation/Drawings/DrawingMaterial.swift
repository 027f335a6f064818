import Core
import DrawingChannel
import Raster

/// The lines of all drawings and photographs of a truth: read once, for all ways of ranking.
package struct DrawingMaterial: Sendable {
  package struct Picture: Sendable {
    package let path: String
    /// `nil` for a file that could not be used.
    package let lines: LineDrawing?

    package init(path: String, lines: LineDrawing?) {
      self.path = path
      self.lines = lines
    }
  }

  package struct Problem: Sendable, Equatable {
    package let path: String
    package let reason: String
  }

  package let truth: DrawingTruth
  /// In the order of the truth's queries.
  package let drawings: [Picture]
  /// In the order of the truth's photographs.
  package let photographs: [Picture]
  /// Files that could not be used: such a drawing finds nothing, such a photograph is not found.
  package let problems: [Problem]
  /// Seconds that reading and finding edges took for a photograph, on one thread; reading and finding strokes for a drawing.
  package let secondsPerPhotograph, secondsPerDrawing: Double
  /// Whether a drawing is to be looked for the other way round too.
  package var mirrors = false

  package init(truth: DrawingTruth, drawings: [Picture], photographs: [Picture]) {
    self.init(truth, Part(drawings, [], 0), Part(photographs, [], 0))
  }

  private init(_ truth: DrawingTruth, _ drawings: Part, _ photographs: Part) {
    precondition(
      drawings.pictures.count == truth.queries.count && photographs.pictures.count == truth.photographs.count,
      "lines of each picture of the truth")
    self.truth = truth
    self.drawings = drawings.pictures
    self.photographs = photographs.pictures
    problems = drawings.problems + photographs.problems
    secondsPerDrawing = drawings.seconds
    secondsPerPhotograph = photographs.seconds
  }

  /// Reads all files. `onPicture` is called after each, from any thread.
  package static func read(
    _ truth: DrawingTruth, edges: EdgeOptions = EdgeOptions(), jobs: Int,
    onPicture: @escaping @Sendable () -> Void = {}, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) -> DrawingMaterial {
    let drawings = part(truth.queries.map(\.drawing), jobs, onPicture, shouldStop, read: drawing)
    let photographs = part(truth.photographs, jobs, onPicture, shouldStop) { path in
      photograph(path, edges)
    }
    return DrawingMaterial(truth, drawings, photographs)
  }

  /// The lines of photographs alone; those that cannot be read are left out.
  package static func edges(
    of paths: [String], options: EdgeOptions = EdgeOptions(), jobs: Int,
    onPicture: @escaping @Sendable () -> Void = {}, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) -> (lines: [LineDrawing], problems: [Problem]) {
    let part = part(paths, jobs, onPicture, shouldStop) { photograph($0, options) }
    return (part.pictures.compactMap(\.lines), part.problems)
  }

  private struct Part {
    var pictures: [Picture]
    var problems: [Problem]
    var seconds: Double

    init(_ pictures: [Picture], _ problems: [Problem], _ seconds: Double) {
      (self.pictures, self.problems, self.seconds) = (pictures, problems, seconds)
    }
  }

  private enum Lines: Sendable {
    case found(LineDrawing)
    case problem(String)
  }

  private static func part(
    _ paths: [String], _ jobs: Int, _ onPicture: @escaping @Sendable () -> Void,
    _ shouldStop: @escaping @Sendable () -> Bool, read: @escaping @Sendable (String) -> Lines
  ) -> Part {
    let results = Parallel.map(count: paths.count, jobs: jobs) { place -> (Lines, Double) in
      guard !shouldStop() else { return (.problem("was not read"), 0) }
      let start = ContinuousClock.now
      let lines = read(paths[place])
      onPicture()
      return (lines, (ContinuousClock.now - start) / .seconds(1))
    }
    var part = Part([], [], results.reduce(0) { $0 + $1.1 } / Double(max(1, paths.count)))
    for (path, (lines, _)) in zip(paths, results) {
      switch lines {
      case .found(let lines): part.pictures.append(Picture(path: path, lines: lines))
      case .problem(let reason):
        part.pictures.append(Picture(path: path, lines: nil))
        part.problems.append(Problem(path: path, reason: reason))
      }
    }
    return part
  }

  @Sendable private static func drawing(_ path: String) -> Lines {
    do throws(RasterError) {
      let bytes = try PictureFile.readPictureBytes(atPath: path)
      do throws(DrawingError) {
        return .found(try DrawingReader.read(bytes: bytes, named: path).lines)
      } catch {
        return .problem(error.message)
      }
    } catch {
      return .problem(error.message)
    }
  }

  private static func photograph(_ path: String, _ options: EdgeOptions) -> Lines {
    do throws(RasterError) {
      let picture = try PictureFile.readGrey(atPath: path, maxSide: options.side)
      return .found(LineDrawing(edgesOf: picture.plane, options: options))
    } catch {
      return .problem(error.message)
    }
  }
}
