"use strict";
var AR = AR || {};

/** What the data files have handed over. @type {[string, any][]} */
AR.received = AR.received || [];

/**
 * Loads the shared data files. Each is a script that pushes ["kind", data] to AR.received:
 * fetch() does not work from file:, a script element does.
 */
AR.load = (() => {
  /** @typedef {{name: string, id: string, file: string, verified: boolean, papers: number, groups: number}} Author groups: 0 if there is no review page */

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
        script.src = AR.dom.scriptAddress(new URL(file, base).href, base.href);
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

  /**
   * The list of all authors as generator/site/shared_files/authors.py writes it, searched as it is; an entry is read when it is shown.
   * @param {[string, string]} list
   */
  function authors([names, facts]) {
    const { line, find } = AR.search.lines(names);

    /** @param {number} i @returns {Author} */
    function at(i) {
      const [name, id] = line(i).split("\t");
      const [papers, persons] = [2 * i, 2 * i + 1].map((place) => facts.charCodeAt(place) - 48);
      const verified = persons % 2 === 1;
      const slug = id || AR.search.fold(name).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
      return {
        name,
        id: verified ? slug : `${slug}/unverified`,
        file: `review/${slug}${verified ? "" : ".unverified"}.html`,
        verified,
        papers,
        groups: persons >> 1,
      };
    }

    return {
      /** @param {string} query @param {number} most */
      find: (query, most) => find(query, most).map(at),
      all: () => Array.from({ length: facts.length / 2 }, (_, i) => at(i)),
    };
  }

  return {
    /** A paper's abstract, as safe markup. @param {string} paper */
    abstract: (paper) => load(`abstracts/${AR.lines.bundle(paper)}.js`).then((all) => all[paper] ?? ""),

    /**
     * The lines of the data around the slots that a patch touches, into the page's data.
     * @param {PageData} data
     * @param {Patch} patch
     */
    async lines(data, patch) {
      const touched = new Set(patch.assignments.map((one) => AR.lines.bundle(one.paper)));
      AR.lines.place(data, await Promise.all([...touched].map((one) => load(`lines/${one}.js`))));
    },

    /** All author pages, ordered by ID. */
    authors: () => load("authors.js").then(authors),

    /** Every verified person: [{id, name, other, orcid, comment}]. */
    verified: () =>
      load("verified.js").then((text) =>
        text.split("\n").filter(Boolean).map((/** @type {string} */ line) => {
          const [id, name, other, orcid, comment] = line.split("\t");
          return { id, name, other: other ? other.split("|") : [], orcid, comment };
        }),
      ),

    /** Pages in the order of the queue, as `core/queue.js` reads them. */
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
