"""Arrays in, arrays out: no tickers, no dates, no frames. One topic a module."""
