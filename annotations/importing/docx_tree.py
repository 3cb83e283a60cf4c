"""Looking around in the parts of a Word file, by local names: the namespaces differ between the standard's editions."""

from collections.abc import Iterable, Iterator

from lxml import etree


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace, which differs between the editions of the standard."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str:
    """Return an attribute by its local name, or an empty string."""
    for key, value in element.attrib.items() if element is not None else ():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first descendant along a path of local names, or None."""
    for name in path:
        element = next((one for one in element if local(one) == name), None) if element is not None else None
    return element


def alternative(element: etree._Element) -> Iterable[etree._Element]:
    """Return the version of a drawing that has the text box, else the one for older programs."""
    choice, fallback = child(element, "Choice"), child(element, "Fallback")
    if choice is not None and (fallback is None or any(local(one) == "txbxContent" for one in choice.iter())):
        return choice
    return fallback if fallback is not None else ()


def cells(table: etree._Element) -> Iterator[etree._Element | None]:
    """Yield the cells of a table row by row, None for a row that was deleted while changes were tracked."""
    for row in _within(table, "tr"):
        if child(row, "trPr", "del") is not None:
            yield None
        else:
            yield from _within(row, "tc")


def _within(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for one in element:
        if local(one) == name:
            yield one
        elif local(one) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _within(one, name)


def is_on(switch: etree._Element | None) -> bool:
    """Return whether a switch such as `w:vanish` is there and not turned off."""
    return switch is not None and attribute(switch, "val") not in ("0", "false", "off")
