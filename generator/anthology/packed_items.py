"""The items of one XML file as compact bytes and back, for the cache and for worker processes.

MessagePack, checked against its types.  What all slots of an item or file share is written once, and equal names become
one object again, as `generator.anthology.xml` makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any, get_type_hints

import msgspec

from generator.anthology.item import Item
from generator.anthology.xml import shared_name
from generator.model import Mention, Role, Slot

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
_Packed: Any = list[tuple.__class_getitem__((Item, list[_PackedSlot]))]  # type: ignore[misc]
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Packed).decode


def pack_items(items: Iterable[Item]) -> bytes:
    """Return the items of one file as bytes."""
    return _encode([(_without_slots(item), [_packed(slot) for slot in item.slots]) for item in items])


def unpack_items(packed: bytes) -> list[Item]:
    """Return the items of `pack_items`.

    Raises:
        msgspec.MsgspecError: these bytes are something else.
    """
    return [_with_slots(item, slots) for item, slots in _decode(packed)]


def _packed(slot: Slot) -> tuple[Any, ...]:
    mention, name = slot.mention, slot.name
    return mention.role is Role.EDITOR, mention.position, name.first, name.last, _own_values(slot)


def _without_slots(item: Item) -> Item:
    return Item(item.id, item.role, (), *_item_values(item))


def _with_slots(item: Item, packed: list[Any]) -> Item:
    file, paper = item.file, item.id
    make_slot: Callable[..., Slot] = Slot
    slots = tuple(
        make_slot(
            Mention(paper, position, Role.EDITOR if editor else Role.AUTHOR),
            shared_name(first, last),
            *own[:_FILE_AT],
            file,
            *own[_FILE_AT:],
        )
        for editor, position, first, last, own in packed
    )
    return Item(paper, item.role, slots, *_item_values(item))


_item_values = attrgetter(*(field.name for field in fields(Item) if field.name not in ("id", "role", "slots")))
