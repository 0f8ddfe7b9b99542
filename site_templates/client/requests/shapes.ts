/** Correction requests, as `generator/site/shared_files/requests.py` writes them, and what is made of each. */

/** An author page that a request names, or its author. */
export interface NamedPage {
  id: string;
  name: string;
  verified: boolean;
  /** Papers to review. */
  papers: number;
  orcid: string;
  /** The request names it; else it has papers that the request names. */
  named?: boolean;
}

export interface CorrectionRequest {
  /** Names it in addresses. */
  key: string;
  /** Of the issue, 0 for a mail. */
  number: number;
  url: string;
  labels: string[];
  title: string;
  text: string;
  /** What others have written about it. */
  remarks: string[];
  /** Perhaps about a change of name: nothing else is known of it. */
  confidential: boolean;
  /** What the form has ticked: verify, split, merge. */
  kinds: string[];
  /** The Anthology's form was used. */
  form: boolean;
  /** Days, -1 if unknown. */
  age: number;
  /** Valid ones in the text. */
  orcids: string[];
  /** What it is about; those with most of the papers that it names first. */
  pages: NamedPage[];
  /** IDs of pages that the preview doesn't have. */
  missing: string[];
  /** The verified author who has the ORCID. */
  owner: NamedPage | null;
  /** By paper in the text: pages of these names that list it. */
  stands: Record<string, string[]>;
}

export const KINDS = ["verify", "split", "merge", "not_mine", "name", "elsewhere"] as const;
export type RequestKind = (typeof KINDS)[number];

/** question: something must be asked back; done: nothing is left to do; elsewhere: another place is right. */
export const STATES = ["ready", "question", "done", "elsewhere"] as const;
export type RequestState = (typeof STATES)[number];

/** What isn't known yet: which author page, which papers, whose ORCID, where the degree was taken. */
export type Question = "page" | "papers" | "orcid" | "orcids" | "degree";

/** What a request comes to. */
export interface Judgement {
  kind: RequestKind;
  state: RequestState;
  /** In the order in which they are to be asked. */
  questions: Question[];
  /** Keys of the page's mentions that are the requester's, and of those that are said not to be. */
  mine: string[];
  not: string[];
  /** All papers of the page are meant. */
  whole: boolean;
  /** Verified author to whom the papers go; "" for a new one. */
  person: string;
  orcid: string;
  degree: string;
  /** A plain verification of a whole page: one look is enough. */
  simple: boolean;
}
