"""Screens in public places: pages that only show. They set no cookie, hold no form and lead nowhere else."""
