/** The assignment patch, version 1: every decision written out, with the base it was read from. */

import type { Decision, Mention, PageData, Patch, People, PersonChange, SlotRef } from "../model";
import * as names from "../people/names";
import { people as shared } from "../people/people";
import { of as targetsOf } from "../rules/targets";
import type { Target } from "../rules/targets";
import { say } from "../words/say";
import { parse } from "./document";

export interface BuildOptions {
  created: Date;
  /** The reviewer's words for the maintainers. */
  note?: string;
  people?: People;
}

export async function build(
  page: PageData, decisions: readonly Decision[], { created, note = "", people = shared }: BuildOptions,
): Promise<Patch> {
  const { byKey, chosen, targets } = targetsOf(page, decisions, people);
  const touched = [...byKey].filter(([key, m]) => chosen.has(key) && !isIdle(m, chosen.get(key) ?? null));
  const changed = [...targets.values()].filter((target) => target.action !== "none");
  return {
    format: "anthology-assignment-patch",
    version: 1,
    created: created.toISOString().replace(/\.\d+/, ""),
    generator: page.generator,
    base: {
      preview: page.base.preview,
      data_commit: page.base.data_commit,
      data_digest: await digest(touched.map(([, m]) => m)),
    },
    persons: changed.sort((a, b) => (a.id < b.id ? -1 : 1)).map(personChange),
    assignments: touched.map(([key, m]) => ({
      ...slotRef(m), name: names.exact(m.name), from: m.from, to: chosen.get(key) ?? null,
    })),
    undecided: [...byKey].filter(([key]) => !chosen.has(key)).map(([, m]) => slotRef(m)),
    note: [...proposals(touched, chosen), note].filter(Boolean).join("\n"),
  };
}

/** What takes papers from a verified author is a proposal, which that author or a maintainer should check. */
function proposals(touched: [string, Mention][], chosen: Map<string, string | null>): string[] {
  const taken = new Map<string, number>();
  for (const [key, { from }] of touched) {
    if (!from.endsWith("/unverified") && chosen.get(key) !== from) taken.set(from, (taken.get(from) ?? 0) + 1);
  }
  return [...taken].map(([person, count]) => say("owner_check", { person, count }));
}

/** True if the slot already is as decided. */
export const isIdle = (m: Mention, to: string | null): boolean =>
  to === null ? m.from.endsWith("/unverified") : m.explicit && m.from === to;

const slotRef = ({ paper, role, position }: Mention): SlotRef => ({ paper, role, position });

function personChange({ id, action, names: all, added, edit, orcid, person, disabled, enabled }: Target): PersonChange {
  if (action === "delete") return { id, action };
  const folded = (text: string | undefined) => text?.replace(/\s+/g, " ").trim();
  if (action !== "create") {
    return {
      id,
      action: "update",
      ...((edit?.names || added.length) && all ? { names: all } : {}),
      ...(edit?.orcid !== undefined ? { orcid } : {}),
      ...(edit?.degree !== undefined ? { degree: folded(edit.degree) } : {}),
      ...(edit?.comment !== undefined ? { comment: edit.comment } : {}),
      ...(edit?.similar ? { similar: edit.similar } : {}),
      ...(disabled || enabled ? { disable_name_matching: disabled } : {}),
    };
  }
  const degree = folded(person.degree);
  return {
    id,
    action,
    names: all ?? [],
    ...(orcid ? { orcid } : {}),
    ...(degree ? { degree } : {}),
    ...(edit?.comment ? { comment: edit.comment } : {}),
    ...(edit?.similar ? { similar: edit.similar } : {}),
    ...(disabled ? { disable_name_matching: true } : {}),
  };
}

/**
 * SHA-256 over the touched slots, so that the patch stays valid when other data change. Null without slots, or where
 * the browser offers no hashing.
 */
async function digest(mentions: readonly Mention[]): Promise<string | null> {
  if (!mentions.length || !globalThis.crypto?.subtle || mentions.some((m) => !m.slot)) return null;
  const lines = [...mentions]
    .sort((a, b) => order(a.paper, b.paper) || order(a.role, b.role) || a.position - b.position)
    .map((m) => `${m.paper}#${m.role}#${m.position}\t${m.slot?.text}\n`);
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(lines.join("")));
  return `sha256:${[...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** By code units. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The file's content. */
export const text = (patch: Patch): string => `${JSON.stringify(patch, null, 2)}\n`;

/**
 * The file's content, if whoever gets it can read it: the note, a printed name or the preview may hold what no patch
 * may. `error`: words.
 */
export function file(patch: Patch): { text: string } | { error: string } {
  const content = text(patch);
  const read = parse(content);
  return "error" in read ? { error: say("not_made", { why: read.error }) } : { text: content };
}

/** `extension` such as "json". */
export const fileName = (page: PageData, extension: string): string =>
  `assignment-${page.page.id.replaceAll("/", "-")}.${extension}`;
