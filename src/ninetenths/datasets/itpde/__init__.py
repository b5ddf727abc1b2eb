"""Trade between and within states over all industries: USITC ITPD-E, summed."""
