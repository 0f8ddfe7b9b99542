"use strict";
var AR = AR || {};

/** The page's figures as SVG, from `core/figures.js`; each with a name, the words beside it are made by `ui/look.js`. */
AR.draw = (() => {
  /** @param {string} tag @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
  function svg(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.append(...children);
    return element;
  }

  /** @param {string} label @param {number} width @param {number} height @param {Node[]} children */
  const picture = (label, width, height, children) =>
    svg("svg", { class: "ar-figure", role: "img", "aria-label": label, viewBox: `0 0 ${width} ${height}`, width, height }, ...children);

  /** @param {string} letter */
  const tone = (letter) => `ar-tone-${letter === AR.piles.UNDECIDED ? "rest" : AR.piles.index(letter) % 8}`;
  const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;

  /** @param {ReturnType<typeof AR.figures.timeline>} data @param {string} label */
  function timeline(data, label) {
    const [left, width, lane, foot] = [34, 640, 30, 18];
    const step = Math.min(36, (width - left - 6) / (data.last - data.first + 1));
    const x = (/** @type {number} */ year) => left + (year - data.first) * step;
    const height = data.rows.length * lane + foot;
    /** @type {Node[]} */
    const parts = [];
    const every = [1, 2, 5, 10, 20].find((n) => n * step >= 36) ?? 50;
    for (let year = Math.ceil(data.first / every) * every; year <= data.last; year += every) {
      parts.push(svg("line", { class: "ar-grid", x1: round(x(year)), x2: round(x(year)), y1: 0, y2: height - foot }),
        svg("text", { x: round(x(year) + step / 2), y: height - 4, "text-anchor": "middle" }, String(year)));
    }
    data.rows.forEach((row, at) => {
      const base = (at + 1) * lane - 3;
      parts.push(svg("text", { class: "ar-strong", x: 2, y: base - 4 }, row.letter), svg("line", { class: "ar-grid", x1: left, x2: width, y1: base, y2: base }));
      for (const cell of row.years) {
        const bar = (/** @type {number} */ n, /** @type {string} */ kind) => {
          const tall = n ? 3 + ((lane - 9) * n) / data.top : 0;
          return svg("rect", { class: `${tone(row.letter)} ${kind}`, x: round(x(cell.year) + 1), y: round(base - tall), width: round(Math.max(step - 2, 1.5)), height: round(tall) });
        };
        parts.push(bar(cell.papers, "ar-bar-all"), ...(cell.chosen ? [bar(cell.chosen, "ar-bar-chosen")] : []));
      }
    });
    return picture(label, width, height, parts);
  }

  /** @param {ReturnType<typeof AR.figures.network>} data @param {string} label @param {boolean} selecting */
  function network(data, label, selecting) {
    const [width, height, radius] = [640, 470, 140];
    const at = (/** @type {FigureNode} */ node) => [round(width / 2 + radius * node.x), round(height / 2 + radius * node.y)];
    const faint = (/** @type {number} */ chosen) => (selecting && !chosen ? " ar-faint" : "");
    const lines = [...data.edges].sort((a, b) => Number(a.pile === "") - Number(b.pile === "")).map((edge) => {
      const [[x1, y1], [x2, y2]] = [at(data.nodes[edge.a]), at(data.nodes[edge.b])];
      const kind = edge.pile ? `${tone(edge.pile)} ar-edge` : "ar-edge ar-edge--mixed";
      return svg("path", { class: kind + faint(edge.chosen), d: `M${x1} ${y1}Q${width / 2} ${height / 2} ${x2} ${y2}`, "stroke-width": Math.min(1 + edge.papers / 2, 4) });
    });
    const dots = data.nodes.map((node) => {
      const [x, y] = at(node);
      const turned = Math.cos(node.angle) < 0;
      const degrees = round((node.angle * 180) / Math.PI + (turned ? 180 : 0));
      const size = Math.min(3 + Math.sqrt(node.papers), 9);
      const kind = `${tone(node.piles[0])} ar-node${node.piles.length > 1 ? " ar-node--mixed" : ""}${faint(node.chosen)}`;
      return svg("g", { class: kind }, svg("circle", { cx: x, cy: y, r: round(size) }),
        svg("text", { transform: `translate(${x} ${y}) rotate(${degrees})`, x: turned ? -size - 4 : size + 4, y: 3.5, "text-anchor": turned ? "end" : "start" }, node.name.length > 22 ? `${node.name.slice(0, 21)}…` : node.name));
    });
    return picture(label, width, height, [...lines, ...dots]);
  }

  /** @param {ReturnType<typeof AR.figures.matrix>} data @param {string} label @param {ReadonlySet<string>} selected */
  function matrix(data, label, selected) {
    const count = data.keys.length;
    const cell = Math.min(24, 420 / count);
    const [left, size] = [30, round(count * cell)];
    /** One path a shade: thousands of cells as elements would be slow. @type {string[]} */
    const paths = Array.from({ length: AR.figures.SHADES + 1 }, () => "");
    for (const run of data.runs) paths[run.shade] += `M${round(left + run.from * cell)} ${round(left + run.row * cell)}h${round((run.to - run.from) * cell)}v${round(cell)}H${round(left + run.from * cell)}z`;
    const cells = paths.map((d, shade) => (d ? svg("path", { class: "ar-cell", d, "fill-opacity": round(shade / AR.figures.SHADES) }) : null)).filter((one) => one !== null);
    const frames = data.blocks.flatMap((block) => {
      const [from, length] = [round(left + block.from * cell), round((block.to - block.from) * cell)];
      const middle = round(from + length / 2);
      return [svg("rect", { class: `${tone(block.letter)} ar-frame`, x: from, y: from, width: length, height: length }),
        ...(length >= 8 ? [svg("text", { class: "ar-strong", x: middle, y: left - 14, "text-anchor": "middle" }, block.letter), svg("text", { class: "ar-strong", x: left - 14, y: middle + 4, "text-anchor": "end" }, block.letter)] : [])];
    });
    const marks = data.keys.flatMap((key, row) => (selected.has(key) ? [svg("rect", { class: "ar-chosen", x: left - 8, y: round(left + row * cell), width: 5, height: round(cell) }),
      svg("rect", { class: "ar-chosen", x: round(left + row * cell), y: left - 8, width: round(cell), height: 5 })] : []));
    return picture(label, left + size + 2, left + size + 2, [...cells, ...frames, ...marks]);
  }

  return { timeline, network, matrix };
})();
