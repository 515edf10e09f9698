"""One file a page: a `PAGE`, and what it asks the desk."""
