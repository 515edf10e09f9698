"""Price again, as regimes: which one is in force, since when, how long such ones last, what followed."""
