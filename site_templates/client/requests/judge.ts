/**
 * What a request comes to: its kind, the papers that it means, and whether it can be done, lacks an answer, is done
 * already, or belongs elsewhere. It reads what the text reading has understood, and guesses nothing beyond that.
 */

import { certainOf, disownedBy, isCertain } from "../wording/answers";
import type { PasteReading } from "../wording/read";
import type { PasteAnswer } from "../wording/shapes";
import type { CorrectionRequest, Judgement, NamedPage, Question, RequestKind } from "./shapes";

/** What is no matter of author pages. */
const ELSEWHERE = new RegExp(
  String.raw`\b(?:typos?|mis-?spel\w+|mis-?print\w*|spelling|wrong(?:ly)? (?:spelled|spelt|printed)|capitali[sz]\w+` +
    String.raw`|(?:first|last|family|given|sur) ?names? (?:\w+ ){0,4}(?:swapped|switched|reversed|interchanged)` +
    String.raw`|swapped (?:first|last)|fix data|(?:paper )?metadata (?:correction|error)|author order|missing (?:an? )?(?:co-?)?authors?` +
    String.raw`|wrong (?:pdf|title|abstract)|(?:replace|correct|update) the (?:pdf|title|abstract)|erratum|retract\w+)\b`,
  "i",
);
const WHOLE_KINDS = ["verify", "merge"];
/** Words that take something out of "these are my papers". */
const LIMITS = /\b(?:only|except\w*|but|not|no|some|most|one|two|first|last|before|after|since|until)\b|\d/i;

/** The papers that a text means on each side, as they are ticked when it is opened. */
export function sidesOf(reading: PasteReading): { mine: string[]; not: string[]; open: boolean } {
  const on = certainOf(reading.answers);
  const of = (wanted: boolean) => [...on].filter(([, value]) => value === wanted).map(([key]) => key);
  const disowned = disownedBy(reading.answers.filter(isCertain));
  const open = reading.answers.some((a) => isOpen(a) && !a.keys.some((key) => on.has(key)));
  if (reading.said === "not") return { mine: [], not: of(true), open };
  return { mine: of(true), not: of(false).filter((key) => disowned.has(key)), open };
}

/** Says something of papers, and leaves open which. */
const isOpen = ({ kind, what }: PasteAnswer): boolean => kind === "choose" || (kind === "unknown" && what !== "");

/** Papers that it names and that are not on the page, with their side. */
const away = (reading: PasteReading): PasteAnswer[] =>
  reading.answers.filter(({ kind, what }) => kind === "elsewhere" && what !== "");

/**
 * @param reading of the text beside the papers of the first page; null if there is none
 * @param keys of that page's mentions
 */
export function judge(request: CorrectionRequest, reading: PasteReading | null, keys: readonly string[]): Judgement {
  const [page] = request.pages;
  const orcid = request.orcids.length === 1 ? request.orcids[0] : "";
  const found: Judgement = {
    kind: "elsewhere", state: "elsewhere", questions: [], mine: [], not: [], whole: false, person: "", orcid,
    degree: reading?.requester.degree ?? "", simple: false,
  };
  if (request.confidential) return { ...found, kind: "name" };
  const sides = reading ? sidesOf(reading) : { mine: [], not: [], open: false };
  const none = !sides.mine.length && !sides.not.length;
  const against = reading?.answers.some((a) => isOpen(a) && !(a.side === "yes" && !LIMITS.test(a.text))) ?? false;
  const silent = none && !against && !(reading && away(reading).length);
  if (!request.kinds.length && none && ELSEWHERE.test(`${request.title}\n${request.text}`)) return found;

  const implied = silent && request.kinds.length > 0 && request.kinds.every((kind) => WHOLE_KINDS.includes(kind));
  const mine = implied ? [...keys] : sides.mine;
  const whole = keys.length > 0 && mine.length === keys.length;
  const kind = kindOf(request, sides, whole || implied);
  const person = (kind === "merge" && otherEntry(request)) || personOf(request, reading);
  const judged: Judgement = { ...found, kind, state: "ready", mine, not: sides.not, whole, person };
  if (isDone(request, judged, reading)) return { ...judged, state: "done" };
  const questions = questionsOf(request, judged, sides.open && !implied);
  const simple = !questions.length && kind === "verify" && whole && request.pages.length === 1 && !page.verified;
  return { ...judged, questions, state: questions.length ? "question" : "ready", simple };
}

function kindOf(request: CorrectionRequest, sides: { mine: string[]; not: string[] }, all: boolean): RequestKind {
  if (request.kinds.includes("merge") || (!request.kinds.length && all && named(request).length > 1)) return "merge";
  if (sides.not.length && !sides.mine.length) return "not_mine";
  const asks = (kind: string) => request.kinds.includes(kind);
  return (all || asks("verify")) && !asks("split") ? "verify" : "split";
}

const named = (request: CorrectionRequest): NamedPage[] => request.pages.filter((page) => page.named);

/** The one other verified entry that a merge names beside a verified page; "" if there is none, or there are several. */
function otherEntry(request: CorrectionRequest): string {
  const [page] = request.pages;
  const others = page?.verified ? named(request).filter(({ id, verified }) => verified && id !== page.id) : [];
  return others.length === 1 ? others[0].id : "";
}

/** Whom the request names for its papers: by address, by ORCID, or as the page that another is merged into. */
function personOf(request: CorrectionRequest, reading: PasteReading | null): string {
  const target = reading?.target ?? "";
  if (target && !target.endsWith("/unverified")) return target;
  if (request.owner) return request.owner.id;
  // Who names one verified page claims papers for it.
  const verified = named(request).filter((page) => page.verified);
  return request.pages.length > 1 && verified.length === 1 ? verified[0].id : "";
}

/** Whether all that it asks for is so already. */
function isDone(request: CorrectionRequest, { mine, not, person, kind }: Judgement, reading: PasteReading | null): boolean {
  const [page] = request.pages;
  if (page?.verified && request.pages.length === 1 && kind === "verify") {
    // The page has been verified since, with the requester's ORCID.
    if (request.kinds.includes("verify") && request.orcids.includes(page.orcid)) return true;
  }
  if (!reading || not.length || reading.answers.some(isOpen)) return false;
  const named = away(reading);
  const known = named.filter(({ what }) => (request.stands[what] ?? []).length > 0);
  const here = mine.length > 0 && person !== "" && person === page?.id;
  const right = known.every(({ what, side }) =>
    side === "not" || (person !== "" && request.stands[what].includes(person)));
  return (here || !mine.length) && (here || known.length > 0) && known.length === named.length && right;
}

function questionsOf(request: CorrectionRequest, judged: Judgement, open: boolean): Question[] {
  if (!request.pages.some((page) => page.papers)) return ["page"];
  const { mine, not, person, orcid, degree } = judged;
  const questions: Question[] = [];
  if (open || (!mine.length && !not.length)) questions.push("papers");
  const isNew = !person && (mine.length > 0 || !not.length);
  if (request.orcids.length > 1) questions.push("orcids");
  else if (isNew && !orcid) questions.push("orcid");
  if (isNew && !degree) questions.push("degree");
  return questions;
}
