"""The sheets of a workbook, a file each: what its columns are and which rows of the read model go into them."""
