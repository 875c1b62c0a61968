"""Recompute, check and print 绩效自评 (budget performance self-evaluations).

The public API:

>>> from scoring import audit
>>> result = audit("examples/xinhua-2023")  # doctest: +SKIP

`audit` reads files and folders, recomputes every form and checks it (see scoring.verification);
`draft` makes workbooks of target tables and of last year's forms (see scoring.drafting.run);
`load_ruleset` reads a rule set by id or file. Names are imported on first use, so that importing the
package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "audit", "draft", "load_ruleset"]

if TYPE_CHECKING:
    from scoring.drafting.run import draft
    from scoring.rules import load_ruleset
    from scoring.verification import audit


def __getattr__(name: str) -> Any:
    if name == "audit":
        from scoring.verification import audit

        return audit
    if name == "draft":
        from scoring.drafting.run import draft

        return draft
    if name == "load_ruleset":
        from scoring.rules import load_ruleset

        return load_ruleset
    raise AttributeError(f"module 'scoring' has no attribute {name!r}")
