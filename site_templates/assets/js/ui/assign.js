"use strict";
var AR = AR || {};

/**
 * The panel in which the user says whose the selected papers are.
 * @param {HTMLElement} dock
 * @param {PageData} data
 * @param {ReturnType<typeof AR.store.create>} store
 * @param {ReturnType<typeof AR.selection>} selection
 * @param {ReturnType<typeof AR.check>} check
 * @param {() => void} closed called after the panel has closed
 * @param {() => void} look opens the list of what the selection may lack
 */
AR.assign = (dock, data, store, selection, check, closed, look) => {
  const { make, find, bdi, count } = AR.dom;
  const { say } = AR.messages;
  const part = (/** @type {string} */ name) => /** @type {any} */ (find(name, dock));
  const panel = part("assign");
  const form = part("assign-form");
  const name = part("new-name");
  const orcid = part("new-orcid");
  const degree = part("new-degree");
  const id = part("new-id");
  const SHOWN = 8;
  let ownId = false;
  /** What the user's text says of the new author. @type {Requester} */
  /** @type {Requester} */
  let told = { orcid: "", degree: "" };
  /** @type {((query: string, most: number) => any[]) | null} */
  let search = null;

  /** The list of all verified persons, for the search and for the rules. */
  async function loadVerified() {
    if (search) return;
    try {
      const list = await AR.load.verified();
      AR.people.know(list);
      search = AR.search.over(list, (person) => `${person.name} ${person.other.join(" ")} ${person.id} ${person.orcid}`);
    } catch {
      part("verified-status").textContent = say("list_failed");
    }
  }

  /**
   * What the rules and the diff have to know of the persons of these decisions.
   * @param {readonly Decision[]} decisions
   */
  async function loadPeople(decisions) {
    await loadVerified();
    const ids = [...AR.targets.of(data, decisions, AR.people).targets.keys()];
    if (data.diff && ids.length) await AR.load.people(ids);
  }

  /** @param {Candidate} person */
  function option(person) {
    const own = person.id === data.page.id ? "the author of this page" : "";
    const about = [own, person.comment, person.id, person.orcid && `ORCID ${person.orcid}`].filter(Boolean).join(" · ");
    return radio(`existing:${person.id}`, person.name, about);
  }

  /** @param {string} value @param {string} title @param {string} about */
  const radio = (value, title, about) => make("label", { class: "ar-option" }, make("input", { type: "radio", name: "target", value }),
    make("span", {}, make("b", {}, bdi(title)), " ", make("span", { class: "ar-muted" }, about)));

  /** New authors who are in the patch already, by ID; those of other pages can get papers of this one. */
  function newcomers() {
    const own = store.decisions().flatMap((d) => (d.kind === "new" && d.person ? [d.person] : []));
    const others = AR.basket.newPersons(AR.page.storage(), data.base.preview, data.page.id);
    return new Map([...others, ...own].map((person) => [person.id, person]));
  }

  /** @param {DecisionPerson} person */
  function newcomer(person) {
    const about = [say("newcomer"), person.degree, person.id, person.orcid && `ORCID ${person.orcid}`].filter(Boolean).join(" · ");
    return radio(`newcomer:${person.id}`, AR.names.full((person.names || [])[0]), about);
  }

  /** @param {string} personId @returns {Candidate} */
  function candidate(personId) {
    const known = data.candidates.find((other) => other.id === personId) || AR.people.known(personId);
    return { id: personId, name: known?.name || personId, comment: known?.comment || "", orcid: known?.orcid || "" };
  }

  /** Forms of the name, those on the selected papers first. @param {string[]} keys @returns {PageData["forms"]} */
  function forms(keys) {
    const printed = data.mentions.filter((m) => keys.includes(AR.store.keyOf(m))).map((m) => ({ ...m.name, slug: m.slug }));
    const all = /** @type {[string, PageData["forms"][0]][]} */ ([...printed, ...data.forms].map((form) => [AR.names.full(form), form]));
    // The first of each: a form on the selected papers comes before the page's own name.
    return all.filter(([text], i) => all.findIndex(([other]) => other === text) === i).map(([, form]) => form);
  }

  /** What the form says, null while nothing is chosen. @returns {{kind: Kind, person: DecisionPerson | null, mentions: string[], keep_matching?: boolean} | null} */
  function chosen() {
    const target = String(new FormData(form).get("target") || "");
    const mentions = selection.keys();
    if (!target || !mentions.length) return null;
    if (target === "unverified") return { kind: "unverified", person: null, mentions, ...(part("keep").checked ? { keep_matching: false } : {}) };
    if (target.startsWith("existing:")) return { kind: "existing", person: candidate(target.slice(9)), mentions };
    if (target.startsWith("newcomer:")) {
      const known = /** @type {DecisionPerson} */ (newcomers().get(target.slice(9)));
      const own = store.decisions().find((d) => d.kind === "new" && d.person?.id === known.id);
      // Of another page's person this page knows only the names printed here; joining puts them together.
      const { slug: _, ...here } = forms(mentions)[0];
      return { kind: "new", person: own?.person ?? { id: known.id, names: [here], orcid: known.orcid, degree: known.degree }, mentions };
    }
    const { slug, ...printed } = forms(mentions)[Number(name.value)];
    const person = { id: id.value.trim(), names: [printed], orcid: AR.orcid.normalise(orcid.value), degree: degree.value.trim() };
    return { kind: "new", person, mentions, ...(part("keep").checked ? { keep_matching: true } : {}) };
  }

  function proposeId() {
    const form = forms(selection.keys())[Number(name.value)];
    const planned = newcomers();
    const typed = AR.orcid.normalise(orcid.value);
    const proposal = AR.ids.propose(form.slug, { degree: degree.value, orcid: typed }, (other) => AR.people.isTaken(other) || planned.has(other));
    if (!ownId) id.value = proposal.id;
    part("id-note").textContent = say(ownId ? "id_own" : proposal.why);
    const code = typed ? (AR.orcid.valid(typed) ? "orcid_good" : "orcid_bad") : degree.value.trim() ? "" : "orcid_wanted";
    part("orcid-note").textContent = code && say(code);
  }

  /** The decisions as they would be with this one. @param {NonNullable<ReturnType<typeof chosen>>} choice */
  const planned = (choice) => store.trial((trial) => trial.assign(choice));

  /**
   * A decision of its own, beside those on papers: it is listed, and can be undone, like each other.
   * @param {string} person ID
   * @param {string} number an ORCID
   */
  function addOrcid(person, number) {
    store.edit({ ...store.entryOf(person), id: person, orcid: number });
    if (!panel.hidden) update();
  }

  async function update() {
    const target = String(new FormData(form).get("target") || "");
    part("new").hidden = target !== "new";
    part("keep-option").hidden = true;
    if (target === "new") proposeId();
    const choice = chosen();
    const view = part("preview");
    part("confirm").disabled = true;
    const lacks = check.lacks(selection.keys(), look);
    if (!choice) return view.replaceChildren(...(lacks ? [lacks] : []));
    if (choice.kind === "existing" && data.diff) await AR.load.people([choice.person?.id || ""]).catch(() => {});
    if (choice.kind === "new") {
      // Whom the new page would pull, if the user says that they belong there too.
      const open = AR.rules.outcome(data, planned({ ...choice, keep_matching: true }));
      const pulled = open.pulled.filter((move) => move.to === choice.person?.id);
      part("keep-option").hidden = !pulled.length;
      part("keep-text").textContent = say("keep_option", { count: pulled.length });
    }
    if (choice.kind === "unverified") {
      // Papers that come straight back by name: only turning name matching off takes them away.
      const stuck = AR.rules.outcome(data, planned({ ...choice, keep_matching: undefined })).conflicts.find((issue) => issue.code === "no_effect");
      part("keep-option").hidden = !stuck;
      if (stuck) part("keep-text").textContent = say("matching_off_option", stuck.params);
    }
    const decisions = planned(choice);
    const outcome = AR.rules.outcome(data, decisions);
    const doubts = check.doubts(choice.mentions, (key) => selection.choose(selection.keys().filter((other) => other !== key)));
    view.replaceChildren(...AR.outcomeView.render(data, decisions, outcome, { addOrcid, secret: store.isPrivate() }), ...(doubts ? [doubts] : []), ...(lacks ? [lacks] : []));
    const about = new Set(choice.mentions);
    part("confirm").disabled = outcome.conflicts.some((issue) => issue.mention === null || about.has(issue.mention));
  }

  /** @param {Requester} [requester] of a text that was just read; what an earlier one said stays until something is assigned */
  async function open(requester = told) {
    const keys = selection.keys();
    told = requester;
    part("assign-count").textContent = keys.length === 1 ? "this paper" : `these ${count(keys.length, "paper")}`;
    form.reset();
    [orcid.value, degree.value] = [told.orcid, told.degree];
    ownId = false;
    part("candidates").replaceChildren(...data.candidates.slice(0, SHOWN).map(option));
    part("newcomers").replaceChildren(...[...newcomers().values()].map(newcomer));
    part("verified-results").replaceChildren();
    part("verified-status").textContent = "";
    name.replaceChildren(...forms(keys).map((form, i) => make("option", { value: String(i) }, AR.names.full(form))));
    part("unverified-option").hidden = !data.page.verified;
    panel.hidden = false;
    panel.focus({ preventScroll: true });
    await loadVerified();
    // Whom the text itself names comes first, and is not chosen by that.
    for (const id of [told.orcid && AR.people.byOrcid(told.orcid), told.target && AR.people.known(told.target)?.id]) {
      if (id && id !== data.page.id && !part("candidates").querySelector(`[value="existing:${id}"]`)) part("candidates").prepend(option(candidate(id)));
    }
    update();
  }

  function close() {
    panel.hidden = true;
    closed();
  }

  form.addEventListener("change", (/** @type {Event} */ event) => {
    // Text was read as it was typed: drawing anew here would take away the button that was clicked to leave the field.
    if ((/** @type {HTMLInputElement} */ (event.target)).name !== "target") return;
    // The choice about name matching belongs to one answer; another answer asks anew.
    part("keep").checked = false;
    update();
  });
  form.addEventListener("input", (/** @type {Event} */ event) => {
    if (event.target === id) ownId = Boolean(id.value.trim());
    if (event.target !== part("verified-search")) update();
  });
  part("verified-search").addEventListener("input", async () => {
    await loadVerified();
    if (!search) return;
    const query = part("verified-search").value.trim();
    const found = query ? search(query, SHOWN + 1) : [];
    part("verified-results").replaceChildren(...found.slice(0, SHOWN).map(option));
    part("verified-status").textContent = !query ? "" : found.length > SHOWN ? say("first_shown", { count: SHOWN }) : found.length ? "" : say("nobody_found");
  });
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    const choice = chosen();
    if (!choice || part("confirm").disabled) return;
    store.assign(choice);
    told = { orcid: "", degree: "" };
    selection.clear();
    close();
  });
  part("cancel").addEventListener("click", close);
  panel.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") close(); });
  return { open, close, loadPeople, addOrcid, isOpen: () => !panel.hidden };
};
