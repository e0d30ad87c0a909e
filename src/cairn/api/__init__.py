"""FHIR and JSON for other systems."""
