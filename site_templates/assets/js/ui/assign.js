"use strict";
var AR = AR || {};

/**
 * The panel in which the user says whose the selected papers are.
 * @param {HTMLElement} dock
 * @param {PageData} data
 * @param {ReturnType<typeof AR.store>} store
 * @param {{keys: () => string[], clear: () => void}} selection
 * @param {() => void} closed called after the panel has closed
 */
AR.assign = (dock, data, store, selection, closed) => {
  const { make, find, bdi, count } = AR.dom;
  const say = AR.messages.say;
  const part = (/** @type {string} */ name) => /** @type {any} */ (find(name, dock));
  const panel = part("assign");
  const form = part("assign-form");
  const name = part("new-name");
  const orcid = part("new-orcid");
  const degree = part("new-degree");
  const id = part("new-id");
  let ownId = false;
  /** @type {{list: any[], byId: Map<string, any>, byOrcid: Map<string, string>, search: Function} | null} */
  let verified = null;

  /** What is known of all verified persons, as the rules ask for it. */
  const people = {
    isTaken: (/** @type {string} */ other) => Boolean(verified?.byId.has(other)),
    byOrcid: (/** @type {string} */ other) => verified?.byOrcid.get(other),
  };

  async function loadVerified() {
    if (verified) return;
    try {
      const list = await AR.load.verified();
      verified = {
        list,
        byId: new Map(list.map((/** @type {any} */ person) => [person.id, person])),
        byOrcid: new Map(list.filter((/** @type {any} */ p) => p.orcid).map((/** @type {any} */ p) => [p.orcid, p.id])),
        search: AR.search.over(list, (person) => `${person.name} ${person.other.join(" ")} ${person.id} ${person.orcid}`),
      };
    } catch {
      part("verified-status").textContent = say("failed_list");
    }
  }

  /** @param {Candidate} person */
  function option(person) {
    const own = person.id === data.page.id ? "the author of this page" : "";
    const about = [own, person.comment, person.id, person.orcid && `ORCID ${person.orcid}`].filter(Boolean).join(" · ");
    return make("label", { class: "ar-option" },
      make("input", { type: "radio", name: "target", value: `existing:${person.id}` }),
      make("span", {}, bdi(person.name), " ", make("span", { class: "ar-muted" }, about)));
  }

  /** @param {string} personId @returns {Candidate} */
  function candidate(personId) {
    const known = data.candidates.find((other) => other.id === personId) || verified?.byId.get(personId);
    return { id: personId, name: known?.name || personId, comment: known?.comment || "", orcid: known?.orcid || "" };
  }

  /** Forms of the name, those on the selected papers first. @param {string[]} keys @returns {Form[]} */
  function forms(keys) {
    const printed = data.mentions.filter((m) => keys.includes(AR.key(m))).map((m) => ({ ...m.name, slug: m.slug }));
    const all = [...printed, ...data.forms].map((form) => [AR.fullName(form), form]);
    return [...new Map(/** @type {[string, Form][]} */ (all)).values()];
  }

  /** @returns {(ToExisting | ToNew | ToUnverified) | null} what the form says, null while nothing is chosen */
  function chosen() {
    const target = String(new FormData(form).get("target") || "");
    const mentions = selection.keys();
    if (!target || !mentions.length) return null;
    if (target === "unverified") return { kind: "unverified", mentions };
    if (target.startsWith("existing:")) return { kind: "existing", person: candidate(target.slice(9)), mentions };
    const person = {
      id: id.value.trim(),
      names: [forms(mentions)[Number(name.value)]],
      orcid: AR.orcid.normalise(orcid.value) || orcid.value.trim(),
      degree: degree.value.trim(),
    };
    return { kind: "new", person, mentions, keep: part("keep").checked };
  }

  function proposeId() {
    const form = forms(selection.keys())[Number(name.value)];
    const planned = new Set(store.decisions().flatMap((d) => (d.kind === "new" ? [d.person.id] : [])));
    const taken = (/** @type {string} */ other) => people.isTaken(other) || planned.has(other);
    const proposal = AR.ids.propose(form.slug, degree.value, AR.orcid.normalise(orcid.value), taken);
    if (!ownId) id.value = proposal.id;
    part("id-note").textContent = say(ownId ? "id_own" : `id_${proposal.why}`);
    const typed = orcid.value.trim();
    const good = AR.orcid.isValid(AR.orcid.normalise(typed));
    part("orcid-note").textContent = !typed ? (degree.value.trim() ? "" : say("orcid_missing")) : say(good ? "orcid_good" : "orcid_bad");
  }

  /** The store's decisions with this one added, as they would be. @param {ToExisting | ToNew | ToUnverified} decision */
  function planned(decision) {
    const taken = new Set(decision.mentions);
    const rest = store.decisions().map((other) => ({ ...other, mentions: other.mentions.filter((key) => !taken.has(key)) }));
    return [...rest.filter((other) => other.mentions.length && !AR.sameTarget(other, decision)), { ...decision, id: 0 }];
  }

  async function update() {
    const decision = chosen();
    part("new").hidden = new FormData(form).get("target") !== "new";
    part("keep-option").hidden = true;
    const view = part("preview");
    part("confirm").disabled = !decision;
    if (!decision) return view.replaceChildren();
    if (decision.kind === "new") proposeId();
    const current = /** @type {ToExisting | ToNew | ToUnverified} */ (chosen());
    if (current.kind === "existing" && data.diff) await AR.load.people([current.person.id]).catch(() => {});
    const decisions = planned(current);
    const outcome = AR.rules.outcome(data, decisions, people);
    if (current.kind === "new") {
      // Whom the new page would pull, if the user says that they belong there too.
      const open = decisions.map((d) => (d.kind === "new" && d.person.id === current.person.id ? { ...d, keep: true } : d));
      const flags = AR.rules.flags(data, open);
      const pulled = AR.rules.shifts(data, open, flags).filter((shift) => shift.to === current.person.id);
      const n = pulled.reduce((sum, shift) => sum + shift.here.length + shift.elsewhere.length, 0);
      part("keep-option").hidden = !n;
      part("keep-text").textContent = say("keep_option", { n: count(n, "paper") });
    }
    view.replaceChildren(...AR.outcomeView(data, decisions, outcome, null));
    part("confirm").disabled = outcome.conflicts.some((conflict) =>
      conflict.code.startsWith("id_") || conflict.code.startsWith("orcid_") || AR.mine(conflict, current));
  }

  async function open() {
    const keys = selection.keys();
    part("assign-count").textContent = `${keys.length === 1 ? "this" : "these"} ${count(keys.length, "paper")}`;
    form.reset();
    ownId = false;
    part("candidates").replaceChildren(...data.candidates.slice(0, 8).map(option));
    part("verified-results").replaceChildren();
    part("verified-status").textContent = "";
    name.replaceChildren(...forms(keys).map((form, i) => make("option", { value: String(i) }, AR.fullName(form))));
    const explicit = data.mentions.some((m) => m.explicit && keys.includes(AR.key(m)));
    part("unverified-option").hidden = !explicit;
    panel.hidden = false;
    panel.focus({ preventScroll: true });
    await loadVerified();
    update();
  }

  function close() {
    panel.hidden = true;
    closed();
  }

  form.addEventListener("change", update);
  form.addEventListener("input", (/** @type {Event} */ event) => {
    if (event.target === id) ownId = Boolean(id.value.trim());
    if (event.target !== part("verified-search")) update();
  });
  part("verified-search").addEventListener("input", async () => {
    await loadVerified();
    if (!verified) return;
    const query = part("verified-search").value.trim();
    const found = query ? verified.search(query, 9) : [];
    part("verified-results").replaceChildren(...found.slice(0, 8).map(option));
    part("verified-status").textContent = !query ? "" : found.length > 8 ? "The first 8 shown; type more to narrow."
      : found.length ? "" : "No verified author found. Choose “A new author” below if they have no page yet.";
  });
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    const decision = chosen();
    if (!decision || part("confirm").disabled) return;
    store.decide(decision);
    selection.clear();
    close();
  });
  part("cancel").addEventListener("click", close);
  panel.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") close(); });
  return { open, close, people, loadVerified, isOpen: () => !panel.hidden };
};

/** @param {Name} name */
AR.fullName = (name) => (name.first ? `${name.first} ${name.last}` : name.last);

/**
 * Whether a conflict is about the mentions of a decision.
 * @param {{mention?: Mention}} conflict
 * @param {{mentions: string[]}} decision
 */
AR.mine = (conflict, decision) => Boolean(conflict.mention && decision.mentions.includes(AR.key(conflict.mention)));
