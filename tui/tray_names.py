"""What the two trays are called wherever a person meets them: in a file client, and in a sentence about one."""

from __future__ import annotations

INBOX, OUTBOX = "待上传", "导出"
"""Where files are sent in, and where they lie ready."""
