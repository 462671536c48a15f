"""Section pages after anatomies seen all over the world, each with the truth of what belongs to its section.

Written apart from the rules of discovery and from the composed publishers of `tests.newsweb`; titles are drawn
from word lists and mean nothing.
"""
