"""What can be typed behind ``tianbao``: one file a noun; each parses, asks a desk, and prints."""
