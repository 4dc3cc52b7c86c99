#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every type and every inline constant of a namespace is defined once ([basic.def.odr] of the C++ standard).

Two rooms that each have a `crier::Page` compile, and link: the linker keeps one destructor, of whichever it met first.
"""
import collections
import pathlib
import re
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
FLOORS = ("config", "content", "player", "kiosk")
OPENED = re.compile(r"namespace (\S*) ?\{")
CLOSED = re.compile(r"\}  // namespace")
TYPE = re.compile(r"(?:struct|class|enum class|enum) (\w+)(?: final)?(?: : [^;]*)?\s*\{")
CONSTANT = re.compile(r"inline (?:constexpr|const) [^;({]*?(\w+)(?: = |\{|\[)")


def definitions(text):
    """The names that a file defines in named namespaces, each with all of them before it."""
    names, inside = [], []
    for line in text.splitlines():
        if opened := OPENED.match(line):
            inside.append(opened[1])
        elif CLOSED.match(line):
            inside.pop()
        elif inside and "" not in inside and (found := TYPE.match(line) or CONSTANT.match(line)):
            names.append("::".join(inside + [found[1]]))
    return names


def defined_twice(top):
    places = collections.defaultdict(list)
    for floor in FLOORS:
        for file in sorted((top / floor).rglob("*.?pp")):
            for name in definitions(file.read_text(encoding="utf-8")):
                places[name].append(file.relative_to(top).as_posix())
    return {name: files for name, files in places.items() if len(files) > 1}


class OneDefinition(unittest.TestCase):
    def test_no_name_is_defined_twice(self):
        self.assertEqual(defined_twice(TOP), {})

    def test_a_second_definition_is_noticed(self):
        with tempfile.TemporaryDirectory() as folder:
            top = pathlib.Path(folder)
            for name, text in (("player/a.hpp", "struct Page {\n};\ninline constexpr int kLife = 1;\n"),
                               ("kiosk/b.hpp", "class Page final : Base {\n};\ninline constexpr Time kLife{2};\n"),
                               ("kiosk/c.cpp", "namespace {\nstruct Page {\n};\n}  // namespace\n"),
                               ("kiosk/d.hpp", "namespace key {\nstruct Page {};\n}  // namespace key\n")):
                (top / name).parent.mkdir(exist_ok=True)
                (top / name).write_text(f"namespace crier {{\n{text}}}  // namespace crier\n")
            both = ["player/a.hpp", "kiosk/b.hpp"]
            self.assertEqual(defined_twice(top), {"crier::Page": both, "crier::kLife": both})

    def test_the_office_is_found(self):
        self.assertIn("crier::Office", definitions((TOP / "content/model/office.hpp").read_text(encoding="utf-8")))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
