"use strict";
var AR = AR || {};

/**
 * The persons at whom decisions aim, and how names without ID resolve once the patch is applied. Shared by the rules
 * (what to tell the user) and the patch (what to write), so that both always agree.
 *
 * @typedef {object} Target
 * @property {string} id
 * @property {"create" | "update" | "none"} action
 * @property {DecisionPerson} person
 * @property {PersonName[] | null} names all names after the patch, null if the present ones are unknown
 * @property {PersonName[]} added names that the patch adds
 * @property {string | undefined} orcid undefined if unknown
 * @property {DecisionPerson | null} edit values of the entry that the user changes
 * @property {boolean} disabled true if the patch turns name matching off
 * @property {boolean} enabled true if the patch turns it on
 * @property {boolean} byRule true if that is the rule's doing, not the user's
 * @property {number} kept papers that would come along if matching stayed on; Infinity if not known
 * @property {Set<string>} slugs name slugs that this person gains
 */
AR.targets = (() => {
  /**
   * To whom a name without ID resolves.
   * @param {string} slug
   * @param {Map<string, boolean>} verified persons with that slug -> name matching is off
   */
  function match(slug, verified) {
    const [only] = verified;
    return verified.size === 1 && !only[1] ? only[0] : `${slug}/unverified`;
  }

  /**
   * @param {PageData} page
   * @param {readonly Decision[]} decisions
   * @param {People} people
   */
  function of(page, decisions, people) {
    const byKey = new Map(page.mentions.map((mention) => [AR.store.keyOf(mention), mention]));
    /** @type {Map<string, string | null>} */
    const chosen = new Map();
    /** @type {Map<string, Target>} */
    const targets = new Map();
    /** @type {Map<string, boolean | undefined>} */
    const choices = new Map();

    for (const { kind, person } of decisions) {
      if (kind !== "entry" || !person) continue;
      const target = start(page, false, { id: person.id }, people);
      target.edit = person;
      if (person.orcid !== undefined) target.orcid = AR.orcid.normalise(person.orcid);
      if (person.names) {
        const old = target.names ?? [];
        target.names = person.names.map(AR.names.exact);
        for (const name of target.names.filter((one) => !old.some((own) => AR.names.same(own, one)))) {
          const slug = AR.names.slugOn(page, name);
          if (slug) target.slugs.add(slug);
        }
      }
      if (person.disable_name_matching !== undefined) choices.set(person.id, !person.disable_name_matching);
      targets.set(person.id, target);
    }

    for (const decision of decisions.filter((one) => one.kind !== "entry")) {
      for (const key of decision.mentions) if (byKey.has(key)) chosen.set(key, decision.person?.id ?? null);
      const { person } = decision;
      if (!person) continue;
      choices.set(person.id, decision.keep_matching ?? choices.get(person.id));
      const printed = decision.mentions.flatMap((key) => byKey.get(key)?.name ?? []);
      let target = targets.get(person.id);
      if (!target) targets.set(person.id, (target = start(page, decision.kind === "new", person, people)));
      for (const name of printed.map(AR.names.exact)) {
        // For a person whose names aren't loaded the Anthology's own list decides; a name of the page's owner is there.
        if (!target.names || target.names.some((own) => AR.names.same(own, name))) continue;
        target.names.push(name);
        if (target.action !== "create") target.added.push(name);
      }
      for (const name of target.action === "create" ? target.names ?? [] : target.added) {
        const slug = AR.names.slugOn(page, name);
        if (slug) target.slugs.add(slug);
      }
      if (target.names === null) for (const key of decision.mentions) target.slugs.add(byKey.get(key)?.slug ?? page.page.slug);
    }

    // "Not theirs" with name matching turned off aims at whom the name would lead back to.
    for (const decision of decisions) {
      if (decision.kind !== "unverified" || decision.keep_matching !== false) continue;
      for (const key of decision.mentions) {
        const mention = byKey.get(key);
        const known = mention && page.matching[mention.slug];
        const back = known && match(mention.slug, new Map(known.verified));
        if (!back || back.endsWith("/unverified")) continue;
        if (!targets.has(back)) targets.set(back, start(page, false, { id: back }, people));
        choices.set(back, false);
      }
    }

    /** @param {string} slug */
    const verified = (slug) => {
      const result = new Map(page.matching[slug]?.verified);
      for (const target of targets.values()) {
        if (target.slugs.has(slug) && !result.has(target.id)) result.set(target.id, isOff(page, target.id, people));
        if ((target.disabled || target.enabled) && result.has(target.id)) result.set(target.id, target.disabled);
      }
      return result;
    };

    for (const target of targets.values()) {
      const choice = choices.get(target.id);
      if (target.action === "create") {
        for (const slug of target.slugs) {
          if (!page.matching[slug]) target.kept = Infinity;
          else if (match(slug, verified(slug)) === target.id) target.kept += waiting(page, slug, chosen);
        }
        target.byRule = choice === undefined && target.person.disable_name_matching === undefined && target.kept > 0;
        target.disabled = choice === undefined ? target.person.disable_name_matching ?? target.kept > 0 : !choice;
      } else {
        const off = isOff(page, target.id, people);
        target.disabled = choice === false && !off;
        target.enabled = choice === true && off && target.edit !== null;
        if (target.edit || target.disabled || target.added.length) target.action = "update";
      }
    }

    return {
      byKey,
      /** key -> verified ID, or null where the ID is taken away; undecided mentions are missing. */
      chosen,
      targets,
      /**
       * Page of a mention without ID after the patch; null if the site doesn't know who else has the name.
       * @param {string} slug
       */
      resolve: (slug) => (page.matching[slug] ? match(slug, verified(slug)) : null),
    };
  }

  /**
   * @param {PageData} page
   * @param {boolean} isNew
   * @param {DecisionPerson} person
   * @param {People} people
   * @returns {Target}
   */
  function start(page, isNew, person, people) {
    const record = people.get(person.id);
    const names = isNew ? person.names : record?.names;
    const orcid = isNew
      ? AR.orcid.normalise(person.orcid ?? "")
      : record
        ? record.orcid ?? ""
        : person.orcid ?? page.candidates.find((c) => c.id === person.id)?.orcid ?? (person.id === page.page.id ? page.page.orcid : undefined);
    return {
      id: person.id, person, orcid, action: isNew ? "create" : "none", names: names?.map(isNew ? AR.names.clean : AR.names.exact) ?? null,
      added: [], edit: null, disabled: false, enabled: false, byRule: false, kept: 0, slugs: new Set(),
    };
  }

  /**
   * True if name matching is off for a person already.
   * @param {PageData} page
   * @param {string} id
   * @param {People} people
   */
  const isOff = (page, id, people) =>
    people.get(id)?.disable_name_matching ?? Object.values(page.matching).some((m) => m.verified.some(([one, off]) => one === id && off));

  /**
   * How many papers have a mention without ID of a slug that nobody has given to a person.
   * @param {PageData} page
   * @param {string} slug
   * @param {Map<string, string | null>} chosen
   */
  function waiting(page, slug, chosen) {
    const here = page.mentions.filter((m) => {
      const to = chosen.get(AR.store.keyOf(m));
      return m.slug === slug && (to === null || (to === undefined && !m.explicit));
    });
    return new Set([...here.map((m) => m.paper), ...page.matching[slug].elsewhere.map(({ key }) => AR.store.paperOf(key))]).size;
  }

  return { of, isOff };
})();
