"""Finding people (`architecture.md`, Search): an inverted index over folded words, forgiving of how names are typed."""

from netgarden.search.filters import FILTERS, Completion, Filter, Query, parse_query
from netgarden.search.index import SearchIndex
from netgarden.search.match import FieldMatch, Match

__all__ = ["FILTERS", "Completion", "FieldMatch", "Filter", "Match", "Query", "SearchIndex", "parse_query"]
