"use strict";
var AR = AR || {};

/**
 * What the decisions will do, in words: moves, what stays, what name matching does, what speaks against it.
 * @param {PageData} data
 * @param {Decision[]} decisions
 * @param {ReturnType<typeof AR.rules.outcome>} outcome
 * @param {((mentions: Mention[]) => void) | null} keepHere offers to write this page's ID on papers that would leave it
 * @returns {HTMLElement[]}
 */
AR.outcomeView = (data, decisions, outcome, keepHere) => {
  const { make, count } = AR.dom;
  const say = AR.messages.say;
  const papers = (/** @type {number} */ n) => count(n, "paper");
  const sentences = decisions.map((decision) =>
    decision.kind === "unverified"
      ? say("to_unverified", { n: papers(decision.mentions.length) }).replace(/$/, ".")
      : say("will_move", { n: papers(decision.mentions.length), person: AR.personName(decision) }));
  sentences.push(outcome.stays ? say("stay", { n: papers(outcome.stays) }) : say("all_decided"));
  if (!outcome.shifts.length) sentences.push(say("nothing_else"));
  const view = [make("p", { class: "ar-consequence" }, sentences.join(" "))];

  for (const decision of decisions) {
    if (decision.kind === "new" && outcome.flags.get(decision.person.id)) {
      view.push(make("p", { class: "ar-muted" }, say("matching_off", { person: AR.personName(decision) })));
    }
  }
  for (const shift of outcome.shifts) {
    const n = papers(shift.here.length + shift.elsewhere.length);
    const leaves = shift.to.endsWith("/unverified");
    const warning = make("p", { class: "ar-warning" }, say(leaves ? "pushed" : "pulled", { n, person: shift.to, from: shift.from }));
    if (leaves && keepHere && shift.from === data.page.id && shift.here.length) {
      const text = say("keep_here", { n: papers(shift.here.length), from: shift.from });
      warning.append(" ", make("button", { type: "button", click: () => keepHere(shift.here) }, text));
    }
    view.push(warning);
  }
  for (const conflict of outcome.conflicts) view.push(make("p", { class: "ar-conflict", role: "alert" }, AR.messages.conflict(conflict)));
  return view;
};

/** A decision's person as the page names it. @param {ToExisting | ToNew} decision */
AR.personName = (decision) => {
  if (decision.kind === "existing") {
    return decision.person.name + (decision.person.comment ? ` (${decision.person.comment})` : ` (${decision.person.id})`);
  }
  return AR.fullName(decision.person.names[0]) + ` (${decision.person.degree || `new, ${decision.person.id}`})`;
};
