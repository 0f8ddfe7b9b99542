"use strict";
var AR = AR || {};

/**
 * Keeps the page's finished patch beside its decisions, and what a diff needs, for the page "Your patch": that one
 * lacks this page's data.
 * @param {PageData} data
 * @param {ReturnType<typeof AR.store.create>} store
 * @param {{loadPeople: (decisions: readonly Decision[]) => Promise<void>}} assign
 * @param {Storage | null} storage
 */
AR.keep = (data, store, assign, storage) => {
  const [patchName, partName] = ["patch", "part"].map((kind) => `anthology-review-${kind}:${data.base.preview}:${data.page.id}`);
  const link = AR.dom.find("basket-link");
  let turn = 0;

  function count() {
    const pages = AR.basket.kept(storage, data.base.preview).length;
    if (!link) return;
    link.hidden = !pages;
    link.textContent = `Your patch (${AR.dom.count(pages, "page")})`;
  }

  /** The old patch goes at once, so that the storage never holds one that differs from the decisions. */
  async function keep() {
    const mine = ++turn;
    for (const name of [patchName, partName]) storage?.removeItem(name);
    count();
    const decisions = store.decisions();
    if (!storage || !decisions.length || store.isPrivate()) return;
    try {
      await assign.loadPeople(decisions);
      if (mine !== turn || AR.rules.outcome(data, decisions).conflicts.length) return;
      const patch = await AR.patch.build(data, decisions, { created: new Date(), note: store.note() });
      if (mine !== turn || "error" in AR.patch.file(patch)) return;
      storage.setItem(patchName, JSON.stringify(patch));
      storage.setItem(partName, JSON.stringify(AR.parts.of(data, patch)));
    } catch {
      // Without the shared data or room in the storage the page "Your patch" asks to come back here.
    }
  }

  store.subscribe(keep);
  keep();
};
