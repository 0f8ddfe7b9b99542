/** The shapes that pass between the page and the decision logic; `generator/review/page_data.py` writes most of them. */

import type { Word } from "./words/say";

export interface PersonName {
  first?: string;
  last: string;
}

/** An author's or editor's element in an XML file. */
export interface Slot {
  file: string;
  /** 1-based. */
  line: number;
  /** UTF-16 offset of "<" in the line. */
  column: number;
  /** The whole element. */
  text: string;
}

export type Role = "author" | "editor";

/** One author or editor position on one paper. */
export interface Mention {
  /** Anthology ID. */
  paper: string;
  role: Role;
  /** Zero-based. */
  position: number;
  /** As printed. */
  name: PersonName;
  /** Name slug of the printed name. */
  slug: string;
  title: string;
  year: number | null;
  /** Page ID to which it resolves now. */
  from: string;
  /** True if the slot carries an ID. */
  explicit: boolean;
  /** The slot's own ORCID, "" if none. */
  orcid: string;
  /** Page IDs of the item's other slots. */
  others: string[];
  /** Null if the site was built without data. */
  slot: Slot | null;
}

/** Lines of a file. */
export interface Lines {
  /** 1-based. */
  first: number;
  /** Without "\n", "\r" kept. */
  lines: string[];
  eof_no_newline?: boolean;
}

/** What a card says of a verified person; `generator/review/candidate_facts.py` writes it. */
export interface PersonFacts {
  /** Number of papers on the author page. */
  papers: number;
  /** Papers a year, from `first` on. */
  per_year: number[];
  /** First year, 0 if unknown. */
  first: number;
  /** Short names of venues, most papers first, at most three. */
  venues: string[];
  /** Names of co-authors, most papers together first, at most five. */
  coauthors: string[];
  /** Affiliations and institutions, latest first, at most three. */
  institutions: string[];
}

/** A verified person to whom papers may belong. */
export interface Candidate {
  id: string;
  name: string;
  comment: string;
  orcid: string;
  /** Other forms of the name, another script among them. */
  other?: string[];
  facts?: PersonFacts;
}

/** How name matching resolves the slots of one name slug that carry no ID. */
export interface Matching {
  /** Persons with a name of the slug, and whether name matching is off for them. */
  verified: [string, boolean][];
  /** Mentions without ID of that slug that are not on this page. */
  elsewhere: { key: string; page: string }[];
}

export type Form = PersonName & { slug: string };

/** All that a review page knows. */
export interface PageData {
  format: 1;
  generator: string;
  base: { preview: string; data_commit: string | null };
  /** True if the site was built with data, so that diffs can be made. */
  diff: boolean;
  page: { id: string; slug: string; name: PersonName; verified: boolean; orcid: string };
  mentions: Mention[];
  /** Where each mention stands on the author page; left out where their years tell. */
  order?: number[];
  /** One letter a pair of mentions, see `figures/pair_scores.ts`. */
  scores: string;
  /** Lines of XML files around the slots, by file; loaded when a diff is made. */
  windows: Record<string, Lines[]>;
  candidates: Candidate[];
  forms: Form[];
  /** By name slug. */
  matching: Record<string, Matching>;
}

/** What a row shows of a mention. */
export interface PaperFacts {
  /** `<paper>#<position>` */
  key: string;
  paper: string;
  title: string;
  year: number | null;
  /** Full names as printed. */
  authors: string[];
  /** Those of the others. */
  coauthors: string[];
  /** Title of the volume. */
  venue: string;
  /** Of this author on the paper, "" if unknown. */
  affiliation: string;
}

/** Whom a decision aims at. */
export interface DecisionPerson {
  /** Verified person ID. */
  id: string;
  /** For a new person at least one; the first is canonical. */
  names?: PersonName[];
  orcid?: string;
  /** Name of the institution. */
  degree?: string;
  comment?: string;
  /** Of a new person or an entry; left out, the rules decide. */
  disable_name_matching?: boolean;
  /** IDs of persons who are easily confused with this one. */
  similar?: string[];
  /** Name for display. */
  name?: string;
}

/**
 * unverified: take the ID away, name matching decides again; entry: a verified person's own entry changes, without any
 * mention; merge: the page's author is the same as another verified person, whose entry stays; rename: the page's author
 * gets another ID.
 */
export type Kind = "existing" | "new" | "unverified" | "entry" | "merge" | "rename";

export interface Decision {
  /** Unique in the store. */
  id: string;
  kind: Kind;
  /**
   * Null for unverified; for an entry the ID and the values to change: "names" is the whole new list, an empty "orcid"
   * or "degree" takes the value away; for a merge who stays, "orcid" only if the user has said which of two is right.
   */
  person: DecisionPerson | null;
  /** Keys, `<paper>#<position>`. */
  mentions: string[];
  /**
   * The user's choice: true leaves name matching on, false turns it off for the person (for unverified: for the person
   * to whom the name would lead back); left out, the rules decide.
   */
  keep_matching?: boolean;
}

/** An entry of the patch's "persons". */
export interface PersonChange {
  id: string;
  action: "create" | "update" | "delete";
  names?: PersonName[];
  orcid?: string;
  degree?: string;
  comment?: string;
  disable_name_matching?: boolean;
  similar?: string[];
}

export interface SlotRef {
  paper: string;
  role: Role;
  position: number;
}

export type Assignment = SlotRef & { name: PersonName; from: string; to: string | null };

export interface Patch {
  format: "anthology-assignment-patch";
  version: 1;
  created: string;
  generator: string;
  base: { preview: string; data_commit: string | null; data_digest: string | null };
  persons: PersonChange[];
  assignments: Assignment[];
  undecided: SlotRef[];
  /** What was decided beside assignments. */
  decided?: Decided;
  note: string;
}

export interface Decided {
  /** Pairs of IDs of author pages that show two people. */
  not_one_person?: [string, string][];
  /** Author pages that somebody found right, with their papers then. */
  looked_at?: { page: string; papers: string[] }[];
}

/** An entry of people.json. */
export interface PersonRecord {
  names: PersonName[];
  comment?: string;
  degree?: string;
  disable_name_matching?: boolean;
  orcid?: string;
  similar?: string[];
}

/** A stretch of people.json as the site ships it. */
export type ShardData = Lines & { ids: string[] };
export interface Shard {
  file: string;
  first_id: string;
  last_id: string;
  first_line: number;
}

/** A row of the list of all verified persons. */
export interface KnownPerson {
  id: string;
  name: string;
  orcid?: string;
  comment?: string;
  other?: string[];
  /** Affiliations on papers, latest first, and the institution of the degree. */
  institutions?: string[];
}

/** Where an entry stands in people.json; lines without comma and line end. */
export interface Entry {
  first: number;
  last: number;
  lines: string[];
  record: PersonRecord;
  canonical: boolean;
}

/** What is known of people.json; undefined means not loaded. */
export interface People {
  get(id: string): PersonRecord | undefined;
  isTaken(id: string): boolean;
  byOrcid(orcid: string): string | undefined;
}

/** Something to say: a key of `site_templates/words/en.json` with its values, about a mention or about the whole. */
export interface Issue {
  code: Word;
  mention: string | null;
  params: Record<string, string | number>;
}

export interface Move {
  key: string;
  from: string;
  to: string;
}

/** What the decisions lead to. */
export interface Outcome {
  /** Decided mentions that change pages. */
  moves: Move[];
  /** Keys of this page's mentions that stay on it. */
  stays: string[];
  /** Undecided mentions that name matching moves to a verified page; here: they stand on this page. */
  pulled: (Move & { here: boolean })[];
  /** Undecided mentions that fall back to an unverified page. */
  pushed: (Move & { here: boolean })[];
  /** Pages left without a paper. */
  emptied: string[];
  /** Every page that changes. */
  pages: { id: string; gains: string[]; loses: string[] }[];
  persons: { id: string; action: "create" | "update" | "delete" | "none"; disabled: boolean }[];
  /** Whose entry goes, who stays, and what of that one's entry changes; null if none goes. */
  merging: { gone: string; stays: string; isRename: boolean; edit: DecisionPerson } | null;
  /** The patch could not be applied. */
  conflicts: Issue[];
  /** The user should know. */
  warnings: Issue[];
}
