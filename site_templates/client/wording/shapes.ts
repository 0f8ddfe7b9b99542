/** The shapes that pass between the steps of reading a pasted text. */

/** Whose papers are: this person's, not this person's, or the text doesn't say. */
export type Side = "" | "yes" | "not";

/** Where a line names a paper, or several of which one is meant. */
export interface PasteRef {
  /** Where it stands in the line. */
  from: number;
  to: number;
  kind: "found" | "choose" | "elsewhere";
  keys: string[];
  /** The ID or key that is not here. */
  what: string;
}

/** A line, or an entry of BibTeX. */
export interface PasteItem {
  /** 1-based. */
  line: number;
  raw: string;
  /** Where it begins in the folded text. */
  from: number;
  to: number;
  /** In the order of the line. */
  refs: PasteRef[];
  /** IDs of author pages that it has addresses of. */
  pages: string[];
  got: PasteAnswer[];
}

/** What a line, or a clause of it, means. */
export interface PasteAnswer {
  /** 1-based; an entry of BibTeX counts as its first line. */
  line: number;
  /** The line, or the clause of it. */
  text: string;
  /** part: belongs to other lines, or is a heading; person: about who writes, or an author page. */
  kind: "found" | "rule" | "choose" | "elsewhere" | "part" | "person" | "unknown";
  /** Of the papers meant; of those to choose from. */
  keys: string[];
  /** Whose the text says they are. */
  side: Side;
  /** The text itself takes these out: after "except", or as not mine in a text that also has others. */
  off: boolean;
  /**
   * The ID or BibTeX key that is not here; how a rule was understood; "like" for a title that is not the same to the
   * letter; the author page; why a clause was not understood.
   */
  what: string;
  /** Papers for which a heading holds. */
  heads?: number;
  /** Says that only these are meant. */
  only?: boolean;
  /** All papers from which those that the text doesn't name are meant. */
  rest?: string[];
}
