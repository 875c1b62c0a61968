"""Word documents: places, merged and uneven columns, what a reader of the page sees, and hostile files."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from scoring.errors import ReadError
from scoring.model.raw import Grid, RawDocument
from scoring.place import Place
from scoring.read import limits
from scoring.read.package import Package
from scoring.read.paper.docx import read_docx
from scoring.read.recognise import recognise

FILE = "自评表.docx"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DAMAGED = "文件不完整或已损坏"


def package(body: str, before: str = "", attributes: str = "") -> Package:
    """A document around its body, in a package."""
    part = f'{before}<w:document xmlns:w="{_MAIN}" {attributes}><w:body>{body}</w:body></w:document>'
    return packed(part)


def packed(part: str) -> Package:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", part)
    return Package(stream.getvalue(), FILE)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*runs: str) -> str:
    return f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{''.join(runs)}</w:p>"


def tc(text: str = "", properties: str = "") -> str:
    """A cell; each line of the text is a paragraph."""
    lines = "".join(p(run(line)) for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{lines}</w:tc>"


def span(columns: int | str) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


ABOVE = '<w:vMerge w:val="restart"/>'
BELOW = "<w:vMerge/>"


def read(body: str) -> Grid:
    """The grid of a document about which there is nothing to remark."""
    (grid,), remarks = read_docx(package(body))
    assert remarks == ()
    return grid


def texts(body: str) -> dict[str, str]:
    """Text by spot, table and paragraph counted."""
    return {cell.place.spot: cell.text for row in read(body).rows for cell in row.cells}


def columns(body: str) -> list[list[tuple[int, str]]]:
    """Column and text of each cell, row by row."""
    rows = read(body).rows
    assert all(cell.place == replace(row.place, column=cell.column) for row in rows for cell in row.cells)
    return [[(cell.column, cell.text) for cell in row.cells] for row in rows]


def test_paragraphs_and_tables_in_their_order() -> None:
    grid = read(
        p(run("附件2"))
        + p()
        + p(run("项目支出绩效自评表"))
        + tbl(tr(tc("项目名称"), tc("社区图书角建设")), tr(tc(), tc("甲")), tr(tc(), tc()))
        + p(run("表一说明"))
        + tbl(tr(tc("总分"), tc(), tc("92.81")))
        + "<w:sdt><w:sdtContent>"
        + p(run("注：1."))
        + "</w:sdtContent></w:sdt><w:sectPr/>"
    )
    assert (grid.name, grid.ruled) == ("", True)
    assert [(row.place.spot, [(cell.place.spot, cell.text) for cell in row.cells]) for row in grid.rows] == [
        ("第1段", [("第1段", "附件2")]),
        ("第2段", [("第2段", "项目支出绩效自评表")]),
        ("表1第1行", [("表1第1行第1列", "项目名称"), ("表1第1行第2列", "社区图书角建设")]),
        ("表1第2行", [("表1第2行第2列", "甲")]),
        ("第3段", [("第3段", "表一说明")]),
        ("表2第1行", [("表2第1行第1列", "总分"), ("表2第1行第3列", "92.81")]),
        ("第4段", [("第4段", "注：1.")]),
    ]
    assert all(cell.place.file == FILE and cell.stored == "" for row in grid.rows for cell in row.cells)
    assert [cell.column for cell in grid.rows[0].cells] == [1]


def test_spans_and_columns_left_out_before_a_row() -> None:
    body = tbl(
        tr(tc("甲"), tc("乙", span(3)), tc("丙")),
        tr(tc("丁"), tc("戊"), properties='<w:gridBefore w:val="2"/><w:gridAfter w:val="1"/>'),
        tr(tc("己", span(0)), tc("庚")),
    )
    assert columns(body) == [
        [(1, "甲"), (2, "乙"), (5, "丙")],
        [(3, "丁"), (4, "戊")],
        [(1, "己"), (2, "庚")],
    ]


def test_cells_tell_how_many_columns_they_span() -> None:
    def widths(body: str) -> list[list[tuple[str, int]]]:
        return [[(cell.text, cell.width) for cell in row.cells] for row in read(body).rows]

    assert widths(p(run("题")) + tbl(tr(tc("甲"), tc("乙", span(3))), tr(tc("丙", span(4))))) == [
        [("题", 1)],
        [("甲", 1), ("乙", 3)],
        [("丙", 4)],
    ]
    rows = tr(tc("甲", span(2)), tc("乙", span(2))), tr(tc("丙", span(4)))
    assert widths(tbl(*rows, widths=(1000, 100, 800, 800))) == [[("甲", 1), ("乙", 2)], [("丙", 3)]]


def test_merged_cells_give_one_cell() -> None:
    body = tbl(
        tr(tc("产出指标", ABOVE), tc("数量指标", span(2) + ABOVE), tc("40")),
        tr(tc("", BELOW), tc("盖住", span(2) + '<w:vMerge w:val="continue"/>'), tc("36")),
        tr(tc("效益指标", ABOVE), tc("甲"), tc("乙"), tc("30")),
        tr(tc("盖住", BELOW), tc("丙"), tc("丁"), tc("27")),
    )
    assert columns(body) == [
        [(1, "产出指标"), (2, "数量指标"), (4, "40")],
        [(4, "36")],
        [(1, "效益指标"), (2, "甲"), (3, "乙"), (4, "30")],
        [(2, "丙"), (3, "丁"), (4, "27")],
    ]


def test_a_cell_that_continues_nothing_is_a_cell_of_its_own() -> None:
    """So Word shows it, and its text must not be lost."""
    assert columns(tbl(tr(tc("甲", BELOW)), tr(tc("盖住", BELOW)), tr(tc("乙")), tr(tc("丙", BELOW)))) == [
        [(1, "甲")],
        [(1, "乙")],
        [(1, "丙")],
    ]
    assert columns(tbl(tr(tc("甲", ABOVE))) + tbl(tr(tc("乙", BELOW)))) == [[(1, "甲")], [(1, "乙")]]


def test_cells_merged_sideways_as_old_documents_do() -> None:
    body = tbl(tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc("盖住", "<w:hMerge/>"), tc("乙")))
    assert columns(body) == [[(1, "甲"), (3, "乙")]]


@pytest.mark.parametrize(("sliver", "column"), [(1, 2), (215, 2), (216, 3), (0, 3)])
def test_borders_that_miss_each_other_by_a_hair_are_one(sliver: int, column: int) -> None:
    """The border between heading cells stands a little left of the one between the cells below."""
    body = tbl(
        tr(tc("名称"), tc("分值", span(2)), tc("得分")),
        tr(tc("甲", span(2)), tc("5"), tc("4")),
        widths=(1000, sliver, 800, 800),
    )
    heading, below = columns(body)
    assert heading == [(1, "名称"), (2, "分值"), (column + 1, "得分")]
    assert below == [(1, "甲"), (column, "5"), (column + 1, "4")]


def test_slivers_side_by_side_are_not_all_one_border() -> None:
    far = tr(tc("乙"), properties='<w:gridBefore w:val="2"/>')
    for width, column in ((107, 1), (108, 2)):
        assert columns(tbl(tr(tc("甲", span(3))), far, widths=(width, width, 800))) == [
            [(1, "甲")],
            [(column, "乙")],
        ]


def test_a_narrow_column_with_cells_of_its_own_stays_one() -> None:
    body = tbl(tr(tc("甲", span(2)), tc("乙")), tr(tc("丙"), tc("丁"), tc("戊")), widths=(150, 1000, 1000))
    assert columns(body) == [[(1, "甲"), (3, "乙")], [(1, "丙"), (2, "丁"), (3, "戊")]]


def test_columns_beyond_the_grid_count_on() -> None:
    body = tbl(tr(tc("甲"), tc("乙"), tc("丙"), tc("丁")), widths=(1000, 1000))
    assert columns(body) == [[(1, "甲"), (2, "乙"), (3, "丙"), (4, "丁")]]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (p(run("项目"), run("资金")), "项目资金"),
        (p(run("项目资金")) + p(run("（万元）")), "项目资金（万元）"),
        (p(run("95%")) + p(run("2.合格")), "95% 2.合格"),
        (p(run("95%"), "<w:r><w:br/></w:r>", run("2.合格")), "95% 2.合格"),
        (p(run("甲"), "<w:r><w:cr/></w:r>", run("乙")), "甲乙"),
        (p(run("甲"), "<w:r><w:tab/></w:r>", run("乙")), "甲 乙"),
        (p(run("2023"), "<w:r><w:noBreakHyphen/></w:r>", run("2024")), "2023-2024"),
        (p(run("　 甲 　")), "甲"),
        (p('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', run("40个")), "≥40个"),
        (p('<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>', run("40个")), "≤40个"),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0B3"/></w:r>', run("40个")), "〓40个"),
        (p("<m:oMath xmlns:m='x'><m:r><m:t>≥</m:t></m:r></m:oMath>", run("40个")), "≥40个"),
    ],
)
def test_text_as_the_page_shows_it(content: str, text: str) -> None:
    assert texts(f"<w:tbl><w:tr><w:tc>{content}</w:tc></w:tr></w:tbl>") == {"表1第1行第1列": text}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            "<w:del><w:r><w:t>4</w:t><w:delText>4</w:delText></w:r></w:del><w:ins>" + run("5") + "</w:ins>",
            "5",
        ),
        ("<w:moveFrom>" + run("4") + "</w:moveFrom><w:moveTo>" + run("5") + "</w:moveTo>", "5"),
        ("<w:ins><w:del>" + run("4") + "</w:del>" + run("5") + "</w:ins>", "5"),
        (run("5", "<w:del/>"), "5"),
        (run("4", "<w:vanish/>") + run("5"), "5"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:tab/><w:sym/><w:t>4</w:t></w:r>" + run("5"), "5"),
        (run("5", '<w:vanish w:val="0"/>'), "5"),
        (run("5", '<w:vanish w:val="false"/>'), "5"),
        (run("4", '<w:vanish w:val="true"/>') + run("5"), "5"),
        (run("5", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "5"),
        ("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" + run("5"), "5"),
        ("<w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>" + run("5"), "5"),
        ('<w:fldSimple w:instr="=4">' + run("5") + "</w:fldSimple>", "5"),
        (
            "<w:r><w:ruby><w:rt>"
            + run("wu")
            + "</w:rt><w:rubyBase>"
            + run("五")
            + "</w:rubyBase></w:ruby></w:r>",
            "五",
        ),
    ],
)
@pytest.mark.parametrize("in_table", [False, True])
def test_what_is_deleted_hidden_or_code_is_not_read(content: str, text: str, in_table: bool) -> None:
    paragraph = f"<w:p>{content}</w:p>"
    body = f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>" if in_table else paragraph
    assert list(texts(body).values()) == [text]


def test_what_a_property_was_before_a_tracked_change_does_not_count() -> None:
    before = f"<w:tcPrChange><w:tcPr>{span(3)}{BELOW}</w:tcPr></w:tcPrChange>"
    grid = '<w:tblGridChange><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid></w:tblGridChange>'
    assert columns(f"<w:tbl>{grid}{tr(tc('甲', before), tc('乙'))}</w:tbl>") == [[(1, "甲"), (2, "乙")]]


def test_a_table_in_a_cell_follows_its_row_as_a_table_of_its_own() -> None:
    inner = tbl(tr(tc("子"), tc("丑")), tr(tc(), tc("寅")))
    outer = f"<w:tc>{p(run('甲'))}{inner}{p(run('乙'))}</w:tc>"
    assert texts(tbl(tr(outer, tc("丙")), tr(tc("丁"))) + tbl(tr(tc("末")))) == {
        "表1第1行第1列": "甲乙",
        "表1第1行第2列": "丙",
        "表2第1行第1列": "子",
        "表2第1行第2列": "丑",
        "表2第2行第2列": "寅",
        "表1第2行第1列": "丁",
        "表3第1行第1列": "末",
    }
    assert texts(tbl(tr(f"<w:tc>{inner}<w:p/></w:tc>"))).keys() == {
        "表2第1行第1列",
        "表2第1行第2列",
        "表2第2行第2列",
    }


PICTURE = "<w:r><w:drawing><pic:pic xmlns:pic='x'/></w:drawing></w:r>"
OLD_PICTURE = "<w:r><w:pict><v:imagedata xmlns:v='x'/></w:pict></w:r>"
BOX = f"<w:txbxContent>{p(run('框'))}{tbl(tr(tc('框')))}</w:txbxContent>"


def test_what_pictures_and_text_boxes_hold_is_named_in_a_remark() -> None:
    both = f"<mc:Choice>{BOX}</mc:Choice><mc:Fallback><w:pict>{OLD_PICTURE}{BOX}</w:pict></mc:Fallback>"
    boxed = f"<w:r><mc:AlternateContent xmlns:mc='x'>{both}</mc:AlternateContent></w:r>"
    body = p(run("甲"), PICTURE, OLD_PICTURE) + p(boxed) + tbl(tr(tc("乙"))) + "<w:altChunk/>"
    (grid,), remarks = read_docx(package(body))
    assert [(row.place.spot, row.cells[0].text) for row in grid.rows] == [("第1段", "甲"), ("表1第1行", "乙")]
    pictures, boxes, chunks = remarks
    assert pictures[0].startswith("文档中有 2 张图片，图片中的文字没有读取")
    assert boxes[0].startswith("文档中有 1 个文本框，其中的文字没有读取")
    assert chunks[0].startswith("文档中嵌入了 1 处其他文件的内容，没有读取")
    assert {place for _, place in remarks} == {Place(FILE)}


def test_the_prefix_is_the_writing_programs_choice() -> None:
    body = tbl(tr(tc("甲", span(2)), tc("乙")))
    part = f'<w:document xmlns:w="{_MAIN}"><w:body>{body}</w:body></w:document>'
    for other in (part.replace("w:", "ns0:"), part.replace("<w:", "<").replace("</w:", "</")):
        (grid,), _ = read_docx(packed(other))
        assert [(cell.column, cell.text) for cell in grid.rows[0].cells] == [(1, "甲"), (3, "乙")]


FORM = (
    p(run("项目支出绩效自评表"))
    + p(run("（2023年度）"))
    + tbl(
        tr(tc("项目名称"), tc("社区图书角建设", span(3))),
        tr(tc("主管部门"), tc("示例区文化和旅游局"), tc("实施单位"), tc("示例区图书馆")),
    )
    + p(run("一、项目资金"))
    + tbl(
        tr(
            tc("项目资金\n（万元）", ABOVE),
            *map(tc, ("", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")),
        ),
        tr(tc("", BELOW), *map(tc, ("年度资金总额", "100", "100", "58.05", "10", "58.05%", "5.81"))),
    )
    + p(run("二、绩效指标"))
    + tbl(
        tr(
            *map(tc, ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")),
            tc("偏差原因分析及改进措施", span(2)),
        ),
        tr(
            tc("产出指标", ABOVE),
            tc("数量指标", ABOVE),
            *map(tc, ("建成数量", "≥40个", "36个", "30", "27")),
            tc("场地没有落实", span(2)),
        ),
        tr(tc("", BELOW), tc("", BELOW), *map(tc, ("更新数量", "≥1次", "1次", "10", "10")), tc("", span(2))),
        tr(tc("总分", span(5)), tc("50"), tc("42.81"), tc("", span(2))),
    )
    + p(run("注：1. 分值合计为一百分。"))
)


def test_a_form_spread_over_several_tables() -> None:
    (form,) = recognise(RawDocument(FILE, "", (read(FORM),))).forms
    assert (form.title.text, form.year, form.name.text) == ("项目支出绩效自评表", 2023, "社区图书角建设")
    assert form.name.place == Place(FILE, table=1, row=1, column=2)
    (money,) = form.funds
    assert (money.budget.text, money.executed.text, money.score.text) == ("100", "58.05", "5.81")
    assert str(money.score.place) == "自评表.docx › 表2第2行第8列"
    assert [
        (line.subcategory, line.name.text, line.target.text, line.actual.text) for line in form.indicators
    ] == [
        ("数量指标", "建成数量", "≥40个", "36个"),
        ("数量指标", "更新数量", "≥1次", "1次"),
    ]
    assert form.indicators[0].reason.text == "场地没有落实"
    assert form.indicators[1].score.place.spot == "表3第3行第7列"
    assert form.total is not None
    assert (form.total.text, form.total.place.spot) == ("42.81", "表3第4行第7列")
    assert form.remarks == ()


# Hostile and broken files.


def refused(package: Package) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_docx(package)
    assert caught.value.place is not None
    assert caught.value.place.file == FILE
    return caught.value


def test_a_document_type_declaration_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "甲"><!ENTITY b "&a;&a;&a;">]>'
    assert "文档类型声明" in str(refused(package(p(run("&b;")), before=bomb)))


@pytest.mark.parametrize("count", ["1001", "1000000000", "9" * 5000, "-1", "甲", ""])
@pytest.mark.parametrize("place", ["span", "before"])
def test_no_table_has_so_many_columns(count: str, place: str) -> None:
    before = f'<w:gridBefore w:val="{count}"/>' if place == "before" else ""
    body = tbl(tr(tc("甲", span(count) if place == "span" else ""), tc("乙"), properties=before))
    assert _DAMAGED in str(refused(package(body)))


def test_spans_add_up_to_a_thousand_columns_and_no_further() -> None:
    assert columns(tbl(tr(tc("甲", span(999)), tc("乙")))) == [[(1, "甲"), (1000, "乙")]]
    assert _DAMAGED in str(refused(package(tbl(tr(tc("甲", span(999)), tc("乙"), tc("丙"))))))


def test_a_grid_has_a_thousand_columns_at_most() -> None:
    assert columns(tbl(tr(tc("甲")), widths=(500,) * 1000)) == [[(1, "甲")]]
    assert _DAMAGED in str(refused(package(tbl(tr(tc("甲")), widths=(500,) * 1001))))


@pytest.mark.parametrize("width", ["", "-5", "12.5pt", "甲"])
def test_a_width_that_is_no_number_of_twips_makes_a_column_of_its_own(width: str) -> None:
    grid = f'<w:tblGrid><w:gridCol w:w="{width}"/><w:gridCol/><w:gridCol/></w:tblGrid>'
    body = f"<w:tbl>{grid}{tr(tc('甲', span(2)), tc('乙'))}</w:tbl>"
    assert columns(body) == [[(1, "甲"), (3, "乙")]]


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + p(run("底")) + "</w:tc></w:tr></w:tbl>" * depth


def test_tables_stand_in_tables_a_hundred_deep_and_no_further() -> None:
    assert texts(nested(100)) == {"表100第1行第1列": "底"}
    for depth in (101, 1000, 10_000):
        assert _DAMAGED in str(refused(package(nested(depth))))
    assert len(texts(nested(100) * 2)) == 2


def test_a_bomb_is_not_expanded() -> None:
    assert "解压后大得不正常" in str(refused(package(" " * 20 * limits.MEGABYTE)))


def test_a_part_cut_off_and_a_part_that_is_no_document() -> None:
    assert _DAMAGED in str(refused(packed(f'<w:document xmlns:w="{_MAIN}"><w:body><w:tbl><w:tr>')))
    assert _DAMAGED in str(refused(package("<w:r><w:tbl/></w:r>" + p(run("甲")))))
    assert read_docx(packed("<html><p>甲</p></html>"))[0][0].rows == ()


def test_cells_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 3)
    assert len(texts(p(run("甲")) + tbl(tr(tc("乙"), tc("丙"), tc(), tc())))) == 3
    assert "超过 3 个" in str(refused(package(p(run("甲")) + tbl(tr(tc("乙"), tc("丙")), tr(tc("丁"))))))


def test_a_text_without_end_is_refused_at_its_place() -> None:
    long = "长" * limits.MAX_CELL_CHARACTERS
    assert texts(p(run(long))) == {"第1段": long}
    for body, spot in (
        (p(run(long + "长")), "第1段"),
        (tbl(tr(tc("甲")), tr(tc(long + "长"))), "表1第2行第1列"),
    ):
        error = refused(package(body))
        assert str(error.args[0]).startswith(f"{spot}的文字超过")
        assert error.place is not None
        assert error.place.spot == spot
