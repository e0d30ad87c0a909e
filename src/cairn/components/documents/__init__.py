"""Documents a person can keep: the roadmap on paper and in their calendar."""
