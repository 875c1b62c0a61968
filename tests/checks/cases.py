"""All cases. A new check needs a passing and a failing one here (see test_check_catalogue)."""

import cases_achievement
import cases_completeness
import cases_consistency
import cases_deviation
import cases_execution
import cases_funds
import cases_indicators
import cases_management
import cases_packet
import cases_plausibility
import cases_points
import cases_privacy
import cases_summaries
import cases_totals
import cases_within

CASES = [
    *cases_achievement.CASES,
    *cases_completeness.CASES,
    *cases_consistency.CASES,
    *cases_deviation.CASES,
    *cases_execution.CASES,
    *cases_funds.CASES,
    *cases_indicators.CASES,
    *cases_management.CASES,
    *cases_packet.CASES,
    *cases_plausibility.CASES,
    *cases_points.CASES,
    *cases_summaries.CASES,
    *cases_privacy.CASES,
    *cases_totals.CASES,
    *cases_within.CASES,
]
