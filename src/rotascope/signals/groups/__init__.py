"""Groups inside the index: what the few weigh, earn and risk, from holdings files and prices."""
