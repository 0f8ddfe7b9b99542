"use strict";
var AR = AR || {};

/**
 * Whether a selection holds: what it probably lacks and what fits it least, each with reasons and one button. It
 * ticks nothing by itself.
 * @param {HTMLElement} root
 * @param {PageData} data
 * @param {ReturnType<typeof AR.store.create>} store
 * @param {ReturnType<typeof AR.selection>} selection
 * @param {() => PaperFacts[]} facts
 */
AR.check = (root, data, store, selection, facts) => {
  const { make, find, bdi, listing } = AR.dom;
  const { say } = AR.messages;
  const part = (/** @type {string} */ name) => /** @type {any} */ (find(name, root));
  const [panel, view, opener] = ["check-panel", "check-view", "open-check"].map(part);
  const MOST = 6;
  const LEAST = 3;
  const fit = AR.pairScores.over(data);
  /** Suggestions that the user has left, until the page is left. @type {Set<string>} */
  const left = new Set();

  const factsOf = (/** @type {readonly string[]} */ keys) => facts().filter((one) => keys.includes(one.key));

  /** Papers that are more probably by the person of the selection than not. @param {readonly string[]} keys */
  const missing = (keys) => fit.missing(keys).filter((one) => one.fit > 0 && !left.has(one.key) && !store.decisionOf(one.key));

  /** @type {{of: string, found: Fit[]}} */
  let last = { of: "", found: [] };

  /** Papers that more probably are not; kept, since the panels ask again at each key. @param {readonly string[]} keys */
  const odd = (keys) => worst(keys).filter((one) => one.fit < 0);

  /** @param {readonly string[]} keys */
  function worst(keys) {
    const of = keys.join();
    if (last.of !== of) last = { of, found: fit.worst(keys) };
    return last.found;
  }

  /** What speaks for a paper and against it. @param {Fit} one @param {readonly string[]} keys */
  function why(one, keys) {
    const [paper] = factsOf([one.key]);
    const found = AR.pairScores.reasons(paper, factsOf(keys)).map((row) => ({
      supports: row.supports,
      text: say(`fit_${row.signal}${row.supports ? "" : "_not"}`, { what: listing(row.what), count: row.papers }),
    }));
    if (one.fit > 0 || !found.length) found.push({ supports: true, text: say("fit_like", { title: factsOf([one.nearest])[0].title }) });
    return found.map((row) => make("span", { class: row.supports ? "ar-tied" : "ar-odd" }, row.text));
  }

  /** @param {Fit} one @param {readonly string[]} keys @param {...Node} buttons */
  function line(one, keys, ...buttons) {
    const [paper] = factsOf([one.key]);
    return make("li", {}, make("span", {}, bdi(paper.title), " ", make("span", { class: "ar-muted" }, [paper.paper, paper.year].filter(Boolean).join(" · ")), ...why(one, keys)),
      make("span", { class: "ar-buttons" }, ...buttons));
  }

  /** @param {string} title @param {HTMLElement[]} lines @param {string} none @param {number} more */
  const section = (title, lines, none, more) => [
    make("h4", {}, title),
    lines.length ? make("ol", { class: "ar-decisions" }, ...lines) : make("p", { class: "ar-muted" }, none),
    ...(more > 0 ? [make("p", { class: "ar-muted" }, say("fit_more", { count: more }))] : []),
  ];

  /** A button that says whom it is about where it is read alone. @param {string} word @param {Fit} one @param {() => void} click */
  function button(word, one, click) {
    const [paper] = factsOf([one.key]);
    return make("button", { type: "button", "aria-label": `${word}: ${paper.title}`, click: () => { click(); render(); } }, word);
  }

  function render() {
    if (panel.hidden) return;
    const keys = selection.keys();
    const [lacks, odds] = [missing(keys), odd(keys)];
    const take = (/** @type {Fit} */ one) => button(say("fit_take"), one, () => selection.choose([...keys, one.key]));
    const leave = (/** @type {Fit} */ one) => button(say("fit_leave"), one, () => left.add(one.key));
    const out = (/** @type {Fit} */ one) => button(say("fit_out"), one, () => selection.choose(keys.filter((key) => key !== one.key)));
    view.replaceChildren(
      ...section(say("fit_missing"), lacks.slice(0, MOST).map((one) => line(one, keys, take(one), leave(one))), say("fit_none_missing"), lacks.length - MOST),
      ...section(say("fit_worst"), odds.slice(0, MOST).map((one) => line(one, keys, out(one))), say(keys.length > 1 ? "fit_none_odd" : "fit_one"), odds.length - MOST),
    );
  }

  /** @param {boolean} open */
  function toggle(open) {
    panel.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) panel.focus({ preventScroll: true });
    render();
  }

  part("close-check").addEventListener("click", () => { toggle(false); opener.focus(); });
  panel.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") { toggle(false); opener.focus(); }
  });

  return {
    toggle,
    render,
    isOpen: () => !panel.hidden,
    /**
     * What fits least among papers that are about to go together, for the panels that come before a download.
     * @param {readonly string[]} keys
     * @param {(key: string) => void} out takes one out
     * @returns {HTMLElement | null}
     */
    doubts(keys, out) {
      const found = odd(keys);
      const list = (/** @type {Fit[]} */ some) => make("ol", { class: "ar-decisions" }, ...some.map((one) => line(one, keys, button(say("fit_out"), one, () => out(one.key)))));
      if (found.length) return make("div", { class: "ar-warning" }, make("p", {}, say("fit_before", { count: found.length })), list(found.slice(0, MOST)));
      // All fit, but who is about to give away many papers may want to look at the least alike.
      if (keys.length <= 2 * LEAST) return null;
      return make("details", { class: "ar-why", "data-ar-least": true }, make("summary", {}, say("fit_least", { count: LEAST })), list(worst(keys).slice(0, LEAST)));
    },
    /**
     * How many papers the selection probably lacks, with the way to them.
     * @param {readonly string[]} keys
     * @param {() => void} look opens the list
     * @returns {HTMLElement | null}
     */
    lacks(keys, look) {
      const found = missing(keys);
      return found.length ? make("p", {}, say("fit_lacks", { count: found.length }), " ", make("button", { type: "button", class: "ar-quiet", "data-ar-lacks": true, click: look }, say("fit_look"))) : null;
    },
  };
};
