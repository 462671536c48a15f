"""One stage per file, named by its verb: archive, extract, compare, normalise, dedupe, store, report."""
