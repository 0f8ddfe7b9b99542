"use strict";
var AR = AR || {};

/**
 * The work queue: pages in the order in which they need review, what a reviewer wants to see of it, and how far they
 * have come.
 *
 * @typedef {"" | "begun" | "patch" | "seen"} Progress of one page: nothing, something is kept, in the patch, looked at
 * @typedef {object} Waiting one page of the queue
 * @property {string} id
 * @property {string} file
 * @property {string} name
 * @property {string} line the name, for the search
 * @property {boolean} verified
 * @property {number} papers
 * @property {number} groups suggested persons
 * @property {string} reason
 * @property {string} changed how it differs from the base preview's page, "" if it doesn't
 * @property {number} first year, 0 if unknown
 * @property {number} last
 * @property {string[]} venues
 *
 * @typedef {{name: string, venue: string, from: string, to: string, papers: string, unverified: string, state: string, changed: string}} Wanted
 *   as the fields have it; "" is no wish
 */
AR.queue = (() => {
  const SEEN = "anthology-review-seen:";
  /** @type {Wanted} */
  const ANY = { name: "", venue: "", from: "", to: "", papers: "", unverified: "", state: "", changed: "" };

  /** @param {string} text as `write_queue` in generator/site/shared_files/queue.py writes it @returns {Waiting[]} */
  function parse(text) {
    return text.split("\n").filter(Boolean).map((line) => {
      const [short, name, papers, groups, years, venues, reason, changed = ""] = line.split("\t");
      const verified = !short.endsWith("/");
      const slug = verified ? short : short.slice(0, -1);
      const [first, last = first] = years.split("-").map(Number);
      return {
        id: verified ? slug : `${slug}/unverified`, file: `review/${slug}${verified ? "" : ".unverified"}.html`,
        name, line: AR.search.line(name), verified, papers: Number(papers), groups: Number(groups), reason, changed, first: first || 0, last: last || 0, venues: venues ? venues.split(" ") : [],
      };
    });
  }

  /** @param {string} text parameters, as in an address @returns {Wanted} */
  function read(text) {
    const values = new URLSearchParams(text);
    return /** @type {Wanted} */ (Object.fromEntries(Object.keys(ANY).map((key) => [key, values.get(key) ?? ""])));
  }

  /** @param {Wanted} wanted @returns {string} "" if all is wanted */
  const write = (wanted) => new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)).toString();

  /**
   * @param {readonly Waiting[]} queue
   * @param {Wanted} wanted
   * @param {(page: Waiting) => Progress} progress
   */
  function choose(queue, wanted, progress) {
    const words = AR.search.words(wanted.name);
    const venue = wanted.venue.trim().toLowerCase();
    const [from, to, papers] = [wanted.from, wanted.to, wanted.papers].map(Number);
    return queue.filter((page) => {
      if (wanted.unverified && page.verified) return false;
      if (wanted.changed && !page.changed) return false;
      if (papers && page.papers < papers) return false;
      if (from && page.last < from) return false;
      if (to && (page.first || Infinity) > to) return false;
      if (venue && !page.venues.includes(venue)) return false;
      if (!words.every((word) => page.line.includes(word))) return false;
      return !wanted.state || (progress(page) || "none") === wanted.state;
    });
  }

  /**
   * @param {Storage | null} storage
   * @param {string} preview
   * @returns {(page: {id: string}) => Progress}
   */
  function progressOf(storage, preview) {
    return ({ id }) => {
      const has = (/** @type {string} */ start) => storage?.getItem(`${start}${preview}:${id}`) != null;
      return !storage ? "" : has("anthology-review-patch:") ? "patch" : has(SEEN) ? "seen" : has("anthology-review:") ? "begun" : "";
    };
  }

  /** Ticks a page off, or takes that back. @param {Storage} storage @param {string} preview @param {string} id @param {boolean} seen */
  function mark(storage, preview, id, seen) {
    if (seen) storage.setItem(`${SEEN}${preview}:${id}`, "1");
    else storage.removeItem(`${SEEN}${preview}:${id}`);
  }

  return { parse, read, write, choose, progressOf, mark };
})();
