"""The names of a journey."""

from __future__ import annotations

CLERK, COORDINATOR = "clerk", "coordinator"
JOBS, JOBS_NAME = "4.1-01", "新增就业"
