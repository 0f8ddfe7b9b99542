"""The items of each XML file as compact bytes: for the user's cache, for the next build, and for worker processes.

MessagePack, checked against its types, and compressed.  Most work needs few of the 112,000 items, so each is unpacked
when it is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any, TypeVar, get_type_hints, overload

import msgspec

from generator.anthology.ids import collection_of
from generator.anthology.item import Item
from generator.anthology.xml import shared_name
from generator.model import Mention, Role, Slot
from generator.runtime.compression import zstd

_LEVEL = 1
"""Of compression: higher ones take several times as long, for a tenth of the bytes."""
_SHARED = ("mention", "name", "file")
"""Fields of a slot that are not written as they are."""
_OWN = [field.name for field in fields(Slot) if field.name not in _SHARED]
_FILE_AT = [field.name for field in fields(Slot)].index("file") - 2
"""Place of the file among the values that follow mention and name."""
_own_values = attrgetter(*_OWN)
_hints = get_type_hints(Slot)
_OWN_TYPES: Any = tuple.__class_getitem__(tuple(_hints[name] for name in _OWN))
_PackedSlot: Any = tuple.__class_getitem__((bool, int, str, str, _OWN_TYPES))
"""Whether an editor; position; first and last name; values of `_OWN`."""
_Packed: Any = tuple.__class_getitem__((Item, list[_PackedSlot]))
_Index = dict[str, msgspec.Raw]
"""Item ID -> the packed item."""
WithoutId = dict[str, list[tuple[str, int, Role]]]
"""Name slug -> paper, position and role of its mentions without ID."""
_encode = msgspec.msgpack.Encoder().encode
_File: Any = tuple.__class_getitem__((_Index, msgspec.Raw))
"""The items of a file, and their `WithoutId`."""
_decode_file = msgspec.msgpack.Decoder(_File).decode
_decode_without_id = msgspec.msgpack.Decoder(WithoutId).decode
_decode_item = msgspec.msgpack.Decoder(_Packed).decode
_NOTHING = msgspec.Raw()
_Default = TypeVar("_Default")


def pack_items(items: Iterable[Item]) -> bytes:
    """Return the items of one file as bytes."""
    packed, without_id = {}, defaultdict(list)
    for item in items:
        packed[item.id] = (_without_slots(item), [_packed(slot) for slot in item.slots])
        for slot in item.slots:
            if not slot.person:
                without_id[slot.name.slug].append((slot.mention.paper, slot.mention.position, slot.mention.role))
    return zstd.compress(_encode((packed, without_id)), _LEVEL)


def packed_ids(packed: bytes) -> tuple[str, ...]:
    """Return the IDs of the items of one file, in document order.

    Raises:
        msgspec.MsgspecError: these bytes are something else than `pack_items` returns.
    """
    return tuple(_unpacked(packed)[0])


def mentions_without_id(packed: bytes) -> WithoutId:
    """Return the mentions of one file that have no ID; this takes a small part of the time that its items take."""
    return _decode_without_id(_unpacked(packed)[1])


class PackedItems(Mapping[str, Item]):
    """All items by ID: file by file, in document order.

    Args:
        files: path of an XML file below the data folder -> its items, from `pack_items`.

    Attributes:
        files: likewise.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Unpack nothing yet."""
        self.files = files
        self._indexes: dict[str, _Index] = {}
        self._items: dict[str, Item] = {}
        self._with_abstracts = True

    def __getitem__(self, item_id: str) -> Item:
        """Return an item; raises `KeyError`."""
        item = self._items.get(item_id)
        return self._unpack(item_id) if item is None else item

    @overload
    def get(self, key: str, /) -> Item | None: ...
    @overload
    def get(self, key: str, default: Item | _Default, /) -> Item | _Default: ...
    def get(self, key: str, default: Any = None, /) -> Any:
        """Return an item, or the default; the mapping's own way takes several times as long."""
        try:
            return self._items.get(key) or self._unpack(key)
        except KeyError:
            return default

    def __iter__(self) -> Iterator[str]:
        """Yield all IDs."""
        for file in self.files:
            yield from self._index_of(file)

    def __len__(self) -> int:
        """Return the number of items."""
        return sum(len(self._index_of(file)) for file in self.files)

    def forget_abstracts(self) -> None:
        """Drop all abstracts to save memory; items that are unpacked later have none either."""
        self._with_abstracts = False
        for item_id, item in self._items.items():
            if item.abstract:
                self._items[item_id] = replace(item, abstract="")

    def _unpack(self, item_id: str) -> Item:
        index = self._index_of(f"xml/{collection_of(item_id)}.xml")
        item, slots = _decode_item(index[item_id])
        self._items[item_id] = found = _with_slots(item, slots, self._with_abstracts)
        index[item_id] = _NOTHING  # the bytes of the file are freed with its last item
        return found

    def _index_of(self, file: str) -> _Index:
        if file not in self._indexes:
            self._indexes[file] = _unpacked(self.files[file])[0]
        return self._indexes[file]


def _unpacked(packed: bytes) -> tuple[_Index, msgspec.Raw]:
    try:
        index, without_id = _decode_file(zstd.decompress(packed))
    except zstd.ZstdError as error:
        raise msgspec.DecodeError(str(error)) from error
    return index, without_id


def _packed(slot: Slot) -> tuple[Any, ...]:
    mention, name = slot.mention, slot.name
    return mention.role is Role.EDITOR, mention.position, name.first, name.last, _own_values(slot)


def _without_slots(item: Item) -> Item:
    return Item(item.id, item.role, (), item.title, item.abstract, *_further_values(item))


def _with_slots(item: Item, packed: list[Any], with_abstract: bool) -> Item:
    file, paper = item.file, item.id
    make_slot: Callable[..., Slot] = Slot
    slots = tuple(
        [
            make_slot(
                Mention(paper, position, Role.EDITOR if editor else Role.AUTHOR),
                shared_name(first, last),
                *own[:_FILE_AT],
                file,
                *own[_FILE_AT:],
            )
            for editor, position, first, last, own in packed
        ]
    )
    return Item(paper, item.role, slots, item.title, item.abstract if with_abstract else "", *_further_values(item))


_item_fields = [field.name for field in fields(Item)]
_further_values = attrgetter(*_item_fields[_item_fields.index("abstract") + 1 :])
