"""Rule sets (规则): data with citations, found by id, by file or by the form itself."""

from scoring.rules.faults import examine_file
from scoring.rules.find import Choice, choose
from scoring.rules.load import catalogue, load_ruleset
from scoring.rules.schema import RuleSet

__all__ = ["Choice", "RuleSet", "catalogue", "choose", "examine_file", "load_ruleset"]
