"use strict";
/* Shapes that pass between the scripts; for editors and the type checker, there is nothing to load. */
/**
 * @typedef {{first?: string, last: string}} Name
 * @typedef {Name & {slug: string}} Form
 * @typedef {{file: string, line: number, column: number, text: string}} SlotPlace
 * @typedef {{paper: string, role: "author" | "editor", position: number, name: Name, slug: string, title: string,
 *   year: number | null, from: string, explicit: boolean, orcid: string, others: string[], slot: SlotPlace | null}} Mention
 * @typedef {{first: number, lines: string[], eof_no_newline?: boolean}} Window
 * @typedef {{verified: [string, boolean][], elsewhere: {key: string, page: string}[]}} Matching
 * @typedef {{id: string, name: string, comment: string, orcid: string}} Candidate
 * @typedef {{format: number, generator: string, base: {preview: string, data_commit: string | null}, diff: boolean,
 *   page: {id: string, slug: string, name: Name, verified: boolean, orcid: string}, mentions: Mention[],
 *   windows: Record<string, Window[]>, candidates: Candidate[], forms: Form[], matching: Record<string, Matching>}} PageData
 *
 * @typedef {{id: string, names: Form[], orcid: string, degree: string}} NewPerson
 * @typedef {{kind: "existing", person: Candidate, mentions: string[]}} ToExisting
 * @typedef {{kind: "new", person: NewPerson, mentions: string[], keep: boolean}} ToNew
 *   keep: other papers printed with these names also belong to the new author
 * @typedef {{kind: "unverified", mentions: string[]}} ToUnverified
 * @typedef {(ToExisting | ToNew | ToUnverified) & {id: number}} Decision
 *
 * @typedef {{names: Name[], comment?: string, degree?: string, disable_name_matching?: boolean, orcid?: string,
 *   similar?: string[]}} PersonRecord
 * @typedef {{at: number, remove: number, insert: string[]}} LineEdit
 */
