/** A patch for people: the text of a GitHub issue. */

import type { Assignment, PageData, Patch, People, PersonChange } from "../model";
import * as names from "../people/names";
import { people as shared } from "../people/people";
import { say, type Word } from "../words/say";
import { text } from "./build";

const ISSUES = "https://github.com/acl-org/acl-anthology/issues/new";
/** GitHub refuses longer addresses. */
const LIMIT = 8000;
/** Only the form gives labels to who has no rights, and an issue without them is not seen by the Anthology's scripts. */
const FORM = "02-name-correction.yml";
const BOXES = ["box_verification", "box_split", "box_merge", "box_name"] as const satisfies readonly Word[];

/** Text that stands in Markdown as it is: no links, mentions, markup or HTML from names and titles. */
export const plain = (words: string): string =>
  words.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~&]/g, "\\$&").replace(/@/g, "@\u200b");

/** Address of a form for a new issue. */
export const newIssue = (title: string, body: string): string => addressOf({ title, body });

/** A person's entry in words. */
function facts({ names: own, orcid, degree, comment, disable_name_matching: off }: PersonChange, withNames: boolean): string[] {
  const said: string[] = [];
  if (withNames && own) said.push(say("issue_names", { names: own.map((one) => plain(names.full(one))).join(", ") }));
  if (orcid !== undefined) said.push(orcid ? say("issue_orcid", { orcid }) : say("issue_no_orcid"));
  if (degree !== undefined) said.push(degree ? say("issue_degree", { degree: plain(degree) }) : say("issue_no_degree"));
  if (comment) said.push(say("edit_comment", { comment: plain(comment) }));
  if (off !== undefined) said.push(say(off ? "issue_matching_off" : "issue_matching_on"));
  return said;
}

/** An issue as the Anthology's own form makes it, which scripts and robots read. */
export interface Issue {
  title: string;
  /** All of it, under the form's headings. */
  body: string;
  /** What stands under the last heading: the summary and the patch. */
  information: string;
  /** Address of the form with its fields filled; null when GitHub would refuse its length. */
  url: string | null;
  /** Address of the form without the supporting information, for which there may be no room. */
  form: string;
  /** Boxes that a link can't tick, as the form names them. */
  boxes: Word[];
}

/** Of the person of whom the request is above all: whose ORCID and institution the form asks for. */
function mainPerson(page: PageData, { persons, assignments }: Patch, people: People): { orcid: string; degree: string } {
  const count = (id: string) => assignments.filter((one) => one.to === id).length;
  const targets = new Set([...persons.map(({ id }) => id), ...assignments.flatMap(({ to }) => to ?? [])]);
  const [main = ""] = [...targets].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
  const change = persons.find(({ id }) => id === main);
  const record = people.get(main);
  const known = record?.orcid ?? page.candidates.find(({ id }) => id === main)?.orcid ?? (main === page.page.id ? page.page.orcid : "");
  return { orcid: change?.orcid ?? known ?? "", degree: change?.degree ?? record?.degree ?? "" };
}

/** Which kinds of correction a patch is, in the form's words. */
function boxesOf(page: PageData, { persons, assignments, undecided }: Patch): Word[] {
  const targets = new Set(assignments.map(({ to }) => to));
  const isDeleted = persons.some(({ action }) => action === "delete");
  const isRenamed = isDeleted && persons.some(({ action }) => action === "create");
  const isSplit = assignments.length > 0 && !isDeleted && (targets.size > 1 || targets.has(null) || undecided.length > 0 || page.page.verified);
  const joins = (isDeleted && !isRenamed) || (!isSplit && persons.every(({ action }) => action !== "create") && assignments.some(({ from, to }) => to !== null && to !== from));
  const hasName = isRenamed || persons.some(({ action, names: own }) => action === "update" && own !== undefined && !isDeleted && !assignments.length);
  const found: [boolean, Word][] = [
    [!isSplit && !isDeleted && assignments.length > 0 && !joins, "box_verification"], [isSplit, "box_split"], [joins, "box_merge"], [hasName, "box_name"],
  ];
  return found.flatMap(([isSo, word]) => (isSo ? [word] : []));
}

/** Addresses of the author pages of which the patch speaks, those that lose papers first. */
function pagesOf(page: PageData, { persons, assignments }: Patch): string {
  const created = persons.filter(({ action }) => action === "create").map(({ id }) => id);
  const own = assignments.length ? assignments.map(({ from }) => from) : [page.page.id];
  const ids = [...own, ...assignments.flatMap(({ to }) => to ?? []), ...persons.map(({ id }) => id)];
  return [...new Set(ids)].filter((id) => !created.includes(id)).map((id) => `https://aclanthology.org/people/${id}/`).join("\n");
}

export function issue(page: PageData, patch: Patch, people: People = shared): Issue {
  const title = say("issue_title", { id: page.page.id });
  const { orcid, degree } = mainPerson(page, patch, people);
  const boxes = boxesOf(page, patch);
  const summary = summaryOf(page, patch);
  const information = `${summary}\n\n${fenced(text(patch))}`;
  const answers: [heading: Word, answer: string][] = [
    ["form_pages", pagesOf(page, patch)],
    ["form_orcid", orcid && `https://orcid.org/${orcid}`],
    ["form_degree", plain(degree)],
    ["form_type", BOXES.map((box) => `- [${boxes.includes(box) ? "x" : " "}] ${say(box)}`).join("\n")],
    ["form_information", information],
  ];
  const body = answers.map(([heading, answer]) => `### ${say(heading)}\n\n${answer || say("form_none")}`).join("\n\n");
  const fields = {
    template: FORM, title, name_pages_affected: answers[0][1], author_orcid: answers[1][1],
    author_highest_degree_institution: degree,
  };
  const form = addressOf(fields);
  // The same patch on one line: a link has room for about thirty papers.
  const url = addressOf({ ...fields, name_change_description: `${summary}\n\n${fenced(`${JSON.stringify(patch)}\n`)}` });
  return { title, body, information, url: url.length < LIMIT ? url : null, form, boxes };
}

/** Without the fields that have no answer. */
function addressOf(fields: Record<string, string>): string {
  const given = Object.entries(fields).filter(([, value]) => value);
  return `${ISSUES}?${given.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&")}`;
}

/** JSON behind a fence longer than any run of backticks inside. */
function fenced(json: string): string {
  const fence = "`".repeat(Math.max(2, ...(json.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  return `${fence}json\n${json}${fence}\n`;
}

/** What the patch does, in words. */
function summaryOf(page: PageData, patch: Patch): string {
  const byTarget = new Map<string | null, Assignment[]>();
  for (const one of patch.assignments) byTarget.set(one.to, [...(byTarget.get(one.to) ?? []), one]);
  const parts: string[] = [];
  for (const person of patch.persons.filter((p) => p.action === "create")) {
    const { id } = person;
    const about = facts(person, false).join(", ");
    const name = plain(person.names?.length ? names.full(person.names[0]) : id);
    parts.push(about ? say("issue_new_with", { name, id, facts: about }) : say("issue_new", { name, id }));
  }
  for (const { id: gone } of patch.persons.filter((p) => p.action === "delete")) {
    const stays = patch.assignments.find(({ from, to }) => from === gone && to !== null)?.to;
    parts.push(stays ? say("issue_merge", { gone, stays }) : say("issue_gone", { gone }));
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
  return parts.join("\n\n");
}
