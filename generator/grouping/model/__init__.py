"""The trained model: scorers of pairs, clustering, calibrated confidence, and the file that holds them."""
