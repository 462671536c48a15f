"""A page's story, put right by the profile of its site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.extraction.blocks import CELLS, HEADINGS, Block
from broadsheet.extraction.element_paths import Paths, is_within
from broadsheet.extraction.furniture import is_prompt_text
from broadsheet.extraction.prose import is_prose
from broadsheet.extraction.site_profile import Part, SiteProfile
from broadsheet.extraction.story import Story
from broadsheet.extraction.walls import walls_among


def is_outside(story: Story, profile: SiteProfile, paths: Paths) -> bool:
    """Whether none of the text stands where the site's stories do: the page is of another design."""
    if not profile.container or not story.blocks:
        return False
    return not any(
        is_within(paths.of(block.element), profile.container) for block in story.blocks if is_prose(block)
    )


def put_right(
    story: Story, blocks: Sequence[Block], headline: Block | None, profile: SiteProfile, paths: Paths
) -> Story:
    """Without what the site shows to be furniture, with what it shows to be story.

    As it was where no running text would be left.
    """
    kept = {block.index for block in story.blocks}
    begin = headline.index + 1 if headline is not None else 0
    chosen = [
        block
        for block in blocks
        if (block.index in kept or (block.index >= begin and is_prose(block)))
        and _is_story(block, profile, paths, is_kept=block.index in kept)
    ]
    heads = _headings_of(chosen, story.blocks, profile)
    chosen = sorted((*chosen, *heads), key=lambda block: block.index) if heads else chosen
    return replace(story, blocks=tuple(chosen)) if any(map(is_prose, chosen)) else story


def _is_story(block: Block, profile: SiteProfile, paths: Paths, *, is_kept: bool) -> bool:
    path = paths.of(block.element)
    if block.tag in CELLS and is_kept:
        return profile.places.get(path) is not Part.FURNITURE  # towns and figures recur from table to table
    part = profile.part_of(path, block.text, is_prose=is_prose(block))
    if is_kept and part is Part.FURNITURE:
        # The reader leaves a wall out by itself, and knows by it what stands behind: offers.
        return is_prompt_text(block.text) or bool(walls_among([block.text]))
    return is_kept or part is Part.STORY


def _headings_of(chosen: Sequence[Block], kept: Sequence[Block], profile: SiteProfile) -> list[Block]:
    """The headings right above a paragraph of the story that are no line of the template.

    Where each sub-headline has a box of its own, its place tells no more than that some recur. On a page of
    another design, whose places tell nothing, one beside its paragraph may head a part of every story.
    """
    paragraphs = {block.index: block for block in chosen if is_prose(block)}
    taken = {block.index for block in chosen}
    return [
        block
        for block in kept
        if block.tag in HEADINGS
        and block.index + 1 in paragraphs
        and block.index not in taken
        and (
            not profile.repeats(block.text)
            or (not profile.places and _are_beside(block, paragraphs[block.index + 1]))
        )
    ]


def _are_beside(heading: Block, paragraph: Block) -> bool:
    """Whether one element holds both side by side; of a list, it holds the list."""
    around = paragraph.element.getparent()
    if paragraph.tag == "li" and around is not None:
        around = around.getparent()
    return paragraph.tag in {"p", "li"} and heading.element.getparent() is around
