"""How funds are made and moved: flows, swaps, closure, premium, liquidity. No sign in theory."""
