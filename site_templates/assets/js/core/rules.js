"use strict";
var AR = AR || {};

/**
 * What the data will resolve to after the decisions, and what speaks against them.
 * The rules of name matching stand in the documentation page on patches.
 */
AR.rules = {
  /**
   * Where a slot without ID goes: the only verified person of its slug, unless matching is off; else the unverified page.
   * @param {string} slug
   * @param {Map<string, boolean>} verified ID -> disable_name_matching
   */
  match(slug, verified) {
    const [only] = verified;
    return verified.size === 1 && !only[1] ? only[0] : `${slug}/unverified`;
  },

  /**
   * New persons with the matching flag they need: off where it would pull papers nobody chose,
   * unless the user says that those belong there too.
   * @param {PageData} data
   * @param {Decision[]} decisions
   * @returns {Map<string, boolean>} ID -> disable_name_matching
   */
  flags(data, decisions) {
    const flags = new Map();
    for (const decision of decisions) if (decision.kind === "new") flags.set(decision.person.id, false);
    for (const decision of decisions) {
      if (decision.kind !== "new" || decision.keep) continue;
      const pulled = AR.rules.shifts(data, decisions, flags).some((shift) => shift.to === decision.person.id);
      if (pulled) flags.set(decision.person.id, true);
    }
    return flags;
  },

  /**
   * Slots without ID that resolve elsewhere after the decisions although nobody chose them, by name slug.
   * @param {PageData} data
   * @param {Decision[]} decisions
   * @param {Map<string, boolean>} flags of the new persons
   * @returns {{slug: string, from: string, to: string, here: Mention[], elsewhere: {key: string, page: string}[]}[]}
   */
  shifts(data, decisions, flags) {
    const target = AR.rules.targets(data, decisions);
    const shifts = [];
    for (const [slug, matching] of Object.entries(data.matching)) {
      const before = new Map(matching.verified);
      const after = new Map(matching.verified);
      for (const decision of decisions) {
        if (decision.kind === "unverified") continue;
        const forms = decision.kind === "new" ? decision.person.names.map((name) => name.slug) : [];
        const printed = data.mentions.filter((m) => decision.mentions.includes(AR.key(m))).map((m) => m.slug);
        if (![...forms, ...printed].includes(slug) || after.has(decision.person.id)) continue;
        const flag = decision.kind === "new"
          ? flags.get(decision.person.id)
          : AR.people.record(decision.person.id)?.disable_name_matching;
        after.set(decision.person.id, Boolean(flag));
      }
      const from = AR.rules.match(slug, before);
      const to = AR.rules.match(slug, after);
      if (from === to) continue;
      const here = data.mentions.filter((m) => m.slug === slug && !m.explicit && !target.get(AR.key(m)));
      if (here.length || matching.elsewhere.length) shifts.push({ slug, from, to, here, elsewhere: matching.elsewhere });
    }
    return shifts;
  },

  /**
   * @param {PageData} data
   * @param {Decision[]} decisions
   * @returns {Map<string, string>} mention -> the verified person it is assigned to
   */
  targets(data, decisions) {
    const targets = new Map();
    for (const decision of decisions) {
      if (decision.kind === "unverified") continue;
      for (const key of decision.mentions) targets.set(key, decision.person.id);
    }
    return targets;
  },

  /**
   * Everything the page says before download.
   * @param {PageData} data
   * @param {Decision[]} decisions
   * @param {{isTaken: (id: string) => boolean, byOrcid: (orcid: string) => string | undefined}} people what is known of all verified persons
   */
  outcome(data, decisions, people) {
    const flags = AR.rules.flags(data, decisions);
    const targets = AR.rules.targets(data, decisions);
    const shifts = AR.rules.shifts(data, decisions, flags);
    /** @type {{code: string, [parameter: string]: any}[]} */
    const conflicts = [];
    const decided = new Set(decisions.flatMap((decision) => decision.mentions));
    const shifted = new Map(shifts.flatMap((shift) => shift.here.map((m) => [AR.key(m), shift.to])));
    const byKey = new Map(data.mentions.map((m) => [AR.key(m), m]));

    for (const decision of decisions) {
      if (decision.kind === "new") conflicts.push(...AR.rules.personConflicts(decision, decisions, people));
      const orcid = decision.kind === "unverified" ? "" : decision.kind === "new" ? decision.person.orcid
        : AR.people.record(decision.person.id)?.orcid || decision.person.orcid;
      for (const key of decision.mentions) {
        const mention = /** @type {Mention} */ (byKey.get(key));
        if (mention.orcid && mention.orcid !== orcid) {
          conflicts.push({ code: decision.kind === "unverified" ? "orcid_on_slot" : "orcid_differs", mention, orcid });
        }
        if (decision.kind === "unverified" && !mention.explicit) conflicts.push({ code: "no_id_to_take_away", mention });
        if (decision.kind === "unverified" && mention.explicit) {
          const to = AR.rules.match(mention.slug, new Map(data.matching[mention.slug]?.verified || []));
          if (to === data.page.id) conflicts.push({ code: "matched_back", mention, to });
        }
      }
    }
    for (const mention of data.mentions) {
      const person = targets.get(AR.key(mention)) || shifted.get(AR.key(mention));
      if (!person || person.endsWith("/unverified")) continue;
      const others = data.mentions.filter((m) => m.paper === mention.paper && m.position !== mention.position);
      // The page's own other slots count with where they go, the rest with where they are.
      const settled = mention.others.filter((id) => id !== data.page.id || !others.length);
      const moving = others.map((m) => targets.get(AR.key(m)) || shifted.get(AR.key(m)) || data.page.id);
      if ([...settled, ...moving].includes(person)) conflicts.push({ code: "twice_on_paper", mention, person });
    }
    return {
      flags,
      shifts,
      conflicts,
      moved: decided.size,
      stays: data.mentions.filter((m) => !decided.has(AR.key(m)) && !shifted.has(AR.key(m))).length,
      undecided: data.mentions.filter((m) => !decided.has(AR.key(m))),
    };
  },

  /**
   * What is wrong with a new person.
   * @param {ToNew} decision
   * @param {Decision[]} decisions
   * @param {{isTaken: (id: string) => boolean, byOrcid: (orcid: string) => string | undefined}} people
   */
  personConflicts(decision, decisions, people) {
    const { id, orcid } = decision.person;
    const conflicts = [];
    if (!AR.ids.isValid(id)) conflicts.push({ code: "id_invalid", id });
    else if (people.isTaken(id)) conflicts.push({ code: "id_taken", id });
    if (orcid && !AR.orcid.isValid(orcid)) conflicts.push({ code: "orcid_invalid", orcid });
    const owner = orcid && people.byOrcid(orcid);
    if (owner) conflicts.push({ code: "orcid_taken", orcid, owner });
    for (const other of decisions) {
      if (other.kind === "new" && other.person.id !== id && orcid && other.person.orcid === orcid) {
        conflicts.push({ code: "orcid_taken", orcid, owner: other.person.id });
      }
    }
    return conflicts;
  },
};
