"use strict";
var AR = AR || {};

/**
 * The shapes that pass between the page and the decision logic. Not part of the site.
 *
 * @typedef {{first?: string, last: string}} PersonName
 * @typedef {{file: string, line: number, column: number, text: string}} Slot
 *   line is 1-based, column the UTF-16 offset of "<" in it, text the whole element
 * @typedef {object} Mention
 * @property {string} paper Anthology ID
 * @property {"author" | "editor"} role
 * @property {number} position zero-based
 * @property {PersonName} name as printed
 * @property {string} slug name slug of the printed name
 * @property {string} title
 * @property {number | null} year
 * @property {string} from page ID to which it resolves now
 * @property {boolean} explicit true if the slot carries an ID
 * @property {string} orcid the slot's own ORCID, "" if none
 * @property {string[]} others page IDs of the item's other slots
 * @property {Slot | null} slot null if the site was built without data
 *
 * @typedef {{first: number, lines: string[], eof_no_newline?: boolean}} Lines
 *   first is 1-based; lines without "\n", "\r" kept
 * @typedef {{id: string, name: string, comment: string, orcid: string}} Candidate
 * @typedef {{verified: [string, boolean][], elsewhere: {key: string, page: string}[]}} Matching
 *   verified: persons with a name of the slug and whether name matching is off for them;
 *   elsewhere: mentions without ID of that slug that are not on this page
 * @typedef {object} PageData
 * @property {1} format
 * @property {string} generator
 * @property {{preview: string, data_commit: string | null}} base
 * @property {boolean} diff true if slots and windows are there
 * @property {{id: string, slug: string, name: PersonName, verified: boolean, orcid: string}} page
 * @property {Mention[]} mentions
 * @property {number[]} [order] where each mention stands on the author page; left out where their years tell
 * @property {string} scores one letter a pair of mentions, see `core/pair_scores.js`
 * @property {Record<string, Lines[]>} windows
 * @property {Candidate[]} candidates
 * @property {(PersonName & {slug: string})[]} forms
 * @property {Record<string, Matching>} matching by name slug
 *
 * @typedef {object} PaperFacts what a row shows of a mention
 * @property {string} key `<paper>#<position>`
 * @property {string} paper
 * @property {string} title
 * @property {number | null} year
 * @property {string[]} authors full names as printed
 * @property {string[]} coauthors those of the others
 * @property {string} venue title of the volume
 * @property {string} affiliation of this author on the paper, "" if unknown
 *
 * @typedef {object} DecisionPerson whom a decision aims at
 * @property {string} id verified person ID
 * @property {PersonName[]} [names] for a new person at least one, the first is canonical
 * @property {string} [orcid]
 * @property {string} [degree] name of the institution
 * @property {string} [comment]
 * @property {boolean} [disable_name_matching] of a new person or an entry; left out, the rules decide
 *
 * @typedef {"existing" | "new" | "unverified" | "entry"} Kind
 * @typedef {object} Decision
 * @property {string} id of the decision, unique in the store
 * @property {Kind} kind unverified: take the ID away, name matching decides again; entry: a verified person's own
 *   entry changes, without any mention
 * @property {DecisionPerson | null} person null for unverified; for an entry the ID and the values to change: "names"
 *   is the whole new list, an empty "orcid" or "degree" takes the value away
 * @property {string[]} mentions keys, `<paper>#<position>`
 * @property {boolean} [keep_matching] the user's choice: true leaves name matching on, false turns it off for the
 *   person (for unverified: for the person to whom the name would lead back); left out, the rules decide
 *
 * @typedef {object} PersonChange an entry of the patch's "persons"
 * @property {string} id
 * @property {"create" | "update" | "delete"} action
 * @property {PersonName[]} [names]
 * @property {string} [orcid]
 * @property {string} [degree]
 * @property {boolean} [disable_name_matching]
 *
 * @typedef {{paper: string, role: "author" | "editor", position: number}} SlotRef
 * @typedef {SlotRef & {name: PersonName, from: string, to: string | null}} Assignment
 * @typedef {object} Patch
 * @property {"anthology-assignment-patch"} format
 * @property {1} version
 * @property {string} created
 * @property {string} generator
 * @property {{preview: string, data_commit: string | null, data_digest: string | null}} base
 * @property {PersonChange[]} persons
 * @property {Assignment[]} assignments
 * @property {SlotRef[]} undecided
 * @property {string} note
 *
 * @typedef {object} PersonRecord an entry of people.json
 * @property {PersonName[]} names
 * @property {string} [comment]
 * @property {string} [degree]
 * @property {boolean} [disable_name_matching]
 * @property {string} [orcid]
 * @property {string[]} [similar]
 *
 * @typedef {{first: number, lines: string[], ids: string[], eof_no_newline?: boolean}} ShardData
 * @typedef {{file: string, first_id: string, last_id: string, first_line: number}} Shard
 * @typedef {{id: string, name: string, orcid?: string, comment?: string}} KnownPerson a row of the author search
 * @typedef {{first: number, last: number, lines: string[], record: PersonRecord, canonical: boolean}} Entry
 *   where an entry stands; lines without comma and line end
 * @typedef {object} People what is known of people.json; undefined means not loaded
 * @property {(id: string) => PersonRecord | undefined} get
 * @property {(id: string) => boolean} isTaken
 * @property {(orcid: string) => string | undefined} byOrcid
 *
 * @typedef {{code: string, mention: string | null, params: Record<string, string | number>}} Issue
 * @typedef {{key: string, from: string, to: string}} Move
 * @typedef {object} Outcome what the decisions lead to
 * @property {Move[]} moves decided mentions that change pages
 * @property {string[]} stays keys of this page's mentions that stay on it
 * @property {(Move & {here: boolean})[]} pulled undecided mentions that name matching moves to a verified page
 * @property {(Move & {here: boolean})[]} pushed undecided mentions that fall back to an unverified page
 * @property {string[]} emptied pages left without a paper
 * @property {{id: string, gains: string[], loses: string[]}[]} pages every page that changes
 * @property {{id: string, action: "create" | "update" | "none", disabled: boolean}[]} persons
 * @property {Issue[]} conflicts the patch could not be applied
 * @property {Issue[]} warnings the user should know
 */

/** The markup that review pages share; the site's build puts it here. @type {Record<string, string>} */
AR.markup = AR.markup || {};
