"""What runs in the child process: opening a file that somebody sent, within limits of memory and time.

Nothing in here knows what a workbook means; it answers with plain cells, or with why it won't.
"""
