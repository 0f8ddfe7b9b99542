/** What a clause says beside the papers that it names: "2024.acl-long.1 and the first two papers". */

import type { PaperFacts } from "../model";
import { relative } from "./ages";
import { HAS_MARK } from "./clause_patterns";
import * as clauses from "./clauses";
import * as conditions from "./conditions";

const JOINTS = /(,|;|\+|&|\b(?:and|plus|as well as|along with|together with|in addition to|besides)\b)/i;
const MANY = /\b(?:papers|publications|articles|entries|works?|ones|those|everything|anything|all|any)\b/i;
const ONE = /\b(?:the|my) (?:[\w-]+ ){0,2}(?:paper|publication|article|one|entry)\b/i;
const PLACES = /\b(?:first|last|top|latest|newest|oldest|older|earlier|later|newer|before|after|since|until)\b/i;
const NUMBER = /^#?\d{1,2}(?: ?[-–] ?#?\d{1,2})?$/;
/** What stands there may be papers: it has a noun for them, or says where or how old they are. */
const speaksOfPapers = (part: string): boolean =>
  MANY.test(part) || ONE.test(part) || PLACES.test(part) || NUMBER.test(part);

/** Something beside the papers. */
export interface Beside {
  text: string;
  /** None: it was not understood. */
  keys: string[];
  /** How the rule was understood, or why it was not. */
  what: string;
}

/**
 * Nothing is passed over in silence: what speaks of papers is read as a rule, or told as not understood. Words that only
 * describe the papers that are named ("these two papers, …") are neither.
 * @param named keys of the papers that the clause names
 */
export function beside(words: string, named: readonly string[], rows: readonly PaperFacts[]): Beside[] {
  const parts = words.replace(/^[^:\uE000-\uF8FF]*:/, "").split(JOINTS);
  const known = new Set(named);
  return parts.flatMap((raw, i): Beside[] => {
    const part = raw.trim();
    if (i % 2 || !part || HAS_MARK.test(part) || !speaksOfPapers(part)) return [];
    const bare = clauses.bare(part);
    const rule = relative(bare, known, rows) ?? conditions.read(bare, rows);
    if (rule?.label === "all" || (!rule && needless(bare))) return [];
    const unknown = { text: part, keys: [], what: rule?.label === "relative" ? "relative" : "beside" };
    if (!rule?.keys.length) return [unknown];
    const more = rule.keys.filter((key) => !known.has(key));
    if (!more.length) return [];
    // "My EMNLP paper, 2024.emnlp-main.1, …" may say more of the paper that is named, or name others.
    const isList = MANY.test(part) || PLACES.test(part) || more.length === 1;
    const isAside = rule.keys.length > more.length && parts[i - 1]?.trim() !== "and" && !/\w/.test(parts[i - 1] ?? "");
    return [isList && !isAside ? { text: part, keys: rule.keys, what: rule.label } : unknown];
  });
}

/** Words without a number, a place or a name: "these papers". */
const needless = (bare: string): boolean =>
  !PLACES.test(bare) && !conditions.strange(bare).length;
