"use strict";
var AR = AR || {};

/** What the data files have handed over. @type {[string, any][]} */
AR.received = AR.received || [];

/**
 * Loads the shared data files. Each is a script that pushes ["kind", data] to AR.received:
 * fetch() does not work from file:, a script element does.
 */
AR.load = (() => {
  const base = new URL("../../../data/", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  /** @type {Map<string, Promise<any>>} */
  const files = new Map();

  /** @type {Set<string>} */
  const loaded = new Set();

  /**
   * @param {string} file
   * @returns {Promise<any>} what the file hands over
   */
  function load(file) {
    let promise = files.get(file);
    if (!promise) {
      promise = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(file, base).href;
        script.onload = () => resolve(AR.received.pop()?.[1]);
        script.onerror = () => {
          files.delete(file);
          reject(new Error(`${file} could not be loaded`));
        };
        document.head.append(script);
      });
      files.set(file, promise);
    }
    return promise;
  }

  return {
    /** All author pages: [{name, id, file, papers, groups}]. */
    authors: () =>
      load("authors.js").then((text) =>
        text.split("\n").map((/** @type {string} */ line) => {
          const [name, short, papers, groups] = line.split("\t");
          const unverified = short.endsWith("/");
          const slug = unverified ? short.slice(0, -1) : short;
          return {
            name,
            id: unverified ? `${slug}/unverified` : slug,
            file: `review/${slug}${unverified ? ".unverified" : ""}.html`,
            verified: !unverified,
            papers: Number(papers),
            groups: Number(groups),
          };
        }),
      ),

    /** Every verified person: [{id, name, other, orcid, comment}]. */
    verified: () =>
      load("verified.js").then((text) =>
        text.split("\n").filter(Boolean).map((/** @type {string} */ line) => {
          const [id, name, other, orcid, comment] = line.split("\t");
          return { id, name, other: other ? other.split("|") : [], orcid, comment };
        }),
      ),

    /** Pages in the order of the queue: [[name, file]]. */
    queue: () => load("queue.js"),

    /**
     * The entries of people.json around these persons, existing or new, into AR.people.
     * @param {string[]} ids
     */
    async people(ids) {
      const files = AR.people.needed({ persons: ids.map((id) => ({ id })), assignments: [] }, await load("shards.js"));
      await Promise.all(files.map((file) => loaded.has(file) || load(file).then((shard) => {
        AR.people.receive(shard);
        loaded.add(file);
      })));
    },
  };
})();
