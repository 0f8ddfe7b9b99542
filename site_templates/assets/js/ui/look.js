"use strict";
var AR = AR || {};

/**
 * Figures that follow the selection, each also in words, and two papers or persons side by side. Drawn only while open.
 * @param {HTMLElement} root
 * @param {PageData} data
 * @param {ReturnType<typeof AR.store.create>} store
 * @param {ReturnType<typeof AR.selection>} selection
 * @param {ReturnType<typeof AR.arrange>} arrange
 * @param {() => PaperFacts[]} facts
 */
AR.look = (root, data, store, selection, arrange, facts) => {
  const { make, find, listing, count } = AR.dom;
  const { say } = AR.messages;
  const box = /** @type {HTMLDetailsElement} */ (find("look", root));
  const fit = AR.pairScores.over(data);
  const years = new Map(data.mentions.map((m) => [AR.store.keyOf(m), m.year]));
  const MOST_ROWS = 16;
  /** Names that still tell something in a cell of the table. */
  const MOST_VALUES = 8;
  const percent = (/** @type {number} */ chance) => `${Math.round(100 * chance)} %`;
  const name = (/** @type {string} */ letter) => (letter === AR.piles.UNDECIDED ? say("pile_undecided") : say("pile_person", { letter }));
  /** What the two sides of the comparison show, "" for the default. */
  const sides = ["", ""];

  /** @param {string} title @param {string} how how to read it @param {Element} picture @param {string[]} words */
  const figure = (title, how, picture, words) => make("figure", {}, make("figcaption", {}, make("b", {}, title), " ", make("span", { class: "ar-muted" }, how)),
    make("div", { class: "ar-scroll", tabindex: "0", role: "group", "aria-label": title }, picture),
    make("details", { class: "ar-why" }, make("summary", {}, say("look_words")), make("ul", {}, ...words.map((text) => make("li", {}, text)))));

  /** @param {Pile[]} piles @param {Set<string>} chosen */
  function timeline(piles, chosen) {
    const found = AR.figures.timeline(piles.slice(0, MOST_ROWS), years, chosen);
    if (!Number.isFinite(found.first)) return [];
    const words = found.rows.map((row) => `${name(row.letter)}: ${row.years.map((cell) => `${cell.year} ${say("look_papers", { count: cell.papers })}${cell.chosen ? ` (${say("look_chosen", { count: cell.chosen })})` : ""}`).join("; ")}`);
    if (piles.length > MOST_ROWS) words.push(say("look_left_persons", { count: piles.length - MOST_ROWS }));
    return [figure(say("look_years"), say("look_years_how"), AR.draw.timeline(found, say("look_years_label", { count: found.rows.length, first: found.first, last: found.last })), words)];
  }

  /** @param {Pile[]} piles @param {Set<string>} chosen */
  function network(piles, chosen) {
    const found = AR.figures.network(piles, facts(), chosen);
    if (!found.nodes.length) return [];
    const shared = found.nodes.filter((node) => node.piles.length > 1);
    const words = [shared.length ? say("look_shared", { names: shared.map((node) => `${node.name} (${node.piles.join(", ")})`).join("; ") }) : say("look_unshared"),
      ...piles.slice(0, MOST_ROWS).flatMap((pile) => {
        const own = found.nodes.filter((node) => node.piles[0] === pile.letter);
        return own.length ? [`${name(pile.letter)}: ${own.map((node) => `${node.name} ${node.papers}`).join(", ")}`] : [];
      }), ...(found.left ? [say("look_left_names", { count: found.left })] : [])];
    return [figure(say("look_people"), say("look_people_how"), AR.draw.network(found, say("look_people_label", { names: count(found.nodes.length, "co-author"), count: shared.length }), chosen.size > 0), words)];
  }

  /** What does not change with the selection, though it takes the most time. @type {{of: string, found: ReturnType<typeof AR.figures.matrix>, words: string[]} | null} */
  let last = null;

  /** @param {Pile[]} piles */
  function likeness(piles) {
    const of = JSON.stringify(piles.map((pile) => pile.keys));
    if (last?.of === of) return last;
    const found = AR.figures.matrix(piles, fit.chance);
    const some = piles.slice(0, MOST_ROWS);
    const words = some.map((pile) => {
      const own = AR.figures.alike(pile, pile, fit.chance);
      const others = some.flatMap((other) => (other === pile ? [] : [{ letter: other.letter, chance: AR.figures.alike(pile, other, fit.chance) ?? 0 }])).sort((a, b) => b.chance - a.chance);
      const parts = [...(own === null ? [] : [say("look_within", { chance: percent(own) })]), ...(others.length ? [say("look_nearest", { letter: others[0].letter, chance: percent(others[0].chance) })] : [])];
      return `${name(pile.letter)}: ${parts.join("; ")}`;
    });
    if (found.left) words.push(say("look_left_papers", { count: found.left }));
    return (last = { of, found, words });
  }

  /** @param {Pile[]} piles @param {Set<string>} chosen */
  function matrix(piles, chosen) {
    const { found, words } = likeness(piles);
    return found.keys.length < 2 ? [] : [figure(say("look_alike"), say("look_alike_how"), AR.draw.matrix(found, say("look_alike_label", { count: found.keys.length }), chosen), words)];
  }

  /** @param {Pile[]} piles @param {string[]} chosen */
  function compare(piles, chosen) {
    const papers = facts();
    if (papers.length < 2) return [];
    const given = sides.map((side) => (side && (piles.some((pile) => `+${pile.letter}` === side) || years.has(side)) ? side : ""));
    const first = chosen.length === 2 ? chosen : piles.length > 1 ? piles.slice(0, 2).map((pile) => `+${pile.letter}`) : [papers[0].key, papers[1].key];
    const now = first.map((side, at) => given[at] || side);
    const of = (/** @type {string} */ side) => papers.filter((one) => (side.startsWith("+") ? piles.find((pile) => `+${pile.letter}` === side)?.keys.includes(one.key) : one.key === side));
    const [left, right] = now.map(of);
    const picked = new Set(chosen);
    const listed = papers.filter((one) => picked.has(one.key) || now.includes(one.key));
    const chooser = (/** @type {number} */ at) => {
      const option = (/** @type {string} */ value, /** @type {string} */ text) => {
        const made = /** @type {HTMLOptionElement} */ (make("option", { value }, text.length > 70 ? `${text.slice(0, 69)}…` : text));
        made.selected = value === now[at];
        return made;
      };
      return make("select", { "aria-label": say(at ? "look_right" : "look_left"), "data-ar-side": String(at), change: (event) => {
        sides[at] = /** @type {HTMLSelectElement} */ (event.target).value;
        render();
      } }, make("optgroup", { label: say("look_persons") }, ...piles.map((pile) => option(`+${pile.letter}`, `${name(pile.letter)}, ${count(pile.keys.length, "paper")}`))),
        ...(listed.length ? [make("optgroup", { label: say("look_selected") }, ...listed.map((one) => option(one.key, `${one.year ?? ""} ${one.title}`)))] : []));
    };
    const span = (/** @type {PaperFacts[]} */ some) => {
      const known = some.flatMap((one) => one.year ?? []);
      const [from, to] = [Math.min(...known), Math.max(...known)];
      return !known.length ? "–" : from === to ? String(from) : `${from}–${to}`;
    };
    const cell = (/** @type {string[]} */ both, /** @type {string[]} */ own) => {
      const marked = both.slice(0, MOST_VALUES).flatMap((value, at) => [at ? ", " : "", make("mark", {}, value)]);
      return make("td", {}, ...marked, marked.length && own.length ? "; " : "", listing(own, MOST_VALUES) || (both.length ? "" : "–"));
    };
    const rows = AR.contrast.of(left, right).map((row) => make("tr", {}, make("th", { scope: "row" }, say(row.what === "words" ? "look_words_of" : `look_${row.what}`)), cell(row.both, row.left), cell(row.both, row.right)));
    const chance = AR.figures.alike({ letter: "", touched: false, keys: left.map((one) => one.key) }, { letter: "", touched: false, keys: right.map((one) => one.key) }, fit.chance);
    return [make("figure", {}, make("figcaption", {}, make("b", {}, say("look_compare")), " ", make("span", { class: "ar-muted" }, say("look_compare_how"))),
      make("div", { class: "ar-scroll", tabindex: "0", role: "group", "aria-label": say("look_compare") }, make("table", { class: "ar-compare" },
        make("thead", {}, make("tr", {}, make("td", {}), make("th", { scope: "col" }, chooser(0)), make("th", { scope: "col" }, chooser(1)))),
        make("tbody", {}, make("tr", {}, make("th", { scope: "row" }, say("look_year")), make("td", {}, span(left)), make("td", {}, span(right))), ...rows))),
      ...(chance === null ? [] : [make("p", { class: "ar-muted" }, say("look_chance", { chance: percent(chance) }))]))];
  }

  let waiting = 0;
  function render() {
    waiting = 0;
    if (!box.open) return;
    const piles = arrange.piles();
    const keys = selection.keys();
    const chosen = new Set(keys);
    const opened = [...box.querySelectorAll("details")].map((one) => one.open);
    const side = /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest("[data-ar-side]"))?.dataset.arSide;
    /** @type {HTMLElement} */ (find("look-view", root)).replaceChildren(...timeline(piles, chosen), ...network(piles, chosen), ...matrix(piles, chosen), ...compare(piles, keys));
    box.querySelectorAll("details").forEach((one, at) => { one.open = opened[at] ?? false; });
    // What was just changed keeps the keyboard.
    if (side) /** @type {HTMLElement | null} */ (box.querySelector(`[data-ar-side="${side}"]`))?.focus();
  }

  /** Once for many changes, after the page has answered the click. */
  const later = () => { if (box.open && !waiting) waiting = requestAnimationFrame(render); };

  box.addEventListener("toggle", (event) => { if (event.target === box) render(); });
  store.subscribe(later);
  box.hidden = data.mentions.length < 2;
  return { update: later };
};
