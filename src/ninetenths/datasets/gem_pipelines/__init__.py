"""Oil pipelines of the Global Energy Monitor: route, capacity, status, parents."""
