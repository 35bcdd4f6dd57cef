"""Finding resources: title hits first, then text hits, the newest first; the same way for everyone.

Who may see what is not decided here: the caller hands over the rows that the person may see. Two statements answer a
page, whatever its size. Counts and facets of a search by words look at ten thousand candidates at most and say so;
without words the public's figures come exactly from the cube that the database keeps.
"""

from catalog.search.asking import CANDIDATES, PAGE_SIZE, Ask, Found, Total
from catalog.search.finding import count, find
from catalog.search.guessing import near_titles
from catalog.search.running import SearchTooSlow

__all__ = (
    "CANDIDATES",
    "PAGE_SIZE",
    "Ask",
    "Found",
    "SearchTooSlow",
    "Total",
    "count",
    "find",
    "near_titles",
)
