# SPDX-License-Identifier: Apache-2.0
"""Archives made to do harm, packed as real ones are: refused at once and in little memory.

  test_archives.py READ_WORKBOOK"""

import io
import struct
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

from reading import Reading, most_memory_mib, run_tests

FOLDER = tempfile.TemporaryDirectory(prefix="archives_")
HERE = Path(FOLDER.name)
SECONDS_MAX = 20
MEMORY_MIB_MAX = 150  # with sanitizers
WORKBOOK = ('<workbook xmlns:r="r"><sheets><sheet name="a" r:id="1"/></sheets></workbook>')
LINKS = ('<Relationships><Relationship Id="1" Type="x/worksheet" Target="s.xml"/>'
         '<Relationship Id="2" Type="x/sharedStrings" Target="t.xml"/></Relationships>')
HEAD = '<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>编号</t></is></c><c t="inlineStr"><is><t>名称</t></is></c></row>'
TAIL = "</sheetData></worksheet>"
NAMES = ["编号", "名称"]


def write(name, parts):
    """`parts`: name -> text, or (head, repeated piece, times, tail)."""
    path = HERE / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in {"xl/workbook.xml": WORKBOOK, "xl/_rels/workbook.xml.rels": LINKS, **parts}.items():
            with archive.open(part, "w", force_zip64=True) as out:
                if isinstance(content, str):
                    out.write(content.encode())
                    continue
                head, piece, times, tail = content
                out.write(head.encode())
                block = piece.encode() * 1000
                for _ in range(times // 1000):
                    out.write(block)
                out.write(tail.encode())
    return path


def errors(path, through_pipe=False):
    start = time.monotonic()
    read = Reading(path, *NAMES, through_pipe=through_pipe)
    took = time.monotonic() - start
    assert took < SECONDS_MAX, f"took {took:.1f} s"
    return read.errors


def same(found, wanted):
    assert found == wanted, f"\n  found  {found}\n  wanted {wanted}"


def test_honest_file():
    row = '<row><c t="inlineStr"><is><t>a</t></is></c><c><v>1</v></c></row>'
    path = write("honest.xlsx", {"xl/s.xml": (HEAD, row, 3000, TAIL)})
    same(errors(path), [])
    same(len(Reading(path, *NAMES).lines), 3000)
    same(errors(path, through_pipe=True), [])


def test_sheet_bomb():
    same(errors(write("sheet.xlsx", {"xl/s.xml": (HEAD, " " * 1000, 400_000, TAIL)})), ["intake.xlsx_too_large"])


def test_text_bomb():
    same(errors(write("texts.xlsx", {"xl/s.xml": HEAD + TAIL,
                                     "xl/t.xml": ("<sst>", "<si><t>" + "x" * 990 + "</t></si>", 300_000, "</sst>")})),
         ["intake.xlsx_too_large"])


def test_one_text_named_by_every_cell():
    """Rows of a megabyte out of a few bytes: they are refused one by one, and none is ever in memory with another."""
    row = "<row>" + '<c t="s"><v>0</v></c>' * 40 + "</row>"
    path = write("named.xlsx", {"xl/s.xml": (HEAD, row, 2000, TAIL), "xl/t.xml": f"<sst><si><t>{'x' * 60000}</t></si></sst>"})
    read = Reading(path, *NAMES)
    same(read.errors, [])
    same(set(code for _, code in read.findings), {"intake.line_too_long"})


def test_declared_smaller_than_it_is():
    """The directory says 100 bytes, the data unpack to more."""
    path = write("lying.xlsx", {"xl/s.xml": HEAD + " " * 5000 + TAIL})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    while True:
        size_of_name = struct.unpack_from("<H", data, at + 28)[0]
        if data[at + 46:at + 46 + size_of_name] == b"xl/s.xml":
            struct.pack_into("<I", data, at + 24, 100)
            break
        at = data.index(b"PK\x01\x02", at + 4)
    path.write_bytes(data)
    same(errors(path), ["intake.xlsx_damaged"])


def test_wrong_checksum_of_packed_data():
    path = write("checksum.xlsx", {"xl/s.xml": HEAD + TAIL})
    data = bytearray(path.read_bytes())
    crc = struct.pack("<I", zlib.crc32((HEAD + TAIL).encode()))
    wrong = struct.pack("<I", zlib.crc32(b"something else"))
    assert data.count(crc) >= 1
    path.write_bytes(bytes(data).replace(crc, wrong))
    same(errors(path), ["intake.xlsx_damaged"])


def test_same_name_twice():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", LINKS)
        archive.writestr("xl/s.xml", HEAD + TAIL)
        archive.writestr("XL/S.XML", HEAD + TAIL)
    path = HERE / "twice.xlsx"
    path.write_bytes(buffer.getvalue())
    same(errors(path), ["intake.xlsx_duplicate_part"])


def test_entities():
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(9))
    path = write("laughs.xlsx", {"xl/s.xml": f"<!DOCTYPE w [{laughs}]><worksheet>&l8;</worksheet>"})
    same(errors(path), ["intake.xlsx_doctype"])
    path = write("entity.xlsx", {"xl/s.xml": '<!DOCTYPE w SYSTEM "file:///etc/passwd"><worksheet/>'})
    same(errors(path), ["intake.xlsx_doctype"])


def test_many_parts():
    path = HERE / "parts.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for i in range(10_001):
            archive.writestr(f"p{i}", "")
    same(errors(path), ["intake.xlsx_too_large"])


def test_other_files():
    for data, wanted in [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "intake.old_spreadsheet"),
                         (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "intake.xlsx_encrypted"),
                         (b"PK\x03\x04" + bytes(100), "intake.xlsx_damaged")]:
        path = HERE / "other.xlsx"
        path.write_bytes(data)
        same(errors(path), [wanted])


def test_zz_memory():
    used = most_memory_mib()
    assert used < MEMORY_MIB_MAX, f"{used} MiB"


sys.exit(run_tests(dict(globals())))
