"""Papers sorted into persons by the user, beginning with the suggestion: none is lost, each move can be undone."""

from __future__ import annotations

from tests.client.conftest import Run
from tests.client.pages import mention, page

SUGGESTED = [["A", ["1", "2", "3"]], ["B", ["4"]]]
SHOW = ".map((pile) => [pile.letter, pile.keys.join(''), pile.touched])"


def test_moved_papers_stand_with_their_new_person_and_emptied_persons_go(run: Run) -> None:
    body = f"return AR.piles.of(a[0], a[1], false){SHOW}"
    assert run(body, SUGGESTED, {}) == [["A", "123", False], ["B", "4", False]]
    assert run(body, SUGGESTED, {"2": "B", "3": "?"}) == [["A", "1", True], ["B", "24", True], ["?", "3", True]]
    assert run(body, SUGGESTED, {"4": "A"}) == [["A", "1234", True]]
    assert run(body, SUGGESTED, {"1": "C"}) == [["A", "23", True], ["B", "4", False], ["C", "1", True]]


def test_without_suggestions_only_what_the_user_has_sorted_is_sorted(run: Run) -> None:
    body = f"return AR.piles.of(a[0], a[1], true){SHOW}"
    assert run(body, SUGGESTED, {"1": "C", "4": "C"}) == [["C", "14", True], ["?", "23", True]]


def test_a_new_person_gets_the_next_letter(run: Run) -> None:
    letters = [["A", "C"], [], ["Z"], ["?", "A"], ["AZ"]]
    assert run("return a.map(AR.piles.next)", *letters) == ["D", "A", "AA", "B", "BA"]


PAGE = page([mention("P1-1001"), mention("P1-1002")])


def test_moves_and_decisions_share_one_history_and_survive_leaving_the_page(run: Run) -> None:
    body = """
      const s = AR.store.create(a[0], localStorage);
      const see = () => [JSON.stringify(s.places.value), s.decisions.value.length];
      const log = [];
      s.place({'P1-1001#0': 'B'}); log.push(see());
      s.assign({kind: 'existing', person: {id: 'wang-a'}, mentions: ['P1-1001#0']}); log.push(see());
      s.undo(); log.push(see()); s.undo(); log.push(see()); s.redo(); log.push(see());
      const again = AR.store.create(a[0], localStorage); again.load();
      return [log, again.places.value];
    """
    moved = '{"P1-1001#0":"B"}'
    log, kept = run(body, PAGE)
    assert log == [[moved, 0], [moved, 1], [moved, 0], ["{}", 0], [moved, 0]]
    assert kept == {"P1-1001#0": "B"}


def test_another_tab_is_taken_over_without_writing_back(run: Run) -> None:
    body = """
      const one = AR.store.create(a[0], localStorage), two = AR.store.create(a[0], localStorage);
      one.assign({kind: 'existing', person: {id: 'wang-a'}, mentions: ['P1-1001#0']});
      const text = localStorage.getItem(one.name);
      two.adopt(text);
      two.assign({kind: 'existing', person: {id: 'wang-b'}, mentions: ['P1-1002#0']});
      one.adopt(localStorage.getItem(one.name));
      const seen = one.decisions.value.map((d) => d.person.id);
      one.adopt(null);
      const gone = one.decisions.value.length;
      return [seen, gone, localStorage.getItem(one.name) !== null, one.undo() && one.decisions.value.length];
    """
    assert run(body, PAGE) == [["wang-a", "wang-b"], 0, True, 2]
