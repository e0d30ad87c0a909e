"""Clinical content as data, each entry with id, version, source and grade; and its one loader."""
