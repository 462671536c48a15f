"""One stage per file, named by its verb: archive, extract, normalise, dedupe, store, report."""
