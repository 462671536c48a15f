"""What the pages of one site have in common, learned from them alone: template apart from story.

- `evidence`: what many pages show, counted; grows, ages, and knows a second capture of one article
- `claims`: what each place says of headline, authors and date, and which of them are believed
- `learning`: from evidence to a profile: which places hold story, which furniture, which texts repeat
- `knowledge`: the profile that a crawl reads with, and what it has seen since

What one page shows is `broadsheet.extraction.observation`, the profile `broadsheet.extraction.site_profile`.
"""
