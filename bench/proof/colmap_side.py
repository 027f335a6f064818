"""COLMAP's retriever with its own verification, on features that it is given, with a vocabulary learnt from a folder of its own.

Everything lies in one folder, part by part: features, databases, vocabulary, index, rankings. `features/training` and
`features/collection` that are there already are taken as they are; otherwise they are Sightline's default ones.
"""
import statistics

import recording  # noqa: F401, finds the modules below
from colmap_features import ENVIRONMENT, Layout
from colmap_retrieval import build_index, on_one_processor, parse_rankings
from ground_truth import picture_name
from measured_process import run
from parts import Parts


class Peer:
    def __init__(self, folder, arguments, queries):
        self.parts = Parts(folder, {"words": arguments.words, "trainingPictures": arguments.training_pictures})
        self.layout, self.arguments, self.queries = Layout(folder), arguments, queries

    def prepare(self):
        """Up to the index; what was done is not done again."""
        layout, arguments = self.layout, self.arguments

        def features():
            layout.prepare(arguments.sightline, {"training": arguments.training, "collection": arguments.images})
            return {"queries": layout.prepare_queries(self.queries, picture_name)}

        def databases():
            return {"training": layout.import_features("training.db", ["training"]),
                    "collection": layout.import_features("collection.db", ["collection", "queries"])}

        self.parts.part("features", features)
        self.parts.part("import", databases)
        self.parts.part("vocabulary", self.vocabulary)
        self.parts.part("index", lambda: build_index(
            layout.path("collection.db"), layout.path("vocabulary.bin"), layout.write_list("collection"),
            layout.write_list("queries"), layout.path("index.bin")))

    def vocabulary(self):
        result = run([
            "colmap", "vocab_tree_builder", "--database_path", self.layout.path("training.db"), "--vocab_tree_path",
            self.layout.path("vocabulary.bin"), "--num_visual_words", str(self.arguments.words), "--max_num_images",
            str(self.arguments.training_pictures)], env=ENVIRONMENT)
        return {key: result[key] for key in ("seconds", "cpuSeconds", "peakBytes")}

    def ask(self, depth):
        """Rankings and seconds by the query's name. With a depth, so many pictures are verified, and only they are in it."""
        verified = ["--num_images", str(depth)] if depth else []
        output = run(
            ["colmap", "vocab_tree_retriever", "--database_path", self.layout.path("collection.db"), "--vocab_tree_path",
             self.layout.path("index.bin"), "--database_image_list_path", self.layout.write_list("collection"),
             "--query_image_list_path", self.layout.write_list("queries"), "--num_images_after_verification", str(depth),
             *verified],
            env=ENVIRONMENT | {"OMP_NUM_THREADS": "1"}, preexec_fn=on_one_processor)["output"]
        return {
            picture_name(name): {
                "ranking": [picture_name(picture) for picture in answer["ranking"]], "seconds": answer["seconds"][0]}
            for name, answer in parse_rankings(output).items()}

    def rankings(self, depths):
        """The shortlist, and for each depth the verified pictures with the shortlist's others behind them."""
        shortlists = self.parts.part("verify-0", lambda: {"answers": self.ask(0)})["answers"]
        for depth in (0, *depths):
            answers = self.parts.part(f"verify-{depth}", lambda: {"answers": self.ask(depth)})["answers"]
            yield depth, {
                "rankings": {
                    name: list(dict.fromkeys(answer["ranking"] + shortlists[name]["ranking"]))
                    for name, answer in answers.items()},
                "seconds": statistics.median(answer["seconds"] for answer in answers.values())}
