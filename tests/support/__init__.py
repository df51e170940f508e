"""What several tests share: builders, fixtures and doubles."""
