"use strict";
var AR = AR || {};

/**
 * The decisions on one page: one place that owns them, keeps them in the browser, and tells who listens.
 * A mention is in at most one decision; assigning it again moves it.
 * @param {PageData} data
 * @param {Storage | null} storage
 */
AR.store = (data, storage) => {
  const place = `anthology-review:${data.base.preview}:${data.page.id}`;
  const known = new Set(data.mentions.map((m) => AR.key(m)));
  /** @type {Decision[]} */
  let decisions = [];
  let note = "";
  /** @type {Decision[][]} */
  const past = [];
  /** @type {Decision[][]} */
  const future = [];
  /** @type {(() => void)[]} */
  const listeners = [];
  const store = {
    storageFailed: !storage,
    /** Decisions of an earlier visit that no longer fit the page. @type {string[]} */
    dropped: [],
    decisions: () => decisions,
    note: () => note,
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,

    /** @param {() => void} listener */
    subscribe: (listener) => void listeners.push(listener),

    /** @param {ToExisting | ToNew | ToUnverified} decision */
    decide(decision) {
      const taken = new Set(decision.mentions);
      const rest = decisions
        .map((other) => ({ ...other, mentions: other.mentions.filter((key) => !taken.has(key)) }))
        .filter((other) => other.mentions.length);
      const same = rest.find((other) => AR.sameTarget(other, decision));
      if (same) same.mentions = [...same.mentions, ...decision.mentions];
      else rest.push({ ...decision, id: 1 + Math.max(0, ...rest.map((other) => other.id)) });
      change(rest);
    },

    /** @param {number} id */
    remove: (id) => change(decisions.filter((decision) => decision.id !== id)),

    undo() {
      const before = past.pop();
      if (!before) return;
      future.push(decisions);
      set(before);
    },

    redo() {
      const after = future.pop();
      if (!after) return;
      past.push(decisions);
      set(after);
    },

    /** @param {string} text */
    setNote(text) {
      note = text;
      save();
    },
  };

  /** @param {Decision[]} next */
  function change(next) {
    past.push(decisions);
    future.length = 0;
    set(next);
  }

  /** @param {Decision[]} next */
  function set(next) {
    decisions = next;
    save();
    for (const listener of listeners) listener();
  }

  function save() {
    if (!storage) return;
    try {
      if (decisions.length || note) storage.setItem(place, JSON.stringify({ format: 1, decisions, note }));
      else storage.removeItem(place);
    } catch {
      store.storageFailed = true;
    }
  }

  try {
    const kept = JSON.parse(storage?.getItem(place) || "null");
    if (kept?.format === 1) {
      for (const decision of /** @type {Decision[]} */ (kept.decisions)) {
        store.dropped.push(...decision.mentions.filter((key) => !known.has(key)));
        decision.mentions = decision.mentions.filter((key) => known.has(key));
        if (decision.mentions.length) decisions.push(decision);
      }
      note = kept.note || "";
    }
  } catch {
    store.storageFailed = true;
  }
  return store;
};

/** A mention's key, unique on a page. @param {{paper: string, position: number}} mention */
AR.key = (mention) => `${mention.paper}#${mention.position}`;

/** @param {ToExisting | ToNew | ToUnverified} a @param {ToExisting | ToNew | ToUnverified} b */
AR.sameTarget = (a, b) =>
  a.kind === b.kind && (a.kind === "unverified" || (b.kind !== "unverified" && a.person.id === b.person.id));
