"""ninetenths: strategic relations between states, from sourced statements to a brief."""
