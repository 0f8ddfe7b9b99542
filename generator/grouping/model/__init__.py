"""The learned model: scorers of pairs, clustering, calibrated confidence, and the file that holds it."""
