"""Workbooks out: what the commission and the departments print, file and send upward.

Everything printed comes from a desk's read model (:mod:`departments.overview`), never from storage, and nothing is
computed twice: lights, gaps and totals arrive finished. A tour: :mod:`exports.cells` is the one door into a cell;
:mod:`exports.columns` declares a table once and walks it; each file in ``exports/sheets/`` is one sheet;
:mod:`exports.merged` and :mod:`exports.department` say which sheets make a workbook, and hand its bytes back.

The package itself imports nothing, so that naming it costs nothing: import the workbook's own module where it is made.
"""
