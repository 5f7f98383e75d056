"""Questions asked over a place: each returns a value, or None for Esc, and saves nothing."""
