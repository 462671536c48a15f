"""Discovery and reading of whole publishers that lie as files beside their truth.

`python -m tests.benchmarks.written FOLDER` crawls each of them as ops would and compares. A publisher is a
folder of three files and what they name:

- `site.json`: `name`, `title`, `language`, `timezone`, `sections` (`name` and `path` each);
- `routes.json`: what the server answers, by path with query: `file`, `type`, and where they matter `status`
  and `headers`; everything else is answered 404. `{{BASE}}` in a file stands for the server's own address,
  `{{BASE_JSON}}` for the same with its slashes escaped;
- `truth.json`: `articles` of the sections (by path: `sections`), `others`: paths of articles of none of them,
  and, counted neither way, `doubtful` (paths).

`pages` serves the files, `truth` holds what is right, `crawled` compares a database with it.
"""
