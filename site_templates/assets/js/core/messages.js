"use strict";
var AR = AR || {};

/** The words for codes of the rules, the diff and new IDs: what is so, and what to do. One place for translation. */
AR.messages = (() => {
  /** @type {Record<string, string>} */
  const TEXTS = {
    // conflicts
    orcid_differs: "“{title}” ({paper}) carries the ORCID {orcid}, but {person} has {person_orcid}. One of the two is wrong, and no patch may decide that: choose another author, or ask a maintainer to correct the paper.",
    orcid_missing: "“{title}” ({paper}) carries the ORCID {orcid}, but {person} has none. If it is theirs, add it to their entry; if it is not, ask a maintainer to correct the paper.",
    orcid_on_paper: "“{title}” ({paper}) carries the ORCID {orcid}, so the entry of {person} can’t get another one yet. Ask a maintainer to correct the paper, or keep the ORCID.",
    orcid_needs_id: "“{title}” ({paper}) carries the ORCID {orcid}, so it must stay with an author. Choose an author, or have the ORCID on the paper corrected first.",
    no_effect: "“{title}” ({paper}) would come back to {person}, because no other verified author has this name. Choose another author for it, or turn off name matching for {person}.",
    twice: "“{title}” ({paper}) would list {person} twice. One person can’t be listed twice: choose which of the two authors is meant.",
    id_invalid: "“{id}” can’t be an author ID. It needs a small letter, then small letters a to z, digits or hyphens.",
    id_in_use: "The ID {id} already belongs to an author. Choose another ID, or assign the papers to that author.",
    orcid_invalid: "{orcid} is not a valid ORCID: its check digit is wrong, or a character is missing. Copy it again from orcid.org.",
    orcid_in_use: "The ORCID {orcid} already belongs to {person}. Assign the papers to {person}, or correct the ORCID.",
    name_missing: "A new author needs a name, with at least the last name filled in.",
    slug_unknown: "“{name}” has letters that this page can’t convert to the Anthology’s form. Use the name as it is printed on a paper here.",
    // warnings
    already_there: "“{title}” ({paper}) already is with {person}. Nothing changes for it.",
    goes_by_name: "“{title}” ({paper}) moves to {person}, because no other verified author has this name.",
    orcid_unknown: "“{title}” ({paper}) carries the ORCID {orcid}. Check that it is {person}’s.",
    pulled: "{papers} that you did not choose also {move} to {person}, because the name is the same ({here} from this page, {elsewhere} from other pages).",
    pushed: "{papers} without a confirmed author {leave} {person} and {become} unverified, because two verified authors now have this name. Papers of {person} on this page can be kept by assigning them to {person}.",
    pushed_off: "{papers} without a confirmed author {leave} {person} and {become} unverified. Papers of {person} on this page can be kept by assigning them to {person}.",
    owner_check: "Proposal: {papers} {leave} the page of the verified author {person}, who should check this, or a maintainer.",
    matching_unknown: "This site does not know who else is called “{slug}”. Check the papers you did not choose after the patch is applied.",
    matching_off_new: "Name matching is turned off for {name}, so {papers} with the same name {stay} where they are now.",
    matching_off_unknown: "Name matching is turned off for {name}, so other papers with the same name stay where they are now.",
    matching_off: "Name matching is turned off for {person}: papers without a confirmed author no longer go to {person} because of the name.",
    emptied: "No paper is left on the page {page}. The author’s entry stays.",
    vanishes: "No paper is left on the page {page}, so the page disappears.",
    unsupported: "{name} gets neither an ORCID nor a degree institution. Add one if you know it, so that others can tell namesakes apart.",
    name_added: "“{name}”, as printed on “{title}” ({paper}), is added to the names of {person}.",
    name_differs: "“{name}”, as printed on “{title}” ({paper}), is added to the names of {person} (so far {known}). If the PDF says something else, don’t assign the paper here: correct the name with “Fix data” on the paper’s page.",
    name_swapped: "“{name}” on “{title}” ({paper}) looks like the name of {person} with first and last name swapped. Look at the PDF: if it is a slip, correct it with “Fix data” on the paper’s page instead of assigning it.",
    matching_on: "Name matching is turned on for {person}: papers without a confirmed author go there by the name, unless another verified author has it too.",
    orcid_gone: "{person} has no ORCID any more.",
    catch_all: "{person} is a left-over page that may mix several people. Papers are better assigned to a person.",
    // new IDs
    id_slug: "The ID is the name itself, which is still free.",
    id_suffix: "The name alone is taken, so the degree institution is added.",
    id_orcid: "The name alone is taken, so the last four characters of the ORCID are added.",
    id_none: "This name is already taken. Give the degree institution or the ORCID, and an ID can be proposed.",
    // no diff; the JSON patch still works
    no_data: "This site was built without the Anthology’s data, so it can’t make a diff. The JSON patch works.",
    slot_mismatch: "The data around {paper} are not as expected, so no diff was made. The JSON patch works.",
    people_missing: "The entry of {id} could not be loaded, so no diff was made. The JSON patch works. Reload the page to try again.",
    not_canonical: "The entry of {id} is not written in the Anthology’s usual form, so no diff was made. The JSON patch works.",
    nothing: "Nothing changes, so there is no diff.",
    // what the page says while one works
    selected: "{papers} selected",
    nothing_selected: "Nothing selected yet.",
    to_person: "{papers} to {person}",
    to_new: "{papers} to a new author, {person}",
    to_unverified: "{papers} back to the unverified page",
    edit_name: "the name shown is {name}",
    edit_orcid: "ORCID {orcid}",
    edit_no_orcid: "no ORCID",
    edit_degree: "institution {degree}",
    edit_no_degree: "no institution",
    edit_matching_on: "name matching on",
    edit_matching_off: "name matching off",
    will_edit: "The entry of {person} changes: {changes}.",
    to_entry: "Entry of {person}: {changes}",
    entry_add_orcid: "Add {orcid} to the entry of {person}",
    entry_names_need_data: "This site was built without the Anthology’s data, so the names can’t be changed here.",
    entry_failed: "The entry of {person} could not be loaded. Check that the whole site was copied, then reload the page.",
    paper_page: "The paper’s page",
    private_subject: "Confidential: name change",
    private_body: "Please keep this confidential: no public issue, no commit message.\n\nI changed my name. Please change it on these papers and on my author page:\n\n{lines}\n\nNew name: \nORCID: \n",
    private_blocked: "Nothing can be downloaded here while the name change is marked as confidential: a patch would show the old name. Use the confidential text under “Something else is wrong”.",
    ask_maintainer: "Ask a maintainer to correct {paper}",
    ask_orcid_title: "Paper Metadata: {paper}",
    ask_orcid_body: "https://aclanthology.org/{paper}/\n\nThe author slot of {name} carries the ORCID {orcid}, which seems to be somebody else’s: the paper is thought to belong to `{person}`{has}. Please check against the PDF and ORCID, and correct or remove the ORCID on the paper.",
    will_move: "{papers} will move to {person}.",
    will_confirm: "{papers} will get the ID of {person} written on them and stay on this page.",
    will_unlink: "{papers} will lose the ID and go by name, to {page}.",
    stay: "{papers} {stay} on this page.",
    none_stays: "No paper stays on this page.",
    nothing_else: "Nothing else changes.",
    before_after: "{page}: {loses} fewer, {gains} more",
    keep_here: "Keep them: write {person} on the {papers} here",
    keep_option: "The other papers printed with this name ({papers}) belong to this author too",
    id_own: "Your own choice.",
    orcid_wanted: "Without ORCID or institution a maintainer will ask for one.",
    orcid_good: "The check digit is right.",
    orcid_bad: "This is no ORCID: 16 digits in four blocks, the last may be X.",
    no_decision: "No decision yet. Select papers, then choose whose they are.",
    downloaded: "{file} is in your downloads. Attach it to an issue of the Anthology, send it to a maintainer, or apply it: {command}",
    dropped: "{papers} decided earlier no longer stand here as they did and were left out.",
    list_failed: "The list of verified authors could not be loaded. Check that the whole site was copied, then reload the page.",
    first_shown: "The first {count} shown; type more to narrow.",
    nobody_found: "No verified author found. Choose “A new author” below if they have no page yet.",
    // other forms of the same patch
    pages_change: "Before and after: {count} author pages change",
    loses: "{papers} fewer",
    gains: "{papers} more",
    as_issue: "As an issue for the Anthology",
    issue_text: "Text of the issue",
    copy_issue: "Copy the text",
    open_issue: "Open a new issue with this text",
    issue_too_long: "Too long for a link: copy the text, then paste it into a new issue.",
    copied: "The text is on the clipboard.",
    copy_failed: "This browser does not allow copying; the text is marked, so press Ctrl+C.",
    as_commands: "As commands for maintainers",
    uncovered: "No script of the Anthology does this for {papers}; use the diff or the JSON patch.",
    uncovered_entries: "No script of the Anthology changes the entry of {persons}; use the diff or the JSON patch.",
    matching_off_option: "Turn name matching off for {person}: papers without an ID no longer go there because of the name",
    // what was kept from an earlier visit
    gone: "{key} is no longer on this page, so your earlier decision about it was dropped.",
    moved: "{key} has moved since your last visit, so your earlier decision about it was dropped.",
    // a patch file that can't be used
    read_large: "It is larger than 10 MB, which no patch is. Split it.",
    read_bytes: "It can’t be read as text in UTF-8. Download the patch again.",
    read_json: "It is not JSON. Download the patch again.",
    read_other: "It is something other than an assignment patch.",
    read_newer: "It has version {what}, which is newer than this site knows. Use a newer review site, or make the patch with this one.",
    read_type: "{place} is not of the kind that a patch has there.",
    read_value: "{place} can’t be “{what}”.",
    read_missing: "{place} lacks “{what}”.",
    read_unknown: "{place} has “{what}”, which patches don’t have.",
    read_twice: "“{what}” is there twice.",
    read_control: "{place} holds a control character. Take it out.",
    read_orcid: "{place}: {what} is not a valid ORCID. Copy it again from orcid.org.",
    // the inverse of a patch
    invert_needs_data: "This patch changes the entry of {id} and doesn’t say what it was before, so this page can’t take it back. Use: anthology-review invert, with the data.",
    invert_name: "“{name}” has letters that this page can’t convert to the Anthology’s form. Use: anthology-review invert.",
    // several patches in one
    join_to: "{slot} goes to {here} ({one}) and to {there} ({two}). One of the two is wrong: change or take out one.",
    join_from: "{slot} is taken from {here} ({one}) and from {there} ({two}). Make both from the same preview.",
    join_name: "{slot} is read as “{here}” ({one}) and as “{there}” ({two}). Make both from the same preview.",
    join_action: "The entry of {person}: {here} ({one}), {there} ({two}). Decide for one.",
    join_orcid: "The ORCID {key} is given to {here} ({one}) and to {there} ({two}). Use one ID in both.",
    join_value: "The entry of {person} has for “{key}”: {here} ({one}), and {there} ({two}). Decide for one.",
    basket_open: "Open the page and look at “Your decisions”: something there has to be settled before its patch is complete.",
    basket_decided: "{papers} decided",
    basket_take: "Take out what was decided on {source} ({papers})?",
    basket_entry: "the entry of {person}",
    basket_no_diff: "A diff can’t be made from added files, which don’t say where their papers stand in the data. The JSON patch works.",
    basket_taken: "{source}: taken out.",
    basket_back: "{source}: back in the list.",
    basket_added: "{source}: added, {papers}.",
    basket_same: "{source} is already in the list.",
    basket_refused: "{source} can’t be used. {why}",
    basket_joined: "{papers} in one patch, from {sources}.",
    basket_confirmed: "{papers} decided alike by two of them.",
    basket_blocked: "There is no joined patch yet:",
    basket_unfinished: "{pages} not in the patch: see the list.",
    basket_other_preview: "{source} was made from another preview ({preview}). It applies if the papers still stand where they did.",
  };

  /**
   * @param {{code: string, params?: Record<string, string | number>}} issue
   * @returns {string} plain text
   */
  function text({ code, params = {} }) {
    const count = Number(params.count ?? 0);
    const one = count === 1;
    /** @type {Record<string, string | number>} */
    const all = {
      papers: `${count} ${one ? "paper" : "papers"}`, move: one ? "moves" : "move", leave: one ? "leaves" : "leave",
      become: one ? "becomes" : "become", stay: one ? "stays" : "stay", ...params,
    };
    return (TEXTS[code] ?? code).replace(/\{(\w+)\}/g, (whole, key) => String(all[key] ?? whole));
  }

  return { text, codes: Object.keys(TEXTS) };
})();
