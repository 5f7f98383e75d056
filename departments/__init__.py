"""What the work is: the plan, the departments, their reports, and the desks at which people sit.

Pure Python without a disk, a network, a toolkit or a clock of its own. A tour: a :mod:`plan <departments.plan>` makes
commitments; :mod:`reports <departments.reports>` say what became of them and move through the
:mod:`workflow <departments.workflow>`; :mod:`lights <departments.lights>` hold figures against the pace;
the :mod:`overview <departments.overview>` is the one read model that every page prints; and
:mod:`desks <departments.desks>` are the only way in, where permission is decided. What the desks need to have kept is
named in :mod:`departments.ledger` and fulfilled by storage.
"""
