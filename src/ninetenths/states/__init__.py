"""Who is a state, when, under which name and code."""
