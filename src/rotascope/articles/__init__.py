"""Articles: text in, tone by ticker, claims checked against the tape, theses that are watched."""
