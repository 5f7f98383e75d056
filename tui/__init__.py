"""Everything at a person's terminal: the ``tianbao`` command, the app, and the words of two languages."""
