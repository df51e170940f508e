"""Keeping things: engines, the unit of work, the engine's tables and the migrations. Knows no stage."""
