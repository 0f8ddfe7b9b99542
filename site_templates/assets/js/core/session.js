"use strict";
var AR = AR || {};

/** An unfinished review as a file: all that the browser keeps for one preview, to go on elsewhere. */
AR.session = (() => {
  const FORMAT = "anthology-review-unfinished";
  const KEY = /^(anthology-review(?:-[a-z]+)?):/;

  /**
   * Keys under which the storage holds something for pages of a preview.
   * @param {Storage} storage
   * @param {string} preview
   */
  const keysOf = (storage, preview) => Object.keys(storage).filter((key) => KEY.test(key) && key.replace(KEY, "").startsWith(`${preview}:`)).sort();

  /** @param {string} key @param {string} preview */
  const pageOf = (key, preview) => key.replace(KEY, "").slice(preview.length + 1);

  /** What of a page is kept: "" its decisions, "-patch", "-part", "-seen". @param {string} key */
  const kindOf = (key) => /** @type {RegExpExecArray} */ (KEY.exec(key))[1].slice("anthology-review".length);

  /**
   * @param {Storage} storage
   * @param {string} preview
   * @returns {string} JSON, without pages of which nothing may leave the browser
   */
  function pack(storage, preview) {
    const open = keysOf(storage, preview).filter((key) => !AR.kept.isSecret(storage, preview, pageOf(key, preview)));
    const entries = Object.fromEntries(open.map((key) => [key, storage.getItem(key)]));
    return `${JSON.stringify({ format: FORMAT, version: 1, preview, entries }, null, 1)}\n`;
  }

  /** True if a text is such a file. @param {string} text */
  function is(text) {
    return text.length < 1e8 && /^\s*\{\s*"format"\s*:\s*"anthology-review-unfinished"/.test(text);
  }

  /**
   * Takes the pages of a file into the storage; a page for which something is kept here stays as it is.
   * @param {string} text
   * @param {Storage} storage
   * @param {string} preview
   * @returns {{taken: string[], left: string[], refused: number} | {code: string, params: Record<string, string>}} IDs of pages, and how
   *   many entries are none; or what is wrong
   */
  function unpack(text, storage, preview) {
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      return { code: "read_json", params: {} };
    }
    if (file?.format !== FORMAT || file.version !== 1 || typeof file.entries !== "object" || file.entries === null) return { code: "session_other", params: {} };
    if (file.preview !== preview) return { code: "session_preview", params: { preview: String(file.preview) } };
    const entries = Object.entries(file.entries).filter(([key, value]) => KEY.test(key) && key.replace(KEY, "").startsWith(`${preview}:`) && typeof value === "string");
    const good = entries.filter(([key, value]) => AR.ids.page(pageOf(key, preview)) && AR.kept.valid(kindOf(key), /** @type {string} */ (value)));
    const own = new Set(keysOf(storage, preview).map((key) => pageOf(key, preview)));
    const [taken, left] = [new Set(), new Set()];
    /** @type {string[]} */
    const written = [];
    try {
      for (const [key, value] of good) {
        const page = pageOf(key, preview);
        if (own.has(page)) left.add(page);
        else {
          storage.setItem(key, /** @type {string} */ (value));
          written.push(key);
          taken.add(page);
        }
      }
    } catch {
      // All of it or nothing: half a page's decisions would be worse than none.
      for (const key of written) storage.removeItem(key);
      return { code: "session_full", params: {} };
    }
    return { taken: [...taken].sort(), left: [...left].sort(), refused: Object.keys(file.entries).length - good.length };
  }

  /** Keys of other previews, which the same host may show. @param {Storage} storage @param {string} preview */
  function othersOf(storage, preview) {
    const own = new Set(keysOf(storage, preview));
    return Object.keys(storage).filter((key) => KEY.test(key) && !own.has(key));
  }

  /**
   * Forgets all that the site keeps: what is decided for a preview, and what is remembered of the reader's ways: the
   * queue's filter, keys on or off, light or dark.
   * @param {readonly Storage[]} storages
   * @param {string} preview
   * @param {string} site path of the site, under which the theme keeps what is its own
   */
  function clear(storages, preview, site) {
    for (const storage of storages) {
      const others = new Set(othersOf(storage, preview));
      const ours = (/** @type {string} */ key) => /^anthology-review[-:]/.test(key) || key.startsWith(`${site}.__`);
      for (const key of Object.keys(storage)) if (ours(key) && !others.has(key)) storage.removeItem(key);
    }
  }

  /** Forgets what is kept for other previews. @param {Storage} storage @param {string} preview */
  function clearOthers(storage, preview) {
    for (const key of othersOf(storage, preview)) storage.removeItem(key);
  }

  /** How many other previews something is kept for. @param {Storage} storage @param {string} preview */
  const others = (storage, preview) => new Set(othersOf(storage, preview).map((key) => key.replace(KEY, "").replace(/:.*$/s, ""))).size;

  return { pack, is, unpack, clear, clearOthers, others };
})();
