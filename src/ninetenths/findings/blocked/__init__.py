"""The parts of the answer to who can stop a flow: the ground, its cuts, what flips them, and what stopping costs."""
