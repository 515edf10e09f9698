"""What filings call spending and buying back; what is left of a buyback after new and staff's shares."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rotascope.series import Vector

__all__ = ["SPENT", "TAGS", "payouts"]

SPENT = (
    "PaymentsToAcquirePropertyPlantAndEquipment",
    "PaymentsToAcquireProductiveAssets",
)
TAGS = {
    "gross": ("PaymentsForRepurchaseOfCommonStock",),
    "issued": ("ProceedsFromIssuanceOfCommonStock", "ProceedsFromStockOptionsExercised"),
    "staff": ("ShareBasedCompensation", "AllocatedShareBasedCompensationExpense"),
    "income": ("NetIncomeLoss",),
    "cash": ("NetCashProvidedByUsedInOperatingActivities",),
    "spent": SPENT,
}


def payouts(table: Mapping[str, Vector]) -> tuple[Vector, Vector, Vector]:
    """(gross - issued, that less staff shares, whether gross exceeds free cash) of four quarters, each.

    A company that files no issuance issued none for money: that part alone counts as nil. Free
    cash is operating cash less capital spending; buying back more than that is paid by debt or by
    reserves.
    """
    net = table["gross"] - np.nan_to_num(table["issued"])
    free = table["cash"] - table["spent"]
    return net, net - table["staff"], np.asarray(table["gross"] > free)
