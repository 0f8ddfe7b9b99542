"use strict";
var AR = AR || {};

/** The assignment patch, version 1: every decision written out, with the base it was read from. */
AR.patch = (() => {
  /**
   * @param {PageData} page
   * @param {readonly Decision[]} decisions
   * @param {{created: Date, note?: string, people?: People}} options
   * @returns {Promise<Patch>}
   */
  async function build(page, decisions, { created, note = "", people = AR.people }) {
    const { byKey, chosen, targets } = AR.targets.of(page, decisions, people);
    const touched = [...byKey].filter(([key, m]) => chosen.has(key) && !isIdle(m, chosen.get(key) ?? null));
    return {
      format: "anthology-assignment-patch",
      version: 1,
      created: created.toISOString().replace(/\.\d+/, ""),
      generator: page.generator,
      base: {
        preview: page.base.preview,
        data_commit: page.base.data_commit,
        data_digest: await digest(touched.map(([, m]) => m)),
      },
      persons: [...targets.values()].filter((t) => t.action !== "none").sort((a, b) => (a.id < b.id ? -1 : 1)).map(personChange),
      assignments: touched.map(([key, m]) => ({ ...slotRef(m), name: AR.names.exact(m.name), from: m.from, to: chosen.get(key) ?? null })),
      undecided: [...byKey].filter(([key]) => !chosen.has(key)).map(([, m]) => slotRef(m)),
      note: [...proposals(touched, chosen), note].filter(Boolean).join("\n"),
    };
  }

  /**
   * What takes papers from a verified author is a proposal, which that author or a maintainer should check.
   * @param {[string, Mention][]} touched
   * @param {Map<string, string | null>} chosen
   */
  function proposals(touched, chosen) {
    /** @type {Map<string, number>} */
    const taken = new Map();
    for (const [key, { from }] of touched) {
      if (!from.endsWith("/unverified") && chosen.get(key) !== from) taken.set(from, (taken.get(from) ?? 0) + 1);
    }
    return [...taken].map(([person, count]) => AR.messages.text({ code: "owner_check", params: { person, count } }));
  }

  /**
   * True if the slot already is as decided.
   * @param {Mention} m
   * @param {string | null} to
   */
  const isIdle = (m, to) => (to === null ? m.from.endsWith("/unverified") : m.explicit && m.from === to);

  /**
   * @param {Mention} m
   * @returns {SlotRef}
   */
  const slotRef = ({ paper, role, position }) => ({ paper, role, position });

  /**
   * @param {Target} target
   * @returns {PersonChange}
   */
  function personChange({ id, action, names, added, edit, orcid, person, disabled, enabled }) {
    const folded = (/** @type {string | undefined} */ text) => text?.replace(/\s+/g, " ").trim();
    if (action !== "create") {
      return {
        id,
        action: "update",
        ...((edit?.names || added.length) && names ? { names } : {}),
        ...(edit?.orcid !== undefined ? { orcid } : {}),
        ...(edit?.degree !== undefined ? { degree: folded(edit.degree) } : {}),
        ...(disabled || enabled ? { disable_name_matching: disabled } : {}),
      };
    }
    const degree = folded(person.degree);
    return {
      id,
      action,
      names: names ?? [],
      ...(orcid ? { orcid } : {}),
      ...(degree ? { degree } : {}),
      ...(disabled ? { disable_name_matching: true } : {}),
    };
  }

  /**
   * SHA-256 over the touched slots, so that the patch stays valid when other data change.
   * @param {Mention[]} mentions
   * @returns {Promise<string | null>} null without slots, or where the browser offers no hashing
   */
  async function digest(mentions) {
    if (!mentions.length || !globalThis.crypto?.subtle || mentions.some((m) => !m.slot)) return null;
    const lines = [...mentions]
      .sort((a, b) => order(a.paper, b.paper) || order(a.role, b.role) || a.position - b.position)
      .map((m) => `${m.paper}#${m.role}#${m.position}\t${m.slot?.text}\n`);
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(lines.join("")));
    return `sha256:${[...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  }

  /** @type {(a: string, b: string) => number} by code units */
  const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  return {
    build,
    /**
     * @param {Patch} patch
     * @returns {string} the file's content
     */
    text: (patch) => `${JSON.stringify(patch, null, 2)}\n`,
    /**
     * The file's content, if whoever gets it can read it: the note, a printed name or the preview may hold what no
     * patch may.
     * @param {Patch} patch
     * @returns {{text: string} | {error: string}} error: words
     */
    file(patch) {
      const text = AR.patch.text(patch);
      const read = AR.document.parse(text);
      return "error" in read ? { error: AR.messages.text({ code: "not_made", params: { why: read.error } }) } : { text };
    },
    /**
     * @param {PageData} page
     * @param {string} extension such as "json"
     */
    fileName: (page, extension) => `assignment-${page.page.id.replaceAll("/", "-")}.${extension}`,
  };
})();
