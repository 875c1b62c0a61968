"""FM: 资金管理情况."""

from case import Said, cannot, finds, passes
from support import ITEMS, Item, department, project

from scoring.finding import Severity


def of(score: str, problem: str) -> tuple[Item, ...]:
    """拨付合规性 with this score, the other items full."""
    return (ITEMS[0], Item("拨付合规性", "5", score, problem), *ITEMS[2:])


CASES = [
    passes("FM001", "满分", project()),
    passes("FM001", "扣2例", project(items=of("3", "两笔未经国库集中支付"))),
    passes("FM001", "扣完", project(items=of("0", "五笔未经国库集中支付"))),
    finds(
        "FM001",
        "扣0.5",
        project(items=of("4.5", "一笔未经国库集中支付")),
        Said(
            "自评表!H12",
            "“拨付合规性”扣了 0.5 分，规则是每例违规扣 1 分，请按例数扣分。",
            "4.5",
            basis="注1",
            severity=Severity.WARNING,
        ),
    ),
    cannot("FM001", "部门整体表没有这一部分", department(), "表中没有资金管理情况"),
    passes("FM002", "满分", project()),
    passes("FM002", "扣分有说明", project(items=of("4", "一笔未经国库集中支付"))),
    finds(
        "FM002",
        "扣分没有说明",
        project(items=of("4", "")),
        Said(
            "自评表!I12",
            "“拨付合规性”扣了 1 分，没有写存在的问题，请补写问题和改进措施。",
            "4",
            severity=Severity.WARNING,
        ),
    ),
    cannot("FM002", "部门整体表没有这一部分", department(), "表中没有资金管理情况"),
]
