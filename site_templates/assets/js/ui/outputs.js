"use strict";
var AR = AR || {};

/**
 * The same content in other forms: the text of an issue, the maintainers' commands, and before and after of each page.
 * @param {HTMLElement} dock
 * @param {PageData} data
 */
AR.outputs = (dock, data) => {
  const { make, find } = AR.dom;
  const { say } = AR.messages;
  const part = (/** @type {string} */ name) => /** @type {any} */ (find(name, dock));
  const titles = new Map(data.mentions.map((m) => [AR.store.keyOf(m), m.title]));

  /** @param {string} summary @param {(Node | string)[]} content */
  const fold = (summary, content) => make("details", { class: "ar-why" }, make("summary", {}, summary), ...content);

  /**
   * @param {Outcome} outcome
   * @returns {HTMLElement | null}
   */
  function beforeAfter(outcome) {
    if (!outcome.pages.length) return null;
    const list = (/** @type {string} */ sign, /** @type {string[]} */ keys) =>
      keys.map((key) => make("li", { class: sign === "+" ? "ar-for" : "ar-against" }, AR.dom.bdi(titles.get(key) || AR.store.paperOf(key))));
    const pages = outcome.pages.map(({ id, gains, loses }) => {
      const counts = [loses.length && say("loses", { count: loses.length }), gains.length && say("gains", { count: gains.length })];
      return make("li", {}, make("b", {}, id), `: ${counts.filter(Boolean).join(", ")}`, make("ul", {}, ...list("+", gains), ...list("−", loses)));
    });
    return fold(say("pages_change", { count: outcome.pages.length }), [make("ul", {}, ...pages)]);
  }

  /** @param {Patch} patch */
  function issueView(patch) {
    const { title, body, url } = AR.export.issue(data, patch);
    const text = /** @type {HTMLTextAreaElement} */ (make("textarea", { readonly: true, rows: "8", "aria-label": say("issue_text") }));
    text.value = `${title}\n\n${body}`;
    const status = make("p", { role: "status", class: "ar-muted" });
    const button = make("button", { type: "button", click: () => AR.dom.copy(body, text, status) }, say("copy_issue"));
    const open = url ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, say("open_issue")) : make("span", {}, say("issue_too_long"));
    return fold(say("as_issue"), [text, make("div", { class: "ar-buttons" }, button, open), status]);
  }

  /** @param {Patch} patch */
  function commandView(patch) {
    const { commands, uncovered, entries } = AR.export.commands(data, patch);
    const content = commands.length ? [make("pre", {}, make("code", {}, commands.join("\n")))] : [];
    if (uncovered.length) content.push(make("p", {}, say("uncovered", { count: uncovered.length })));
    if (entries.length) content.push(make("p", {}, say("uncovered_entries", { persons: entries.join(", ") })));
    return fold(say("as_commands"), content);
  }

  /** What was looked at, so that a maintainer sees whether it still is so. @param {Patch} patch */
  function baseView({ base, generator, created }) {
    const facts = { page: data.page.id, count: data.mentions.length, preview: base.preview || "–", generator, created, digest: base.data_digest ?? "–" };
    const lines = ["base_page", "base_preview", "base_made", "base_digest"].map((code) => make("li", {}, say(code, facts)));
    return fold(say("base"), [make("ul", {}, ...lines)]);
  }

  return {
    /**
     * @param {Outcome | null} outcome null: nothing is shown
     * @param {Patch | null} patch null while conflicts stand in the way
     */
    render(outcome, patch) {
      const views = [outcome && beforeAfter(outcome), patch && issueView(patch), patch && commandView(patch), patch && baseView(patch)];
      part("outputs").replaceChildren(...views.filter((view) => view !== null));
    },
  };
};
