"""How long things take, measured side by side and held against bounds."""

from __future__ import annotations
