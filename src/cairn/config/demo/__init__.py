"""A small centre with invented people at different stages of their way, made by the product's own services."""

from cairn.config.demo.centre import fill
from cairn.config.demo.ways_in import ways_in

__all__ = ["fill", "ways_in"]
