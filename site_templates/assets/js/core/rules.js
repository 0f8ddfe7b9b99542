"use strict";
var AR = AR || {};

/** What the decisions lead to once the patch is applied, and what speaks against it. Codes and parameters, no words. */
AR.rules = (() => {
  const isVerified = (/** @type {string} */ id) => !id.endsWith("/unverified");

  /**
   * @param {PageData} page
   * @param {readonly Decision[]} decisions
   * @param {People} [people] what is known of people.json
   * @returns {Outcome}
   */
  function outcome(page, decisions, people = AR.people) {
    const { byKey, chosen, targets, resolve } = AR.targets.of(page, decisions, people);
    /** @type {Issue[]} */
    const conflicts = [];
    /** @type {Issue[]} */
    const warnings = [];
    /** @type {(list: Issue[], code: string, key: string | null, params: Issue["params"]) => void} */
    const add = (list, code, key, params) => { list.push({ code, mention: key, params }); };

    /** @type {Move[]} */
    const moves = [];
    /** @type {(Move & {here: boolean})[]} */
    const pulled = [];
    /** @type {(Move & {here: boolean})[]} */
    const pushed = [];
    /** @type {string[]} */
    const stays = [];
    /** @type {Map<string, {from: string, to: string}>} every mention we know -> pages before and after */
    const routes = new Map();
    /** @type {Set<string>} */
    const unknown = new Set();

    for (const [key, m] of byKey) {
      const decided = chosen.has(key);
      const target = chosen.get(key) ?? null;
      let to = target;
      if (to === null) {
        to = !decided && m.explicit ? m.from : resolve(m.slug);
        if (to === null) {
          if (targets.size) unknown.add(m.slug);
          to = decided ? `${m.slug}/unverified` : m.from;
        }
      }
      routes.set(key, { from: m.from, to });
      if (to === m.from) stays.push(key);
      else if (decided) moves.push({ key, from: m.from, to });
      else (isVerified(to) ? pulled : pushed).push({ key, from: m.from, to, here: true });
      if (decided) checkSlot(key, m, target, to);
    }
    for (const { slugs, names, disabled, enabled } of targets.values()) {
      const own = disabled || enabled ? (names ?? []).map((name) => AR.names.slugOn(page, name)) : [];
      for (const slug of [...slugs, ...own]) if (slug && !page.matching[slug]) unknown.add(slug);
    }
    for (const [slug, { elsewhere }] of Object.entries(page.matching)) {
      const to = /** @type {string} */ (resolve(slug));
      for (const { key, page: from } of elsewhere) {
        routes.set(key, { from, to });
        if (to !== from) (isVerified(to) ? pulled : pushed).push({ key, from, to, here: false });
      }
    }

    /**
     * A printed name that its person doesn't have yet may be a slip on the paper.
     * @param {Target} target
     * @param {PersonName} name
     */
    function checkName(target, name) {
      const found = [...byKey].find(([key, m]) => chosen.get(key) === target.id && AR.names.same(AR.names.exact(m.name), name));
      if (!found) return;
      const [key, { paper, title, slug }] = found;
      const known = (target.names ?? []).filter((one) => !target.added.includes(one));
      const params = { paper, title, person: target.id, name: AR.names.full(name) };
      if (known.some((one) => AR.names.slugOn(page, one) === slug)) add(warnings, "name_added", key, params);
      else if (known.some((one) => AR.names.swapped(one, name))) add(warnings, "name_swapped", key, params);
      else add(warnings, "name_differs", key, { ...params, known: known.map(AR.names.full).join(", ") });
    }

    /**
     * @param {string} key
     * @param {Mention} m
     * @param {string | null} target
     * @param {string} to
     */
    function checkSlot(key, m, target, to) {
      const { paper, title } = m;
      if (target === null) {
        if (m.orcid) add(conflicts, "orcid_needs_id", key, { paper, title, orcid: m.orcid });
        else if (to === m.from && isVerified(to)) add(conflicts, "no_effect", key, { paper, title, person: to });
        else if (to === m.from) add(warnings, "already_there", key, { paper, title, person: to });
        else if (isVerified(to)) add(warnings, "goes_by_name", key, { paper, title, person: to });
        return;
      }
      const orcid = targets.get(target)?.orcid;
      if (m.orcid && orcid === undefined) add(warnings, "orcid_unknown", key, { paper, title, orcid: m.orcid, person: target });
      else if (m.orcid && m.orcid !== orcid) {
        add(conflicts, orcid ? "orcid_differs" : "orcid_missing", key, {
          paper, title, orcid: m.orcid, person: target, person_orcid: orcid ?? "", name: AR.names.full(m.name),
        });
      }
      if (to === m.from && m.explicit) add(warnings, "already_there", key, { paper, title, person: to });
    }

    for (const [key, m] of byKey) {
      const target = targets.get(m.from);
      if (!m.orcid || !m.explicit || chosen.has(key) || target?.edit?.orcid === undefined || m.orcid === target.orcid) continue;
      add(conflicts, "orcid_on_paper", key, { paper: m.paper, title: m.title, orcid: m.orcid, person: m.from, name: AR.names.full(m.name) });
    }
    checkTwice(page, byKey, chosen, routes, (key, params) => add(conflicts, "twice", key, params));
    for (const target of targets.values()) {
      checkTarget(page, target, targets, people, (kind, code, params) => add(kind === "conflict" ? conflicts : warnings, code, null, params));
      for (const name of target.added) checkName(target, name);
    }

    for (const target of targets.values()) {
      const came = pulled.filter((move) => move.to === target.id);
      const here = came.filter((move) => move.here).length;
      if (came.length) add(warnings, "pulled", null, { count: came.length, here, elsewhere: came.length - here, person: target.id });
    }
    for (const from of new Set(pushed.map((move) => move.from))) {
      add(warnings, targets.get(from)?.disabled ? "pushed_off" : "pushed", null, { count: pushed.filter((move) => move.from === from).length, person: from });
    }
    // Somebody else than the owner may be at work here, and the owner won't see it.
    for (const from of new Set(moves.map((move) => move.from).filter(isVerified))) {
      add(warnings, "owner_check", null, { count: moves.filter((move) => move.from === from).length, person: from });
    }
    for (const slug of unknown) add(warnings, "matching_unknown", null, { slug });

    const pages = changedPages(routes);
    const emptied = pages.filter(({ id, loses }) => loses.length && isEmptied(page, id, routes)).map(({ id }) => id);
    for (const id of emptied) add(warnings, isVerified(id) ? "emptied" : "vanishes", null, { page: id });
    const persons = [...targets.values()].map(({ id, action, disabled }) => ({ id, action, disabled }));
    return { moves, stays, pulled, pushed, emptied, pages, persons, conflicts, warnings };
  }

  /**
   * One person can stand only once on an item. The item's slots after the patch are those we follow, by key, and the
   * rest of `others`, which don't change.
   * @param {PageData} page
   * @param {Map<string, Mention>} byKey
   * @param {Map<string, string | null>} chosen
   * @param {Map<string, {from: string, to: string}>} routes
   * @param {(key: string, params: Issue["params"]) => void} report
   */
  function checkTwice(page, byKey, chosen, routes, report) {
    /** @type {Map<string, string[]>} */
    const followed = new Map();
    for (const key of routes.keys()) {
      const paper = AR.store.paperOf(key);
      followed.set(paper, [...(followed.get(paper) ?? []), key]);
    }
    /** @type {Set<string>} */
    const told = new Set();
    for (const [key, m] of byKey) {
      const own = /** @type {string[]} */ (followed.get(m.paper));
      const fixed = [...m.others];
      for (const other of own) {
        const at = other === key ? -1 : fixed.indexOf(/** @type {{from: string}} */ (routes.get(other)).from);
        if (at >= 0) fixed.splice(at, 1);
      }
      const to = /** @type {{to: string}} */ (routes.get(key)).to;
      const twins = own.filter((other) => other !== key && routes.get(other)?.to === to);
      const changed = [key, ...twins].some((other) => chosen.has(other) || routes.get(other)?.from !== to);
      if (!isVerified(to) || !changed || !(fixed.includes(to) || twins.length) || told.has(`${m.paper} ${to}`)) continue;
      told.add(`${m.paper} ${to}`);
      report(key, { paper: m.paper, title: m.title, person: to });
    }
  }

  /**
   * @param {PageData} page
   * @param {Target} target
   * @param {Map<string, Target>} targets
   * @param {People} people
   * @param {(kind: "conflict" | "warning", code: string, params: Issue["params"]) => void} report
   */
  function checkTarget(page, target, targets, people, report) {
    const { id, orcid, person } = target;
    const name = person.names?.[0] ? AR.names.full(AR.names.exact(person.names[0])) : "";
    if (!AR.ids.valid(id)) report("conflict", "id_invalid", { id: id.slice(0, 60) });
    checkTexts(target, report);
    if (target.action !== "create") {
      const comment = person.comment || people.get(id)?.comment || page.candidates.find((c) => c.id === id)?.comment || "";
      if (/^may refer to/i.test(comment)) report("warning", "catch_all", { person: id });
      if (target.disabled) report("warning", "matching_off", { person: id });
      if (target.enabled) report("warning", "matching_on", { person: id });
      if (target.edit?.orcid === "") report("warning", "orcid_gone", { person: id });
    }
    const owners = [page.page, ...page.candidates, ...Object.values(page.matching).flatMap((m) => m.verified.map(([one]) => ({ id: one, orcid: "" })))];
    if (orcid && (target.action === "create" || target.edit?.orcid !== undefined)) {
      const twin = [...targets.values()].find((other) => other !== target && other.orcid === orcid)?.id;
      const owner = people.byOrcid(orcid) ?? owners.find((one) => one.orcid === orcid)?.id ?? twin;
      if (!AR.orcid.valid(orcid)) report("conflict", "orcid_invalid", { orcid });
      else if (owner && owner !== id) report("conflict", "orcid_in_use", { orcid, person: owner });
    }
    for (const one of target.edit?.names ?? []) {
      if (!one.last) report("conflict", "name_missing", { id });
      else if (AR.names.slugOn(page, one) === null) report("conflict", "slug_unknown", { name: AR.names.full(one) });
    }
    if (target.action !== "create") return;
    if (!target.names?.length || target.names.some((one) => !one.last)) report("conflict", "name_missing", { id });
    for (const one of target.names ?? []) {
      if (one.last && AR.names.slugOn(page, one) === null) report("conflict", "slug_unknown", { name: AR.names.full(one) });
    }
    if (people.isTaken(id) || owners.some((one) => one.id === id)) report("conflict", "id_in_use", { id });
    if (!orcid && !person.degree?.trim()) report("warning", "unsupported", { id, name });
    if (target.disabled && target.byRule) {
      report("warning", target.kept === Infinity ? "matching_off_unknown" : "matching_off_new", { person: id, name, count: target.kept === Infinity ? 0 : target.kept });
    }
  }

  /**
   * What is typed or printed may hold more than a patch may.
   * @param {Target} target
   * @param {(kind: "conflict", code: string, params: Issue["params"]) => void} report
   */
  function checkTexts({ action, edit, person, names, added }, report) {
    const isNew = action === "create";
    const degree = (isNew ? person : edit)?.degree ?? "";
    const own = isNew || edit?.names || added.length ? names ?? [] : [];
    /** @type {[string, string, TextKind][]} */
    const texts = [["institution", degree.replace(/\s+/g, " ").trim(), "line"], ...own.flatMap(({ first, last }) => [first ?? "", last].map((one) => /** @type {[string, string, TextKind]} */ (["name", one, "name"])))];
    for (const [field, text, kind] of texts) {
      const fault = AR.textRules.fault(text, kind);
      if (fault) report("conflict", fault.code, { ...fault.params, field });
    }
  }

  /** @param {Map<string, {from: string, to: string}>} routes */
  function changedPages(routes) {
    /** @type {Map<string, {id: string, gains: string[], loses: string[]}>} */
    const pages = new Map();
    const at = (/** @type {string} */ id) => {
      const entry = pages.get(id) ?? { id, gains: [], loses: [] };
      pages.set(id, entry);
      return entry;
    };
    for (const [key, { from, to }] of routes) {
      if (from === to) continue;
      at(from).loses.push(key);
      at(to).gains.push(key);
    }
    return [...pages.values()];
  }

  /**
   * An unverified page holds just the mentions without ID of its slug; of verified pages only this one is known whole.
   * @param {PageData} page
   * @param {string} id
   * @param {Map<string, {from: string, to: string}>} routes
   */
  function isEmptied(page, id, routes) {
    const known = id === page.page.id ? page.page.verified || !page.diff || id.slice(0, -11) in page.matching : !isVerified(id) && id.slice(0, -11) in page.matching;
    return known && ![...routes.values()].some(({ to }) => to === id);
  }

  return { outcome };
})();
