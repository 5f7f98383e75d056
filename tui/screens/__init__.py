"""Places where a person works; each gets its desk and language from whoever opens it, and holds nothing else."""
