"use strict";
var AR = AR || {};

/**
 * The user's decisions on one page, and which person the user put a paper with: the only state. Every change can be
 * undone; each is kept in the browser, bound to the preview and to the page from which every mention was read.
 *
 * @typedef {Readonly<Record<string, string>>} Places letter of the person by key, for papers that the user has moved
 * @typedef {{decisions: Decision[], places: Places}} State
 */
AR.store = (() => {
  /**
   * @param {{paper: string, position: number}} mention
   * @returns {string} unique on a page
   */
  const keyOf = (mention) => `${mention.paper}#${mention.position}`;

  /** The paper of a mention's key. @param {string} key */
  const paperOf = (key) => key.slice(0, key.lastIndexOf("#"));

  /**
   * @param {PageData} page
   * @param {{getItem(key: string): string | null, setItem(key: string, value: string): void,
   *   removeItem(key: string): void} | null} storage null: nothing is kept
   */
  function create(page, storage) {
    const name = `anthology-review:${page.base.preview}:${page.page.id}`;
    const origin = new Map(page.mentions.map((mention) => [keyOf(mention), mention.from]));
    /** @type {Decision[]} */
    let state = [];
    /** @type {Places} */
    let places = {};
    /** @type {State[]} */
    let past = [];
    /** @type {State[]} */
    let future = [];
    /** @type {Set<(decisions: readonly Decision[]) => void>} */
    const listeners = new Set();
    let storageFailed = false;
    let serial = 0;
    let note = "";
    let secret = false;

    const serialise = () =>
      JSON.stringify({
        format: 1,
        from: Object.fromEntries(state.flatMap((d) => d.mentions).map((key) => [key, origin.get(key)])),
        decisions: state,
        note,
        ...(Object.keys(places).length ? { places } : {}),
        ...(secret ? { private: true } : {}),
      });

    const tell = () => {
      for (const listener of listeners) listener(state);
    };

    const announce = () => {
      try {
        if (state.length || note || secret || Object.keys(places).length) storage?.setItem(name, serialise());
        else storage?.removeItem(name);
        storageFailed = storage === null;
      } catch {
        storageFailed = true;
      }
      tell();
    };

    /** @param {Decision[]} next @param {Places} [nextPlaces] */
    const commit = (next, nextPlaces = places) => {
      past.push({ decisions: state, places });
      future = [];
      [state, places] = [next, nextPlaces];
      announce();
    };

    /** One step back or forth. @param {State[]} from @param {State[]} to */
    const step = (from, to) => {
      const other = from.pop();
      if (!other) return false;
      to.push({ decisions: state, places });
      [state, places] = [other.decisions, other.places];
      announce();
      return true;
    };

    /**
     * @param {Decision[]} decisions
     * @param {string[]} keys
     */
    const without = (decisions, keys) =>
      decisions
        .map((d) => (d.mentions.some((key) => keys.includes(key)) ? { ...d, mentions: d.mentions.filter((key) => !keys.includes(key)) } : d))
        .filter((d) => d.mentions.length || d.kind === "entry");

    /** @param {string[]} keys in page order, unknown ones left out */
    const inOrder = (keys) => [...origin.keys()].filter((key) => keys.includes(key));

    /**
     * Decides about mentions; one that another decision holds moves here. A decision with the same target grows.
     * @param {{kind: Kind, person?: DecisionPerson | null, mentions: string[], keep_matching?: boolean}} choice
     * @returns {string} the decision's ID
     */
    function assign(choice) {
      const keys = inOrder(choice.mentions);
      const target = choice.kind === "unverified" ? null : choice.person?.id;
      if (!keys.length || target === undefined) throw new Error("A decision needs papers and a person.");
      const twin = state.find((d) => d.kind === choice.kind && (d.person?.id ?? null) === target);
      const person = target === null ? null : structuredClone(/** @type {DecisionPerson} */ (choice.person));
      /** @type {Decision} */
      const decision = { ...twin, id: twin?.id ?? `d${++serial}`, kind: choice.kind, person, mentions: inOrder([...(twin?.mentions ?? []), ...keys]) };
      if (choice.keep_matching !== undefined) decision.keep_matching = choice.keep_matching;
      const rest = without(state, keys);
      // A twin whose mentions all came again has gone from `rest`: it keeps its place.
      const at = twin ? state.indexOf(twin) - state.slice(0, state.indexOf(twin)).filter((d) => !rest.some((r) => r.id === d.id)).length : rest.length;
      const others = rest.filter((d) => d.id !== decision.id);
      commit([...others.slice(0, at), decision, ...others.slice(at)]);
      return decision.id;
    }

    /**
     * Decides about a verified person's own entry; replaces what was decided about it before.
     * @param {DecisionPerson} person the ID and the values to change; none: the entry stays as it is
     */
    function edit(person) {
      const twin = state.find((d) => d.kind === "entry" && d.person?.id === person.id);
      if (Object.keys(person).length < 2) {
        if (twin) commit(state.filter((d) => d !== twin));
        return;
      }
      /** @type {Decision} */
      const decision = { id: twin?.id ?? `d${++serial}`, kind: "entry", person: structuredClone(person), mentions: [] };
      commit(twin ? state.map((d) => (d === twin ? decision : d)) : [...state, decision]);
    }

    /**
     * Changes the person or the choice about name matching of one decision.
     * @param {string} id
     * @param {{person?: DecisionPerson, keep_matching?: boolean}} values an undefined keep_matching takes the choice back
     */
    const change = (id, values) => commit(state.map((d) => (d.id === id ? { ...d, ...structuredClone(values) } : d)));

    /**
     * What a kept text says of mentions that still are where they were.
     * @param {string} text from serialise()
     * @returns {State & {note: string, secret: boolean, refused: number, dropped: {key: string, why: "gone" | "moved"}[]} | null} null: nothing usable
     */
    function read(text) {
      const kept = AR.kept.page(text);
      if (!kept) return null;
      /** @type {{key: string, why: "gone" | "moved"}[]} */
      const dropped = [];
      /** @type {Set<string>} */
      const seen = new Set();
      const decisions = [];
      for (const decision of kept.decisions) {
        const mentions = decision.mentions.filter((key) => {
          if (seen.has(key)) return false;
          seen.add(key);
          const why = !origin.has(key) ? "gone" : kept.from.get(key) !== origin.get(key) ? "moved" : null;
          if (why) dropped.push({ key, why });
          return !why;
        });
        if (mentions.length || decision.kind === "entry") decisions.push({ ...decision, person: decision.person ?? null, id: `d${++serial}`, mentions });
      }
      const places = Object.fromEntries(kept.places.filter(([key]) => origin.has(key)));
      const { note, secret, refused } = kept;
      return { decisions, places, note, secret, refused, dropped };
    }

    /**
     * Takes decisions back that were kept earlier, for mentions that still are where they were.
     * @param {string} text from serialise()
     * @returns {{restored: number, refused: number, dropped: {key: string, why: "gone" | "moved"}[]}} restored: number of
     *   mentions; refused: how much of it is no decision, place or note
     */
    function restore(text) {
      const kept = read(text);
      if (!kept) return { restored: 0, refused: 1, dropped: [] };
      ({ note, secret } = kept);
      if (kept.decisions.length || Object.keys(kept.places).length) commit(kept.decisions, kept.places);
      return { restored: kept.decisions.reduce((sum, d) => sum + d.mentions.length, 0), refused: kept.refused, dropped: kept.dropped };
    }

    /**
     * Takes over what another tab has decided on this page; can be undone. It is in the storage already.
     * @param {string | null} text
     */
    function adopt(text) {
      const kept = (text && read(text)) || { decisions: [], places: {}, note: "", secret: false };
      past.push({ decisions: state, places });
      future = [];
      [state, places] = [kept.decisions, kept.places];
      ({ note, secret } = kept);
      tell();
    }

    return {
      assign,
      edit,
      /**
       * The decisions as they would be after a change that isn't made.
       * @param {(trial: {assign: typeof assign, edit: typeof edit}) => void} decide
       * @returns {readonly Decision[]}
       */
      trial(decide) {
        const other = create(page, null);
        other.restore(serialise());
        decide(other);
        return other.decisions();
      },
      change,
      serialise,
      restore,
      adopt,
      /** Where the storage keeps this page. */
      name,
      places: () => places,
      /** Puts papers with a person of the page; it decides nothing. @param {Places} next letters by key */
      place: (next) => commit(state, { ...places, ...next }),
      /** @returns {readonly Decision[]} in the order in which they were made */
      decisions: () => state,
      /** @param {string} key */
      decisionOf: (key) => state.find((d) => d.mentions.includes(key)) ?? null,
      /** @param {string} id of a person @returns {DecisionPerson | null} what was decided about the entry */
      entryOf: (id) => state.find((d) => d.kind === "entry" && d.person?.id === id)?.person ?? null,
      /** @param {string} id of a decision */
      remove: (id) => commit(state.filter((d) => d.id !== id)),
      /** @param {string[]} keys mentions that become undecided */
      release: (keys) => commit(without(state, keys)),
      clear: () => commit([]),
      undo: () => step(past, future),
      redo: () => step(future, past),
      /** The reviewer's words for the maintainers. */
      note: () => note,
      /** @param {string} text */
      setNote(text) {
        note = text;
        announce();
      },
      /** True if nothing that names anybody may leave the page. */
      isPrivate: () => secret,
      /** @param {boolean} value */
      setPrivate(value) {
        secret = value;
        announce();
      },
      canUndo: () => past.length > 0,
      canRedo: () => future.length > 0,
      /** @param {(decisions: readonly Decision[]) => void} listener */
      subscribe(listener) {
        listeners.add(listener);
        return () => { listeners.delete(listener); };
      },
      /** Takes back what the storage holds for this page; the restored state is where undo begins. */
      load() {
        /** @type {string | null} */
        let text = null;
        try {
          text = storage ? storage.getItem(name) : null;
        } catch {
          storageFailed = true;
        }
        const report = text === null ? { restored: 0, refused: 0, dropped: [] } : restore(text);
        past = [];
        return report;
      },
      /** True if the last change could not be kept: it is lost when the page is left. */
      get storageFailed() { return storageFailed; },
    };
  }

  return { create, keyOf, paperOf };
})();
