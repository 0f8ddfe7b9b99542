"use strict";
var AR = AR || {};

/** What the page says, apart from the code that says it; {name} is replaced by a parameter. */
AR.messages = {
  en: {
    selected: "{n} selected",
    nothing_selected: "Nothing selected yet.",
    to_person: "{n} to {person}",
    to_new: "{n} to a new author, {person}",
    to_unverified: "{n} back to the unverified page",
    will_move: "{n} will move to {person}.",
    stay: "{n} stay on this page.",
    all_decided: "No paper stays on this page.",
    nothing_else: "Nothing else changes.",
    matching_off: "Papers that carry this name but no ID will not be moved to {person} by themselves, now or later (name matching is turned off for the new page).",
    pulled: "{n} that nobody chose will also move to {person}, because their printed name matches and they carry no ID.",
    pushed: "{n} that nobody chose will leave {from} and go back to the unverified page: with two verified authors of this name, papers without ID can no longer be matched.",
    keep_here: "Keep them: write {from} on the {n} that stand on this page",
    keep_option: "The other papers printed as this name ({n}) belong to this author too",
    id_slug: "The name itself, since no other author has this ID.",
    id_institution: "The name and the institution, since the name alone is taken.",
    id_orcid: "The name and the end of the ORCID, since the name alone is taken.",
    id_none: "The name alone is taken: give an institution or an ORCID, or write an ID yourself.",
    id_own: "Your own choice.",
    orcid_missing: "Without ORCID or institution a maintainer will ask for one.",
    orcid_good: "The check digit is right.",
    orcid_bad: "This is no ORCID: 16 digits in four blocks, the last may be X. Check for a slip of the finger.",
    id_invalid: "An ID starts with a letter and has small letters a to z, digits and hyphens only. Change the ID of the new page.",
    id_taken: "The ID {id} belongs to another author. Choose that author instead, or change the ID.",
    orcid_invalid: "The ORCID {orcid} has a wrong check digit. Correct it or leave it out.",
    orcid_taken: "The ORCID {orcid} already belongs to {owner}. Choose that author instead, or correct the ORCID.",
    orcid_differs: "“{title}” names the ORCID {slotOrcid} for this author, which is not the chosen author's. Leave the paper out, or ask the maintainers to correct the ORCID on the paper.",
    orcid_on_slot: "“{title}” names this author's ORCID, so its ID can't be taken away. Leave it out, or ask the maintainers to correct the ORCID on the paper.",
    no_id_to_take_away: "“{title}” carries no ID: it stands here because the name matches. It can be moved to another author instead.",
    matched_back: "“{title}” would come straight back: without an ID its name matches this author. It can be moved to another author instead.",
    twice_on_paper: "“{title}” would list {person} twice. One person can't be listed twice: choose which of the two authors is meant.",
    no_diff: "This site was built without the Anthology's data, so only the JSON patch can be made here.",
    downloaded: "{file} is in your downloads. Attach it to an issue of the Anthology, send it to a maintainer, or apply it: {command}.",
    dropped: "{n} decided earlier no longer stand on this page and were left out.",
    failed_list: "The list of verified authors could not be loaded. Check that the whole site was copied, then reload the page.",
  },

  /**
   * @param {string} code
   * @param {Record<string, string | number>} [parameters]
   * @returns {string}
   */
  say(code, parameters) {
    const text = /** @type {Record<string, string>} */ (AR.messages.en)[code] || code;
    return text.replace(/\{(\w+)\}/g, (_, name) => String(parameters?.[name] ?? ""));
  },

  /**
   * A conflict of AR.rules in words.
   * @param {{code: string, [parameter: string]: any}} conflict
   */
  conflict(conflict) {
    return AR.messages.say(conflict.code, { ...conflict, title: conflict.mention?.title, slotOrcid: conflict.mention?.orcid });
  },
};
