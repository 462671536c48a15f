"""Commands of `scrapy` that differ from the stock ones."""
