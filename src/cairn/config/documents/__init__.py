"""The pages of docs/reference/generated, printed from the code and the content."""
