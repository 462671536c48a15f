"""What the pages of one site have in common, learned from them alone: template apart from story.

What one page shows is `broadsheet.extraction.observation`, the profile `broadsheet.extraction.site_profile`.
Which file answers which question:

    memory                      what is remembered of a site between runs?
    evidence                    what do many pages show? It grows, ages, knows a second capture of one article
    standing                    where do the fields of its articles stand, and which page is unlike them?
    claims                      what does each place say of headline, authors, date, and which is believed?
    learning                    from evidence to a profile: which places hold story, which furniture?
    drift                       which field has left its place, and where does it stand now?
    knowledge                   the profile that a crawl reads with, and what it has seen since
"""
