"""Duration against the real economy: what yields, credit, the dollar and growth do to leadership."""
