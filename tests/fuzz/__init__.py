"""Foreign bytes by the thousand against every parser of them: `make fuzz`."""
