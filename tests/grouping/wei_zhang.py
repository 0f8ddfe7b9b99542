"""Three people called Wei Zhang, made up: a parser, a translator and a phonologist who moved."""

from __future__ import annotations

from generator.grouping.features.corpus import Corpus
from generator.model import Block, Instance, Mention, Name

_TEXT = {
    "parse": ("dependency parsing of long sentences", "treebank projective arcs transition parser grammar syntax"),
    "mt": ("neural machine translation quality", "bilingual encoder decoder translation corpus alignment bleu"),
    "phon": ("tone and vowel length in dialects", "phonology acoustic vowel tone speakers recordings dialect"),
}
_PEOPLE = {
    "parse": ["Greta Olufsen", "Tomás Brzezinski", "Ines Quartapelle"],
    "mt": ["Hiroto Yanagisawa", "Femi Adebanjo", "Lotte Vanderstraeten"],
    "phon": ["Nkechi Umeh-Obi", "Sofie Haraldsdottir", "Ravi Thirumalai"],
}
_HOME = {"parse": "University of Uppsala", "mt": "Tokyo Institute of Technology", "phon": "University of Lagos"}


def mention_of(topic: str, number: int) -> Mention:
    return Mention(f"{2014 + number}.{topic}-1.{number}", 0)


def instance(topic: str, number: int, person: str = "", orcid: str = "", home: str = "") -> Instance:
    # Each paper shares one co-author with the next, so that a person is a chain.
    team = _PEOPLE[topic]
    names = (team[number % 3], team[(number + 1) % 3])
    title, abstract = _TEXT[topic]
    return Instance(
        mention=mention_of(topic, number),
        name=Name("Wei", "Zhang"),
        coauthors=tuple(Name(*name.split()).slug for name in names),
        coauthor_names=names,
        title=title,
        abstract=abstract,
        venue=topic,
        year=2014 + number,
        affiliation=home or _HOME[topic],
        person=person,
        orcid=orcid,
    )


def others() -> list[Instance]:
    """A small world around them, so that rarity means something: 400 papers by strangers, half of them called Zhang."""
    found = []
    for number in range(400):
        given = "Wei" if number % 9 == 0 else f"Given{number % 80}"
        name = Name(given, "Zhang" if number % 2 else f"Family{number % 80}")
        mate = Name(f"Colleague{number % 60}", f"Someone{number % 60}")
        title = f"topic{number % 50} method{number % 37} study{number % 11}"
        abstract = f"detail{number % 29} result{number % 7}"
        mention = Mention(f"2010.other-1.{number}", 0)
        found.append(Instance(mention, name, (mate.slug,), (mate.full,), title, abstract, year=2010))
    return [i for i in found if i.name.slug != "wei-zhang"]


def block(*extra: Instance) -> Block:
    sizes = (("parse", 5), ("mt", 4), ("phon", 3))
    base = [instance(topic, number) for topic, count in sizes for number in range(count)]
    replaced = {i.mention for i in extra}
    kept = [i for i in base if i.mention not in replaced]
    return Block("wei-zhang", tuple(sorted([*kept, *extra], key=lambda i: i.mention)))


def corpus(of: Block) -> Corpus:
    return Corpus.build([*of.instances, *others()])
