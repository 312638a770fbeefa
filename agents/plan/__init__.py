"""The capacity model: the cores, workers, partitions, memory and broker load that a rate of articles needs.

`figures.py` has all that was measured, `demand.py` what is asked, `capacity.py` makes the plan of it.
"""

from agents.plan.capacity import Plan, make_plan
from agents.plan.demand import Demand
from agents.plan.figures import MEASURED, Figures

__all__ = ["MEASURED", "Demand", "Figures", "Plan", "make_plan"]
