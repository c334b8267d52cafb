"""Spanish, as it is texted in Mexico, the Caribbean, the River Plate and Spain."""
