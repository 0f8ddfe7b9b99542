"use strict";
var AR = AR || {};

/** The assignment patch, version 1. */
AR.patch = {
  /**
   * @param {PageData} data
   * @param {Decision[]} decisions
   * @param {{created: Date, note: string}} options
   * @returns {Promise<any>}
   */
  async build(data, decisions, options) {
    const flags = AR.rules.flags(data, decisions);
    const byKey = new Map(data.mentions.map((m) => [AR.key(m), m]));
    const decided = new Set(decisions.flatMap((decision) => decision.mentions));
    const slot = (/** @type {Mention} */ m) => ({ paper: m.paper, role: m.role, position: m.position });
    const persons = decisions.filter((decision) => decision.kind === "new").map((decision) => {
      const { id, names, orcid, degree } = /** @type {ToNew} */ (decision).person;
      return {
        id,
        action: "create",
        names: AR.patch.namesUsed(names, decision.mentions.map((key) => /** @type {Mention} */ (byKey.get(key)))),
        ...(orcid ? { orcid } : {}),
        ...(degree ? { degree } : {}),
        ...(flags.get(id) ? { disable_name_matching: true } : {}),
      };
    });
    const assignments = decisions.flatMap((decision) => decision.mentions.map((key) => {
      const m = /** @type {Mention} */ (byKey.get(key));
      return { ...slot(m), name: m.name, from: m.from, to: decision.kind === "unverified" ? null : decision.person.id };
    }));
    return {
      format: "anthology-assignment-patch",
      version: 1,
      created: `${options.created.toISOString().slice(0, 19)}Z`,
      generator: data.generator,
      base: { ...data.base, data_digest: await AR.patch.digest(assignments.map((a) => /** @type {Mention} */ (byKey.get(AR.key(a))))) },
      persons,
      assignments,
      undecided: data.mentions.filter((m) => !decided.has(AR.key(m))).map(slot),
      note: options.note,
    };
  },

  /**
   * Names of a new person: the chosen one first, then every other form on the assigned slots.
   * @param {Name[]} chosen
   * @param {Mention[]} mentions
   * @returns {Name[]}
   */
  namesUsed(chosen, mentions) {
    const plain = (/** @type {Name} */ name) => (name.first ? { first: name.first, last: name.last } : { last: name.last });
    const names = new Map([...chosen, ...mentions.map((m) => m.name)].map((name) => [JSON.stringify(plain(name)), plain(name)]));
    return [...names.values()];
  },

  /**
   * Digest over the exact text of the touched slots, so that a patch stays valid when other data change.
   * @param {Mention[]} mentions
   * @returns {Promise<string | null>} null without data, or where the browser offers no SHA-256
   */
  async digest(mentions) {
    if (mentions.some((m) => !m.slot) || !globalThis.crypto?.subtle) return null;
    const order = (/** @type {Mention} */ m) => [m.paper, m.role, m.position];
    const sorted = [...mentions].sort((a, b) => {
      const [x, y] = [order(a), order(b)];
      const i = x.findIndex((part, at) => part !== y[at]);
      return i < 0 ? 0 : x[i] < y[i] ? -1 : 1;
    });
    const text = sorted.map((m) => `${m.paper}#${m.role}#${m.position}\t${m.slot?.text}\n`).join("");
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
    return `sha256:${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  },

  /**
   * @param {PageData} data
   * @param {string} ending without the dot
   */
  fileName: (data, ending) => `assignment-${data.page.id.replaceAll("/", "-")}.${ending}`,
};
