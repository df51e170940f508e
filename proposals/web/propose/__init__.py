"""A resident's proposal from the first thought to the receipt, and its change or withdrawal afterwards."""
