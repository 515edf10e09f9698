"""How far stocks lie apart and how much they move as one: conditions of the whole market, unscored."""
