"""A page in, an article out: `read(html, context)`.

Pure: it knows no network, clock, database or setting. Any bytes at all end in an Article or in
PageRejected, in bounded time. Every value comes with the place on the page that states it
(`Article.fields`); what the page does not state is None.

Which file answers which question, about in the order in which `opened` and `fields` ask them. A new rule
belongs where its question stands, its test in tests/unit beside those of its field (`test_dates_of_page`).

What has come, as a page?
    reader                      is it an article, after all that follows was asked?
    pause                       what does a reading not stop for?
    opened                      the order of what is found before any field is decided
    fields                      the order in which fields are decided
    context                     what is known besides the bytes?
    limits                      what must no parser be given?
    charset                     which text do the bytes spell?
    firstbytes                  is it plainly something else, a picture or a PDF?
    tree, page                  its elements, and all that was found on it before any field is decided
    head                        meta, link, script, title
    element_paths               where does a block stand, from the body down?
    zones, zonenames, patterns  which part of a page does an element open, by tag, role, class?
    paidparts                   which parts are the story's though their names stand for prompts?

What does it tell machines?
    jsonld, microdata           schema.org, as sites write it
    scriptdata, literals        data that scripts assign
    embedded, flight            data that a framework left
    titles                      titles as they were meant

Is it an article, and of which kind?
    kind                        the answer
    kindlabels                  what do labels call it?
    mediapage                   are pictures, film or sound where others have text?
    removal                     was the story taken down?

Which is its headline?
    headline                    the answer, of what is shown and stated
    headings, plaintitle        which headings may be it, or which line where none is
    parted                      what else does the heading hold?
    steps                       which heading is the last step of the way down?
    trust                       which of the site's contradicting places are believed?

Which of its blocks are its text?
    blocks, rows                the visible text in reading order, tables line by line
    tracing                     which text of the page went into which block?
    prose                       is a block running text, and how much of it?
    sentences                   with which signs does a sentence end?
    sitelines                   in which lines does the site speak of itself?
    story                       where is the story, and where does it end?
    zones_beside, neighbours    which parts of the page stand beside it, which other stories below?
    namedtext, shortlines       which element is called its text, which short sentences are of it?
    fewlines                    what is the story's where the page says little?
    repeats                     is it set once more, as one long text?
    edges                       what belongs to it at its ends?
    boxes, namedboxes           what stands in boxes of its own?
    notices                     where do prompts begin to be its end?
    furniture, readalso         which prompts, labels, lines to other stories stand in it?
    firstprint, posts           which tell where it first appeared, whose post stands in it?
    endsigns                    who signed behind its last sentence, and when?
    choices                     which repeat a picture's own words, or ask beside buttons?
    signups, consents           which lines ask to sign up, to agree, to prefer the paper?
    channels                    which lead to where readers are to join it?
    walls                       which lines end it for those who have not paid?
    body                        the fields of text, each block in one

What stands around the headline?
    labels                      kicker, section, desk
    labelpairs                  two of them side by side, called nothing
    deck                        what sums the story up?
    trail                       home, section, article
    corrections                 what does the newsroom say it had wrong?
    agencyline                  "LISBON (Reuters) -"

Who wrote it?
    authors                     the answer
    stated_authors              what do machines read?
    shown_authors, signatures   what do readers see?
    marked_authors              what does the markup of a line call by authors?
    besides                     which elements of a line set a name apart from what stands beside it?
    dated_bylines               does a line say who and when, and nothing else?
    authornotes, writernotes    what among the paragraphs tells of them?
    byline                      which people, organisations, place does a line name?
    buttonwords                 which words beside it are on buttons?
    byline_labels               does it begin with words that announce an author?
    byline_scripts              what do scripts without capitals write in other ways?
    other_work                  which part of it tells of pictures, translation, editing?
    personnames, organisations  is this the name of somebody, or of an agency, a desk?

When was it published and changed?
    published                   the answer: stated for machines first, then shown by the headline
    datelines, datelabels       which line is it, and is it an update?
    datedlines                  does the date of a line stand for itself?
    otherdates                  which lines have a date of something else?
    dating                      which instant is a stated date?
    datetext, clocktext         dates and times as people write them
    calendars, saiddays, agotext  in other calendars, in numerals, of today, hours ago
    datewords, datenames        names of months, "ago", orders
    abbreviations               which zone do letters behind a time mean?
    moments, stated_text        zones, belief; what a kept statement says without its page

Pictures and the rest:
    media, pictures             which pictures are the story's?
    stated_images               which does it state for machines, and which are one?
    figcaptions, captioned      what is told of a picture in its figure, or by a box?
    credits                     who made it?
    links, tagging              where does it lead, how is it tagged?
    live, liveposts             which entries has it, stated or shown?
    language                    who says in which language it is?
    access                      may all of it be read?
    canonical                   which address is its own?
    values                      which statement was taken, which were not?

What do its site and its source file add?
    observation, statements     what does one page show of its site?
    standing                    where do the values stand that were chosen?
    site_profile, profiled      what is template on this site; the story put right by it
    ruled, source_rules         what do the rules of the source file find and decide?

For people to look at:
    judged                      what became of each block, and why?
"""

from broadsheet.extraction.context import PageContext
from broadsheet.extraction.fields import EXTRACTOR_VERSION
from broadsheet.extraction.reader import Reading, read, read_whole

__all__ = ["EXTRACTOR_VERSION", "PageContext", "Reading", "read", "read_whole"]
