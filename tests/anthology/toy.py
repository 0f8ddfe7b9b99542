"""A small data folder in the Anthology's form: two collections, three persons."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

XML_NEW = """<?xml version='1.0' encoding='UTF-8'?>
<collection id="2022.toy">
  <volume id="long" ingest-date="2022-05-15" type="proceedings">
    <meta>
      <booktitle>Proceedings of the <fixed-case>T</fixed-case>oy Meeting</booktitle>
      <editor><first>Ada</first><last>Byron</last></editor>
      <editor id="song-wang-9656"><first>Song</first><last>Wang</last></editor>
      <year>2022</year>
      <venue>toy</venue>
    </meta>
    <frontmatter>
      <bibkey>toy-2022-long</bibkey>
    </frontmatter>
    <paper id="1">
      <title>On <tex-math>x > 1</tex-math> and <b>bold</b> claims</title>
      <author id="song-wang-9656" orcid="0000-0002-1825-0097"><first>Song</first><last>Wang</last></author>
      <author><first>Zoë</first><last>Müller-Ñandú</last><affiliation>Toy  University</affiliation></author>
      <abstract>First line.
second &lt;line&gt;.</abstract>
      <bibkey>wang-2022-claims</bibkey>
    </paper>
    <paper id="2">
      <title>Second</title>
      <author><first>Song</first><last>Wang</last></author><author><first/><last>Mausam</last></author>
      <bibkey>wang-2022-second</bibkey>
    </paper>
    <paper id="3">
      <title>Third</title>
      <author
          id='song-wang-9656'><first>Song</first><last>Wang</last></author>
      <author><first>Bo</first><last>Li</last><variant script="hani"><first>波</first><last>李</last></variant></author>
      <bibkey>wang-2022-third</bibkey>
    </paper>
  </volume>
</collection>
"""

XML_OLD = """<?xml version='1.0' encoding='UTF-8'?>
<collection id="W18">
  <volume id="63" type="proceedings">
    <meta>
      <booktitle>Old Workshop</booktitle>
      <editor><first>Ada</first><last>Byron</last></editor>
      <year>2018</year>
      <venue>toy</venue>
    </meta>
    <paper id="10">
      <title>Old paper</title>
      <author><first>Bo</first><last>Li</last></author>
      <bibkey>li-2018-old</bibkey>
    </paper>
  </volume>
</collection>
"""

PEOPLE = """{
  "ada-byron": {
    "names": [
      {"first": "Ada", "last": "Byron"}
    ],
    "comment": "London",
    "degree": "None \\"at\\" all",
    "similar": [
      "bo-li"
    ]
  },
  "bo-li": {
    "names": [
      {"first": "Bo", "last": "Li"}
    ],
    "disable_name_matching": true,
    "orcid": "0000-0001-5109-3700"
  },
  "song-wang-9656": {
    "names": [
      {"first": "Song", "last": "Wang"}
    ],
    "disable_name_matching": true,
    "orcid": "0000-0002-1825-0097"
  }
}
"""


def write_toy(folder: Path) -> Path:
    """Write the data folder, with all that acl_anthology needs to load it."""
    data = folder / "data"
    (data / "xml").mkdir(parents=True)
    (data / "json").mkdir()
    (data / "xml" / "2022.toy.xml").write_bytes(XML_NEW.encode())
    (data / "xml" / "W18.xml").write_bytes(XML_OLD.encode())
    (data / "json" / "people.json").write_bytes(PEOPLE.encode())
    schema = files("acl_anthology").joinpath("data/schema.rnc").read_bytes()
    (data / "xml" / "schema.rnc").write_bytes(schema)
    return data
