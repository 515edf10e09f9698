"""An article's if-thens as theses: text into conditions of the one language, watched elsewhere."""

from rotascope.articles.theses.predictions import as_foretold, predictions_of
from rotascope.articles.theses.propose import opened_on, theses_of

__all__ = ["as_foretold", "opened_on", "predictions_of", "theses_of"]
