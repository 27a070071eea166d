"""Archives of comments: one module reads each format, and one writes decisions."""
