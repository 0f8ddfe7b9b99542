"use strict";
var AR = AR || {};

/**
 * The patch that takes another one back, as `anthology-review invert` makes it without data: a slot moved away from a
 * verified person gets that person's explicit ID; printed names that applying added to existing persons stay.
 */
AR.invert = {
  /**
   * @param {Patch} patch
   * @returns {{patch: Patch} | {error: string}} error: words
   */
  of(patch) {
    const changed = patch.persons.find((person) => person.action !== "create");
    if (changed) return { error: AR.messages.text({ code: "invert_needs_data", params: { id: changed.id } }) };
    /** @type {Assignment[]} */
    const assignments = [];
    for (const { paper, role, position, name, from, to } of [...patch.assignments].reverse()) {
      const slug = to === null ? AR.names.slug(AR.names.full(name)) : "";
      if (slug === null) return { error: AR.messages.text({ code: "invert_name", params: { name: AR.names.full(name) } }) };
      assignments.push({ paper, role, position, name, from: to ?? `${slug}/unverified`, to: from.endsWith("/unverified") ? null : from });
    }
    return {
      patch: {
        ...patch,
        base: { ...patch.base, data_digest: null },
        persons: patch.persons.map(({ id }) => ({ id, action: "delete" })),
        assignments,
        undecided: [],
        // A note may be as long as a note can be.
        note: patch.note ? [...`Takes back: ${patch.note}`].slice(0, AR.textRules.LONGEST.note).join("") : "Takes back an earlier patch.",
      },
    };
  },
};
