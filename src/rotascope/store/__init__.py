"""What is kept: market tables on Delta with a commit ledger, state tables in a relational database."""
