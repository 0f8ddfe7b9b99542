"use strict";
var AR = AR || {};

/** A patch for people: the text of an issue, and the maintainers' command lines. */
AR.export = (() => {
  const ISSUES = "https://github.com/acl-org/acl-anthology/issues/new";
  const LIMIT = 8000;

  /** @param {number} n */
  const papers = (n) => `${n} ${n === 1 ? "paper" : "papers"}`;

  /**
   * Text that stands in Markdown as it is: no links, mentions, markup or HTML from names and titles.
   * @param {string} text
   */
  const plain = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~&]/g, "\\$&").replace(/@/g, "@\u200b");

  /** Address of a form for a new issue. @param {string} title @param {string} body */
  const newIssue = (title, body) => `${ISSUES}?title=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`;

  /** A person's entry in words. @param {PersonChange} person @param {boolean} names */
  function facts({ names: own, orcid, degree, disable_name_matching: off }, names) {
    return [
      names && own && `names ${own.map((one) => plain(AR.names.full(one))).join(", ")}`,
      orcid !== undefined && (orcid ? `ORCID ${orcid}` : "no ORCID"),
      degree !== undefined && (degree ? `degree from ${plain(degree)}` : "no degree"),
      off !== undefined && `name matching ${off ? "off" : "on"}`,
    ].filter(Boolean);
  }

  /**
   * @param {PageData} page
   * @param {Patch} patch
   * @returns {{title: string, body: string, url: string | null}} url is null when GitHub would refuse its length
   */
  function issue(page, patch) {
    const title = `Author Page: ${page.page.id}`;
    /** @type {Map<string | null, Assignment[]>} */
    const byTarget = new Map();
    for (const one of patch.assignments) byTarget.set(one.to, [...(byTarget.get(one.to) ?? []), one]);
    const parts = [];
    for (const person of patch.persons.filter((p) => p.action === "create")) {
      const about = facts(person, false);
      const name = person.names?.length ? AR.names.full(person.names[0]) : person.id;
      parts.push(`New author: ${plain(name)}, ID \`${person.id}\`${about.length ? ` (${about.join(", ")})` : ""}`);
    }
    for (const person of patch.persons.filter((p) => p.action === "update")) {
      parts.push(`Entry of \`${person.id}\`: ${facts(person, true).join("; ")}`);
    }
    for (const [to, own] of byTarget) {
      const list = own.map((one) => {
        const found = page.mentions.find((m) => m.paper === one.paper && m.position === one.position);
        return `- https://aclanthology.org/${one.paper}/ ${plain(found?.title ?? "")} (${one.role} ${one.position + 1}, now \`${one.from}\`)`;
      });
      parts.push(`${papers(own.length)} ${to === null ? "without a confirmed author" : `to \`${to}\``}:\n\n${list.join("\n")}`);
    }
    if (patch.undecided.length) parts.push(`${papers(patch.undecided.length)} of this page undecided.`);
    if (patch.note) parts.push(patch.note.split("\n").map((line) => `> ${plain(line)}`).join("\n"));
    const json = AR.patch.text(patch);
    // A fence longer than any run of backticks inside.
    const fence = "`".repeat(Math.max(2, ...(json.match(/`+/g) ?? []).map((run) => run.length)) + 1);
    const body = `${parts.join("\n\n")}\n\n${fence}json\n${json}${fence}\n`;
    const url = newIssue(title, body);
    return { title, body, url: url.length < LIMIT ? url : null };
  }

  /**
   * Calls of the Anthology's own scripts, in the order in which they have to run. IDs, ORCIDs and slugs stand where a
   * dash in front would make them an option: what is none, though the page's data or the storage say so, gets no call.
   * @param {PageData} page
   * @param {Patch} patch
   * @param {People} [people]
   * @returns {{commands: string[], uncovered: string[], entries: string[]}} what only the diff or `apply` can change:
   *   keys of mentions, and persons' IDs
   */
  function commands(page, patch, people = AR.people) {
    /** @type {string[]} */
    const lines = [];
    /** @type {string[]} */
    const uncovered = [];
    const { quote, option } = AR.shell;
    const mention = (/** @type {Assignment} */ one) => page.mentions.find((m) => m.paper === one.paper && m.position === one.position);
    /** @type {string[]} */
    const entries = [];
    for (const { id, names, orcid, degree, disable_name_matching: off, action } of patch.persons) {
      if (action !== "update") continue;
      if (off && AR.ids.valid(id)) lines.push(`bin/correct/disable_name_matching.py ${quote(id)}`);
      // The scripts add a printed name themselves, at the end.
      const renamed = names && !AR.names.same(names[0], (people.get(id)?.names ?? names)[0]);
      if (renamed || orcid !== undefined || degree !== undefined || off === false || !AR.ids.valid(id)) entries.push(id);
    }
    /** @type {Map<string, Assignment[]>} */
    const unlink = new Map();
    /** @type {Map<string, Assignment[]>} */
    const link = new Map();
    for (const one of patch.assignments) {
      const m = mention(one);
      if (one.to === null) {
        if (m?.explicit && !(AR.ids.valid(one.from) && AR.ids.paper(one.paper))) uncovered.push(AR.store.keyOf(one));
        else if (m?.explicit) unlink.set(one.from, [...(unlink.get(one.from) ?? []), one]);
      } else if (!m || m.explicit || !AR.ids.paper(one.paper)) {
        uncovered.push(AR.store.keyOf(one));
      } else {
        link.set(one.to, [...(link.get(one.to) ?? []), one]);
      }
    }
    for (const [from, own] of unlink) lines.push(`bin/correct/unlink_items.py ${quote(from)} ${own.map((one) => quote(one.paper)).join(" ")}`);
    for (const [to, own] of link) {
      const created = patch.persons.find((p) => p.id === to && p.action === "create");
      const orcid = created ? created.orcid : people.get(to)?.orcid ?? page.candidates.find((c) => c.id === to)?.orcid ?? (to === page.page.id ? page.page.orcid : "");
      const slug = created && AR.names.slugOn(page, (created.names ?? [])[0]);
      const suffix = slug && to.startsWith(`${slug}-`) ? to.slice(slug.length + 1) : "";
      // The script knows authors by ORCID, takes a new one's name from the first paper and wants a degree for it.
      const first = created && own.find((one) => AR.names.same(one.name, (created.names ?? [])[0]));
      if (!orcid || !AR.orcid.valid(orcid) || (created && (!created.degree || !first || (to !== slug && !suffix)))) {
        uncovered.push(...own.map(AR.store.keyOf));
        continue;
      }
      const ordered = first ? [first, ...own.filter((one) => one !== first)] : own;
      const options = created
        ? [option("--degree", created.degree ?? ""), ...(suffix ? [option("--suffix", suffix)] : []), ...(created.disable_name_matching ? ["--only"] : [])]
        : [];
      lines.push(["bin/correct/verify_author.py", ...options, quote(orcid), ...ordered.map((one) => quote(`${one.paper}:${mention(one)?.slug}`))].join(" "));
    }
    return { commands: lines, uncovered, entries };
  }

  return { issue, newIssue, commands };
})();
