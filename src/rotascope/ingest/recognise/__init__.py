"""Files told by what they say: which jobs a file amounts to, without a manifest."""

from rotascope.ingest.recognise.door import recognise

__all__ = ["recognise"]
