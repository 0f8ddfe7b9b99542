"use strict";
var AR = AR || {};

/** What decisions will do, in words: moves, what stays, what name matching does, what speaks against it. */
AR.outcomeView = (() => {
  const say = (/** @type {string} */ code, /** @type {Record<string, string | number>} */ params = {}) => AR.messages.text({ code, params });

  /**
   * A decision's person as the page names it.
   * @param {Decision} decision
   */
  function personName(decision) {
    const person = /** @type {DecisionPerson & {name?: string}} */ (decision.person);
    if (decision.kind === "new") return `${AR.names.full((person.names || [])[0])} (${person.degree || `new, ${person.id}`})`;
    return `${person.name || person.id} (${person.comment || person.id})`;
  }

  /** @param {Decision} decision @param {PageData} data */
  function sentence(decision, data) {
    const count = decision.mentions.length;
    if (decision.kind === "unverified") return say("will_unlink", { count });
    return say(decision.person?.id === data.page.id ? "will_confirm" : "will_move", { count, person: personName(decision) });
  }

  /**
   * @param {PageData} data
   * @param {readonly Decision[]} decisions
   * @param {Outcome} outcome
   * @param {((keys: string[]) => void) | null} keepHere offers to write this page's ID on papers that would leave it
   * @returns {HTMLElement[]}
   */
  function render(data, decisions, outcome, keepHere) {
    const { make } = AR.dom;
    const sentences = decisions.map((decision) => sentence(decision, data));
    const unchanged = outcome.stays.length - decisions.filter((d) => d.person?.id === data.page.id).reduce((n, d) => n + d.mentions.length, 0);
    sentences.push(unchanged > 0 ? say("stay", { count: unchanged }) : say("none_stays"));
    if (!outcome.pulled.length && !outcome.pushed.length) sentences.push(say("nothing_else"));
    const view = [make("p", { class: "ar-consequence" }, sentences.join(" "))];

    for (const issue of outcome.warnings) {
      const warning = make("p", { class: "ar-warning" }, AR.messages.text(issue));
      if (issue.code === "pushed" && keepHere && issue.params.person === data.page.id) {
        const keys = outcome.pushed.filter((move) => move.here).map((move) => move.key);
        const text = say("keep_here", { count: keys.length, person: data.page.id });
        if (keys.length) warning.append(" ", make("button", { type: "button", click: () => keepHere(keys) }, text));
      }
      view.push(warning);
    }
    for (const issue of outcome.conflicts) view.push(make("p", { class: "ar-conflict", role: "alert" }, AR.messages.text(issue)));
    return view;
  }

  return { render, personName, say };
})();
