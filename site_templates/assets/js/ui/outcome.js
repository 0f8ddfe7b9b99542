"use strict";
var AR = AR || {};

/**
 * What decisions will do, in words: moves, what stays, what name matching does, what speaks against it.
 *
 * @typedef {object} Remedies what the page offers to do about a warning or conflict
 * @property {(keys: string[]) => void} [keepHere] writes this page's ID on papers that would leave it
 * @property {(person: string, orcid: string) => void} [addOrcid] adds an ORCID to an entry that has none
 * @property {boolean} [secret] nothing that names anybody may leave the page
 */
AR.outcomeView = (() => {
  const { make } = AR.dom;
  const { say } = AR.messages;
  const FIX_DATA = ["name_differs", "name_swapped"];
  const MAINTAINER = ["orcid_differs", "orcid_missing", "orcid_on_paper"];

  /**
   * A decision's person as the page names it.
   * @param {Decision} decision
   */
  function personName(decision) {
    const person = /** @type {DecisionPerson & {name?: string}} */ (decision.person);
    if (decision.kind === "new") return `${AR.names.full((person.names || [])[0])} (${person.degree || `new, ${person.id}`})`;
    const name = person.name ?? AR.people.known(person.id)?.name;
    return name ? `${name} (${person.comment || person.id})` : person.id;
  }

  /** What an entry's decision changes. @param {DecisionPerson} person */
  function changes({ names, orcid, degree, disable_name_matching: off }) {
    const parts = [
      names?.[0].last && say("edit_name", { name: AR.names.full(names[0]) }),
      orcid !== undefined && (orcid ? say("edit_orcid", { orcid }) : say("edit_no_orcid")),
      degree !== undefined && (degree ? say("edit_degree", { degree }) : say("edit_no_degree")),
      off !== undefined && say(off ? "edit_matching_off" : "edit_matching_on"),
    ];
    return parts.filter(Boolean).join(", ");
  }

  /** A decision as a line of the list. @param {Decision} decision */
  function title(decision) {
    const count = decision.mentions.length;
    if (decision.kind === "unverified") return say("to_unverified", { count });
    const person = personName(decision);
    if (decision.kind === "entry") return say("to_entry", { person, changes: changes(/** @type {DecisionPerson} */ (decision.person)) });
    return say(decision.kind === "new" ? "to_new" : "to_person", { count, person });
  }

  /** Papers, not slots: two people of one name can share a paper. @param {string[]} keys */
  const papers = (keys) => new Set(keys.map(AR.store.paperOf)).size;

  /** @param {Decision} decision @param {PageData} data @param {Outcome} outcome */
  function sentence(decision, data, outcome) {
    const count = papers(decision.mentions);
    if (decision.kind === "unverified") {
      const goes = new Map(outcome.moves.map(({ key, to }) => [key, to]));
      const to = (/** @type {string} */ key) => goes.get(key) ?? data.page.id;
      return [...new Set(decision.mentions.map(to))]
        .map((page) => say("will_unlink", { count: papers(decision.mentions.filter((key) => to(key) === page)), page })).join(" ");
    }
    const person = personName(decision);
    if (decision.kind === "entry") return say("will_edit", { person, changes: changes(/** @type {DecisionPerson} */ (decision.person)) });
    return say(decision.person?.id === data.page.id ? "will_confirm" : "will_move", { count, person });
  }

  /** @param {Record<string, string | number>} params of a conflict about a slot's ORCID */
  function askMaintainer(params) {
    const has = params.person_orcid ? `, who has ${params.person_orcid}` : "";
    const [head, body] = ["ask_orcid_title", "ask_orcid_body"].map((code) => say(code, { ...params, has }));
    return make("a", { href: AR.export.newIssue(head, body), target: "_blank", rel: "noopener noreferrer", "data-ar-public": true }, say("ask_maintainer", params));
  }

  /**
   * @param {Issue} issue
   * @param {PageData} data
   * @param {Outcome} outcome
   * @param {Remedies} remedies
   * @returns {HTMLElement[]} what can be done about it
   */
  function remediesOf({ code, params }, data, outcome, { keepHere, addOrcid, secret }) {
    const found = [];
    if (code.startsWith("pushed") && keepHere && params.person === data.page.id) {
      const keys = outcome.pushed.filter((move) => move.here).map((move) => move.key);
      const text = say("keep_here", { count: keys.length, person: data.page.id });
      if (keys.length) found.push(make("button", { type: "button", click: () => keepHere(keys) }, text));
    }
    if (code === "orcid_missing" && addOrcid) {
      found.push(make("button", { type: "button", click: () => addOrcid(String(params.person), String(params.orcid)) }, say("entry_add_orcid", params)));
    }
    if (MAINTAINER.includes(code) && !secret) found.push(askMaintainer(params));
    if (FIX_DATA.includes(code)) {
      found.push(make("a", { href: `https://aclanthology.org/${params.paper}/`, target: "_blank", rel: "noopener noreferrer" }, say("paper_page")));
    }
    return found;
  }

  /**
   * @param {PageData} data
   * @param {readonly Decision[]} decisions
   * @param {Outcome} outcome
   * @param {Remedies} remedies
   * @returns {HTMLElement[]}
   */
  function render(data, decisions, outcome, remedies) {
    const sentences = decisions.map((decision) => sentence(decision, data, outcome));
    const confirmed = decisions.filter((d) => d.person?.id === data.page.id).flatMap((d) => d.mentions);
    const unchanged = papers(outcome.stays.filter((key) => !confirmed.includes(key)));
    sentences.push(unchanged > 0 ? say("stay", { count: unchanged }) : say("none_stays"));
    if (!outcome.pulled.length && !outcome.pushed.length) sentences.push(say("nothing_else"));
    const lines = (/** @type {Issue[]} */ issues, /** @type {Record<string, string>} */ attributes) => issues.map((issue) => {
      const line = make("p", attributes, AR.messages.text(issue));
      for (const remedy of remediesOf(issue, data, outcome, remedies)) line.append(" ", remedy);
      return line;
    });
    return [
      make("p", { class: "ar-consequence" }, sentences.join(" ")),
      ...lines(outcome.warnings, { class: "ar-warning" }),
      ...lines(outcome.conflicts, { class: "ar-conflict", role: "alert" }),
    ];
  }

  return { render, personName, title };
})();
