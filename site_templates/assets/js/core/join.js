"use strict";
var AR = AR || {};

/**
 * Several patches into one, as `anthology-review join` does. A decision that two patches share is the strongest
 * confirmation there is; one on which they differ blocks the joined patch.
 *
 * @typedef {object} Way
 * @property {number} patch index of the patch that says so
 * @property {string | null} says the target, page, name or value
 * @typedef {object} Contradiction two patches differ about a slot, or about a person
 * @property {"to" | "from" | "name" | "action" | "orcid" | "value"} about
 * @property {string} [paper] of a slot
 * @property {"author" | "editor"} [role]
 * @property {number} [position]
 * @property {string} [person] ID
 * @property {string} [key] of the person's entry, for "value"
 * @property {[Way, Way]} ways
 */
AR.join = (() => {
  /** @param {SlotRef} slot */
  const slotKey = ({ paper, role, position }) => `${paper}#${role}#${position}`;

  /** @param {any} value */
  const shown = (value) => (Array.isArray(value) ? value.map((one) => (typeof one === "string" ? one : AR.names.full(one))).join(", ") : String(value));

  /** Lists of names and of IDs have an order. @param {any} a @param {any} b @returns {boolean} */
  const equal = (a, b) =>
    Array.isArray(a) ? Array.isArray(b) && a.length === b.length && a.every((one, i) => equal(one, b[i]))
      : typeof a === "object" ? AR.names.same(a, b) : a === b;

  /** The value on which all agree, else null. @param {(string | null)[]} values */
  const common = (values) => (values.every((value) => value === values[0]) ? values[0] : null);

  /**
   * @param {readonly Patch[]} patches one or more
   * @returns {{patch: Patch | null, confirmed: number, contradictions: Contradiction[]}} patch is null if they
   *   contradict each other; confirmed: number of slots about which two or more decide alike
   */
  function all(patches) {
    /** @type {Contradiction[]} */
    const contradictions = [];
    const confirmed = new Set();
    /** @type {Map<string, {entry: Assignment & {confirmed?: boolean}, by: number, last: number}>} by: whose the target is */
    const slots = new Map();
    patches.forEach((patch, index) => {
      for (const other of patch.assignments) {
        const key = slotKey(other);
        const mine = slots.get(key);
        if (!mine) {
          slots.set(key, { entry: other, by: index, last: index });
          continue;
        }
        const about = !AR.names.same(mine.entry.name, other.name) ? "name"
          : mine.entry.from !== other.from ? "from"
          : mine.entry.to !== null && other.to !== null && mine.entry.to !== other.to ? "to" : null;
        if (about) {
          const [here, there] = [mine.entry, other].map((one) => (about === "name" ? AR.names.full(one.name) : one[about]));
          const { paper, role, position } = other;
          contradictions.push({ about, paper, role, position, ways: [{ patch: mine.by, says: here }, { patch: index, says: there }] });
          continue;
        }
        // Saying it twice in one patch confirms nothing.
        const agreed = mine.last !== index;
        if (agreed) confirmed.add(key);
        const by = mine.entry.to === null && other.to !== null ? index : mine.by;
        slots.set(key, { entry: { ...mine.entry, to: mine.entry.to ?? other.to, ...(agreed ? { confirmed: true } : {}) }, by, last: index });
      }
    });
    const persons = joinPersons(patches, contradictions);
    if (contradictions.length || !patches.length) return { patch: null, confirmed: confirmed.size, contradictions };

    const undecided = new Map(patches.flatMap((patch) => patch.undecided).map((slot) => [slotKey(slot), slot]));
    const created = patches.map((patch) => patch.created).filter(Boolean).sort().at(-1);
    const { format, version, generator } = patches[0];
    /** @type {any} */
    const joined = {
      format,
      version,
      ...(created ? { created } : {}),
      ...(generator ? { generator } : {}),
      base: {
        preview: common(patches.map((patch) => patch.base.preview)),
        data_commit: common(patches.map((patch) => patch.base.data_commit)),
        // A digest covers exactly the touched slots, so it holds on only for the same ones.
        data_digest: common(patches.map(coverage)) === null ? null : common(patches.map((patch) => patch.base.data_digest)),
      },
      persons,
      assignments: [...slots.values()].map(({ entry }) => entry),
      undecided: [...undecided].filter(([key]) => !slots.has(key)).map(([, slot]) => slot),
      note: [...new Set(patches.map((patch) => patch.note).filter(Boolean))].join("\n\n"),
    };
    return { patch: joined, confirmed: confirmed.size, contradictions };
  }

  /** @param {Patch} patch */
  const coverage = (patch) => [...new Set(patch.assignments.map(slotKey))].sort().join("\n");

  /**
   * @param {readonly Patch[]} patches
   * @param {Contradiction[]} contradictions is added to
   * @returns {PersonChange[]}
   */
  function joinPersons(patches, contradictions) {
    /** @type {Map<string, {entry: any, by: Record<string, number>}>} by: which patch gave which key */
    const persons = new Map();
    patches.forEach((patch, index) => {
      /** @type {(about: Contradiction["about"], person: string, by: number, here: any, there: any, key?: string) => void} */
      const differ = (about, person, by, here, there, key) => {
        const ways = /** @type {[Way, Way]} */ ([{ patch: by, says: shown(here) }, { patch: index, says: shown(there) }]);
        contradictions.push({ about, person, ...(key ? { key } : {}), ways });
      };
      /** @type {Map<string, {id: string, by: number}>} as the patches before have them */
      const byOrcid = new Map();
      for (const [id, { entry, by }] of persons) if (entry.orcid) byOrcid.set(entry.orcid, { id, by: by.orcid });
      for (const other of /** @type {any[]} */ (patch.persons)) {
        const mine = persons.get(other.id);
        if (!mine) {
          const owner = other.orcid && byOrcid.get(other.orcid);
          if (owner) differ("orcid", other.id, owner.by, owner.id, other.id, other.orcid);
          persons.set(other.id, { entry: other, by: Object.fromEntries(Object.keys(other).map((key) => [key, index])) });
          continue;
        }
        if (mine.entry.action !== other.action) {
          differ("action", other.id, mine.by.action, mine.entry.action, other.action);
          continue;
        }
        const entry = { ...mine.entry };
        const by = { ...mine.by };
        for (const key of Object.keys(other)) {
          if (!Object.hasOwn(entry, key)) {
            entry[key] = other[key];
            by[key] = index;
          } else if (key === "names" && (entry.action === "create" || AR.names.same(entry.names[0], other.names[0]))) {
            // Each page adds the names printed on its own papers; the first patch has the canonical one.
            const more = other.names.filter((/** @type {PersonName} */ name) => !entry.names.some((/** @type {PersonName} */ own) => AR.names.same(own, name)));
            entry.names = [...entry.names, ...more];
          } else if (!equal(entry[key], other[key])) {
            differ("value", other.id, by[key], entry[key], other[key], key);
          }
        }
        persons.set(other.id, { entry, by });
      }
    });
    return [...persons.values()].map(({ entry }) => entry);
  }

  return { all };
})();
