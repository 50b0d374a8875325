"""From checked documents to what readers get."""
