"""The names of a journey."""

from __future__ import annotations

CLERK, COORDINATOR = "clerk", "coordinator"
ONE_TIME, PASSWORD = "one-time-once", "a-password-of-one's-own"
JOBS, JOBS_NAME = "4.1-01", "新增就业"
