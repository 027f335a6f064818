/// What makes the cards open. Texts from outside are set as text, never as markup.
enum ReportScript {
  static let text = """
    "use strict";
    (() => {
      \(data)
      \(stages)
      \(view)
      \(events)
    })();
    """

  private static let data = """
    const data = JSON.parse(document.getElementById("data").textContent);
      const byId = (id) => document.getElementById(id);
      const dialog = byId("detail");
      const colours = ["#ffb000", "#40b0ff", "#ff5448", "#14d696", "#fff56e", "#9c88ff", "#ff96dc", "#e1f5ff"];
      const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);
      const draw = (name, attributes) => {
        const element = document.createElementNS("http://www.w3.org/2000/svg", name);
        for (const key in attributes) element.setAttribute(key, attributes[key]);
        return element;
      };
    """

  /// Pictures with drawings over them, as large as there is room.
  private static let stages = """
    const fit = (stage) => {
        const size = stage.size;
        const room = stage.parentElement.clientWidth;
        const scale = Math.min(room / size.width, 0.62 * innerHeight / size.height);
        stage.style.width = size.width * scale + "px";
        stage.style.height = size.height * scale + "px";
        const warp = stage.querySelector(".warp");
        if (warp) warp.style.transform = "scale(" + scale + ")";
      };
      const makeStage = (size, source) => {
        const stage = make("div", { className: "stage", size });
        stage.append(make("img", { src: source, alt: "" }));
        return stage;
      };
      const addPolygon = (svg, points, kind) => {
        for (const name of ["rim", kind]) svg.append(draw("polygon", { class: name, points: points.join(" ") }));
      };
      const addDrawing = (stage, matches, column, polygon, kind) => {
        const svg = draw("svg", { viewBox: "0 0 " + stage.size.width + " " + stage.size.height });
        if (polygon) addPolygon(svg, polygon, kind);
        matches.forEach((match, index) => {
          const d = "M" + match[column] + " " + match[column + 1] + "h0";
          svg.append(draw("path", { class: "under", d, "data-match": index }));
          const stroke = colours[index % colours.length];
          svg.append(draw("path", { class: "dot", d, stroke, "data-match": index }));
        });
        stage.append(svg);
      };
      const missing = () => make("div", { className: "missing", textContent: "picture not found" });
    """

  private static let view = """
    let current = -1;
      const queryImage = byId("query");
      const showQuery = (result) => {
        const pane = byId("query-pane");
        pane.replaceChildren(missing());
        if (!data.query || !queryImage) return;
        const stage = makeStage(data.query, queryImage.src);
        addDrawing(stage, result.matches || [], 0, data.region, "region");
        pane.replaceChildren(stage);
        fit(stage);
      };
      const addWarp = (stage, result) => {
        const warp = make("div", { className: "warp" });
        const image = make("img", { src: queryImage.src, alt: "", width: data.query.width, height: data.query.height });
        image.style.transform = result.warp;
        if (data.region) {
          image.style.clipPath = "polygon(" + data.region.map((p) => p[0] + "px " + p[1] + "px").join(",") + ")";
        }
        warp.append(image);
        stage.append(warp);
      };
      const showResult = (result, card) => {
        const pane = byId("result-pane");
        pane.replaceChildren(missing());
        if (!result.picture) return;
        const stage = makeStage(result.picture, card.querySelector("img").src);
        if (result.warp && queryImage) addWarp(stage, result);
        addDrawing(stage, result.matches || [], 2, result.outline, "outline");
        pane.replaceChildren(stage);
        fit(stage);
      };
      const showFacts = (result) => {
        byId("facts").replaceChildren(...result.facts.map(([name, value]) => {
          const row = make("div");
          row.append(make("dt", { textContent: name }), make("dd", { textContent: value }));
          return row;
        }));
      };
      const showWords = (result) => {
        const box = byId("words");
        box.replaceChildren();
        if (!result.words || !result.words.length) return;
        const table = make("table");
        const greatest = Math.max(...result.words.map((word) => word[1]), 1e-9);
        const left = result.wordCount - result.words.length;
        table.createCaption().textContent =
          "The words that made the score" + (left > 0 ? " (" + left + " lighter ones are left out)" : "");
        for (const [word, share] of result.words) {
          const row = table.insertRow();
          row.insertCell().textContent = "word " + word;
          row.insertCell().textContent = share.toFixed(1) + " %";
          const bar = make("span", { className: "share" });
          bar.style.width = 100 * share / greatest + "%";
          row.insertCell().append(bar);
        }
        box.append(table);
      };
      const setOpacity = () => {
        const warp = dialog.querySelector(".warp");
        if (warp) warp.style.opacity = byId("opacity").value / 100;
      };
      const show = (index) => {
        const result = data.results[index];
        const button = document.querySelector("[data-result='" + index + "']");
        if (!result || !button) return;
        current = index;
        if (!dialog.open) dialog.showModal();
        dialog.classList.toggle("unproven", button.parentElement.classList.contains("unproven"));
        byId("detail-rank").textContent = result.rank;
        byId("detail-name").textContent = result.name;
        byId("previous").disabled = index === 0;
        byId("next").disabled = index === data.results.length - 1;
        byId("opacity").disabled = !(result.warp && result.picture && queryImage);
        const shown = (result.matches || []).length;
        byId("show-points").disabled = !shown;
        byId("point-count").textContent = shown < (result.matchCount || 0) ? shown + " of " + result.matchCount : "";
        byId("show-outline").disabled = !result.outline;
        showQuery(result);
        showResult(result, button);
        showFacts(result);
        showWords(result);
        setOpacity();
      };
    """

  private static let events = """
    document.querySelector("main").addEventListener("click", (event) => {
        const button = event.target.closest("[data-result]");
        if (button) show(Number(button.dataset.result));
      });
      byId("close").addEventListener("click", () => dialog.close());
      byId("previous").addEventListener("click", () => show(current - 1));
      byId("next").addEventListener("click", () => show(current + 1));
      byId("opacity").addEventListener("input", setOpacity);
      for (const part of ["points", "outline"]) {
        const box = byId("show-" + part);
        const apply = () => dialog.classList.toggle("hides-" + part, !box.checked);
        box.addEventListener("change", apply);
        apply();
      }
      dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
      dialog.addEventListener("keydown", (event) => {
        if (event.target.id === "opacity") return;
        if (event.key === "ArrowLeft") show(current - 1);
        if (event.key === "ArrowRight") show(current + 1);
      });
      dialog.addEventListener("pointerover", (event) => {
        const match = event.target.dataset ? event.target.dataset.match : undefined;
        for (const path of dialog.querySelectorAll("path")) {
          path.classList.toggle("chosen", match !== undefined && path.dataset.match === match);
        }
      });
      addEventListener("resize", () => dialog.querySelectorAll(".stage").forEach(fit));
      const wanted = /^#result-([0-9]+)$/.exec(location.hash);
      if (wanted) show(data.results.findIndex((result) => result.rank === Number(wanted[1])));
    """
}
