"""Bigram search: text as lexemes that PostgreSQL's ``tsvector`` indexes without any extension.

Every run of letters and digits is cut into overlapping pairs, so that any fragment of two characters or more is found
(recall 1), in Chinese as in Latin script. The last character of a run is a lexeme of its own: together with prefix
matching that finds single characters too. Lexemes of the title are stored once more behind ``TITLE``; how the title
sounds stands behind marks of its own. Synonyms belong to the query, never to the index.
"""

from governance.search.folding import fold, runs
from governance.search.lexemes import TITLE, lexemes, vector
from governance.search.marking import excerpt, marked
from governance.search.queries import LONGEST_QUERY, checked, is_spelt, nearly, query, wanted
from governance.search.thesaurus import NO_SYNONYMS, Thesaurus
from governance.search.words import words_in

__all__ = [
    "LONGEST_QUERY",
    "NO_SYNONYMS",
    "TITLE",
    "Thesaurus",
    "checked",
    "excerpt",
    "fold",
    "is_spelt",
    "lexemes",
    "marked",
    "nearly",
    "query",
    "runs",
    "vector",
    "wanted",
    "words_in",
]
