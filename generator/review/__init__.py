"""The page model: what each review page shows, the work queue, figures."""
