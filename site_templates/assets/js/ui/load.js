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
   * The list of all authors as generator/site/indexes.py packs it: names are unpacked for the search, the rest of an
   * entry when it is shown.
   * @param {string[]} columns
   */
  function authors([packed, ...rest]) {
    const [papers, groups, ids] = rest.map((column) => column.split("\n"));
    /** @type {string[]} */
    const names = [];
    let name = "";
    for (let at = 0; at < packed.length;) {
      const end = packed.indexOf("\n", at) >>> 0; // -1 becomes a place beyond the end
      const digit = packed.charCodeAt(at);
      name = name.slice(0, digit < 58 ? digit - 48 : digit - 87) + packed.slice(at + 1, end);
      names.push(name);
      at = end + 1;
    }
    // An ID that the name does not give away can be searched for, too.
    const find = AR.search.lines(names.map((one, i) => (ids[i].length > 1 ? `${one}\t${ids[i]}` : one)).join("\n"));

    /** @param {number} i @returns {Author} */
    function at(i) {
      const plain = ids[i].length > 1 ? "" : AR.search.fold(names[i]).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
      const short = ids[i] === "" ? `${plain}/` : ids[i] === "=" ? plain : ids[i];
      const verified = !short.endsWith("/");
      const slug = verified ? short : short.slice(0, -1);
      return {
        name: names[i],
        id: verified ? slug : `${slug}/unverified`,
        file: `review/${slug}${verified ? "" : ".unverified"}.html`,
        verified,
        papers: Number(papers[i] || 1),
        groups: Number(groups[i]),
      };
    }

    return {
      /** @param {string} query @param {number} most */
      find: (query, most) => find(query, most).map(at),
      all: () => names.map((_, i) => at(i)),
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
    authors: () => load("authors.js").then((/** @type {string[]} */ columns) => authors(columns)),

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
