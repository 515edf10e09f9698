"""What is written and said: read from the table `sentiment`, empty until articles are judged. No sign."""
