/** A patch for people: the text of a GitHub issue. */

import type { Assignment, PageData, Patch, PersonChange } from "../model";
import * as names from "../people/names";
import { say } from "../words/say";
import { text } from "./build";

const ISSUES = "https://github.com/acl-org/acl-anthology/issues/new";
/** GitHub refuses longer addresses. */
const LIMIT = 8000;

/** Text that stands in Markdown as it is: no links, mentions, markup or HTML from names and titles. */
export const plain = (words: string): string =>
  words.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~&]/g, "\\$&").replace(/@/g, "@\u200b");

/** Address of a form for a new issue. */
export const newIssue = (title: string, body: string): string =>
  `${ISSUES}?title=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`;

/** A person's entry in words. */
function facts({ names: own, orcid, degree, disable_name_matching: off }: PersonChange, withNames: boolean): string[] {
  const said: string[] = [];
  if (withNames && own) said.push(say("issue_names", { names: own.map((one) => plain(names.full(one))).join(", ") }));
  if (orcid !== undefined) said.push(orcid ? say("issue_orcid", { orcid }) : say("issue_no_orcid"));
  if (degree !== undefined) said.push(degree ? say("issue_degree", { degree: plain(degree) }) : say("issue_no_degree"));
  if (off !== undefined) said.push(say(off ? "issue_matching_off" : "issue_matching_on"));
  return said;
}

/** `url` is null when GitHub would refuse its length. */
export function issue(page: PageData, patch: Patch): { title: string; body: string; url: string | null } {
  const title = say("issue_title", { id: page.page.id });
  const byTarget = new Map<string | null, Assignment[]>();
  for (const one of patch.assignments) byTarget.set(one.to, [...(byTarget.get(one.to) ?? []), one]);
  const parts: string[] = [];
  for (const person of patch.persons.filter((p) => p.action === "create")) {
    const { id } = person;
    const about = facts(person, false).join(", ");
    const name = plain(person.names?.length ? names.full(person.names[0]) : id);
    parts.push(about ? say("issue_new_with", { name, id, facts: about }) : say("issue_new", { name, id }));
  }
  for (const person of patch.persons.filter((p) => p.action === "update")) {
    parts.push(say("issue_entry", { id: person.id, facts: facts(person, true).join("; ") }));
  }
  for (const [to, own] of byTarget) {
    const list = own.map(({ paper, role, position, from }) => {
      const found = page.mentions.find((m) => m.paper === paper && m.position === position);
      return say("issue_paper", { paper, title: plain(found?.title ?? ""), role, number: position + 1, from });
    });
    const count = own.length;
    const head = to === null ? say("issue_papers_none", { count }) : say("issue_papers_to", { count, person: to });
    parts.push(`${head}\n\n${list.join("\n")}`);
  }
  if (patch.undecided.length) parts.push(say("issue_undecided", { count: patch.undecided.length }));
  if (patch.note) parts.push(patch.note.split("\n").map((line) => `> ${plain(line)}`).join("\n"));
  const json = text(patch);
  // A fence longer than any run of backticks inside.
  const fence = "`".repeat(Math.max(2, ...(json.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  const body = `${parts.join("\n\n")}\n\n${fence}json\n${json}${fence}\n`;
  const url = newIssue(title, body);
  return { title, body, url: url.length < LIMIT ? url : null };
}
