"""Laws that hold for every source kind, tested over all of them at once."""
