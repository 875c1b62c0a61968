"""Files as they come: what decides how one is read, and one sentence for each that cannot be."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import struct
import zipfile
from pathlib import Path

import handmade
import pytest
from binaries import compound
from openpyxl import Workbook

from scoring.errors import ReadError
from scoring.place import Place
from scoring.read import container, package, read_raw

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SENTENCE = re.compile(r"[^。\n]+。")
DAMAGED = "文件不完整或已损坏，请用 Office 或 WPS 打开并重新保存后再试，打不开时请向报送单位重新索取。"
TOO_LARGE = "文件解压后大得不正常（上限 {} MB），请把自评表复制到新建的文件中另存后再试。"


def refusal(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        read_raw(path, "报送/表.xlsx")
    assert caught.value.place is not None
    assert caught.value.place.file == "报送/表.xlsx"
    assert SENTENCE.fullmatch(caught.value.message)
    return caught.value.message


def file(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "表.xlsx"
    path.write_bytes(data)
    return path


def zipped(tmp_path: Path, *names: str) -> Path:
    path = tmp_path / "表.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return path


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "自评表.xlsx"
    made = Workbook()
    made.worksheets[0]["A1"] = "项目名称"
    made.save(path)
    return path


def test_name_and_digest(workbook: Path) -> None:
    document = read_raw(workbook)
    assert document.file == "自评表.xlsx"
    assert document.sha256 == hashlib.sha256(workbook.read_bytes()).hexdigest()
    shown = read_raw(workbook, "2023/自评表.xlsx")
    assert shown.file == "2023/自评表.xlsx"
    assert shown.grids[0].rows[0].cells[0].place.file == "2023/自评表.xlsx"


@pytest.mark.parametrize("suffix", [".txt", ".xls", ".pdf", ""])
def test_the_content_decides_not_the_suffix(workbook: Path, tmp_path: Path, suffix: str) -> None:
    renamed = shutil.copy(workbook, tmp_path / f"表{suffix}")
    assert read_raw(Path(renamed)).grids[0].ruled
    text = tmp_path / "文本.xlsx"
    text.write_text("项目名称\t甲", encoding="utf-8")
    assert not read_raw(text).grids[0].ruled


def test_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "没有.xlsx"
    assert refusal(path) == f"找不到文件“{path}”，请检查路径是否正确。"
    inside_a_file = file(tmp_path, b"x") / "没有.xlsx"
    assert refusal(inside_a_file).startswith("找不到文件")


def test_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"“{tmp_path}”是文件夹，不是文件，请指定其中的文件。"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "管道"
    os.mkfifo(path)
    assert refusal(path) == f"“{path}”不是普通文件，请指定磁盘上的文件。"


def test_empty_file(tmp_path: Path) -> None:
    assert refusal(file(tmp_path, b"")) == "文件是空的（0 字节），请检查是否保存成功，或重新索取该文件。"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            PermissionError(13, "x"),
            "没有读取文件的权限，或文件正被其他程序占用，请关闭该程序或调整文件权限后再试。",
        ),
        (OSError(5, "I/O error"), "无法读取文件，请检查路径和磁盘，或把文件复制到本机后再试。"),
    ],
)
def test_unreadable_file(
    workbook: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, message: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", fail)
    assert refusal(workbook) == message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read anything")
def test_permission_withdrawn(workbook: Path) -> None:
    workbook.chmod(0)
    assert refusal(workbook).startswith("没有读取文件的权限")


def test_names_no_system_takes(tmp_path: Path) -> None:
    assert refusal(tmp_path / ("长" * 400)).startswith("无法读取文件，")
    assert refusal(Path("a\0b")).startswith("无法读取文件，")


def test_bound_on_the_size_of_a_file(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = workbook.stat().st_size
    monkeypatch.setattr(container, "MAX_FILE_BYTES", size)
    assert read_raw(workbook).grids
    monkeypatch.setattr(container, "MAX_FILE_BYTES", size - 1)
    assert refusal(workbook) == "文件超过 0 MB，请删去图片等无关内容、分成几个文件后再试。"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{\\rtf1 x}", "暂不支持 RTF 文件，请提供 Excel、Word、PDF 或文本文件。"),
        (b"Rar!\x1a\x07\x01\0", "这是 RAR 压缩包，请先解压，再选择其中的自评表。"),
        (b"7z\xbc\xaf\x27\x1c\0", "这是 7z 压缩包，请先解压，再选择其中的自评表。"),
        (
            b"\xff\xd8\xff\xe0\0",
            "这是图片，本工具不识别图片中的文字，请提供 Excel、Word、PDF 或文本文件。",
        ),
        (
            b"\x89PNG\r\n\x1a\n",
            "这是图片，本工具不识别图片中的文字，请提供 Excel、Word、PDF 或文本文件。",
        ),
        (b"\x7fELF\0\0", "文件不是文本，也不是本工具能读的表格，请提供 Excel、Word、PDF 或文本文件。"),
        (OLE + b"\0" * 99, DAMAGED),
        (
            compound({"Other": b"x"}),
            "文件不是文本，也不是本工具能读的表格，请提供 Excel、Word、PDF 或文本文件。",
        ),
        (
            compound({"EncryptedPackage": b"x"}),
            "文件设有打开密码，请用 Excel 或 WPS 取消密码、重新保存后再试。",
        ),
        (compound({"Workbook": b"x"}), DAMAGED),
        (
            compound({"WordDocument": b"x"}, {"Workbook": b"x"}),
            "暂不支持旧版 Word 文件（.doc、.wps），请用 Word 或 WPS 另存为 .docx 后再试。",
        ),
    ],
)
def test_files_of_other_kinds(tmp_path: Path, data: bytes, message: str) -> None:
    assert refusal(file(tmp_path, data)) == message


def test_text_in_angle_brackets_is_text(tmp_path: Path) -> None:
    assert read_raw(file(tmp_path, "<p>项目名称</p>".encode())).grids[0].rows


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("ppt/presentation.xml", ".pptx"),
        ("OFD.xml", "OFD"),
        ("自评表.xlsx", "这是压缩包而不是表格文件，请先解压，再选择其中的自评表。"),
    ],
)
def test_packages_of_other_kinds(tmp_path: Path, part: str, word: str) -> None:
    assert word in refusal(zipped(tmp_path, "[Content_Types].xml", part))


def test_an_archive_with_nothing_in_it(tmp_path: Path) -> None:
    assert refusal(zipped(tmp_path)).startswith("这是压缩包而不是表格文件")


def test_a_workbook_cut_short_anywhere(workbook: Path) -> None:
    data = workbook.read_bytes()
    for end in (5, 100, len(data) // 2, len(data) - 1):
        workbook.write_bytes(data[:end])
        assert refusal(workbook) == DAMAGED


def test_a_workbook_with_flipped_bytes_gives_an_error_or_a_text(workbook: Path) -> None:
    data = workbook.read_bytes()
    for at in range(0, len(data), 7):
        workbook.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        try:
            document = read_raw(workbook)
        except ReadError:
            continue
        assert [[cell.text for row in grid.rows for cell in row.cells] for grid in document.grids] == [
            ["项目名称"]
        ]


@pytest.mark.parametrize(
    "missing",
    ["xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"],
)
def test_a_workbook_that_lacks_a_part(tmp_path: Path, missing: str) -> None:
    whole = handmade.write(
        tmp_path / "全.xlsx",
        '<row><c t="s"><v>0</v></c><c><v>1</v></c></row>',
        {"xl/sharedStrings.xml": handmade.strings("<si><t>甲</t></si>")},
    )
    assert read_raw(whole).grids
    path = tmp_path / "缺.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            if name != missing:
                target.writestr(name, source.read(name))
    assert refusal(path) == DAMAGED


def test_a_workbook_without_a_visible_worksheet(tmp_path: Path) -> None:
    message = "工作簿里没有可见的工作表，请把自评表放在普通的工作表中（已隐藏的请取消隐藏），保存后再试。"
    for part in (
        handmade.WORKBOOK.replace('sheetId="1"', 'sheetId="1" state="hidden"'),
        re.sub("<sheets>.*</sheets>", "<sheets/>", handmade.WORKBOOK),
    ):
        path = handmade.write(tmp_path / "表.xlsx", parts={"xl/workbook.xml": part})
        assert refusal(path) == message


def test_bound_on_what_the_directory_announces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = handmade.write(tmp_path / "表.xlsx")
    with zipfile.ZipFile(path) as archive:
        announced = sum(member.file_size for member in archive.infolist())
    monkeypatch.setattr(package, "MAX_EXPANDED_BYTES", announced)
    assert read_raw(path).grids
    monkeypatch.setattr(package, "MAX_EXPANDED_BYTES", announced - 1)
    assert refusal(path) == TOO_LARGE.format(0)


def test_bound_on_the_compression_of_a_part(tmp_path: Path) -> None:
    harmless = handmade.write(tmp_path / "表.xlsx", " " * 900_000)
    assert read_raw(harmless).grids
    assert refusal(handmade.write(tmp_path / "表.xlsx", " " * 2_000_000)) == TOO_LARGE.format(200)


def test_a_directory_that_lies_about_a_part(tmp_path: Path) -> None:
    path = handmade.write(tmp_path / "表.xlsx", " " * 2_000_000)
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    data = path.read_bytes()
    assert data.count(struct.pack("<L", size)) == 2
    path.write_bytes(data.replace(struct.pack("<L", size), struct.pack("<L", 1000)))
    assert refusal(path) == DAMAGED


def test_what_is_expanded_is_counted_over_all_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = handmade.write(tmp_path / "表.xlsx")
    opened = package.Package(path.read_bytes(), "表.xlsx")
    monkeypatch.setattr(package, "MAX_EXPANDED_BYTES", 2 * len(handmade.WORKBOOK.encode()))
    seen: list[str] = []
    for _ in range(2):
        opened.parse("xl/workbook.xml", lambda name, _: seen.append(name))
    assert seen == ["workbook", "sheets", "sheet"] * 2
    with pytest.raises(ReadError, match="大得不正常"):
        opened.parse("xl/workbook.xml", lambda name, _: seen.append(name))


def test_bytes_of_a_part_are_counted_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = handmade.write(tmp_path / "表.xlsx")
    opened = package.Package(path.read_bytes(), "表.xlsx")
    workbook = handmade.WORKBOOK.encode()
    assert opened.read("XL/workbook.xml") == workbook
    with pytest.raises(ReadError, match="损坏"):
        opened.read("xl/missing.bin")
    monkeypatch.setattr(package, "MAX_EXPANDED_BYTES", 2 * len(workbook) - 1)
    with pytest.raises(ReadError, match="大得不正常"):
        opened.read("xl/workbook.xml")


def test_a_part_with_a_password(tmp_path: Path) -> None:
    path = handmade.write(tmp_path / "表.xlsx")
    data = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    path.write_bytes(data)
    assert refusal(path) == DAMAGED


def test_places_stay_with_the_file_shown(tmp_path: Path) -> None:
    path = file(tmp_path, "甲\n".encode("gb18030") + b"\xff")
    with pytest.raises(ReadError) as caught:
        read_raw(path, "报送/表.txt")
    assert caught.value.place == Place("报送/表.txt", row=2)
