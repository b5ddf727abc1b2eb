"""The SIPRI arms transfers register: one row for each order, exported by the user."""
