/** What goes back to whoever asked: the answer to paste into the issue or the mail, and the labels to set. */

import { plain } from "../patch/issue";
import { say, type Word } from "../words/say";
import type { CorrectionRequest, Judgement, Question } from "./shapes";

/** A paper as an answer lists it. */
export interface ListedPaper {
  paper: string;
  title: string;
}

const ASKS: Record<Question, Word> = {
  page: "reply_which_page", papers: "reply_which_papers", orcid: "reply_which_orcid", orcids: "reply_which_orcids",
  degree: "reply_which_degree",
};
/** More papers are better chosen on the page itself. */
const MOST = 200;

const address = (paper: string): string => `https://aclanthology.org/${paper}/`;

/** Boxes to tick; the page reads them when the answer comes. */
const toTick = (papers: readonly ListedPaper[]): string =>
  papers.slice(0, MOST).map(({ paper, title }) => `- [ ] ${plain(title)} ${address(paper)}`).join("\n");

const listed = (papers: readonly ListedPaper[]): string =>
  papers.map(({ paper, title }) => `- ${plain(title)} ${address(paper)}`).join("\n");

/** Asks the one question that comes first; papers that would answer it are listed to choose from. */
function question(judged: Judgement, papers: readonly ListedPaper[]): string {
  const [first] = judged.questions;
  const text = say(ASKS[first]);
  return first === "papers" && papers.length ? `${text}\n\n${toTick(papers)}` : text;
}

/**
 * The answer to paste.
 * @param papers of the page
 * @param chosen those that go to the author whom `author` names
 */
export function reply(
  judged: Judgement, papers: readonly ListedPaper[], chosen: readonly ListedPaper[], author: string,
): string {
  const parts: Record<Judgement["state"], () => string[]> = {
    ready: () => [
      say("reply_thanks"),
      ...(chosen.length ? [`${say("reply_will", { count: chosen.length, author: plain(author) })}\n\n${listed(chosen)}`] : []),
      say("reply_seen"),
    ],
    question: () => [say("reply_thanks"), question(judged, papers)],
    done: () => [say("reply_thanks"), say("reply_done")],
    elsewhere: () => [say("reply_thanks"), say(judged.kind === "name" ? "reply_name" : "reply_elsewhere")],
  };
  return parts[judged.state]().join("\n\n");
}

/**
 * The labels that their scripts and robots go by. A script does alone what is a verification of one whole unverified
 * page, asked for with their form, once it is approved.
 * @param toVerified the papers leave the page of a verified author
 */
export function labels(request: CorrectionRequest, judged: Judgement, matchingOff: boolean): string[] {
  const { state, kind, simple } = judged;
  const isAuthorPage = state !== "elsewhere" && !request.labels.includes("author-page");
  const own = isAuthorPage ? ["correction", "author-page"] : [];
  if (state === "question") return [...own, "waiting"];
  if (state !== "ready") return own;
  if (simple && request.form && request.title.trim().endsWith("/unverified") && !judged.person) return [...own, "approved"];
  const [from] = request.pages;
  const between = from.verified && judged.person !== "" && judged.person !== from.id;
  const move = kind === "merge" ? (between ? "meta:vermerge" : "meta:merge") : between ? "meta:vermove" : "meta:move";
  return [...own, move, ...(matchingOff ? ["meta:dnm"] : [])];
}
