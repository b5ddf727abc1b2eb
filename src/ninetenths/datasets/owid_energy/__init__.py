"""Production of coal, gas and oil, and use of primary energy, by state and year (Our World in Data)."""
