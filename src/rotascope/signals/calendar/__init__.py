"""What is scheduled and how much it may move: meetings, reports, rebalances. Shown; no sign in theory."""
